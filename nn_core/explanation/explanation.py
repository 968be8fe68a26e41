"""One iteration by hand: where every number of a network comes from, and what is done with it.

It is about the rows that the next update looks at: the whole table, or a batch of it. Nothing here
is rounded: z, output, delta, gradients and the weights after are the numbers that the run itself
computes, bit for bit. Products and contributions take those sums apart for the eye;
added up again they give the sum to within rounding, because the order of additions differs. Large
arrays are computed when they are first asked for, so that what is not shown costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray, read_only
from nn_core.experiment.settings import TrainingSettings
from nn_core.explanation.change import Change
from nn_core.network.activation import Activation
from nn_core.network.forward import LayerState
from nn_core.run.snapshot import Snapshot
from nn_core.training import parameters


@dataclass(frozen=True, eq=False)
class LayerSteps:
    """One layer's part of the iteration, `index` counted from 0 at the first layer after the
    inputs. It has n_in inputs and n_out neurons; n_rows are looked at."""

    snapshot: Snapshot
    index: int

    @property
    def name(self) -> str:
        """Such as "Hidden layer 1" or "Output layer"."""
        return f"Hidden layer {self.index + 1}"

    @property
    def input_names(self) -> tuple[str, ...]:
        """A name for what comes in: inputs and features, or neurons of the layer before."""
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
    def activation(self) -> Activation:
        """The curve that makes the output of z."""
        return self.state.activation

    @property
    def state(self) -> LayerState:
        """What the layer computes for the rows that are looked at."""
        return self.snapshot.next_update.layers[self.index]

    @property
    def inputs(self) -> FloatArray:
        """What came in, (n_rows, n_in)."""
        return self.state.inputs

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
        """input * weight, (n_rows, n_in, n_out); over n_in, and with the bias, they add to z."""
        return read_only(self.inputs[:, :, np.newaxis] * self.weights)

    @property
    def z(self) -> FloatArray:
        """The weighted sums, inputs · weights + bias, (n_rows, n_out)."""
        return self.state.z

    @property
    def output(self) -> FloatArray:
        """activation(z), (n_rows, n_out)."""
        return self.state.output

    @cached_property
    def slope(self) -> FloatArray:
        """The activation's slope at z, (n_rows, n_out)."""
        return read_only(self.state.slope)

    @property
    def delta(self) -> FloatArray:
        """dLoss/dz, (n_rows, n_out)."""
        return self.snapshot.next_update.gradients[self.index].delta

    @cached_property
    def weight_change(self) -> Change:
        """What the update does to the weights."""
        return Change(self.delta, self.inputs, *self._parts("weights"))

    @cached_property
    def bias_change(self) -> Change | None:
        """What the update does to the biases; None in a network without biases."""
        return Change(self.delta, None, *self._parts("biases")) if self.has_bias else None

    def _parts(self, kind: str) -> Iterator[FloatArray]:
        """The layer's part of the flat rows of the update, in the order of `Change`."""
        before, found = self.snapshot, self.snapshot.next_update
        rows = (
            before.parameters,
            found.loss_gradient,
            found.penalty,
            found.gradient,
            before.memory,
            found.after.memory,
            found.change,
            found.after.parameters,
        )
        for row in rows:
            views = parameters.views(row.view(), before.experiment)
            yield read_only(getattr(views, kind)[self.index])


@dataclass(frozen=True, eq=False)
class OutputLayerSteps(LayerSteps):
    """The last layer, which is told what is right:
    delta is the loss's, of error and slope, where the slope may cancel, divided by n_averaged."""

    @property
    def name(self) -> str:
        """As the page calls it."""
        return "Output layer"

    @property
    def target(self) -> FloatArray:
        """y, (n_rows, n_outputs), scaled where targets are."""
        return self.snapshot.next_update.y

    @property
    def table_target(self) -> FloatArray:
        """y as the table has it, (n_rows, n_outputs)."""
        return self.snapshot.experiment.dataset.y[self.snapshot.next_update.rows]

    @property
    def answer(self) -> FloatArray:
        """The output in the table's numbers, (n_rows, n_outputs)."""
        return self.snapshot.experiment.answers(self.output)

    @cached_property
    def error(self) -> FloatArray:
        """y - output, (n_rows, n_outputs)."""
        return read_only(self.target - self.output)

    @property
    def n_averaged(self) -> int:
        """What the sum over all rows and outputs is divided by: see `loss.Loss`."""
        return self.snapshot.experiment.loss.n_averaged(self.target)


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
        """next delta * weight towards it, (n_rows, n_out, n_next); over n_next they add to
        carried_back."""
        return read_only(self._next_delta[:, np.newaxis, :] * self._next_weights)

    @cached_property
    def carried_back(self) -> FloatArray:
        """The error signal, dLoss/doutput = next delta · next weights.T, (n_rows, n_out).

        The derivation is in `backward.backward`.
        """
        return read_only(self._next_delta.dot(self._next_weights.T))

    @property
    def _next_delta(self) -> FloatArray:
        return self.snapshot.next_update.gradients[self.index + 1].delta

    @property
    def _next_weights(self) -> FloatArray:
        return self.snapshot.weights[self.index + 1]


@dataclass(frozen=True, eq=False)
class Explanation:
    """The iteration that leads from `snapshot` to the next one, layer by layer."""

    snapshot: Snapshot

    @property
    def settings(self) -> TrainingSettings:
        """The training settings of this iteration, which may have been changed on the way."""
        return self.snapshot.next_update.settings

    @property
    def rows(self) -> NDArray[np.intp]:
        """The training rows that the update looks at, counted from 0, (n_rows,)."""
        return self.snapshot.next_update.rows

    @property
    def is_whole_table(self) -> bool:
        """Whether the update looks at every row."""
        return len(self.rows) == self.snapshot.experiment.dataset.n_samples

    @cached_property
    def hidden(self) -> tuple[HiddenLayerSteps, ...]:
        """The hidden layers from first to last; none in the article's network."""
        n_hidden = len(self.snapshot.experiment.architecture.hidden)
        return tuple(HiddenLayerSteps(self.snapshot, index) for index in range(n_hidden))

    @cached_property
    def output(self) -> OutputLayerSteps:
        """The layer that makes the prediction."""
        return OutputLayerSteps(self.snapshot, len(self.hidden))

    @cached_property
    def layers(self) -> tuple[LayerSteps, ...]:
        """All layers in the order of the forward pass."""
        return (*self.hidden, self.output)

    @cached_property
    def after(self) -> Snapshot:
        """The network of the next iteration, the same as `run.at(snapshot.iteration + 1)`."""
        state = self.snapshot.next_update.after
        row, memory = read_only(state.parameters.view()), read_only(state.memory.view())
        return Snapshot(self.snapshot.experiment, self.snapshot.iteration + 1, row, memory)


def explain(snapshot: Snapshot) -> Explanation:
    """How the network of `snapshot` computes its outputs, and what the next update changes."""
    return Explanation(snapshot)
