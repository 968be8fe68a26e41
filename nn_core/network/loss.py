"""The loss: one number that says how wrong the network is; learning means making it smaller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.errors import one_of
from nn_core.network.forward import LayerState


@dataclass(frozen=True)
class Loss:
    """One way to measure how wrong the outputs are.

    each(layer, y): the loss of every row and output, (n_samples, n_outputs), from the output layer;
    delta(layer, y): its derivative by z; is_mean: whether the whole loss is the mean over all rows
    and outputs, or their sum.
    """

    key: str
    title: str
    formula: str
    each: Callable[[LayerState, FloatArray], FloatArray]
    delta: Callable[[LayerState, FloatArray], FloatArray]
    is_mean: bool

    def factor(self, y: FloatArray) -> float:
        """What the sum over all rows and outputs is multiplied by: 1, or 1 / their number."""
        return 1 / y.size if self.is_mean else 1.0

    def value(self, layer: LayerState, y: FloatArray) -> float:
        """The loss of all rows together. layer: the output layer; y: (n_samples, n_outputs)."""
        return float(self.factor(y) * np.sum(self.each(layer, y)))


def _half_square(layer: LayerState, y: FloatArray) -> FloatArray:
    """The loss that the article's update descends: its derivative by an output is -(y - output)."""
    return np.asarray(0.5 * (y - layer.output) ** 2)


def _square(layer: LayerState, y: FloatArray) -> FloatArray:
    return np.asarray((y - layer.output) ** 2)


def _cross_entropy(layer: LayerState, y: FloatArray) -> FloatArray:
    """-(y log s + (1 - y) log(1 - s)) with s = sigmoid(z), written with z: far from zero s rounds
    to 0 or 1, whose logarithm is infinite, while log(1 + exp(z)) - y z stays exact."""
    return np.asarray(np.logaddexp(0.0, layer.z) - y * layer.z)


def _delta_of_half_square(layer: LayerState, y: FloatArray) -> FloatArray:
    return (layer.output - y) * layer.slope


def _delta_of_square(layer: LayerState, y: FloatArray) -> FloatArray:
    return 2 * (layer.output - y) * layer.slope


def _delta_of_cross_entropy(layer: LayerState, y: FloatArray) -> FloatArray:
    """output - y: the sigmoid's slope s (1 - s) cancels against the derivative of the loss,
    (s - y) / (s (1 - s))."""
    return layer.output - y


LOSSES: Final = MappingProxyType(
    {
        one.key: one
        for one in (
            Loss(
                key="half_sum_of_squares",
                title="Half the sum of squared errors",
                formula="½ Σ (target − output)²",
                each=_half_square,
                delta=_delta_of_half_square,
                is_mean=False,
            ),
            Loss(
                key="mean_squared_error",
                title="Mean squared error",
                formula="mean of (target − output)²",
                each=_square,
                delta=_delta_of_square,
                is_mean=True,
            ),
            Loss(
                key="cross_entropy",
                title="Cross-entropy (log loss)",
                formula="mean of −(t log s + (1 − t) log(1 − s))",
                each=_cross_entropy,
                delta=_delta_of_cross_entropy,
                is_mean=True,
            ),
        )
    }
)


def loss(key: object) -> Loss:
    """The loss with this key; InputError when there is none."""
    return LOSSES[one_of(key, LOSSES, "There is no loss of this name")]
