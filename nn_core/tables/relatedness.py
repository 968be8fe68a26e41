"""How much a column says about the target, on its own: what decides when there is no room for all.

The share of the target's variance that is left after the mean of each group of rows is taken away
(the correlation ratio, eta²): the groups are a column's words, or ranges of its numbers with about
as many rows each. Curves that rise and fall again are found as straight lines are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.tables.cells import Cell

Codes: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.intp]]

_MOST_RANGES: Final = 8
_LEAST_ROWS_IN_RANGE: Final = 5


def relatedness(inputs: Sequence[Cell], target: Sequence[Cell]) -> float:
    """From 0 for a column that says nothing about the target to 1 for one that says all; rows where
    either is blank do not count. Chance is taken off: more groups explain more by themselves."""
    rows = [(x, y) for x, y in zip(inputs, target, strict=True) if x is not None and y is not None]
    if len(rows) < 2:
        return 0.0
    y = _numbers([each for _, each in rows])
    groups = _groups([each for each, _ in rows])
    n_groups = int(groups.max()) + 1
    total = float(np.square(y - y.mean(axis=0)).sum())
    if total == 0 or n_groups in (1, len(rows)):
        return 0.0
    sizes = np.bincount(groups)[:, np.newaxis]
    means = np.stack([np.bincount(groups, weights=one) for one in y.T], axis=1) / sizes
    left = float(np.square(y - means[groups]).sum()) / total
    return max(0.0, 1 - left * (len(rows) - 1) / (len(rows) - n_groups))


def _numbers(target: Sequence[float | str]) -> FloatArray:
    """(n_rows, n) of the target: its amounts, or one 0/1 column a word."""
    if isinstance(target[0], str):
        codes = _codes(target)
        return np.eye(int(codes.max()) + 1)[codes]
    return np.asarray(target, dtype=np.float64)[:, np.newaxis]


def _groups(values: Sequence[float | str]) -> Codes:
    """The group of each row, counted from 0."""
    if isinstance(values[0], str) or len(set(values)) <= _MOST_RANGES:
        return _codes(values)
    numbers = np.asarray(values, dtype=np.float64)
    n_ranges = max(2, min(_MOST_RANGES, len(values) // _LEAST_ROWS_IN_RANGE))
    ends = np.quantile(numbers, np.arange(1, n_ranges) / n_ranges)
    return _codes(np.searchsorted(ends, numbers).tolist())


def _codes(values: Sequence[float | str]) -> Codes:
    """The same whole number, counted from 0, for equal values."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return np.asarray([numbers[value] for value in values], dtype=np.intp)
