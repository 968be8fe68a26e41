"""What the charts over iterations show upwards: its name, and the range that holds it."""

from __future__ import annotations

import numpy as np

from nn_core import Experiment
from nn_core.run.curves import Curves
from nn_core.tables.number_style import shortest
from nn_ui.figures.axes import Axes, Range, log_range, round_range
from nn_ui.figures.series import drawn_weights


def loss_title(experiment: Experiment) -> str:
    """Which loss it is, in two lines."""
    name = experiment.loss.title[0].lower() + experiment.loss.title[1:]
    what = "Loss" if experiment.target_scaling is None else "Loss of scaled targets"
    return f"{what}<br>{name if '(' in name else f'({name})'}"


def output_title(experiment: Experiment) -> str:
    """The output with its activation and its bounds, such as "Output (tanh, −1 to 1)"."""
    last = experiment.activations[-1]
    name = last.title.split(" (")[0]
    is_word = name[1:].islower()
    name = name.lower() if is_word else name  # ReLU keeps its capitals
    if experiment.target_scaling is not None:
        return f"Output ({name}, scaled back)"
    if last.low is None or last.high is None:
        return f"Output ({name})"
    return f"Output ({name}, {shortest(last.low)} to {shortest(last.high)})"


def loss_range(curves: Curves, axes: Axes) -> Range:
    """Round numbers around the losses, or powers of ten on a logarithmic axis."""
    test = () if curves.test_loss is None else curves.test_loss
    losses = np.concatenate([curves.loss, test])
    return log_range(losses) if axes.log_loss else round_range([losses.max()])


def weights_range(curves: Curves, chosen: int | None = None) -> Range:
    """Round numbers around the weights that are drawn."""
    drawn = curves.parameters[:, drawn_weights(curves.parameters.shape[1], chosen)]
    return round_range([drawn.min(), drawn.max()])


def prediction_range(curves: Curves, experiment: Experiment) -> Range:
    """The bounds of the answers and all targets; without bounds, round numbers around all
    outputs that are drawn."""
    y, last = experiment.dataset.y, experiment.activations[-1]
    if last.low is None or last.high is None:
        ends = [(each.min(), each.max()) for each in (y, curves.prediction, curves.output)]
        return round_range([float(end) for pair in ends for end in pair])
    bounds = experiment.answers(np.repeat([[last.low], [last.high]], y.shape[1], axis=1))
    low, high = float(min(bounds.min(), y.min())), float(max(bounds.max(), y.max()))
    return low - 0.04 * (high - low), high + 0.04 * (high - low)
