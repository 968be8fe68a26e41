"""Looks at a run from its beginning on, so few that a verdict costs little, and each at two
iterations in a row, so that what jumps up and down at every step is seen to do so."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray, quiet_divergence
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.target_scaling import are_amounts
from nn_core.network.regularisation import penalty
from nn_core.run import schedule
from nn_core.run.metrics import held_back_loss, training_r_squared
from nn_core.run.run import Run
from nn_core.run.snapshot import Snapshot
from nn_core.training.update import State, update

# Looks in an octave of iterations, powers of two: fewer where each takes longer.
_AN_OCTAVE: Final = 8
_AN_OCTAVE_OF_MUCH: Final = 4
_MUCH: Final = 50_000
# R² from which on amounts count as learned.
ENOUGH: Final = 0.99


@dataclass(frozen=True, eq=False)
class Looks:
    """What was seen at `iterations`, one entry for each.

    iterations: (n,); objective, after: (n,), what training makes smaller, loss and penalty, at the
    iteration and at the next one; loss, test_loss: (n,), NaN where there are no test rows; slope:
    (n,), the largest derivative of the objective by a weight or bias, over all rows; is_solved:
    (n,), whether everything was learned at this iteration and at the next.
    """

    iterations: NDArray[np.int64]
    objective: FloatArray
    after: FloatArray
    loss: FloatArray
    test_loss: FloatArray
    slope: FloatArray
    is_solved: NDArray[np.bool_]

    def __getitem__(self, entries: slice) -> Looks:
        chosen: dict[str, Any] = {
            one.name: getattr(self, one.name)[entries] for one in fields(self)
        }
        return Looks(**chosen)


class _Look(NamedTuple):
    iteration: int
    objective: float
    after: float
    loss: float
    test_loss: float
    slope: float
    is_solved: bool


class Watch:
    """The looks at one run. It looks at each place once, so whoever asks for a verdict again and
    again while the run goes on keeps it."""

    def __init__(self, run: Run) -> None:
        self.run = run
        experiment = run.experiment
        work = experiment.dataset.n_samples * experiment.n_parameters
        self._per_octave = _AN_OCTAVE if work <= _MUCH else _AN_OCTAVE_OF_MUCH
        self._seen: list[_Look] = []

    def up_to(self, iteration: int) -> Looks:
        """What was seen up to a trained `iteration`, and at that one."""
        places = schedule.up_to(iteration, self._per_octave).tolist()
        self._seen += [_look(self.run, place) for place in places[len(self._seen) :]]
        seen = self._seen[: len(places)]
        if places[-1] != iteration:
            seen = [*seen, _look(self.run, iteration)]
        return Looks(*map(np.array, zip(*seen, strict=True)))


def is_judged(experiment: Experiment) -> bool:
    """Whether a row's answer is right or wrong, and not just near its target or far from it."""
    return not are_amounts(experiment.dataset, experiment.loss)


def is_learned(snapshot: Snapshot) -> bool:
    """Whether all training rows are right, or of amounts R² of each target is 0.99 at least."""
    if is_judged(snapshot.experiment):
        return bool(snapshot.correct.all())
    found = [one.value for one in training_r_squared(snapshot)]
    return all(value is not None and value >= ENOUGH for value in found)


def _look(run: Run, iteration: int) -> _Look:
    snapshot = run.at(iteration)
    experiment, step = run.experiment, snapshot.next_update
    rates = step.settings.used_rates
    with quiet_divergence():
        after = Snapshot(experiment, iteration + 1, step.after.parameters)
        return _Look(
            iteration,
            snapshot.loss + penalty(snapshot.weights, rates),
            after.loss + penalty(after.weights, rates),
            snapshot.loss,
            held_back_loss(snapshot),
            float(np.abs(_gradient(snapshot)).max()),
            is_learned(snapshot) and is_learned(after),
        )


def _gradient(snapshot: Snapshot) -> FloatArray:
    """That of all rows, also where an update looks at some of them."""
    experiment = snapshot.experiment
    if experiment.training.batch_size is None:
        return snapshot.next_update.gradient
    whole = replace(experiment, training=replace(experiment.training, batch_size=None))
    state = State(snapshot.parameters, snapshot.memory)
    return update(whole, state, snapshot.iteration).gradient
