"""Training: the states of `loop.py`, one update after the other, but faster.

The formulas are written out as lists of NumPy calls on fixed arrays, see `fast`. A test holds the
two to the same result, bit for bit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice, repeat

import numpy as np

from nn_core.arrays import FloatArray, quiet_divergence
from nn_core.experiment.experiment import Experiment
from nn_core.training import update
from nn_core.training.fast import steps
from nn_core.training.fast.calls import Call
from nn_core.training.fast.passes import gradient_calls
from nn_core.training.fast.rows import BatchLoader
from nn_core.training.fast.steps import Corrections, Step, penalty_calls


class Trainer:
    """A network in training, or one network for each of `seeds` at once.

    state: flat (n_state,), the parameters and then the optimiser's memory, changed in place;
    parameters (n_parameters,) and memory (n_memory, n_parameters) are views of it, those of many
    (n_seeds, n_parameters) and (n_memory, n_seeds, n_parameters). iteration: how many updates have
    led to it. Use `go_to` to start from somewhere else. may_join: sums of many networks may be
    rounded in another order where that is faster.
    """

    def __init__(
        self, experiment: Experiment, seeds: Sequence[int] = (), *, may_join: bool = False
    ) -> None:
        first = update.first_states(experiment, seeds) if seeds else update.first_state(experiment)
        self.state = np.concatenate([first.parameters.ravel(), first.memory.ravel()])
        n_parameters = first.parameters.size
        self.parameters = self.state[:n_parameters].reshape(first.parameters.shape)
        self.memory = self.state[n_parameters:].reshape(first.memory.shape)
        self.iteration = 0
        self._experiment, self._may_join = experiment, may_join
        self._gradient = np.empty_like(self.parameters)
        self._corrections = Corrections()
        self._loader = BatchLoader(experiment, seeds)
        self._changes = sorted({one.iteration for one in experiment.interventions})
        self._calls_made: dict[tuple[int, int], list[Call]] = {}
        self._gradient_calls_made: dict[int, list[Call]] = {}

    def go_to(self, iteration: int, state: FloatArray) -> None:
        """Take up training at `iteration`, whose state (n_state,) must be given."""
        self.iteration = iteration
        self.state[:] = state

    def advance(self, n_iterations: int) -> None:
        """Do `n_iterations` updates."""
        self._advance(n_iterations, repeat(np.empty_like(self.state)))

    def advance_recording(self, states: FloatArray) -> None:
        """Do one update for each row of `states`, (n_iterations, n_state), and write down in it
        the state that it has led to."""
        self._advance(len(states), iter(states))

    def _advance(self, n_iterations: int, records: Iterator[FloatArray]) -> None:
        """The same calls again and again, for as long as batch size and settings stay."""
        goal, state = self.iteration + n_iterations, self.state
        with quiet_divergence():
            while self.iteration < goal:
                calls, n_alike = self._next_calls()
                n_alike = min(n_alike, goal - self.iteration)
                self._corrections.iteration = self.iteration
                for record in islice(records, n_alike):
                    for call in calls:
                        call()
                    record[...] = state
                self.iteration += n_alike
                if self.iteration in self._changes:
                    self._change_parameters(record)

    def _next_calls(self) -> tuple[list[Call], int]:
        """The calls of the next update, and for how many updates they stay the same."""
        n_rows, n_alike = self._loader.go_to(self.iteration)
        period = bisect_right(self._changes, self.iteration)
        if period < len(self._changes):
            n_alike = min(n_alike, self._changes[period] - self.iteration)
        return self._calls(n_rows, period), n_alike

    def _calls(self, n_rows: int, period: int) -> list[Call]:
        """The calls of an update on `n_rows` rows, after the first `period` interventions."""
        made = self._calls_made
        if (n_rows, period) not in made:
            if n_rows not in self._gradient_calls_made:
                self._gradient_calls_made[n_rows] = self._gradient_calls(n_rows)
            step = self._step_calls(self._changes[period - 1] if period else 0)
            made[n_rows, period] = self._gradient_calls_made[n_rows] + step
        return made[n_rows, period]

    def _gradient_calls(self, n_rows: int) -> list[Call]:
        experiment = self._experiment
        if self._loader.per_epoch == 1:
            X, y, load = experiment.X, experiment.y, []
        else:
            X, y = self._loader.arrays(n_rows)
            load = [partial(self._loader.load, X, y)]
        calls = gradient_calls(
            experiment,
            self.parameters,
            self._gradient,
            X,
            y,
            rows_stay=not load,
            may_join=self._may_join,
        )
        return load + calls

    def _step_calls(self, iteration: int) -> list[Call]:
        settings = self._experiment.training_at(iteration)
        row, gradient, rate = self.parameters, self._gradient, settings.learning_rate
        step = Step(row, self.memory, gradient, rate, self._corrections)
        return [
            *penalty_calls(self._experiment, settings, row, gradient),
            *steps.FAST_STEPS[settings.optimiser](step),
        ]

    def _change_parameters(self, record: FloatArray) -> None:
        self.parameters[:] = update.changed(self._experiment, self.iteration, self.parameters)
        record[...] = self.state
