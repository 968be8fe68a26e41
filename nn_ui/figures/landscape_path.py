"""The path through a landscape: a line, a ring for how far a point is from the plane, an arrow."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.run.landscape import Landscape
from nn_core.run.plane import LINE
from nn_core.tables.number_style import rounded
from nn_ui.figures.palette import Palette

# Points of the path that have a ring, and how wide the widest is, in pixels.
MOST_RINGS: Final = 40
_POINT, _WIDEST = 4.0, 18.0
# The arrow's length, of the picture's.
_ARROW: Final = 0.16


def path_traces(found: Landscape, colours: Palette) -> list[dict[str, Any]]:
    """The way so far as a line, its points with their rings, and where it is now."""
    rings = ringed(found)
    farthest_of_all = float(found.distances.max()) or 1.0
    sizes = _POINT + (_WIDEST - _POINT) * found.distances[rings] / farthest_of_all
    line = {"color": colours.text, "width": 1.75}
    return [
        {**_points(found, list(range(len(found.places)))), "mode": "lines", "line": line}
        | {"hoverinfo": "skip", "name": "path"},
        {
            **_points(found, rings),
            "mode": "markers",
            "name": "distance",
            "marker": {
                "symbol": "circle-open",
                "size": np.nan_to_num(sizes, nan=_WIDEST),
                "color": colours.text,
                "line": {"width": 1},
            },
            "opacity": 0.7,
            "text": told_points(found, rings),
            "hovertemplate": "%{text}<extra></extra>",
        },
        {
            **_points(found, [0]),
            "mode": "markers",
            "name": "start",
            "marker": {"symbol": "square", "size": 8, "color": colours.text},
            "text": told_points(found, [0]),
            "hovertemplate": "Start<br>%{text}<extra></extra>",
        },
        {
            **_points(found, [len(found.places) - 1]),
            "mode": "markers",
            "name": "now",
            "marker": {
                "size": 13,
                "color": colours.negative,
                "line": {"color": colours.background, "width": 2},
            },
            "text": told_points(found, [len(found.places) - 1]),
            "hovertemplate": "Now<br>%{text}<extra></extra>",
        },
    ]


def ringed(found: Landscape) -> list[int]:
    """The points of the path that have a ring: evenly on a logarithmic axis, with the first."""
    n = len(found.path.iterations)
    times = np.geomspace(1, max(1, int(found.path.iterations[-1])), MOST_RINGS)
    places = np.searchsorted(found.path.iterations, times, side="right") - 1
    return sorted({0, *np.clip(places, 0, n - 1).tolist()})


def told_points(found: Landscape, which: list[int]) -> list[str]:
    """What hovering over these points of the path tells."""
    path = found.path
    return [
        f"iteration {path.iterations[at]:,}<br>loss then {rounded(float(path.losses[at]), 3)}<br>"
        f"{_far(float(found.distances[at]))}"
        for at in which
    ]


def _far(distance: float) -> str:
    return f"{rounded(distance, 3)} from this plane" if distance > 0 else "on this plane"


def other_traces(found: Landscape, colours: Palette) -> list[dict[str, Any]]:
    """Where other networks stand, and on a plane along the line to one of them that line."""
    if not found.others:
        return []
    places = np.stack([one.place for one in found.others])
    dots = {
        "type": "scatter",
        "mode": "markers+text",
        "name": "kept",
        "x": places[:, 0],
        "y": places[:, 1],
        "text": [one.name for one in found.others],
        "textposition": "top center",
        "textfont": {"size": 12, "color": colours.text},
        "marker": {
            "symbol": "diamond-open",
            "size": 11,
            "color": colours.text,
            "line": {"width": 2},
        },
        "hovertext": [
            f"{one.name}<br>its loss {rounded(one.loss, 3)}<br>{_far(one.distance)}"
            for one in found.others
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    if found.plane.kind != LINE or not found.plane.n_own:
        return [dots]
    reached = min(found.others, key=lambda one: one.distance)
    ends = np.stack([found.places[-1], reached.place])
    line = {"color": colours.text, "width": 1.5, "dash": "dot"}
    way = {"type": "scatter", "mode": "lines", "name": "line", "line": line, "hoverinfo": "skip"}
    return [way | {"x": ends[:, 0], "y": ends[:, 1]}, dots]


def downhill(found: Landscape, colours: Palette) -> list[dict[str, Any]]:
    """The arrow downhill from this moment."""
    ends = arrow_ends(found)
    if ends is None:
        return []
    here, head = ends
    return [
        {
            "x": head[0],
            "y": head[1],
            "ax": here[0],
            "ay": here[1],
            "xref": "x",
            "yref": "y",
            "axref": "x",
            "ayref": "y",
            "text": "",
            "showarrow": True,
            "arrowhead": 2,
            "arrowsize": 1.2,
            "arrowwidth": 2.5,
            "arrowcolor": colours.negative,
            "standoff": 0,
            "startstandoff": 6,
        }
    ]


def arrow_ends(found: Landscape) -> FloatArray | None:
    """Where the arrow begins, at this moment, and where it ends, (2, 2): against the loss's slope
    on the plane, always of one length; None where the ground is flat, or too steep for a number."""
    spans = np.array([np.ptp(found.across), np.ptp(found.up)])
    seen = float(np.linalg.norm(found.slope / spans))
    if not math.isfinite(seen) or seen == 0:
        return None
    return np.stack([found.places[-1], found.places[-1] - _ARROW * found.slope / seen])


def _points(found: Landscape, which: list[int]) -> dict[str, Any]:
    return {"type": "scatter", "x": found.places[which, 0], "y": found.places[which, 1]}
