"""One iteration by hand: where every number of a network comes from, and what is done with it.

Nothing here is rounded: z, output, delta, gradients and the weights after are the numbers that the
run itself computes, bit for bit. Products and contributions take those sums apart for the eye;
added up again they give the sum to within rounding, because the order of additions differs. Large
arrays are computed when they are first asked for, so that what is not shown costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nn_core import parameters
from nn_core.activation import sigmoid_slope
from nn_core.dataset import FloatArray
from nn_core.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Change:
    """What one update does to a layer's weights, (n_in, n_out), or to its biases, (n_out,).

    before: the parameters now; gradient: dLoss/dparameter, summed over the rows; contributions:
    each row's share of the gradient, (n_samples, n_in, n_out) or (n_samples, n_out). All others are
    shaped like `before`, and direction_contributions like contributions.
    """

    before: FloatArray
    gradient: FloatArray
    learning_rate: float
    delta: FloatArray  # (n_samples, n_out)
    inputs: FloatArray | None  # (n_samples, n_in), or None for biases, whose input is always 1

    @cached_property
    def contributions(self) -> FloatArray:
        """input * delta for every row: the gradient, before its rows are added up."""
        if self.inputs is None:
            return self.delta
        return _read_only(self.inputs[:, :, np.newaxis] * self.delta[:, np.newaxis, :])

    @cached_property
    def direction_contributions(self) -> FloatArray:
        """Each row's share of the direction: at the output layer, input * (error * slope)."""
        return _read_only(-self.contributions)

    @cached_property
    def direction(self) -> FloatArray:
        """Minus the gradient, the way downhill: the article's `X.T · (error * slope)`."""
        return _read_only(-self.gradient)

    @cached_property
    def update(self) -> FloatArray:
        """What is added to the parameters: learning_rate * direction."""
        return _read_only(self.learning_rate * self.direction)

    @cached_property
    def after(self) -> FloatArray:
        """The parameters of the next iteration, bit for bit: before + update.

        Training writes this as before - learning_rate * gradient. A sign is never rounded, so both
        are the same numbers.
        """
        return _read_only(self.before + self.update)


@dataclass(frozen=True, eq=False)
class LayerSteps:
    """One layer's part of the iteration, `index` counted from 0 at the first layer after the
    inputs. It has n_in inputs and n_out neurons."""

    snapshot: Snapshot
    index: int

    @property
    def name(self) -> str:
        """Such as "Hidden layer 1" or "Output layer"."""
        return f"Hidden layer {self.index + 1}"

    @property
    def input_names(self) -> tuple[str, ...]:
        """A name for what comes in: columns of the table, or neurons of the layer before."""
        return parameters.neuron_names(self.snapshot.experiment)[self.index]

    @property
    def neuron_names(self) -> tuple[str, ...]:
        """A name for each neuron of this layer."""
        return parameters.neuron_names(self.snapshot.experiment)[self.index + 1]

    @property
    def has_bias(self) -> bool:
        """Whether the neurons have a bias that is learned."""
        return self.snapshot.experiment.architecture.bias

    @property
    def inputs(self) -> FloatArray:
        """What came in, (n_samples, n_in)."""
        return self.snapshot.layers[self.index].inputs

    @property
    def weights(self) -> FloatArray:
        """(n_in, n_out)."""
        return self.snapshot.weights[self.index]

    @property
    def bias(self) -> FloatArray:
        """(n_out,), zeros in a network without biases."""
        return self.snapshot.biases[self.index]

    @cached_property
    def products(self) -> FloatArray:
        """input * weight, (n_samples, n_in, n_out); over n_in, and with the bias, they add to z."""
        return _read_only(self.inputs[:, :, np.newaxis] * self.weights)

    @property
    def z(self) -> FloatArray:
        """The weighted sums, inputs · weights + bias, (n_samples, n_out)."""
        return self.snapshot.layers[self.index].z

    @property
    def output(self) -> FloatArray:
        """sigmoid(z), (n_samples, n_out)."""
        return self.snapshot.layers[self.index].output

    @cached_property
    def slope(self) -> FloatArray:
        """The sigmoid's slope at z, output * (1 - output), (n_samples, n_out)."""
        return _read_only(sigmoid_slope(self.output))

    @property
    def delta(self) -> FloatArray:
        """dLoss/dz, (n_samples, n_out)."""
        return self.snapshot.gradients[self.index].delta

    @cached_property
    def weight_change(self) -> Change:
        """What the update does to the weights."""
        gradient = self.snapshot.gradients[self.index].grad_weights
        return Change(self.weights, gradient, self._learning_rate, self.delta, self.inputs)

    @cached_property
    def bias_change(self) -> Change | None:
        """What the update does to the biases; None in a network without biases."""
        if not self.has_bias:
            return None
        gradient = self.snapshot.gradients[self.index].grad_bias
        return Change(self.bias, gradient, self._learning_rate, self.delta, None)

    @property
    def _learning_rate(self) -> float:
        return self.snapshot.experiment.training.learning_rate


@dataclass(frozen=True, eq=False)
class OutputLayerSteps(LayerSteps):
    """The last layer, which is told what is right: delta = -(error * slope)."""

    @property
    def name(self) -> str:
        return "Output layer"

    @property
    def target(self) -> FloatArray:
        """y, (n_samples, n_outputs)."""
        return self.snapshot.experiment.dataset.y

    @cached_property
    def error(self) -> FloatArray:
        """y - output, (n_samples, n_outputs)."""
        return _read_only(self.snapshot.error)


@dataclass(frozen=True, eq=False)
class HiddenLayerSteps(LayerSteps):
    """A hidden layer, which learns from the layer after it, of n_next neurons:
    delta = carried_back * slope. There is no minus, since the deltas carried back have it."""

    @property
    def next_names(self) -> tuple[str, ...]:
        """A name for each neuron of the layer after this one."""
        return parameters.neuron_names(self.snapshot.experiment)[self.index + 2]

    @cached_property
    def carried_products(self) -> FloatArray:
        """next delta * weight towards it, (n_samples, n_out, n_next); over n_next they add to
        carried_back."""
        return _read_only(self._next_delta[:, np.newaxis, :] * self._next_weights)

    @cached_property
    def carried_back(self) -> FloatArray:
        """The error signal, dLoss/doutput = next delta · next weights.T, (n_samples, n_out).

        The derivation is in `gradients.backward`.
        """
        return _read_only(self._next_delta.dot(self._next_weights.T))

    @property
    def _next_delta(self) -> FloatArray:
        return self.snapshot.gradients[self.index + 1].delta

    @property
    def _next_weights(self) -> FloatArray:
        return self.snapshot.weights[self.index + 1]


@dataclass(frozen=True, eq=False)
class Explanation:
    """The iteration that leads from `snapshot` to the next one, layer by layer."""

    snapshot: Snapshot

    @cached_property
    def hidden(self) -> tuple[HiddenLayerSteps, ...]:
        """The hidden layers from first to last; none in the article's network."""
        n_hidden = len(self.snapshot.experiment.architecture.hidden)
        return tuple(HiddenLayerSteps(self.snapshot, index) for index in range(n_hidden))

    @cached_property
    def output(self) -> OutputLayerSteps:
        """The layer that makes the prediction."""
        return OutputLayerSteps(self.snapshot, len(self.hidden))

    @property
    def layers(self) -> tuple[LayerSteps, ...]:
        """All layers in the order of the forward pass."""
        return (*self.hidden, self.output)

    @cached_property
    def after(self) -> Snapshot:
        """The network of the next iteration, the same as `run.at(snapshot.iteration + 1)`."""
        changes = [c for layer in self.layers for c in (layer.weight_change, layer.bias_change)]
        flat = np.concatenate([change.after.ravel() for change in changes if change is not None])
        return Snapshot(self.snapshot.experiment, self.snapshot.iteration + 1, _read_only(flat))


def explain(snapshot: Snapshot) -> Explanation:
    """How the network of `snapshot` computes its outputs, and what the next update changes."""
    return Explanation(snapshot)


def _read_only(values: FloatArray) -> FloatArray:
    values.setflags(write=False)
    return values
