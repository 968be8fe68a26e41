"""The loss: one number that says how wrong the network is; learning means making it smaller."""

from __future__ import annotations

import numpy as np

from nn_core.dataset import FloatArray


def half_sum_of_squares(output: FloatArray, y: FloatArray) -> float:
    """Half the sum of squared errors over all rows and outputs, the loss that the article's update
    descends: its derivative by an output is just -(y - output).

    output, y: (n_samples, n_outputs).
    """
    return float(0.5 * np.sum((y - output) ** 2))
