"""Backpropagation: how much the loss would change if each weight were nudged a little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.network.forward import LayerState
from nn_core.network.loss import Loss


@dataclass(frozen=True, eq=False)
class LayerGradient:
    """One layer's share of the backward pass.

    delta: (n_samples, n_out), dLoss/dz for every row; grad_weights: (n_in, n_out) and
    grad_bias: (n_out,), dLoss/dweight and dLoss/dbias, summed over the rows.
    """

    delta: FloatArray
    grad_weights: FloatArray
    grad_bias: FloatArray


def backward(
    layers: Sequence[LayerState], weights: Sequence[FloatArray], y: FloatArray, loss: Loss
) -> tuple[LayerGradient, ...]:
    """The gradients of the loss by the chain rule, from the last layer back.

    At the output the loss itself gives delta = dLoss/dz. A layer hands dLoss/doutput =
    delta · weights.T to the layer before it, which makes it its delta by multiplying with slope.
    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors",
    Nature 323 (1986).
    """
    gradients: list[LayerGradient] = []
    delta = loss.delta_of(layers[-1], y)
    for index in reversed(range(len(layers))):
        grad_weights = layers[index].inputs.T.dot(delta)
        # A bias is the weight of an input that is always 1.
        grad_bias = np.ones(len(delta)).dot(delta)
        gradients.append(LayerGradient(delta, grad_weights, grad_bias))
        if index > 0:
            delta = delta.dot(weights[index].T) * layers[index - 1].slope
    return tuple(reversed(gradients))
