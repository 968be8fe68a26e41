"""The landscape of the loss as a picture: contours on a logarithmic scale, or a surface to turn.

On it stand the path walked so far, a ring around its points as wide as they are far from the plane
that is drawn, this moment, and an arrow downhill.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from nn_core.run.landscape import Landscape
from nn_core.run.plane import WEIGHTS
from nn_core.telling.landscape import directions, farthest, held, title
from nn_ui.figures.axes import plain_axis
from nn_ui.figures.captions import caption, room_above
from nn_ui.figures.landscape_heights import Heights, colour_scale, heights_of
from nn_ui.figures.landscape_path import downhill, other_traces, path_traces
from nn_ui.figures.landscape_surface import surface_scene, surface_traces
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.surroundings import on_page
from nn_ui.figures.text import plain, shortened

# The letters of a weight's name for which an axis has room.
_LONGEST_NAME: Final = 30


@dataclass(frozen=True)
class LandscapeScope:
    """Which landscape is looked at: `kind` of its plane (see `nn_core.run.plane`), the places of
    the two `weights` where it is of two, whether it is drawn in three dimensions, and the number of
    the `kept` run where the plane goes to one."""

    kind: str = WEIGHTS
    weights: tuple[int, int] = (0, 1)
    in_three: bool = False
    kept: int = 0


def landscape_figure(
    found: Landscape, colours: Palette, *, in_three: bool = False, is_still: bool = False
) -> go.Figure:
    """The landscape around the moment at the end of its path; `is_still`: it does not follow what
    plays, and says so."""
    heights = heights_of(found)
    names = [plain(shortened(name, _LONGEST_NAME)) for name in directions(found)]
    lines = _caption(found, is_still=is_still)
    layout: dict[str, Any] = {
        "margin": {"l": 12, "r": 14, "t": room_above(lines), "b": 8},
        **on_page(colours),
        "showlegend": False,
        "annotations": [caption(lines, colours)],
        "meta": {
            "kind": "three" if in_three else "flat",
            "parameters": list(found.plane.weights) if found.plane.kind == WEIGHTS else None,
            "names": [shortened(name, _LONGEST_NAME) for name in directions(found)],
            "value": "loss",
        },
    }
    if in_three:
        return go.Figure(
            surface_traces(found, heights, colours),
            layout | {"scene": surface_scene(names, heights, colours), "dragmode": "turntable"},
        )
    layout["annotations"] += downhill(found, colours)
    layout |= {
        axis: plain_axis(name, (float(along[0]), float(along[-1])), colours)
        for axis, name, along in zip(
            ("xaxis", "yaxis"), names, (found.across, found.up), strict=True
        )
    }
    traces = [
        _ground(found, heights, colours),
        *other_traces(found, colours),
        *path_traces(found, colours),
    ]
    return go.Figure(traces, layout | {"dragmode": False})


def _ground(found: Landscape, heights: Heights, colours: Palette) -> dict[str, Any]:
    x, y = (plain(shortened(name, _LONGEST_NAME)) for name in directions(found))
    return {
        "type": "contour",
        "x": found.across,
        "y": found.up,
        "z": heights.values,
        "customdata": heights.losses,
        "zmin": heights.low,
        "zmax": heights.high,
        "colorscale": colour_scale(colours),
        "contours": {**heights.contours, "coloring": "heatmap"},
        "line": {"width": 1, "color": blend(colours.background, colours.muted, 0.55)},
        "hoverongaps": False,
        "hovertemplate": f"{x} %{{x}}<br>{y} %{{y}}<br>loss %{{customdata:.3~g}}<extra></extra>",
        "colorbar": {
            "thickness": 11,
            "outlinewidth": 1,
            "outlinecolor": colours.muted,
            **heights.ticks,
            "ticks": "outside",
            "ticklen": 3,
            "title": {"text": "Loss", "side": "right", "font": {"size": 13}},
            "xpad": 8,
            "ypad": 0,
            "len": 1.0,
        },
    }


def _caption(found: Landscape, *, is_still: bool) -> list[list[str]]:
    """What is held, and what the plane holds: the picture must not be taken for the whole."""
    iteration = int(found.path.iterations[-1])
    first = [title(found), f"iteration {iteration:,}"]
    still = ["too large to follow: it stands still while the run plays"] if is_still else []
    ring, share = farthest(found), held(found)
    second = [
        *([f"ring: distance from this plane, up to {ring}"] if ring else []),
        *([f"it holds {share} of the path"] if share else []),
        *still,
    ]
    return [first, second]
