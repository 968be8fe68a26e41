"""The network: weighted sums and activations, layer after layer, from inputs to prediction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nn_core.arrays import FloatArray, quiet_overflow
from nn_core.network.activation import Activation


@dataclass(frozen=True, eq=False)
class LayerState:
    """What one layer computed for every row.

    inputs: (n_samples, n_in), what came in; z: (n_samples, n_out), the weighted sums;
    output: (n_samples, n_out), after the activation.
    """

    inputs: FloatArray
    z: FloatArray
    output: FloatArray
    activation: Activation

    @property
    def slope(self) -> FloatArray:
        """The activation's slope at every z, doutput/dz, (n_samples, n_out)."""
        with quiet_overflow():
            return self.activation.slope_at(self.z, self.output)


def forward(
    X: FloatArray,
    weights: Sequence[FloatArray],
    biases: Sequence[FloatArray],
    activations: Sequence[Activation],
) -> tuple[LayerState, ...]:
    """The forward pass: z = inputs · weights + bias, output = activation(z), layer by layer.

    X: (n_samples, n_inputs); a layer's weights: (n_in, n_out); its bias: (n_out,).
    """
    layers = []
    with quiet_overflow():
        for layer_weights, bias, activation in zip(weights, biases, activations, strict=True):
            z = X.dot(layer_weights) + bias
            layers.append(LayerState(X, z, activation.function(z), activation))
            X = layers[-1].output
    return tuple(layers)
