"""The rows of an experiment as points of a picture: what is known about them, in one place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn_core import Experiment
from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import Dataset
from nn_core.run.metrics import is_classification
from nn_core.tables.number_style import shortest


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of the table from row `first` on (counted from 0): X (n_rows, n_inputs) and targets y
    (n_rows, n_outputs)."""

    X: FloatArray
    y: FloatArray
    first: int = 0


def training_rows(dataset: Dataset) -> Rows:
    """The rows that the network is trained on."""
    return Rows(dataset.X, dataset.y)


def held_back_rows(dataset: Dataset) -> Rows:
    """The test rows, which take no part in the training; no rows where there are none."""
    return Rows(dataset.X_test, dataset.y_test, dataset.n_samples)


def all_rows(dataset: Dataset) -> Rows:
    """The training rows, and after them the test rows."""
    return Rows(np.vstack([dataset.X, dataset.X_test]), np.vstack([dataset.y, dataset.y_test]))


def level(experiment: Experiment, output: int) -> float:
    """The output that parts the picture in two: the threshold between the classes, or the middle of
    the targets where they are no classes."""
    data = experiment.dataset
    return data.threshold if is_classification(data) else sum(output_range(data, output)) / 2


def classes(dataset: Dataset) -> tuple[float, float]:
    """The targets that stand for the low and the high class: 0 and 1, or -1 and 1 in a table with
    targets below 0."""
    return (-1.0, 1.0) if dataset.threshold == 0 else (0.0, 1.0)


def output_range(dataset: Dataset, output: int) -> tuple[float, float]:
    """The outputs from the lowest to the highest colour: 0 to 1 or -1 to 1 where the targets lie
    there, and otherwise from the lowest target to the highest."""
    y = all_rows(dataset).y[:, output]
    low, high = float(y.min()), float(y.max())
    if low >= -1 and high <= 1:
        return (-1.0, 1.0) if dataset.threshold == 0 else (0.0, 1.0)
    return (low, high) if high > low else (low - 1, high + 1)


def beyond(experiment: Experiment) -> str:
    """What a right answer is on the right side of, in words."""
    threshold = shortest(experiment.dataset.threshold)
    return "the other outputs" if experiment.loss.by_row else threshold
