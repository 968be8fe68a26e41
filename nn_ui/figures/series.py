"""The curves that the charts draw: which numbers, under which name, in which colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nn_core import Experiment
from nn_core.arrays import FloatArray
from nn_core.run.curves import Curves
from nn_core.tables.coding import Coding
from nn_core.training import parameters
from nn_ui.figures.axes import Axes
from nn_ui.figures.drawn_words import DASHED_TEST, DOTTED_ROW
from nn_ui.figures.target_texts import factors, target_text, unit
from nn_ui.figures.text import told_apart

# More curves would hide each other, and a film would have to carry them all.
MOST_WEIGHTS = 40
# With six colours enough for all of them.
DASHES = (
    *("solid", "dash", "dot", "dashdot"),
    *("longdash", "longdashdot", "2px,9px"),
)


@dataclass(frozen=True)
class Series:
    """One curve: `key` tells it from all others on the page; `unit` stands behind its numbers, and
    `note` says more of it under the pointer."""

    key: str
    name: str
    values: FloatArray
    colour: str
    dash: str = "solid"
    width: float = 2.5
    is_background: bool = False
    is_first_row: bool = False
    unit: str = ""
    note: str = ""

    @property
    def said(self) -> str:
        """What is read out before its values."""
        return f"{self.name}, {self.note}" if self.note else self.name


def loss_series(curves: Curves, axes: Axes) -> tuple[Series, ...]:
    """The loss, and beside it that of the test rows, where there are any."""
    first, second = axes.colours.curves[:2]
    if curves.test_loss is None:
        return (Series("loss", "Loss", curves.loss, first),)
    return (
        Series("loss", "Training", curves.loss, first),
        Series("test_loss", "Test", curves.test_loss, second, "dash", note=DASHED_TEST),
    )


def weight_series(curves: Curves, experiment: Experiment, axes: Axes) -> tuple[Series, ...]:
    """A curve for each of the weights and biases that `curves` hold."""
    colours = axes.colours.curves
    names = parameters.names(experiment)
    return tuple(
        Series(
            f"weight{place}",
            names[place],
            curves.parameter(place),
            colours[number % len(colours)],
            DASHES[number // len(colours) % len(DASHES)],
        )
        for number, place in enumerate(curves.places)
    )


def prediction_series(
    curves: Curves, experiment: Experiment, axes: Axes, coding: Coding | None = None
) -> tuple[Series, ...]:
    """One curve of the answer over the iterations for each row, and for the new example, told as
    the table's `coding` has it."""
    data, colours = experiment.dataset, axes.colours
    factor = factors(data.n_outputs, coding)
    rows = [
        Series(
            f"row{row}output{output}",
            f"Row {row + 1}{of_target(data.target_names, output)}",
            curves.output[:, row, output] * factor[output],
            colours.muted,
            "dot" if _is_dotted(data.y[row, output]) else "solid",
            width=1.2,
            is_background=True,
            is_first_row=(row, output) == (0, 0),
            unit=unit(output, coding),
            note=_of_row(target_text(data.y[row].tolist(), output, coding), data.y[row, output]),
        )
        for row in range(curves.output.shape[1])
        for output in range(data.n_outputs)
    ]
    predictions = [
        Series(
            f"prediction{output}",
            f"New example{of_target(data.target_names, output)}",
            curves.prediction[:, output] * factor[output],
            colours.curves[output % len(colours.curves)],
            "solid" if output < len(colours.curves) else "dash",
            width=3,
            unit=unit(output, coding),
        )
        for output in range(data.n_outputs)
    ]
    return (*rows, *predictions)


def _is_dotted(target: float) -> bool:
    return target < 0.5


def _of_row(note: str, target: float) -> str:
    return f"{note}, {DOTTED_ROW}" if _is_dotted(target) else note


def of_target(target_names: Sequence[str], output: int) -> str:
    """The name of the target behind a comma; nothing where there is just one target."""
    return f", {told_apart(target_names)[output]}" if len(target_names) > 1 else ""
