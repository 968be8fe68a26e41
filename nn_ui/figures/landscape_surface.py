"""The landscape of the loss in three dimensions: a surface that can be turned, the path above it.

A point of the path is as high as the loss was there, which is not the surface's height where the
point is far from the plane.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from nn_core.run.landscape import Landscape, Other
from nn_ui.figures.landscape_heights import Heights, colour_scale
from nn_ui.figures.landscape_path import ringed, told_points
from nn_ui.figures.palette import Palette


def surface_traces(found: Landscape, heights: Heights, colours: Palette) -> list[dict[str, Any]]:
    """The surface, and on it path, start and this moment."""
    levels = {"show": True, "color": colours.muted, "width": 1, **heights.contours}
    every, last = list(range(len(found.places))), len(found.places) - 1
    line = {"color": colours.text, "width": 4}
    dots = ringed(found)
    return [
        {
            "type": "surface",
            "x": found.across,
            "y": found.up,
            "z": heights.values,
            "customdata": heights.losses,
            "cmin": heights.low,
            "cmax": heights.high,
            "colorscale": colour_scale(colours),
            "showscale": False,
            "contours": {"z": levels},
            "hovertemplate": "%{x}, %{y}<br>loss %{customdata:.3~g}<extra></extra>",
        },
        _points(found, every, heights) | {"mode": "lines", "line": line, "hoverinfo": "skip"},
        _dots(found, dots, heights, 2.5, colours.text),
        _dots(found, [last], heights, 7, colours.negative),
        *(_other(one, heights, colours) for one in found.others),
    ]


def surface_scene(names: Sequence[str], heights: Heights, colours: Palette) -> dict[str, Any]:
    """The box that can be turned: two directions, and the loss upwards."""
    plain = {
        "gridcolor": colours.grid,
        "linecolor": colours.muted,
        "showbackground": False,
        "showspikes": False,
        "tickfont": {"size": 11},
    }
    across, up = (
        plain | {"title": {"text": name, "font": {"size": 12}}, "nticks": 4} for name in names
    )
    loss = plain | {"title": {"text": "Loss", "font": {"size": 12}}, **heights.ticks}
    return {
        "xaxis": across,
        "yaxis": up,
        "zaxis": loss,
        "aspectmode": "manual",
        "aspectratio": {"x": 1, "y": 1, "z": 0.6},
        "camera": {"eye": {"x": 1.0, "y": -1.5, "z": 1.0}, "center": {"x": 0, "y": 0, "z": -0.2}},
    }


def _dots(
    found: Landscape, which: list[int], heights: Heights, size: float, colour: str
) -> dict[str, Any]:
    told = {"text": told_points(found, which), "hovertemplate": "%{text}<extra></extra>"}
    marker = {"size": size, "color": colour}
    return _points(found, which, heights) | {"mode": "markers", "marker": marker, **told}


def _other(one: Other, heights: Heights, colours: Palette) -> dict[str, Any]:
    x, y = one.place.tolist()
    return {
        "type": "scatter3d",
        "mode": "markers+text",
        "x": [x],
        "y": [y],
        "z": [_height(one.loss, heights)],
        "text": [one.name],
        "marker": {"symbol": "diamond-open", "size": 5, "color": colours.text},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _points(found: Landscape, which: list[int], heights: Heights) -> dict[str, Any]:
    z = [_height(loss, heights) for loss in found.path.losses[which].tolist()]
    x, y = found.places[which].T
    return {"type": "scatter3d", "x": x, "y": y, "z": z, "showlegend": False}


def _height(loss: float, heights: Heights) -> float | None:
    """Where a loss stands, not far beyond the surface; None where it is too large for a number."""
    if not math.isfinite(loss):
        return None
    room = heights.high - heights.low
    power = math.log10(loss) if loss > 0 else heights.low
    return min(max(power, heights.low), heights.high + room)
