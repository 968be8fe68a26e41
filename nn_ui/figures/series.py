"""The curves that the charts draw: which numbers, under which name, in which colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn_core import Experiment
from nn_core.arrays import FloatArray
from nn_core.run.curves import Curves
from nn_core.tables.number_style import shortest
from nn_core.training import parameters
from nn_ui.figures.axes import Axes
from nn_ui.figures.text import told_apart

# More curves would hide each other, and a film would have to carry them all.
MOST_WEIGHTS = 40


@dataclass(frozen=True)
class Series:
    """One curve: `key` tells it from all others on the page."""

    key: str
    name: str
    values: FloatArray
    colour: str
    dash: str = "solid"
    width: float = 2.5
    is_background: bool = False
    is_first_row: bool = False


def loss_series(curves: Curves, axes: Axes) -> tuple[Series, ...]:
    """The loss, and beside it that of the test rows, where there are any."""
    colours = axes.colours
    if curves.test_loss is None:
        return (Series("loss", "Loss", curves.loss, colours.positive),)
    return (
        Series("loss", "Training", curves.loss, colours.positive),
        Series("test_loss", "Test", curves.test_loss, colours.negative, "dash"),
    )


def drawn_weights(n_parameters: int, chosen: int | None) -> tuple[int, ...]:
    """The places in the flat row of those weights and biases that have a curve: all, or
    `MOST_WEIGHTS` spread over all layers, the chosen one among them."""
    if n_parameters <= MOST_WEIGHTS:
        return tuple(range(n_parameters))
    spread = np.linspace(0, n_parameters - 1, MOST_WEIGHTS).round().astype(int).tolist()
    if chosen is not None and chosen not in spread:
        nearest = min(spread, key=lambda place: abs(place - chosen))
        spread[spread.index(nearest)] = chosen
    return tuple(spread)


def weight_series(
    curves: Curves, experiment: Experiment, axes: Axes, chosen: int | None = None
) -> tuple[Series, ...]:
    """A curve for each of the `drawn_weights`."""
    colours, dashes = axes.colours.curves, ("solid", "dash", "dot", "dashdot")
    names = parameters.names(experiment)
    return tuple(
        Series(
            f"weight{place}",
            names[place],
            curves.parameter(place),
            colours[number % len(colours)],
            dashes[number // len(colours) % len(dashes)],
        )
        for number, place in enumerate(drawn_weights(len(names), chosen))
    )


def prediction_series(curves: Curves, experiment: Experiment, axes: Axes) -> tuple[Series, ...]:
    """One curve of the output over the iterations for each row, and for the new example."""
    data, colours = experiment.dataset, axes.colours
    rows = [
        Series(
            f"row{row}output{output}",
            f"Row {row + 1}{of_target(data.target_names, output)}, "
            f"target {shortest(data.y[row, output])}",
            curves.output[:, row, output],
            colours.muted,
            "solid" if data.y[row, output] >= 0.5 else "dot",
            width=1.2,
            is_background=True,
            is_first_row=(row, output) == (0, 0),
        )
        for row in range(curves.output.shape[1])
        for output in range(data.n_outputs)
    ]
    predictions = [
        Series(
            f"prediction{output}",
            f"New example{of_target(data.target_names, output)}",
            curves.prediction[:, output],
            colours.curves[output % len(colours.curves)],
            "solid" if output < len(colours.curves) else "dash",
            width=3,
        )
        for output in range(data.n_outputs)
    ]
    return (*rows, *predictions)


def of_target(target_names: Sequence[str], output: int) -> str:
    """The name of the target behind a comma; nothing where there is just one target."""
    return f", {told_apart(target_names)[output]}" if len(target_names) > 1 else ""
