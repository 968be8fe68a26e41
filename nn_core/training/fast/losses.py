"""The derivatives of the losses as calls, each as in `loss.py`, bit for bit.

delta(output, y, out) writes dLoss/doutput of every row, or dLoss/dz where the slope cancels.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.network.loss import LOSSES
from nn_core.training.fast.calls import TWO, Call
from nn_core.training.fast.twins import check_twins

FastDelta = Callable[[FloatArray, FloatArray, FloatArray], list[Call]]


def _difference(output: FloatArray, y: FloatArray, out: FloatArray) -> list[Call]:
    return [partial(np.subtract, output, y, out)]


def _twice_the_difference(output: FloatArray, y: FloatArray, out: FloatArray) -> list[Call]:
    return [*_difference(output, y, out), partial(np.multiply, TWO, out, out)]


FAST_DELTAS: Final[MappingProxyType[str, FastDelta]] = MappingProxyType(
    {
        "half_sum_of_squares": _difference,
        "mean_squared_error": _twice_the_difference,
        "cross_entropy": _difference,
        "categorical_cross_entropy": _difference,
    }
)
check_twins(LOSSES, FAST_DELTAS, "FAST_DELTAS")
