"""An activation's curve with every row's z on it, and its slope there as a tangent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from nn_core.arrays import FloatArray, quiet_overflow
from nn_core.network.activation import Activation
from nn_core.network.forward import LayerState
from nn_core.tables.number_style import rounded
from nn_ui.figures.axes import EVERY_POINT, Range
from nn_ui.figures.palette import Palette
from nn_ui.figures.surroundings import on_page
from nn_ui.figures.text import FONT

# Tangents of more rows hide each other: then only the chosen row's is drawn.
MOST_TANGENTS = 20
# The curve is drawn at least this far to both sides of z = 0, and it is straight beyond.
NARROWEST, BENT = 6.0, 10.0
# A wave is bent everywhere: of a wider range this much around the chosen row is drawn.
WIDEST_WAVE = 60.0
# How far a tangent reaches, as shares of the width and of the height.
TANGENT_WIDTH, TANGENT_HEIGHT = 0.11, 0.274
# Room above and below the curve, as a share of its height.
MARGIN = 0.12
# Labels of rows nearer to each other than this share of the width would overlap.
LABEL_ROOM = 0.03


@dataclass(frozen=True)
class _Points:
    """One neuron's z, output and slope, (n_rows,) each, and the numbers of the rows from 0."""

    z: FloatArray
    output: FloatArray
    slope: FloatArray
    rows: Sequence[int] | NDArray[np.intp]


def slope_figure(
    layer: LayerState,
    neuron: int,
    rows: Sequence[int] | NDArray[np.intp],
    place: int,
    colours: Palette,
) -> go.Figure:
    """What a neuron of a layer computes, its curve and the slope at each row. `rows` are the
    numbers of the layer's rows, from 0, and the one at `place` is brought forward."""
    activation = layer.activation
    if activation.by_row:  # each row has a curve of its own: that of the chosen one is drawn
        layer, rows, place = _only(layer, place), [rows[place]], 0
    points = _Points(layer.z[:, neuron], layer.output[:, neuron], layer.slope[:, neuron], rows)
    across = _across(points.z, place, activation)
    at, values = _sampled(across, layer, neuron)
    height = _height(values, activation)
    reach = np.minimum(
        TANGENT_WIDTH * (across[1] - across[0]),
        TANGENT_HEIGHT * (height[1] - height[0]) / np.maximum(np.abs(points.slope), 1e-12),
    )
    others = [each for each in range(len(points.z)) if each != place]
    traces = [_curve(at, values, colours)]
    if others and len(points.z) <= MOST_TANGENTS:
        traces.append(_tangents(points, reach, others, colours.muted, 1.5))
    traces.append(_tangents(points, reach, [place], colours.curves[2], 4))
    if others:
        traces.append(_others(points, others, across, sum(height) / 2, place, colours))
    traces.append(_chosen_point(points, place, colours))
    found = go.Figure(data=traces, layout=_layout(points, place, across, height, colours))
    if activation.by_row:
        found.update_xaxes(title_text="z (weighted sum), the other outputs’ z as they are")
    return found


def _only(layer: LayerState, place: int) -> LayerState:
    """The layer's state for one row."""
    rows = slice(place, place + 1)
    return LayerState(layer.inputs[rows], layer.z[rows], layer.output[rows], layer.activation)


def _across(z: FloatArray, place: int, activation: Activation) -> Range:
    """From where to where z goes."""
    low, high = min(-NARROWEST, 1.15 * float(z.min())), max(NARROWEST, 1.15 * float(z.max()))
    if activation.half_wave and high - low > WIDEST_WAVE:
        return float(z[place]) - WIDEST_WAVE / 2, float(z[place]) + WIDEST_WAVE / 2
    return low, high


def _sampled(across: Range, layer: LayerState, neuron: int) -> tuple[FloatArray, FloatArray]:
    """Places along z, and the curve's heights there; the other z are those of the first row."""
    (low, high), activation = across, layer.activation
    if activation.half_wave:
        at = np.linspace(low, high, 601)
    else:
        # A share is bent where its z is about that of all others together.
        others = np.delete(layer.z[0], neuron)
        middle = float(np.logaddexp.reduce(others)) if activation.by_row else 0.0
        first, last = np.clip([middle - BENT, middle + BENT], low, high)
        bend = np.linspace(first, last, 241)
        at = np.unique(np.concatenate([[low, 0.0], bend, [high]]))
    z = np.tile(layer.z[0], (len(at), 1))
    z[:, neuron] = at
    with quiet_overflow():
        return at, activation.function(z)[:, neuron]


def _height(values: FloatArray, activation: Activation) -> Range:
    """From where to where the output goes."""
    low = float(values.min()) if activation.low is None else activation.low
    high = float(values.max()) if activation.high is None else activation.high
    return low - MARGIN * (high - low), high + MARGIN * (high - low)


def _curve(at: FloatArray, values: FloatArray, colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": at,
        "y": values,
        "line": {"color": colours.curves[0], "width": 2.5, **EVERY_POINT},
        "hoverinfo": "skip",
    }


def _tangents(
    points: _Points, reach: FloatArray, places: list[int], colour: str, width: float
) -> dict[str, Any]:
    """A line through each row's point; None parts one from the next."""
    x: list[float | None] = []
    y: list[float | None] = []
    for at in places:
        ends = np.array([-reach[at], reach[at]])
        x += [*(points.z[at] + ends).tolist(), None]
        y += [*(points.output[at] + points.slope[at] * ends).tolist(), None]
    line = {"color": colour, "width": width}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _others(
    points: _Points, places: list[int], across: Range, middle: float, chosen: int, colours: Palette
) -> dict[str, Any]:
    is_few = len(points.z) <= MOST_TANGENTS
    named = _named(points.z, places, across, chosen) if is_few else []
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": points.z[places],
        "y": points.output[places],
        "text": [f"Row {points.rows[at] + 1:,}" if at in named else "" for at in places],
        "textposition": [
            "bottom right" if points.output[at] > middle else "top left" for at in places
        ],
        "textfont": {"size": 14, "color": colours.muted},
        "marker": {
            "size": 10 if is_few else 6,
            "color": colours.background,
            "line": {"width": 2, "color": colours.muted},
        },
        "hoverinfo": "text",
        "hovertext": [_hover(points, at) for at in places],
        "cliponaxis": False,
    }


def _named(z: FloatArray, places: list[int], across: Range, chosen: int) -> list[int]:
    """The places of rows whose labels have room, from the first on."""
    room = LABEL_ROOM * (across[1] - across[0])
    named: list[int] = []
    for at in places:
        if all(abs(z[at] - z[other]) >= room for other in [chosen, *named]):
            named.append(at)
    return named


def _chosen_point(points: _Points, place: int, colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [points.z[place]],
        "y": [points.output[place]],
        "marker": {
            "size": 14,
            "color": colours.curves[2],
            "line": {"width": 2, "color": colours.background},
        },
        "hoverinfo": "text",
        "hovertext": [_hover(points, place)],
        "cliponaxis": False,
    }


def _hover(points: _Points, at: int) -> str:
    return (
        f"<b>Row {points.rows[at] + 1:,}</b><br>z {rounded(points.z[at], 6)}"
        f"<br>output {rounded(points.output[at], 6)}"
        f"<br>slope {rounded(points.slope[at], 6)}"
    )


def _layout(
    points: _Points, place: int, across: Range, height: Range, colours: Palette
) -> dict[str, Any]:
    axis = {
        "gridcolor": colours.grid,
        "linecolor": colours.muted,
        "tickfont": {"size": 14},
        "zeroline": False,
        "showline": True,
        "automargin": True,
    }
    is_low = height[1] - height[0] < 1.5  # such as the sigmoid: four steps from 0 to 1
    return {
        "xaxis": axis
        | {"title": {"text": "z (weighted sum)", "font": {"size": 15}}, "range": list(across)},
        "yaxis": axis
        | {"title": {"text": "Output", "font": {"size": 15}}, "range": list(height)}
        | ({"dtick": 0.25} if is_low else {}),
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
        **on_page(colours),
        "font": {"color": colours.text, "size": 14, "family": FONT},
        "showlegend": False,
        "annotations": [_chosen_label(points, place, colours)],
    }


def _chosen_label(points: _Points, place: int, colours: Palette) -> dict[str, Any]:
    """The chosen row and its slope in the corner that the rising curves never come to."""
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0.015,
        "y": 0.97,
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "text": f'<span style="color:{colours.curves[2]}">●</span> '
        f"<b>Row {points.rows[place] + 1:,}: slope {rounded(points.slope[place], 4)}</b>",
        "font": {"size": 17, "color": colours.text},
        "bgcolor": colours.background,
    }
