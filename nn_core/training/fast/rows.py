"""The rows of one batch after the other, copied into arrays that are made once.

Each of many seeds has an order of its own, and rows of its own along a leading axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.experiment.experiment import Experiment
from nn_core.limits import MAX_ITERATIONS
from nn_core.training import batches


class BatchLoader:
    """Batches as in `batches.py`: `load` fills X and y of the batch's size.

    seeds: those of many networks; without them, the experiment's own.
    """

    def __init__(self, experiment: Experiment, seeds: Sequence[int] = ()) -> None:
        self.size = batches.size(experiment)
        self.per_epoch = batches.per_epoch(experiment)
        self._experiment, self._seeds = experiment, seeds
        self._lead = (len(seeds),) if seeds else ()
        self._table = experiment.X, experiment.y
        self._epoch = -1
        self._order: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self._place = 0

    def arrays(self, n_rows: int) -> tuple[FloatArray, FloatArray]:
        """Room for the X (..., n_rows, n_inputs) and y (..., n_rows, n_outputs) of a batch."""
        X, y = (np.empty((*self._lead, n_rows, table.shape[1])) for table in self._table)
        return X, y

    def go_to(self, iteration: int) -> tuple[int, int]:
        """Get ready for the update that follows `iteration` updates. Returns how many rows its
        batch has, and how many batches of this size follow in the epoch, this one included (the
        whole table goes on for ever)."""
        if self.per_epoch == 1:
            return self.size, MAX_ITERATIONS
        epoch, place = divmod(iteration, self.per_epoch)
        if epoch != self._epoch:
            orders = [batches.order(one, epoch) for one in self._each]
            self._epoch, self._order = epoch, np.reshape(orders, (*self._lead, -1))
        self._place = place * self.size
        n_left = self._order.shape[-1] - self._place
        return min(self.size, n_left), max(1, n_left // self.size)

    @cached_property
    def _each(self) -> list[Experiment]:
        """The experiment with each of the seeds, which decide the order."""
        seeds = self._seeds or (self._experiment.seed,)
        return [replace(self._experiment, seed=seed) for seed in seeds]

    def load(self, X: FloatArray, y: FloatArray) -> None:
        """Copy the next batch into X and y."""
        n_rows = X.shape[-2]
        rows = self._order[..., self._place : self._place + n_rows]
        self._place += n_rows
        # Rows are always in the table; any mode but "raise" copies straight into X.
        self._table[0].take(rows, 0, X, "clip")
        self._table[1].take(rows, 0, y, "clip")
