"""What the charts over iterations show upwards: its name, and the range that holds it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core import Experiment
from nn_core.arrays import FloatArray
from nn_core.run.curves import Curves
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import shortest
from nn_ui.figures.axes import Axes, Range, log_range, round_range
from nn_ui.figures.target_texts import ends_text, factors, unit
from nn_ui.figures.text import plain


def loss_title(experiment: Experiment) -> str:
    """Which loss it is, in two lines."""
    name = experiment.loss.title[0].lower() + experiment.loss.title[1:]
    what = "Loss" if experiment.target_scaling is None else "Loss of scaled targets"
    return f"{what}<br>{name if '(' in name else f'({name})'}"


def output_title(experiment: Experiment, coding: Coding | None = None) -> str:
    """The output with its activation and its bounds, such as "Output (tanh, −1 to 1)"; instead of
    bounds what they say, where they are words, and the unit of amounts."""
    last = experiment.activations[-1]
    name = last.title.split(" (")[0]
    is_word = name[1:].islower()
    name = name.lower() if is_word else name  # ReLU keeps its capitals
    if said := ends_text(coding):
        return f"Output ({plain(said)})"
    units = {unit(output, coding) for output in range(experiment.dataset.n_outputs)}
    of_unit = f" in {plain(units.pop())}" if len(units) == 1 and "" not in units else ""
    if experiment.target_scaling is not None:
        return f"Output{of_unit} ({name}, scaled back)"
    if of_unit:
        return f"Output{of_unit} ({name})"
    if last.low is None or last.high is None:
        return f"Output ({name})"
    return f"Output ({name}, {shortest(last.low)} to {shortest(last.high)})"


def loss_range(curves: Curves, axes: Axes, kept: Sequence[Curves] = ()) -> Range:
    """Round numbers around the losses, those of `kept` runs among them, or powers of ten on a
    logarithmic axis."""
    test = () if curves.test_loss is None else curves.test_loss
    losses = np.concatenate([curves.loss, test, *(one.loss for one in kept)])
    return log_range(losses) if axes.log_loss else round_range([losses.max()])


def weights_title(curves: Curves, experiment: Experiment) -> str:
    """What is drawn of the weights: all, or those that changed most, as soon as any has."""
    n_drawn, n_all = len(curves.places), experiment.n_parameters
    if n_drawn == n_all:
        return "Weights"
    which = " that changed most" if len(curves) > 1 else ""
    return f"Weights: {'the ' if which else ''}{n_drawn} of {n_all:,}{which}"


def weights_range(curves: Curves, kept: Sequence[Curves] = ()) -> Range:
    """Round numbers around the weights that are drawn, those of `kept` runs among them."""
    drawn = [one.parameters for one in (curves, *kept)]
    return round_range([end for one in drawn for end in (one.min(), one.max())])


def prediction_range(
    curves: Curves,
    experiment: Experiment,
    coding: Coding | None = None,
    kept: Sequence[FloatArray] = (),
) -> Range:
    """The bounds of the answers and all targets; without bounds, round numbers around all
    outputs that are drawn. kept: the predictions of kept runs, in the same numbers."""
    last, factor = experiment.activations[-1], factors(experiment.dataset.n_outputs, coding)
    y = experiment.dataset.y * factor
    if last.low is None or last.high is None:
        drawn = (y, curves.prediction * factor, curves.output * factor, *kept)
        return round_range([float(end) for each in drawn for end in (each.min(), each.max())])
    bounds = experiment.answers(np.repeat([[last.low], [last.high]], y.shape[1], axis=1)) * factor
    ends = (bounds, y, *kept)
    low, high = float(min(one.min() for one in ends)), float(max(one.max() for one in ends))
    return low - 0.04 * (high - low), high + 0.04 * (high - low)
