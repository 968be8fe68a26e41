"""The most that any network can reach: rows with the same inputs get the same answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment

_REMEMBERED: Final = 16


@dataclass(frozen=True, eq=False)
class Ceiling:
    """What rows with the same inputs and different targets leave to be reached.

    contradicting: (n_samples,), the rows with such a twin; pair: the first of them and the first
    that differs from it, from 0; n_right: the most rows that can be right; r_squared:
    (n_outputs,), the highest R² of each target, NaN where all targets are the same.
    """

    contradicting: NDArray[np.bool_]
    pair: tuple[int, int]
    n_right: int
    r_squared: FloatArray


def ceiling(experiment: Experiment) -> Ceiling | None:
    """The most that any network can reach on the training rows; None when no rows contradict each
    other, or where a row has several classes that would be right."""
    return _ceiling(experiment.dataset, experiment.loss.by_row)


@lru_cache(maxsize=_REMEMBERED)
def _ceiling(data: Dataset, by_row: bool) -> Ceiling | None:
    y = data.y
    wanted = y == y.max(axis=1, keepdims=True) if by_row else y >= data.threshold
    has_twins = by_row and bool((wanted.sum(axis=1) > 1).any())
    group = _numbered(data.X)
    first = _first_of_group(group)
    differs = (y != y[first]).any(axis=1)
    if has_twins or not differs.any():
        return None
    contradicting = np.isin(group, group[differs])
    second = int(differs.argmax())
    return Ceiling(
        contradicting, (int(first[second]), second), _most_right(group, wanted), _best(group, y)
    )


def _numbered(rows: NDArray[np.generic]) -> NDArray[np.intp]:
    """A number for each row, (n_rows,), the same for equal ones."""
    return np.asarray(np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1))


def _first_of_group(group: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each row the first one of its group."""
    firsts = np.unique(group, return_index=True)[1]
    return np.asarray(firsts[group])


def _most_right(group: NDArray[np.intp], wanted: NDArray[np.bool_]) -> int:
    """In each group those that want the commonest answer."""
    counts = np.zeros((group.max() + 1, len(group)), dtype=np.int64)
    np.add.at(counts, (group, _numbered(wanted)), 1)
    return int(counts.max(axis=1).sum())


def _best(group: NDArray[np.intp], y: FloatArray) -> FloatArray:
    """The best answer to a group is the mean of its targets."""
    sums = np.zeros((group.max() + 1, y.shape[1]))
    np.add.at(sums, group, y)
    means = sums / np.bincount(group)[:, np.newaxis]
    spread = np.sum((y - y.mean(axis=0)) ** 2, axis=0)
    left = np.sum((y - means[group]) ** 2, axis=0)
    return np.where(spread > 0, 1 - left / np.where(spread > 0, spread, 1.0), np.nan)
