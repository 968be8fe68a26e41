"""A few rows that no straight border can part, proved in whole-number arithmetic.

Two sets of points cannot be parted when their convex hulls meet (Radon, 1921): weights of both
classes, none below 0 and each summing to 1, then lead to the same point. Where the border must go
through the point 0, the weights need not sum to 1 by class (Gordan, 1873).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray

# The exact numbers of a row, (n_inputs,), by its place.
Exact: TypeAlias = Callable[[int], Sequence[Fraction]]

_TOLERANCE: Final = 1e-10


@dataclass(frozen=True)
class Certificate:
    """Rows (from 0) of both classes and their exact weights, all over 0: the weighted sums of the
    rows are equal in both classes, and so is the sum of their weights unless the border has to go
    through 0."""

    rows: tuple[int, ...]
    weights: tuple[Fraction, ...]


def certificate(
    X: FloatArray,
    ones: NDArray[np.bool_],
    exact: Exact | None = None,
    *,
    through_zero: bool = False,
) -> Certificate | None:
    """At most n_inputs + 2 rows of X, (n_rows, n_inputs), that no straight border can part by
    `ones`, (n_rows,), true for one class; with `through_zero`, none through the point 0.

    exact: the numbers that the proof is about, those of X unless they are given. None when nothing
    was found, which proves nothing.
    """
    ones = np.asarray(ones, dtype=np.bool_)
    if not ones.size or (not through_zero and (ones.all() or not ones.any())):
        return None
    support = _support(*_system(X, ones, through_zero=through_zero))
    exact = exact or (lambda row: [Fraction(value) for value in X[row].tolist()])
    return _proved(exact, ones, support, through_zero=through_zero)


def _system(
    X: FloatArray, ones: NDArray[np.bool_], *, through_zero: bool
) -> tuple[FloatArray, FloatArray]:
    """The equations of the weights, (n_equations, n_rows), and their right-hand sides. Inputs are
    brought to one size first, which moves no border."""
    low = np.zeros(X.shape[1]) if through_zero else X.min(axis=0)
    size = np.abs(X - low).max(axis=0)
    scaled = (X - low) / np.where(size > 0, size, 1.0)
    signed = np.where(ones, 1.0, -1.0) * scaled.T
    sums = [np.ones(len(X))] if through_zero else [ones, ~ones]
    return np.vstack([signed, *sums]), np.r_[np.zeros(X.shape[1]), np.ones(len(sums))]


def _support(system: FloatArray, goal: FloatArray) -> list[int]:
    """The columns that least squares without negative weights uses; they are independent.

    Source: Lawson and Hanson, Solving least squares problems, 1974, chapter 23.
    """
    weights, used = np.zeros(system.shape[1]), np.zeros(system.shape[1], dtype=bool)
    for _ in range(10 * system.shape[0] + 30):
        gain = np.where(used, -np.inf, system.T @ (goal - system @ weights))
        if used.sum() == system.shape[0] or gain.max() <= _TOLERANCE:
            break
        used[gain.argmax()] = True
        while True:
            trial = np.zeros_like(weights)
            trial[used] = np.linalg.lstsq(system[:, used], goal, rcond=None)[0]
            leaving = used & (trial <= _TOLERANCE)
            if not leaving.any():
                break
            steps = weights[leaving] / np.maximum(weights[leaving] - trial[leaving], _TOLERANCE)
            weights = weights + steps.min() * (trial - weights)
            used &= weights > _TOLERANCE
        weights = trial
    return [int(column) for column in np.flatnonzero(used)]


def _proved(
    exact: Exact, ones: NDArray[np.bool_], rows: Sequence[int], *, through_zero: bool
) -> Certificate | None:
    """The certificate of these rows when exact weights exist and none is below 0."""
    if not rows:
        return None
    columns = []
    for row in rows:
        sums = [1] if through_zero else [int(ones[row]), int(not ones[row])]
        numbers = [value if ones[row] else -value for value in exact(row)]
        columns.append([*numbers, *map(Fraction, sums)])
    goal = [Fraction(0)] * (len(columns[0]) - len(sums)) + [Fraction(1)] * len(sums)
    weights = _solved([list(line) for line in zip(*columns, goal, strict=True)], len(rows))
    if weights is None or min(weights) < 0:
        return None
    kept = [(row, weight) for row, weight in zip(rows, weights, strict=True) if weight]
    return Certificate(tuple(row for row, _ in kept), tuple(weight for _, weight in kept))


def _solved(lines: list[list[Fraction]], n: int) -> list[Fraction] | None:
    """The only solution of these equations in n unknowns, None when there is none or several."""
    for column in range(n):
        pivot = next((i for i in range(column, len(lines)) if lines[i][column]), None)
        if pivot is None:
            return None
        lines[column], lines[pivot] = lines[pivot], lines[column]
        head = lines[column][column]
        lines[column] = [value / head for value in lines[column]]
        for i, line in enumerate(lines):
            if i != column and line[column]:
                factor = line[column]
                pairs = zip(line, lines[column], strict=True)
                lines[i] = [value - factor * above for value, above in pairs]
    if any(line[n] for line in lines[n:]):
        return None
    return [line[n] for line in lines[:n]]
