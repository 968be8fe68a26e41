"""The cube over three inputs, and in it the surface on which the output is at the threshold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_core.tables.number_style import rounded
from nn_ui.figures.axes import Range, number_labels
from nn_ui.figures.data_points import level
from nn_ui.figures.palette import Palette
from nn_ui.figures.scope import Scope, grid


def cube_traces(
    snapshot: Snapshot, scope: Scope, painted: Range, colours: Palette, factor: float = 1.0
) -> list[dict[str, Any]]:
    """The surface on which the output is at the threshold; `factor` makes the person's numbers of
    outputs, as it has made those of the `painted` range."""
    rows = grid(scope, scope.n_points)
    middle = level(snapshot.experiment, scope.output) * factor
    told = f"%{{x}}, %{{y}}, %{{z}}<br>output {rounded(middle, 4)}<extra></extra>"
    values = drawable(snapshot.predict(rows)[:, scope.output] * factor, painted)
    found = level_surface(rows[:, scope.inputs], values, middle, colours)
    return [found | {"hovertemplate": told}]


def level_surface(
    points: FloatArray, values: FloatArray, middle: float, colours: Palette
) -> dict[str, Any]:
    """The surface on which values (n,) at points (n, 3) of a grid are `middle`."""
    x, y, z = points.T
    return {
        "type": "isosurface",
        "name": "threshold",
        "x": x,
        "y": y,
        "z": z,
        "value": values,
        "isomin": middle,
        "isomax": middle,
        "surface": {"count": 1},
        "caps": {axis: {"show": False} for axis in "xyz"},
        "colorscale": [[0, colours.muted], [1, colours.muted]],
        "showscale": False,
        "opacity": 0.5,
    }


def drawable(values: FloatArray, painted: Range) -> FloatArray:
    """The values as a figure can hold them: nothing infinite, and not far beyond the range."""
    low, high = painted
    room = high - low
    return np.clip(np.nan_to_num(values, nan=low), low - room, high + room)


def scene(names: Sequence[str], ranges: Sequence[Range], colours: Palette) -> dict[str, Any]:
    """The box that can be turned, with an axis for each of three names."""
    return {
        **{
            f"{letter}axis": {
                "title": {"text": name, "font": {"size": 12}},
                "range": list(scope_range),
                "nticks": 4,
                **number_labels(scope_range),
                "gridcolor": colours.grid,
                "linecolor": colours.muted,
                "showbackground": False,
                "showspikes": False,
                "tickfont": {"size": 11},
            }
            for letter, name, scope_range in zip("xyz", names, ranges, strict=True)
        },
        "aspectmode": "cube",
        # From here no corner hides another: seen along a diagonal, half of them would.
        "camera": {"eye": {"x": 0.95, "y": -1.9, "z": 1}, "center": {"x": 0, "y": 0, "z": -0.25}},
    }
