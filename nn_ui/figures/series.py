"""The curves that the charts draw: which numbers, under which name, in which colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nn_core import Experiment, parameters
from nn_core.curves import Curves
from nn_core.dataset import FloatArray
from nn_ui.figures.axes import Axes


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
    return (Series("loss", "Loss", curves.loss, axes.colours.positive),)


def weight_series(curves: Curves, experiment: Experiment, axes: Axes) -> tuple[Series, ...]:
    colours, dashes = axes.colours.curves, ("solid", "dash", "dot", "dashdot")
    return tuple(
        Series(
            f"weight{number}",
            name,
            curves.parameters[:, number],
            colours[number % len(colours)],
            dashes[number // len(colours) % len(dashes)],
        )
        for number, name in enumerate(parameters.names(experiment))
    )


def prediction_series(curves: Curves, experiment: Experiment, axes: Axes) -> tuple[Series, ...]:
    data, colours = experiment.dataset, axes.colours
    rows = [
        Series(
            f"row{row}output{output}",
            f"Row {row + 1}{of_target(data.target_names, output)}, target {data.y[row, output]:g}",
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
            width=3,
        )
        for output in range(data.n_outputs)
    ]
    return (*rows, *predictions)


def of_target(target_names: Sequence[str], output: int) -> str:
    return f", {target_names[output]}" if len(target_names) > 1 else ""
