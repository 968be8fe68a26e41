"""Regularisation: a price on large weights, so that the network prefers simple answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.arrays import FloatArray


def penalty(weights: Sequence[FloatArray], l1: float, l2: float) -> float:
    """What is added to the loss: l1 * Σ|weight| + l2 / 2 * Σ weight². Biases cost nothing.

    Half of the square, so that its derivative is just l2 * weight.
    """
    return float(
        sum(l1 * np.abs(layer).sum() + 0.5 * l2 * np.square(layer).sum() for layer in weights)
    )


def penalty_gradient(weights: FloatArray, l1: float, l2: float) -> FloatArray:
    """The penalty's derivative by each weight of a layer, (n_in, n_out): l1 * sign + l2 * weight.

    At a weight of exactly 0 the sign is 0, so L1 leaves it there.
    """
    return np.asarray(l1 * np.sign(weights) + l2 * weights)
