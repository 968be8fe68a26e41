"""What the tab looks at: one iteration, one neuron of it, one row, and perhaps one weight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nn_core import Experiment, Snapshot, parameters
from nn_core.explanation import Explanation, HiddenLayerSteps, LayerSteps, OutputLayerSteps, explain
from nn_ui.choice import Choice


@dataclass(frozen=True)
class Focus:
    """`layer`, `neuron` and `row` count from 0; `parameter` is one of `parameters` or None;
    `digits` is how many decimals are shown."""

    snapshot: Snapshot
    layer: int
    neuron: int
    row: int
    parameter: int | None
    digits: int

    @cached_property
    def explanation(self) -> Explanation:
        return explain(self.snapshot)

    @property
    def steps(self) -> LayerSteps:
        """The layer looked at."""
        return self.explanation.layers[self.layer]

    @property
    def output_steps(self) -> OutputLayerSteps | None:
        """The layer looked at where it is the last one."""
        steps = self.steps
        return steps if isinstance(steps, OutputLayerSteps) else None

    @property
    def hidden_steps(self) -> HiddenLayerSteps | None:
        """The layer looked at where it is a hidden one."""
        steps = self.steps
        return steps if isinstance(steps, HiddenLayerSteps) else None

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The neuron's weights, named after what comes in, and its bias where it has one."""
        return (*self.steps.input_names, *(("Bias",) if self.steps.has_bias else ()))

    @cached_property
    def parameters(self) -> tuple[int, ...]:
        """The same as places in the flat row of all parameters (see `nn_core.parameters`)."""
        weights, biases = parameters.places(self.snapshot.experiment)
        found = weights[self.layer][:, self.neuron].tolist()
        bias = [biases[self.layer][self.neuron]] if self.steps.has_bias else []
        return tuple(int(each) for each in (*found, *bias))

    @property
    def followed(self) -> int:
        """Which of `parameters` is written out as a formula: the chosen one, or the first."""
        return self.parameters.index(self.parameter) if self.parameter is not None else 0


def focus(snapshot: Snapshot, choice: Choice, layer: int, neuron: int, digits: int) -> Focus:
    """The focus on a neuron; a weight chosen at another neuron is not part of it."""
    fitting = choice.fitting(snapshot.experiment)
    found = Focus(snapshot, layer, neuron, fitting.row, None, digits)
    if fitting.parameter not in found.parameters:
        return found
    return Focus(snapshot, layer, neuron, fitting.row, fitting.parameter, digits)


def neuron_of(experiment: Experiment, parameter: int) -> tuple[int, int]:
    """The layer and the neuron that a weight or bias belongs to."""
    weights, biases = parameters.places(experiment)
    for layer, places in enumerate(weights):
        if experiment.architecture.bias:
            places = np.vstack([places, biases[layer]])
        neurons = np.flatnonzero((places == parameter).any(axis=0))
        if len(neurons):
            return layer, int(neurons[0])
    raise ValueError(f"There is no parameter {parameter}.")
