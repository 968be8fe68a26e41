"""The forward and the backward pass as calls: `forward.py` and `backward.py`, bit for bit."""

from __future__ import annotations

from functools import partial

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.experiment.experiment import Experiment
from nn_core.training import parameters
from nn_core.training.fast import activations, losses
from nn_core.training.fast.activations import FastActivation
from nn_core.training.fast.calls import ONE, Call, number


class FastLayer:
    """One layer: its arrays, and the calls that fill them. Biases are None where it has none."""

    def __init__(
        self,
        activation: FastActivation,
        inputs: FloatArray,
        weights: FloatArray,
        bias: FloatArray | None,
    ) -> None:
        self.activation, self.inputs = activation, inputs
        self.weights, self.bias = weights, bias
        self.output = np.empty((len(inputs), weights.shape[1]))
        self.z = np.empty_like(self.output) if activation.needs_z else self.output
        self.delta = np.empty_like(self.output)

    def forward(self, *, inputs_stay: bool) -> list[Call]:
        """output = activation(inputs · weights + bias). inputs_stay: they never change."""
        z = self.z
        minus = self.activation.takes_minus
        if minus and inputs_stay:  # their sign is turned once, not in every iteration
            calls: list[Call] = [partial((-self.inputs).dot, self.weights, z)]
        else:
            calls = [partial(self.inputs.dot, self.weights, z)]
            calls += [partial(np.negative, z, z)] if minus else []
        if self.bias is not None:
            calls.append(partial(np.subtract if minus else np.add, z, self.bias, z))
        return calls + self.activation.function(z, self.output)

    def times_slope(self) -> list[Call]:
        """delta *= slope, which turns dLoss/doutput into dLoss/dz."""
        if self.activation.slope is None:
            return []
        slope = np.empty_like(self.output)
        calls = self.activation.slope(self.z, self.output, slope)
        return [*calls, partial(np.multiply, self.delta, slope, self.delta)]

    def gradients(self, grad_weights: FloatArray, grad_bias: FloatArray) -> list[Call]:
        """Those of weights and biases, from delta."""
        calls: list[Call] = [partial(self.inputs.T.dot, self.delta, grad_weights)]
        if self.bias is not None:
            always_one = np.ones(len(self.inputs))  # the input of the biases
            calls.append(partial(always_one.dot, self.delta, grad_bias))
        return calls


def gradient_calls(
    experiment: Experiment,
    row: FloatArray,
    gradient: FloatArray,
    X: FloatArray,
    y: FloatArray,
    *,
    rows_stay: bool,
) -> list[Call]:
    """The calls that write the gradient of the loss, (n_parameters,), for the parameters `row` and
    the rows X (n_rows, n_inputs), y (n_rows, n_outputs). rows_stay: X never changes."""
    layers = _layers(experiment, row, X)
    grad_weights, grad_biases = parameters.views(gradient, experiment)
    calls: list[Call] = []
    for index, layer in enumerate(layers):
        calls += layer.forward(inputs_stay=rows_stay and index == 0)
    calls += _output_delta(experiment, layers[-1], y)
    for index in reversed(range(len(layers))):
        layer = layers[index]
        calls += layer.gradients(grad_weights[index], grad_biases[index])
        if index > 0:
            before = layers[index - 1]
            calls.append(partial(layer.delta.dot, layer.weights.T, before.delta))
            calls += before.times_slope()
    return calls


def _layers(experiment: Experiment, row: FloatArray, X: FloatArray) -> list[FastLayer]:
    weights, biases = parameters.views(row, experiment)
    has_bias = experiment.architecture.bias
    layers: list[FastLayer] = []
    inputs = X
    for index, activation in enumerate(experiment.activations):
        bias = biases[index] if has_bias else None
        kind = activations.FAST_ACTIVATIONS[activation.key]
        layers.append(FastLayer(kind, inputs, weights[index], bias))
        inputs = layers[-1].output
    return layers


def _output_delta(experiment: Experiment, layer: FastLayer, y: FloatArray) -> list[Call]:
    """dLoss/dz at the output, as in `loss.py`."""
    loss, delta = experiment.loss, layer.delta
    calls = losses.FAST_DELTAS[loss.key](layer.output, y, delta)
    calls += [] if loss.slope_cancels else layer.times_slope()
    factor = number(loss.factor(y))
    return calls if factor == ONE else [*calls, partial(np.multiply, factor, delta, delta)]
