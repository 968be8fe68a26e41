"""The rows of one batch after the other, copied into arrays that are made once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.experiment.experiment import Experiment
from nn_core.limits import MAX_ITERATIONS
from nn_core.training import batches


class BatchLoader:
    """Batches as in `batches.py`: `load` fills X and y of the batch's size."""

    def __init__(self, experiment: Experiment) -> None:
        self.size = batches.size(experiment)
        self.per_epoch = batches.per_epoch(experiment)
        self._experiment = experiment
        self._table = experiment.X, experiment.y
        self._epoch = -1
        self._order: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self._place = 0

    def arrays(self, n_rows: int) -> tuple[FloatArray, FloatArray]:
        """Room for the X (n_rows, n_inputs) and y (n_rows, n_outputs) of a batch."""
        X, y = self._table
        return np.empty((n_rows, X.shape[1])), np.empty((n_rows, y.shape[1]))

    def go_to(self, iteration: int) -> tuple[int, int]:
        """Get ready for the update that follows `iteration` updates. Returns how many rows its
        batch has, and how many batches of this size follow in the epoch, this one included (the
        whole table goes on for ever)."""
        if self.per_epoch == 1:
            return self.size, MAX_ITERATIONS
        epoch, place = divmod(iteration, self.per_epoch)
        if epoch != self._epoch:
            self._epoch, self._order = epoch, batches.order(self._experiment, epoch)
        self._place = place * self.size
        n_left = len(self._order) - self._place
        return min(self.size, n_left), max(1, n_left // self.size)

    def load(self, X: FloatArray, y: FloatArray) -> None:
        """Copy the next batch into X and y."""
        rows = self._order[self._place : self._place + len(X)]
        self._place += len(X)
        # Rows are always in the table; any mode but "raise" copies straight into X.
        self._table[0].take(rows, 0, X, "clip")
        self._table[1].take(rows, 0, y, "clip")
