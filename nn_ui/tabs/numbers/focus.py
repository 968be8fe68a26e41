"""What the tab looks at: one iteration, one neuron of it, one row, and perhaps one weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nn_core import Experiment, Snapshot
from nn_core.explanation.explanation import (
    Explanation,
    HiddenLayerSteps,
    LayerSteps,
    OutputLayerSteps,
    explain,
)
from nn_core.training import parameters
from nn_ui.session.choice import Choice


@dataclass(frozen=True)
class Focus:
    """`layer` and `neuron` count from 0, and so does `place`, the followed row's place among the
    rows that the update looks at; `parameter` is one of `parameters` or None; `digits` is how many
    decimals are shown."""

    snapshot: Snapshot
    layer: int
    neuron: int
    place: int
    parameter: int | None
    digits: int

    @cached_property
    def explanation(self) -> Explanation:
        """The iteration in numbers."""
        return explain(self.snapshot)

    @property
    def rows(self) -> NDArray[np.intp]:
        """The training rows that the update looks at, counted from 0."""
        return self.explanation.rows

    @property
    def row(self) -> int:
        """The training row that is followed, counted from 0."""
        return int(self.rows[self.place])

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
    def slope_from_z(self) -> bool:
        """Whether the activation's slope is written with z, and not with its output."""
        return "z" in self.steps.activation.slope_formula

    @property
    def is_regularised(self) -> bool:
        """Whether regularisation adds something to the gradient."""
        return bool(self.explanation.settings.used_rates)

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The neuron's weights, named after what comes in, and its bias where it has one."""
        return (*self.steps.input_names, *(("Bias",) if self.steps.has_bias else ()))

    @cached_property
    def parameters(self) -> tuple[int, ...]:
        """The same as places in the flat row of all parameters."""
        weights, biases = parameters.places(self.snapshot.experiment)
        found = weights[self.layer][:, self.neuron].tolist()
        bias = [biases[self.layer][self.neuron]] if self.steps.has_bias else []
        return tuple(int(each) for each in (*found, *bias))

    @property
    def followed(self) -> int:
        """Which of `parameters` is written out as a formula: the chosen one, or the first."""
        return self.parameters.index(self.parameter) if self.parameter is not None else 0


def focus(snapshot: Snapshot, choice: Choice, layer: int, neuron: int, digits: int) -> Focus:
    """The focus on a neuron; a weight chosen at another neuron is not part of it. Where the chosen
    row is not in the batch, the first row of the batch is followed."""
    fitting = choice.fitting(snapshot.experiment)
    found = Focus(snapshot, layer, neuron, 0, None, digits)
    place = place_of(fitting.row, found.rows)
    parameter = fitting.parameter if fitting.parameter in found.parameters else None
    return replace(found, place=place, parameter=parameter)


def place_of(row: int, rows: Sequence[int] | NDArray[np.intp]) -> int:
    """The place of a training row among `rows`; the first where it is not one of them."""
    places = np.flatnonzero(np.asarray(rows) == row)
    return int(places[0]) if len(places) else 0


def can_be_shown(snapshot: Snapshot) -> bool:
    """Whether the next update's numbers are all finite: where a run diverges, its last are not."""
    update = snapshot.next_update
    arrays = (update.change, update.after.parameters, update.after.memory, update.layers[-1].output)
    return all(np.isfinite(each).all() for each in arrays)


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
