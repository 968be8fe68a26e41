"""A call: one NumPy function with its arrays, the last of which takes the result."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray, read_only

Call = Callable[[], object]
# Rows of few numbers take longer than the arithmetic: so many of them are handled as one.
_ROWS_AT_ONCE: Final = 10
_MANY_ROWS: Final = 30


def number(value: float) -> FloatArray:
    """A number as an array without axes: NumPy converts a Python number anew at every call, which
    takes as long again."""
    return read_only(np.full((), value))


def product(left: FloatArray, right: FloatArray, out: FloatArray) -> Call:
    """out = left · right; arrays of many networks have a leading axis. `dot` is called sooner, and
    `matmul` calls the same routine for one network after the other: the result is the same to the
    last bit."""
    if left.ndim <= 2 and right.ndim <= 2:
        return partial(left.dot, right, out)
    return partial(np.matmul, left, right, out)


def to_each_row(
    function: Callable[..., object], rows: FloatArray, values: FloatArray
) -> list[Call]:
    """rows = function(rows, values), in place; rows: (..., n_rows, n), values: (..., n), the same
    for every row."""
    n_rows, n = rows.shape[-2:]
    n_whole = n_rows - n_rows % _ROWS_AT_ONCE if n_rows >= _MANY_ROWS and n > 1 else 0
    rest, value = rows[..., n_whole:, :], values[..., np.newaxis, :]
    calls: list[Call] = [partial(function, rest, value, rest)] if n_whole < n_rows else []
    if n_whole:
        lead = rows.shape[:-2]
        repeated = np.empty((*lead, _ROWS_AT_ONCE, n))
        long_value = repeated.reshape(*lead, 1, -1)
        long_rows = rows[..., :n_whole, :].reshape(*lead, -1, _ROWS_AT_ONCE * n)
        calls += [
            partial(np.copyto, repeated, value),
            partial(function, long_rows, long_value, long_rows),
        ]
    return calls


ZERO, ONE, TWO = number(0.0), number(1.0), number(2.0)
