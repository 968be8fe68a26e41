"""Which answers are right: on the target's side of the threshold, or the largest of their row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.experiment.experiment import Experiment


def margins(experiment: Experiment, output: FloatArray, y: FloatArray) -> FloatArray:
    """How far each output, (..., n_rows, n_outputs), is on the right side; y: (n_rows, n_outputs).
    Both are in the table's numbers.

    It is the distance from the threshold. Where the outputs of a row are one answer it is the same
    for all of them: how far that of the target's class is above the largest of the others.
    """
    if not experiment.loss.by_row:
        threshold = experiment.dataset.threshold
        return np.where(y >= threshold, output - threshold, threshold - output)
    is_target = np.broadcast_to(y == y.max(axis=-1, keepdims=True), output.shape)
    of_target = np.where(is_target, output, -np.inf).max(axis=-1, keepdims=True)
    of_others = np.where(is_target, -np.inf, output).max(axis=-1, keepdims=True)
    return np.broadcast_to(of_target - of_others, output.shape)


def right_rows(experiment: Experiment, output: FloatArray, y: FloatArray) -> NDArray[np.bool_]:
    """Whether each output is right, (n_rows, n_outputs). One of exactly the threshold, or as large
    as another of its row, is on neither side, so it is not."""
    return np.asarray(margins(experiment, output, y) > 0)
