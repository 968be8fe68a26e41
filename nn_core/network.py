"""The network: weighted sums and sigmoids, layer after layer, from the inputs to the prediction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nn_core.activation import quiet_overflow, sigmoid
from nn_core.dataset import FloatArray


@dataclass(frozen=True, eq=False)
class LayerState:
    """What one layer computed for every row.

    inputs: (n_samples, n_in), what came in; z: (n_samples, n_out), the weighted sums;
    output: (n_samples, n_out), after the activation.
    """

    inputs: FloatArray
    z: FloatArray
    output: FloatArray


def forward(
    X: FloatArray, weights: Sequence[FloatArray], biases: Sequence[FloatArray]
) -> tuple[LayerState, ...]:
    """The forward pass: z = inputs · weights + bias, output = sigmoid(z), one layer at a time.

    X: (n_samples, n_inputs); a layer's weights: (n_in, n_out); its bias: (n_out,).
    """
    layers = []
    with quiet_overflow():
        for layer_weights, bias in zip(weights, biases, strict=True):
            z = X.dot(layer_weights) + bias
            layers.append(LayerState(inputs=X, z=z, output=sigmoid(z)))
            X = layers[-1].output
    return tuple(layers)
