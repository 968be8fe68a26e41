"""A run: an experiment being trained. It goes forward, and remembers every iteration it passed."""

from __future__ import annotations

import time
from operator import index

import numpy as np

from nn_core import schedule
from nn_core.dataset import FloatArray
from nn_core.errors import InputError
from nn_core.experiment import Experiment
from nn_core.limits import MAX_ITERATIONS
from nn_core.snapshot import Snapshot
from nn_core.training import GradientDescent

# Iterations trained between two looks at the clock: under 2 ms on a table of a hundred rows.
CLOCK_STRIDE = 256


class Run:
    """The training of one experiment, from iteration 0. Equal experiments give equal runs."""

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self.iteration = 0
        self._trainer = GradientDescent(experiment)
        self._replayer = GradientDescent(experiment)
        self._records = np.empty((1, len(self._trainer.parameters)))
        self._records[0] = self._trainer.parameters
        self._n_records = 1

    def advance_to(self, iteration: int, within_seconds: float | None = None) -> int:
        """Train until `iteration` is reached (nothing happens when it has been passed), or until
        the time allowed is over. Returns how far the run is trained.

        Raises InputError for an iteration outside 0 to 10,000,000.
        """
        if not 0 <= iteration <= MAX_ITERATIONS:
            raise InputError(f"Iterations go from 0 to {MAX_ITERATIONS:,}, not to {iteration:,}.")
        iteration = index(iteration)
        deadline = None if within_seconds is None else time.monotonic() + within_seconds
        while self.iteration < iteration:
            self._advance(min(iteration, self.iteration + CLOCK_STRIDE))
            if deadline is not None and time.monotonic() >= deadline:
                break
        return self.iteration

    def at(self, iteration: int) -> Snapshot:
        """The network exactly as it was after `iteration` updates, 0 <= iteration <= run.iteration.

        Raises InputError for an iteration that has not been trained.
        """
        if not 0 <= iteration <= self.iteration:
            raise InputError(
                f"Iteration {iteration:,} is not trained yet: this run goes from 0 to "
                f"{self.iteration:,}."
            )
        iteration = index(iteration)  # NumPy's whole numbers are welcome too
        kept = schedule.last_at(iteration)
        row = self._records[schedule.index_of(kept)]
        return Snapshot(self.experiment, iteration, self._replayed(row, iteration - kept))

    def parameters_at(self, kept: np.ndarray) -> FloatArray:
        """The flat parameters of kept iterations (see `schedule.up_to`), (n_kept, n_parameters).

        Raises IndexError for iterations that have not been trained.
        """
        places = [schedule.index_of(int(iteration)) for iteration in kept]
        return self._records[: self._n_records][places]

    @property
    def memory(self) -> int:
        """The bytes that the records take."""
        return self._records.nbytes

    def _advance(self, iteration: int) -> None:
        while self.iteration < iteration:
            stride = schedule.stride(self.iteration)
            end = min(iteration, schedule.end_of_octave(self.iteration))
            is_kept = schedule.last_at(self.iteration) == self.iteration
            if is_kept and end - self.iteration >= stride:
                self._advance_recording((end - self.iteration) // stride, stride)
            else:
                next_record = schedule.first_after(self.iteration)
                self._advance_between_records(min(end, next_record) - self.iteration)

    def _advance_recording(self, n_records: int, stride: int) -> None:
        self._make_room(n_records)
        records = self._records[self._n_records : self._n_records + n_records]
        self._trainer.advance_recording(records, stride)
        self._n_records += n_records
        self.iteration += n_records * stride

    def _advance_between_records(self, n_iterations: int) -> None:
        """On to the next record, which is kept, or to somewhere before it, which is not."""
        self._trainer.advance(n_iterations)
        self.iteration += n_iterations
        if self.iteration == schedule.last_at(self.iteration):
            self._make_room(1)
            self._records[self._n_records] = self._trainer.parameters
            self._n_records += 1

    def _make_room(self, n_records: int) -> None:
        needed = self._n_records + n_records
        if needed > len(self._records):
            room = np.empty((max(needed, 2 * len(self._records)), self._records.shape[1]))
            room[: self._n_records] = self._records[: self._n_records]
            self._records = room

    def _replayed(self, record: FloatArray, n_iterations: int) -> FloatArray:
        self._replayer.parameters[:] = record
        self._replayer.advance(n_iterations)
        parameters = self._replayer.parameters.copy()
        parameters.setflags(write=False)
        return parameters
