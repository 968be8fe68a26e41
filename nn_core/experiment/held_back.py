"""Held-back rows: the end of the table is not trained on, to see how the network copes with it."""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.checks import number
from nn_core.experiment.dataset import Dataset

MAX_SHARE: Final = 0.9


def n_held_back(n_rows: int, share: float) -> int:
    """How many rows a share of 0 to 0.9 holds back: round(share * n_rows), and one row is always
    left to train on. Raises InputError for another share."""
    return min(round(checked_share(share) * n_rows), n_rows - 1)


def checked_share(share: object) -> float:
    """A share of the rows; InputError outside 0 to 0.9."""
    return number(share, 0.0, MAX_SHARE, f"Hold back 0% to {MAX_SHARE:.0%} of the rows.")


def hold_back(dataset: Dataset, share: float) -> Dataset:
    """The dataset with the last rows of its table as test rows, and the others to train on.

    Rows that are held back already count as the end of the table: so the last call decides, and a
    share of 0 gives the whole table back. Nothing is shuffled.
    """
    X = np.concatenate([dataset.X, dataset.X_test])
    y = np.concatenate([dataset.y, dataset.y_test])
    n_train = len(X) - n_held_back(len(X), share)
    return Dataset(
        X=X[:n_train],
        y=y[:n_train],
        input_names=dataset.input_names,
        target_names=dataset.target_names,
        X_test=X[n_train:],
        y_test=y[n_train:],
    )
