"""The lines of the diagram: a weight's size is the width, its sign the colour and the dashes.

They are Plotly's shapes, of which each is one path on the screen however many lines it holds. In a
small network every line has a shape of its own. In a large one lines of about the same weight share
one, drawn with a pen of their class: that is sixteen shapes instead of sixteen hundred.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nn_core.arrays import FloatArray
from nn_ui.figures.diagram import HEIGHT, Diagram
from nn_ui.figures.diagram_parts import Edge
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.weight_table import SHADES, STEPS, shades_of

# More lines than this are drawn in classes.
MOST_SINGLE_LINES = 40
THICKEST = 9.0
# How strong the lines are that stand back.
FAINT = 0.2
# A path of no length, for a pen that has nothing to draw.
NOTHING = "M0,0"
Shape = dict[str, Any]
Shapes = dict[str, Shape]


def all_lines(plan: Diagram, weights: FloatArray, colours: Palette) -> list[Shape]:
    """The shapes that draw `weights`, (n_edges,), in the order of the plan's edges."""
    if len(plan.edges) <= MOST_SINGLE_LINES:
        fixed: list[Shape] = [{"path": _path(edge)} for edge in plan.edges]
    else:
        fixed = [{"line": pen} for pen in _pens(len(plan.edges), colours)]
    changing = lines_patch(plan, weights, colours).values()
    # Plotly never empties the layer "between": the lines of a larger network would stay in it.
    both = zip(fixed, changing, strict=True)
    return [{"type": "path", "layer": "below", **one, **other} for one, other in both]


def lines_beside(
    plan: Diagram, weights: FloatArray, lit: Sequence[Edge], colours: Palette
) -> list[Shape]:
    """The shapes that draw the lines `lit` of a diagram as always, and behind them all its lines
    faintly; `weights`, (n_edges,), are those of all."""
    shapes = all_lines(plan, weights, colours)
    if len(lit) == len(plan.edges):
        return shapes
    values = dict(zip(plan.places.tolist(), weights, strict=True))
    front = replace(plan, edges=tuple(lit))
    bright = np.array([values[edge.parameter] for edge in lit], dtype=np.float64)
    return [*(one | {"opacity": FAINT} for one in shapes), *all_lines(front, bright, colours)]


def lines_patch(plan: Diagram, weights: FloatArray, colours: Palette) -> Shapes:
    """What the weights decide in the shapes: for each, by its number, what is not always so."""
    if len(plan.edges) <= MOST_SINGLE_LINES:
        lines = [_line(float(weight), THICKEST, colours) for weight in weights]
        return {str(number): {"line": line} for number, line in enumerate(lines)}
    sorted_edges: list[list[Edge]] = [[] for _ in range(2 * SHADES)]
    for edge, step in zip(plan.edges, shades_of(weights), strict=True):
        sorted_edges[step].append(edge)
    return {
        str(step): {"path": _path_of_all(edges) or NOTHING}
        for step, edges in enumerate(sorted_edges)
    }


def halo(plan: Diagram, chosen: int | None, colours: Palette) -> list[Shape]:
    """A broad mark along the chosen line, if any. It lies under all lines, whatever its number,
    since what is placed on the paper is under what is placed on the axes."""
    return [
        {
            "type": "path",
            "layer": "below",
            "xref": "paper",
            "yref": "paper",
            "path": _path_on_paper(edge, plan),
            "line": {"width": 18, "color": colours.muted},
            "opacity": 0.35,
        }
        for edge in plan.edges
        if edge.parameter == chosen
    ]


def _pens(n_lines: int, colours: Palette) -> list[dict[str, Any]]:
    """The pens of all classes, positive ones first; weak ones are pale, so that the strong ones
    stand out of a crowd."""
    thickest = max(2.5, min(THICKEST, 60 / math.sqrt(n_lines)))
    pens = []
    for sign in (1, -1):
        for step, low in enumerate((0.0, *STEPS)):
            middle = sign * (1.4 * low or 0.05)
            pen = _line(middle, thickest, colours)
            share = 0.3 + 0.7 * step / len(STEPS)
            pens.append(pen | {"color": blend(colours.background, pen["color"], share)})
    return pens


def _line(weight: float, thickest: float, colours: Palette) -> dict[str, Any]:
    # The width grows with the weight, ever more slowly, so that a weight of 100 still fits.
    thinnest = thickest / 9
    growth = 1 - math.exp(-abs(weight) / 4)
    return {
        "width": round(thinnest + (thickest - thinnest) * growth, 2),
        "color": colours.positive if weight >= 0 else colours.negative,
        "dash": "solid" if weight >= 0 else "6px,4px",
    }


def _path_of_all(edges: list[Edge]) -> str:
    """All edges in one path. Two that start at one neuron are drawn as a V through it, which takes
    three points instead of four."""
    parts, corner = [], None
    for edge in edges:
        end = f"{edge.end.x},{edge.end.y}"
        if edge.start is corner:
            parts.append(f"L{end}")
            corner = None
        else:
            parts.append(f"M{end}L{edge.start.x},{edge.start.y}")
            corner = edge.start
    return "".join(parts)


def _path_on_paper(edge: Edge, plan: Diagram) -> str:
    """The line in shares of the plotting area's width and height."""
    ends = [
        f"{plan.across(neuron.x):.5f},{neuron.y / HEIGHT + 0.5:.5f}"
        for neuron in (edge.start, edge.end)
    ]
    return f"M{ends[0]}L{ends[1]}"


def _path(edge: Edge) -> str:
    return f"M{edge.start.x},{edge.start.y}L{edge.end.x},{edge.end.y}"
