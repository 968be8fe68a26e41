"""Which rows a set-up is judged by: some that it has not been trained on, where there are enough.

Source: Hastie, Tibshirani and Friedman, "The elements of statistical learning" (2009), section 7.10
(cross-validation).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.experiment.dataset import Dataset

# From so many rows on a fifth of them is held back, and the others are judged by parts kept aside.
LEAST_TO_HOLD_BACK: Final = 40
SHARE_HELD_BACK: Final = 0.2
_LEAST_TO_KEEP_ASIDE: Final = 8
# So few rows may well be all that there are, where every input has two values, as in XOR.
_MOST_OF_ALL_THERE_ARE: Final = 30
# Each row is kept aside once; of large tables one part says enough.
_PARTS: Final = 5
_MOST_ROWS_OF_ALL_PARTS: Final = 300


def judged_parts(dataset: Dataset, seed: int) -> tuple[Dataset, ...]:
    """The training rows of a dataset, divided: in each of these datasets other rows are kept aside
    as test rows. Where none can be kept aside, all of them are trained on, and judged by."""
    n_rows = dataset.n_samples
    if not keeps_aside(dataset):
        return (_parted(dataset, np.arange(n_rows), np.arange(n_rows)),)
    parts = np.array_split(np.random.RandomState(seed).permutation(n_rows), _PARTS)
    if n_rows > _MOST_ROWS_OF_ALL_PARTS:
        parts = parts[:1]
    return tuple(_parted(dataset, np.setdiff1d(np.arange(n_rows), part), part) for part in parts)


def keeps_aside(dataset: Dataset) -> bool:
    """Whether there are rows enough to keep some aside, and more than all that there are."""
    has_two_values = all(len(np.unique(column)) <= 2 for column in dataset.X.T)
    least = _MOST_OF_ALL_THERE_ARE if has_two_values else _LEAST_TO_KEEP_ASIDE
    return dataset.n_samples >= least


def _parted(
    dataset: Dataset,
    trained: np.ndarray[tuple[int, ...], np.dtype[np.intp]],
    kept: np.ndarray[tuple[int, ...], np.dtype[np.intp]],
) -> Dataset:
    X, y, names = dataset.X, dataset.y, (dataset.input_names, dataset.target_names)
    return Dataset(X[trained], y[trained], *names, X_test=X[kept], y_test=y[kept])
