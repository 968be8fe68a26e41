"""A call: one NumPy function with its arrays, the last of which takes the result."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nn_core.arrays import FloatArray, read_only

Call = Callable[[], object]


def number(value: float) -> FloatArray:
    """A number as an array without axes: NumPy converts a Python number anew at every call, which
    takes as long again."""
    return read_only(np.full((), value))


ZERO, ONE, TWO = number(0.0), number(1.0), number(2.0)
