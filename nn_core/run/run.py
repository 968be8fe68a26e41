"""A run: an experiment being trained. It goes forward, and remembers every iteration it passed."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from functools import cached_property

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.checks import instance, said, whole
from nn_core.experiment.experiment import Experiment
from nn_core.limits import MAX_ITERATIONS
from nn_core.run import schedule
from nn_core.run.records import Records
from nn_core.run.replay import Replay
from nn_core.run.snapshot import Snapshot
from nn_core.training.divergence import largest_state, n_good
from nn_core.training.trainer import Trainer

# Iterations trained between two looks at the clock: under 2 ms on a table of a hundred rows.
CLOCK_STRIDE = 256
# Fewer on large tables and networks: this many products of a row's number with a weight, or
# numbers to write down.
MOST_WORK = 2_000_000
MOST_VALUES = 65_536


class Run:
    """The training of one experiment, from iteration 0. Equal experiments give equal runs.

    iteration: how far it is trained. stopped: None, or the iteration at which it has stopped for
    good, because the next one has numbers that are too large to go on with.
    """

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = instance(experiment, Experiment)
        self.iteration = 0
        self.stopped: int | None = None
        self._trainer = Trainer(experiment)
        self._records = Records(self._trainer.state, experiment.n_parameters)
        self._largest = largest_state(experiment)
        # Another thread may give up records, see `give_up_records`.
        self._lock = threading.RLock()

    def advance_to(self, iteration: int, within_seconds: float | None = None) -> int:
        """Train until `iteration` is reached (nothing happens when it has been passed), until the
        run has to stop, or until the time allowed is over. Returns how far the run is trained.

        Raises InputError for an iteration outside 0 to 10,000,000.
        """
        sentence = f"Iterations go from 0 to {MAX_ITERATIONS:,}, not to {said(iteration)}."
        iteration = whole(iteration, 0, MAX_ITERATIONS, sentence)
        deadline = None if within_seconds is None else time.monotonic() + within_seconds
        while self.iteration < iteration and self.stopped is None:
            self._advance(min(iteration - self.iteration, self.stride))
            if deadline is not None and time.monotonic() >= deadline:
                break
        return self.iteration

    def at(self, iteration: int) -> Snapshot:
        """The network exactly as it was after `iteration` updates, 0 <= iteration <= run.iteration.

        Raises InputError for an iteration that has not been trained.
        """
        end = self.iteration
        sentence = (
            f"Iteration {said(iteration)} is not trained yet: this run goes from 0 to {end:,}."
        )
        iteration = whole(iteration, 0, end, sentence)
        state = self._state_at(iteration)
        state.setflags(write=False)
        n_parameters = self.experiment.n_parameters
        memory = state[n_parameters:].reshape(-1, n_parameters)
        return Snapshot(self.experiment, iteration, state[:n_parameters], memory)

    def replay(self, iteration: int, within_seconds: float | None = None) -> int:
        """Get `at(iteration)` ready, which may take a second far from the records of a long run of
        a large network, or as much of it as the time allows. Returns how far it has come."""
        with self._lock:
            if iteration in (self._records.last_at(iteration), self._trainer.iteration):
                return iteration
            return self._replay.towards(iteration, self._records, within_seconds)

    def near(self, iteration: int, after: int) -> int:
        """An iteration from `after` to `iteration` that is shown at little cost once `after` has
        been: a record, or one that takes no longer than two looks at the clock are apart."""
        start = max(after, self._records.last_at(iteration))
        return max(start, min(schedule.last_at(iteration), start + self.stride))

    def parameters_at(self, kept: np.ndarray) -> FloatArray:
        """The flat parameters of kept iterations (see `schedule.up_to`), (n_kept, n_parameters).

        Raises IndexError for iterations that have not been trained.
        """
        if len(kept) and kept[-1] > self.iteration:
            raise IndexError(f"Iteration {kept[-1]:,} is not trained yet.")
        rows = np.empty((len(kept), self.experiment.n_parameters))
        with self._lock:
            for row, iteration in zip(rows, kept.tolist(), strict=True):
                found = self._records.parameters(iteration)
                row[:] = self._state_at(iteration)[: len(row)] if found is None else found
        return rows

    @property
    def memory(self) -> int:
        """The bytes that it takes to remember: at most 32 MB, with all that training takes."""
        return self._records.memory + self._replay.memory

    @property
    def is_thinned(self) -> bool:
        """Whether records of the schedule are missing, so that replay takes longer."""
        return self._records.spacing > 1

    def give_up_records(self, n_bytes: int) -> bool:
        """Keep at most so many bytes of records, and beside them what curves need: replay takes
        longer. True when that gave up any; while another thread asks this run for something, none
        are."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            records, before = self._records, self._records.spacing
            while records.memory_of_states > n_bytes and records.spacing <= self.iteration:
                records.thin()
            return records.spacing > before
        finally:
            self._lock.release()

    def memory_for(self, iteration: int, n_bytes: int) -> int:
        """The bytes that it will take to remember so many iterations, when records may have
        `n_bytes`."""
        n_kept = schedule.index_of(schedule.last_at(iteration)) + 1
        n_points = len(schedule.up_to(iteration, schedule.CURVE_POINTS_PER_OCTAVE))
        points = n_points * self.experiment.n_parameters * self._trainer.state.itemsize
        return min(n_kept * self._trainer.state.nbytes, n_bytes + points)

    def forget(self) -> None:
        """Keep nothing but the beginning, from which all can be computed again."""
        with self._lock:
            self._records.forget()
            self.__dict__.pop("_replay", None)

    @property
    def stride(self) -> int:
        """The iterations that are trained in one go, between two looks at the clock."""
        return len(self._block)

    def continued(self, experiment: Experiment) -> Run:
        """A run of `experiment` that need not begin again where it is the same as this one.

        What is known of this run is taken over up to the last iteration before the first
        intervention in which the two experiments differ. When they differ in anything else, this is
        a fresh run.
        """
        made = Run(experiment)
        made.iteration = min(self.iteration, _n_shared(self.experiment, experiment))
        if made.iteration > 0:
            with self._lock:
                made._records = self._records.up_to(made.iteration)
                made._trainer.go_to(made.iteration, self._state_at(made.iteration))
        return made

    @cached_property
    def _block(self) -> FloatArray:
        """Room for the states of the iterations between two looks at the clock."""
        n_values = len(self._trainer.state)
        work = self.experiment.dataset.n_samples * self.experiment.n_parameters
        n_iterations = min(CLOCK_STRIDE, MOST_WORK // work, MOST_VALUES // n_values)
        return np.empty((max(1, n_iterations), n_values))

    @cached_property
    def _replay(self) -> Replay:
        return Replay(self.experiment, self.stride)

    def _advance(self, n_iterations: int) -> None:
        states = self._block[:n_iterations]
        self._trainer.advance_recording(states)
        good = states[: n_good(states, self._largest)]
        with self._lock:
            self._records.add(self.iteration, good)
            self.iteration += len(good)
        if len(good) < n_iterations:
            self.stopped = self.iteration

    def _state_at(self, iteration: int) -> FloatArray:
        """The state of an iteration, (n_state,), a copy."""
        with self._lock:
            if iteration == self._trainer.iteration:
                return self._trainer.state.copy()
            return self._replay.state(iteration, self._records)


def _n_shared(first: Experiment, second: Experiment) -> int:
    """The last iteration, from 0 on, up to which two experiments are the same."""
    if replace(first, interventions=()) != replace(second, interventions=()):
        return 0
    differing = set(first.interventions) ^ set(second.interventions)
    return max(0, min((one.iteration for one in differing), default=MAX_ITERATIONS + 1) - 1)
