"""The cube over three inputs, and in it the surface on which the output is at the threshold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nn_core import Snapshot
from nn_ui.figures.data_points import threshold
from nn_ui.figures.palette import Palette
from nn_ui.figures.scope import Scope, grid


def cube_traces(snapshot: Snapshot, scope: Scope, colours: Palette) -> list[dict[str, Any]]:
    """The surface on which the output is at the threshold."""
    rows, level = grid(scope, scope.n_points), threshold(snapshot.experiment)
    x, y, z = (rows[:, place] for place in scope.inputs)
    return [
        {
            "type": "isosurface",
            "name": "threshold",
            "x": x,
            "y": y,
            "z": z,
            "value": snapshot.predict(rows)[:, scope.output],
            "isomin": level,
            "isomax": level,
            "surface": {"count": 1},
            "caps": {axis: {"show": False} for axis in "xyz"},
            "colorscale": [[0, colours.muted], [1, colours.muted]],
            "showscale": False,
            "opacity": 0.5,
            "hovertemplate": "%{x:.2f}, %{y:.2f}, %{z:.2f}<br>output %{value:.2f}<extra></extra>",
        }
    ]


def scene(names: Sequence[str], scope: Scope, colours: Palette) -> dict[str, Any]:
    """The box that can be turned, with an axis for each varying input."""
    return {
        **{
            f"{letter}axis": {
                "title": {"text": name, "font": {"size": 12}},
                "range": list(scope_range),
                "nticks": 4,
                "gridcolor": colours.grid,
                "linecolor": colours.muted,
                "showbackground": False,
                "showspikes": False,
                "tickfont": {"size": 11},
            }
            for letter, name, scope_range in zip("xyz", names, scope.ranges, strict=True)
        },
        "aspectmode": "cube",
        "camera": {"eye": {"x": 1.55, "y": -1.55, "z": 0.9}, "center": {"x": 0, "y": 0, "z": -0.1}},
    }
