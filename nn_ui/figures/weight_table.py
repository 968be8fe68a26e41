"""The weights of a first layer of many inputs, for which lines would be too many, as a table.

A row is an input, and the last one the bias; a column is a neuron of the first layer. They stand in
the order of the flat row of all parameters, which begins with them. A cell's colour tells sign and
size; its number has a sign, so that the colour is never alone in saying so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.network.forward import LayerState
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.text import compact, in_circle, signed

# A layer of more inputs is a table: names beside smaller circles could not be read.
MOST_INPUTS_AS_LINES = 10
# A column of more neurons has no room for a name under each: outputs have it beside them.
MOST_NAMED_BELOW = 4
# The sizes of weights at which the next darker shade, or the next thicker pen, begins.
STEPS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
SHADES = len(STEPS) + 1
# The share of the full colour in the darkest shade: the number must stay legible on it.
STRONGEST = 0.45
# Between the numbers of a frame, none of which has it.
BETWEEN = "|"
_FIRST_SHADE = ord("a")


@dataclass(frozen=True)
class WeightTable:
    """The names of the rows (inputs, then the bias where there is one), those of the columns, and
    what stands above these; `share` is the part of the view's width that the table has."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    share: float

    @property
    def n_cells(self) -> int:
        """How many numbers stand in it: the first ones of the flat row."""
        return len(self.rows) * len(self.columns)


def weight_table(names: Sequence[Sequence[str]], bias: str | None) -> WeightTable:
    """The table of a network whose layers have these `names`, the inputs' first."""
    rows = (*names[0], *([bias] if bias else []))
    n_hidden = len(names) - 2
    numbered = tuple(f"1.{number}" for number in range(1, len(names[1]) + 1))
    headings = numbered if n_hidden else tuple(names[1])
    return WeightTable(rows, tuple(names[1]), headings, _share(n_hidden, len(names[-1])))


def _share(n_hidden: int, n_outputs: int) -> float:
    """The more layers, and names beside them, the more room the diagram needs beside the table."""
    if n_hidden == 0:
        return 1.0
    names = 0.12 if n_outputs > MOST_NAMED_BELOW else 0.0
    return round(1 - min(0.28 + names + 0.07 * n_hidden, 0.6), 2)


def table_meta(table: WeightTable, inputs: FloatArray, colours: Palette) -> dict[str, Any]:
    """What stays in the table from one snapshot to another; `inputs` (n_inputs,) is what enters
    the network."""
    return {
        "rows": list(table.rows),
        "columns": list(table.columns),
        "headings": list(table.headings),
        "inputs": [compact(value) for value in inputs.tolist()],
        "share": table.share,
        "shades": shades(colours),
    }


def table_patch(table: WeightTable, parameters: FloatArray, layer: LayerState) -> dict[str, Any]:
    """What a snapshot decides in the table: the numbers, row after row, a letter for the shade of
    each, and what the neurons of the layer answer. Texts, since a film sends many of them."""
    weights = parameters[: table.n_cells]
    return {
        "weights": BETWEEN.join(map(signed, weights.tolist())),
        "shades": "".join(chr(_FIRST_SHADE + shade) for shade in shades_of(weights)),
        "outputs": [in_circle(value, 2) for value in layer.output[0].tolist()],
    }


def shades_of(weights: FloatArray) -> list[int]:
    """For each weight the place of its colour among the `shades`."""
    found: list[int] = (np.digitize(np.abs(weights), STEPS) + SHADES * (weights < 0)).tolist()
    return found


def shades(colours: Palette) -> list[str]:
    """The background of a cell for each size of a weight, those of the positive ones first."""
    return [
        blend(colours.background, colour, STRONGEST * step / len(STEPS))
        for colour in (colours.positive, colours.negative)
        for step in range(SHADES)
    ]
