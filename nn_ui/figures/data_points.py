"""The rows of an experiment as points of a picture: what is known about them, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core import Experiment
from nn_core.dataset import Dataset, FloatArray

# Between the two classes of targets 0 and 1; an experiment may have a threshold of its own.
THRESHOLD = 0.5


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of a table: inputs X (n_rows, n_inputs) and targets y (n_rows, n_outputs)."""

    X: FloatArray
    y: FloatArray


def training_rows(dataset: Dataset) -> Rows:
    return Rows(dataset.X, dataset.y)


def held_back_rows(dataset: Dataset) -> Rows:
    """The test rows, which take no part in the training; no rows where there are none."""
    data: Any = dataset
    return Rows(
        getattr(data, "X_test", np.empty((0, dataset.n_inputs))),
        getattr(data, "y_test", np.empty((0, dataset.n_outputs))),
    )


def threshold(experiment: Experiment) -> float:
    """The output at which the answer changes from the low class to the high one."""
    return float(getattr(experiment, "threshold", THRESHOLD))


def classes(dataset: Dataset) -> tuple[float, float]:
    """The targets that stand for the low and the high class: 0 and 1, or -1 and 1 in a table with
    targets below 0."""
    return (-1.0, 1.0) if dataset.y.min() < 0 else (0.0, 1.0)


def output_range(dataset: Dataset, output: int) -> tuple[float, float]:
    """The outputs from the lowest to the highest colour: 0 to 1 or -1 to 1 where the targets lie
    there, and otherwise from the lowest target to the highest."""
    y = dataset.y[:, output]
    low, high = float(y.min()), float(y.max())
    if low >= -1 and high <= 1:
        return (-1.0, 1.0) if low < 0 else (0.0, 1.0)
    return (low, high) if high > low else (low - 1, high + 1)
