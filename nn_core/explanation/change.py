"""What one update does to the weights or the biases of a layer, taken apart for the eye."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray, read_only


@dataclass(frozen=True, eq=False)
class Change:
    """What one update does to a layer's weights, (n_in, n_out), or to its biases, (n_out,).

    before, after: the parameters of this iteration and of the next, bit for bit; gradient:
    dLoss/dparameter, summed over the rows; penalty: what regularisation adds to it; total: their
    sum, with which the optimiser works; memory_before, memory_after: what it remembers of earlier
    gradients, (n_memory, ...); update: what is added to the parameters.
    All are shaped like `before`, and contributions have an axis of rows in front.
    """

    delta: FloatArray  # (n_rows, n_out)
    inputs: FloatArray | None  # (n_rows, n_in), or None for biases, whose input is always 1
    before: FloatArray
    gradient: FloatArray
    penalty: FloatArray
    total: FloatArray
    memory_before: FloatArray
    memory_after: FloatArray
    update: FloatArray
    after: FloatArray

    @cached_property
    def contributions(self) -> FloatArray:
        """input * delta for every row: the gradient, before its rows are added up."""
        if self.inputs is None:
            return self.delta
        return read_only(self.inputs[:, :, np.newaxis] * self.delta[:, np.newaxis, :])

    @cached_property
    def is_set(self) -> NDArray[np.bool_]:
        """Where `after` is not before + update, since an intervention sets it to something else."""
        return np.asarray(self.after != self.before + self.update)
