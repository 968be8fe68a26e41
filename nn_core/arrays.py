"""Arrays of numbers: their type, how they are made read-only, and overflow that does no harm."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def read_only(values: FloatArray) -> FloatArray:
    """The same array, which can no longer be changed."""
    values.setflags(write=False)
    return values


def quiet_overflow() -> np.errstate:
    """The context in which sigmoids are computed: exp may overflow, since the result is right."""
    return np.errstate(over="ignore")


def quiet_divergence() -> np.errstate:
    """The context of networks that may diverge: they overflow, and infinity - infinity is no
    number. A run notices that and stops."""
    return np.errstate(over="ignore", invalid="ignore")
