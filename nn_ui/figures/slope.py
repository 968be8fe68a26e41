"""The sigmoid curve with every row's z on it, and its slope there as a tangent."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from nn_core.activation import quiet_overflow, sigmoid
from nn_core.dataset import FloatArray
from nn_ui.figures.palette import Palette
from nn_ui.figures.text import FONT, hover_label

# Tangents of more rows hide each other: then only the chosen row's is drawn.
MOST_TANGENTS = 20
# The curve is drawn at least this far to both sides of z = 0, and it is flat beyond.
NARROWEST, BENT = 6.0, 10.0
# How far a tangent reaches: as a share of the width, and in units of the output.
TANGENT_WIDTH, TANGENT_HEIGHT = 0.11, 0.34
# Labels of rows nearer to each other than this share of the width would overlap.
LABEL_ROOM = 0.03


def slope_figure(
    z: FloatArray, output: FloatArray, slope: FloatArray, row: int, colours: Palette
) -> go.Figure:
    """One neuron's z, output and slope, (n_samples,) each, with `row` (from 0) brought forward."""
    low, high = _range(z)
    others = [each for each in range(len(z)) if each != row]
    reach = np.minimum(TANGENT_WIDTH * (high - low), TANGENT_HEIGHT / np.maximum(slope, 1e-12))
    traces = [_curve(low, high, colours)]
    if others and len(z) <= MOST_TANGENTS:
        traces.append(_tangents(z, output, slope, reach, others, colours.muted, 1.5))
    traces.append(_tangents(z, output, slope, reach, [row], colours.negative, 4))
    if others:
        traces.append(_points(z, output, slope, others, (low, high), row, colours))
    traces.append(_chosen_point(z, output, slope, row, colours))
    return go.Figure(data=traces, layout=_layout(slope, row, (low, high), colours))


def _range(z: FloatArray) -> tuple[float, float]:
    return min(-NARROWEST, 1.15 * float(z.min())), max(NARROWEST, 1.15 * float(z.max()))


def _curve(low: float, high: float, colours: Palette) -> dict[str, Any]:
    bend = np.linspace(max(low, -BENT), min(high, BENT), 241)
    at = np.unique(np.concatenate([[low], bend, [high]]))
    with quiet_overflow():
        values = sigmoid(at)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": at,
        "y": values,
        "line": {"color": colours.positive, "width": 2.5},
        "hoverinfo": "skip",
    }


def _tangents(
    z: FloatArray,
    output: FloatArray,
    slope: FloatArray,
    reach: FloatArray,
    rows: list[int],
    colour: str,
    width: float,
) -> dict[str, Any]:
    """A line through each row's point; None parts one from the next."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row in rows:
        ends = np.array([-reach[row], reach[row]])
        x += [*(z[row] + ends).tolist(), None]
        y += [*(output[row] + slope[row] * ends).tolist(), None]
    line = {"color": colour, "width": width}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _points(
    z: FloatArray,
    output: FloatArray,
    slope: FloatArray,
    rows: list[int],
    around: tuple[float, float],
    chosen: int,
    colours: Palette,
) -> dict[str, Any]:
    is_named = _named(z, rows, around, chosen) if len(z) <= MOST_TANGENTS else []
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": z[rows],
        "y": output[rows],
        "text": [f"Row {row + 1}" if row in is_named else "" for row in rows],
        "textposition": ["bottom right" if output[row] > 0.5 else "top left" for row in rows],
        "textfont": {"size": 14, "color": colours.muted},
        "marker": {
            "size": 10 if len(z) <= MOST_TANGENTS else 6,
            "color": colours.background,
            "line": {"width": 2, "color": colours.muted},
        },
        "hoverinfo": "text",
        "hovertext": [_hover(row, z, output, slope) for row in rows],
        "cliponaxis": False,
    }


def _named(z: FloatArray, rows: list[int], around: tuple[float, float], chosen: int) -> list[int]:
    """The rows whose labels have room, from the first on."""
    room = LABEL_ROOM * (around[1] - around[0])
    named: list[int] = []
    for row in rows:
        if all(abs(z[row] - z[other]) >= room for other in [chosen, *named]):
            named.append(row)
    return named


def _chosen_point(
    z: FloatArray, output: FloatArray, slope: FloatArray, row: int, colours: Palette
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [z[row]],
        "y": [output[row]],
        "marker": {
            "size": 14,
            "color": colours.negative,
            "line": {"width": 2, "color": colours.background},
        },
        "hoverinfo": "text",
        "hovertext": [_hover(row, z, output, slope)],
        "cliponaxis": False,
    }


def _hover(row: int, z: FloatArray, output: FloatArray, slope: FloatArray) -> str:
    return (
        f"<b>Row {row + 1}</b><br>z {z[row]:.6g}<br>output {output[row]:.6g}"
        f"<br>slope {slope[row]:.6g}"
    )


def _layout(
    slope: FloatArray, row: int, around: tuple[float, float], colours: Palette
) -> dict[str, Any]:
    axis = {
        "gridcolor": colours.grid,
        "linecolor": colours.muted,
        "tickfont": {"size": 14},
        "zeroline": False,
        "showline": True,
        "automargin": True,
    }
    return {
        "xaxis": axis
        | {"title": {"text": "z (weighted sum)", "font": {"size": 15}}, "range": list(around)},
        "yaxis": axis
        | {
            "title": {"text": "Output", "font": {"size": 15}},
            "range": [-0.12, 1.12],
            "dtick": 0.25,
        },
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": colours.text, "size": 14, "family": FONT},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": hover_label(colours),
        "annotations": [_chosen_label(slope, row, colours)],
    }


def _chosen_label(slope: FloatArray, row: int, colours: Palette) -> dict[str, Any]:
    """The chosen row and its slope in the corner that the curve never comes to."""
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0.015,
        "y": 0.97,
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "text": f'<span style="color:{colours.negative}">●</span> '
        f"<b>Row {row + 1}: slope {slope[row]:.4g}</b>",
        "font": {"size": 17, "color": colours.text},
        "bgcolor": colours.background,
    }
