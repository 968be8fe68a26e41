"""The forward and the backward pass as calls: `forward.py` and `backward.py`, bit for bit.

Arrays of many networks have a leading axis for them; the rows of the table may be common to all.
"""

from __future__ import annotations

from functools import cache, partial
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.experiment.experiment import Experiment
from nn_core.network.optimiser import optimiser
from nn_core.training import parameters
from nn_core.training.fast import activations, losses
from nn_core.training.fast.activations import FastActivation
from nn_core.training.fast.calls import ONE, Call, number, product, to_each_row

# So many random networks find out how a product is rounded at the edges of its arrays, too.
_N_TRIALS: Final = 16


class FastLayer:
    """One layer: its arrays, and the calls that fill them. Biases are None where it has none.

    inputs: (n_rows, n_in) or (n_networks, n_rows, n_in); weights: (n_in, n_out) or
    (n_networks, n_in, n_out).
    """

    def __init__(
        self,
        activation: FastActivation,
        inputs: FloatArray,
        weights: FloatArray,
        bias: FloatArray | None,
    ) -> None:
        self.activation, self.inputs = activation, inputs
        self.weights, self.bias = weights, bias
        self.output = np.empty((*weights.shape[:-2], inputs.shape[-2], weights.shape[-1]))
        self.z = np.empty_like(self.output) if activation.needs_z else self.output
        self.delta = np.empty_like(self.output)

    def forward(self, *, inputs_stay: bool) -> list[Call]:
        """output = activation(inputs · weights + bias). inputs_stay: they never change."""
        z = self.z
        minus = self.activation.takes_minus
        if minus and inputs_stay:  # their sign is turned once, not in every iteration
            calls = [self._times_weights(-self.inputs)]
        else:
            calls = [self._times_weights(self.inputs)]
            calls += [partial(np.negative, z, z)] if minus else []
        if self.bias is not None:
            calls += to_each_row(np.subtract if minus else np.add, z, self.bias)
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
        calls = [product(self.inputs.swapaxes(-1, -2), self.delta, grad_weights)]
        if self.bias is not None:
            always_one = np.ones(self.inputs.shape[-2])  # the input of the biases
            calls.append(product(always_one, self.delta, grad_bias))
        return calls

    def hand_back(self, out: FloatArray) -> list[Call]:
        """out = delta · weights.T, dLoss/doutput of the layer before. Many networks are faster with
        copies, where their product is rounded alike."""
        delta, turned = self.delta, self.weights.swapaxes(-1, -2)
        n_rows, n_out = delta.shape[-2:]
        if turned.ndim == 2 or not _copies_round_alike(n_rows, n_out, turned.shape[-1]):
            return [product(delta, turned, out)]
        wide_delta, wide_turned = _wide_copies(delta, turned)
        calls: list[Call] = [partial(np.copyto, wide_turned[:, :n_out], turned)]
        if n_out == 1:
            calls.append(partial(np.copyto, wide_delta[..., :1], delta))
        return [*calls, product(wide_delta if n_out == 1 else delta, wide_turned, out)]

    def _times_weights(self, inputs: FloatArray) -> Call:
        return product(inputs, self.weights, self.z)


def _wide_copies(delta: FloatArray, turned: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Copies of both factors. A single output gets a second one that is always 0: NumPy has no fast
    routine for the product of one column with one row."""
    n_more = max(0, 2 - delta.shape[-1])
    more_columns = ((0, 0), (0, 0), (0, n_more))
    more_rows = ((0, 0), (0, n_more), (0, 0))
    return np.pad(delta, more_columns), np.pad(turned, more_rows)


@cache
def _copies_round_alike(n_rows: int, n_out: int, n_in: int) -> bool:
    """Whether delta · weights.T has the same digits with the copies, which another routine
    multiplies: that depends on the shapes and on the processor, so it is tried out."""
    random = np.random.default_rng(0)
    delta = random.normal(size=(_N_TRIALS, n_rows, n_out))
    turned = random.normal(size=(_N_TRIALS, n_in, n_out)).swapaxes(-1, -2)
    alike = np.matmul(delta, turned) == np.matmul(*_wide_copies(delta, turned))
    return bool(alike.all())


class ManyNeurons(FastLayer):
    """The output neuron of many networks that share its inputs, as if they were one layer's
    neurons: one product instead of one a network, whose sums may be rounded in another order."""

    def _times_weights(self, inputs: FloatArray) -> Call:
        return partial(np.matmul, self.weights[..., 0], inputs.T, self.z[..., 0])

    def gradients(self, grad_weights: FloatArray, grad_bias: FloatArray) -> list[Call]:
        """Those of weights and biases, from delta."""
        calls: list[Call] = [
            partial(np.matmul, self.delta[..., 0], self.inputs, grad_weights[..., 0])
        ]
        if self.bias is not None:
            calls.append(partial(np.sum, self.delta, axis=-2, out=grad_bias))
        return calls


def gradient_calls(
    experiment: Experiment,
    row: FloatArray,
    gradient: FloatArray,
    X: FloatArray,
    y: FloatArray,
    *,
    rows_stay: bool,
    may_join: bool = False,
) -> list[Call]:
    """The calls that write the gradient of the loss, (..., n_parameters), for the parameters `row`
    and the rows X (..., n_rows, n_inputs), y (..., n_rows, n_outputs).

    rows_stay: X never changes; may_join: many neurons may be computed as `ManyNeurons`.
    """
    joined = may_join and row.ndim == 2 and X.ndim == 2 and can_join(experiment)
    layers = _layers(experiment, row, X, ManyNeurons if joined else FastLayer)
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
            calls += layer.hand_back(before.delta) + before.times_slope()
    return calls


def can_join(experiment: Experiment) -> bool:
    """Whether networks that differ in their weights alone may be computed as `ManyNeurons`: single
    neurons whose steps are in proportion to the gradient. Others divide by its size, which makes
    much of a rounding error where the gradient is almost 0."""
    is_in_proportion = optimiser(experiment.training.optimiser).steepest is not None
    return experiment.is_one_neuron and is_in_proportion


def _layers(
    experiment: Experiment, row: FloatArray, X: FloatArray, kind: type[FastLayer]
) -> list[FastLayer]:
    weights, biases = parameters.views(row, experiment)
    has_bias = experiment.architecture.bias
    layers: list[FastLayer] = []
    inputs = X
    for index, activation in enumerate(experiment.activations):
        bias = biases[index] if has_bias else None
        curve = activations.FAST_ACTIVATIONS[activation.key]
        layers.append(kind(curve, inputs, weights[index], bias))
        inputs = layers[-1].output
    return layers


def _output_delta(experiment: Experiment, layer: FastLayer, y: FloatArray) -> list[Call]:
    """dLoss/dz at the output, as in `loss.py`."""
    loss, delta = experiment.loss, layer.delta
    factor = number(loss.factor(y if y.ndim == 2 else y[0]))
    if y.ndim < delta.ndim:  # a copy for each network is faster than the same one for all
        y = np.broadcast_to(y, delta.shape).copy()
    calls = losses.FAST_DELTAS[loss.key](layer.output, y, delta)
    calls += [] if loss.slope_cancels else layer.times_slope()
    return calls if factor == ONE else [*calls, partial(np.multiply, factor, delta, delta)]
