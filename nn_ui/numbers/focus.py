"""What the tab looks at: one iteration, one neuron of it, one row, and perhaps one weight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from nn_core import Experiment, Snapshot
from nn_core.explanation import Explanation, HiddenLayerSteps, LayerSteps, OutputLayerSteps, explain
from nn_ui.choice import Choice


@dataclass(frozen=True)
class Place:
    """Where a weight or bias belongs: `source` counts the inputs of its layer, None for a bias.
    All count from 0."""

    layer: int
    source: int | None
    neuron: int


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
        experiment = self.snapshot.experiment
        n_in, n_out = experiment.shapes[self.layer]
        start = layer_start(experiment, self.layer)
        n_shown = n_in + (1 if experiment.architecture.bias else 0)
        return tuple(start + source * n_out + self.neuron for source in range(n_shown))

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


def place(experiment: Experiment, parameter: int) -> Place:
    """Where the number at `parameter` of the flat row belongs."""
    layers = range(len(experiment.shapes))
    layer = max(each for each in layers if layer_start(experiment, each) <= parameter)
    n_in, n_out = experiment.shapes[layer]
    source, neuron = divmod(parameter - layer_start(experiment, layer), n_out)
    return Place(layer, source if source < n_in else None, neuron)


def layer_start(experiment: Experiment, layer: int) -> int:
    """The flat place of a layer's first weight."""
    bias = experiment.architecture.bias
    shapes = experiment.shapes[:layer]
    return sum(n_in * n_out + (n_out if bias else 0) for n_in, n_out in shapes)
