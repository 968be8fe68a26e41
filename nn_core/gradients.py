"""Backpropagation: how much the loss would change if each weight were nudged a little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn_core.activation import sigmoid_slope
from nn_core.dataset import FloatArray
from nn_core.network import LayerState


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
    layers: Sequence[LayerState], weights: Sequence[FloatArray], y: FloatArray
) -> tuple[LayerGradient, ...]:
    """The gradients of half the sum of squared errors, by the chain rule from the last layer back.

    At the output, dLoss/doutput = output - y. A layer turns dLoss/doutput into
    delta = dLoss/doutput * slope, and hands delta · weights.T to the layer before it.
    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors",
    Nature 323 (1986).
    """
    gradients: list[LayerGradient] = []
    grad_output = layers[-1].output - y
    for layer, layer_weights in zip(reversed(layers), reversed(weights), strict=True):
        delta = grad_output * sigmoid_slope(layer.output)
        grad_weights = layer.inputs.T.dot(delta)
        # A bias is the weight of an input that is always 1.
        grad_bias = np.ones(len(delta)).dot(delta)
        gradients.append(LayerGradient(delta, grad_weights, grad_bias))
        grad_output = delta.dot(layer_weights.T)
    return tuple(reversed(gradients))
