"""The network as a diagram: neurons with their values, and weights as lines between them.

A weight's size is the width of its line, its sign the colour and the dashes, and its value stands
on the line. `network_patch` says what changes in the picture from one snapshot to another.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from nn_core import Snapshot
from nn_ui.figures.diagram import Diagram, Edge, Neuron, diagram
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.text import FONT, compact, hover_label, plain, shortened, signed

# More numbers than this hide each other; hovering over a line's middle still tells its weight.
MOST_NUMBERS = 24
# With more neurons in a layer their values do not fit into them; hovering tells them.
MOST_VALUES = 5


def network_figure(
    snapshot: Snapshot, example: Sequence[float], colours: Palette, chosen: int | None = None
) -> go.Figure:
    """The diagram of a snapshot that is shown the new `example`; the weight or bias at the place
    `chosen` of the flat row is marked."""
    plan = diagram(snapshot.experiment)
    traces = [
        _halo(plan, chosen, colours),
        *_edge_traces(plan),
        _number_trace(plan, colours),
        _neuron_trace(plan, colours),
    ]
    # Plotly checks every property each time one is set, so all are given at once.
    for trace, properties in network_patch(snapshot, example, colours).items():
        _merge(traces[int(trace)], properties)
    return go.Figure(data=traces, layout=_layout(plan, colours))


def network_patch(
    snapshot: Snapshot, example: Sequence[float], colours: Palette
) -> dict[str, dict[str, Any]]:
    """What the snapshot decides in the diagram: for each trace, by its number, the properties that
    are not the same at every iteration."""
    plan = diagram(snapshot.experiment)
    weights = [_weight(snapshot, edge) for edge in plan.edges]
    values = _values(snapshot, example, plan)
    patch: dict[str, dict[str, Any]] = {
        str(trace): {"line": _line(weight, colours)}
        for trace, weight in enumerate(weights, start=1)
    }
    patch[str(len(plan.edges) + 1)] = {
        "text": [signed(weight) for weight in weights],
        "hovertext": [_edge_text(*pair) for pair in zip(plan.edges, weights, strict=True)],
    }
    patch[str(len(plan.edges) + 2)] = {
        "text": [
            compact(value) if n.x == 0 or n.is_bias else f"{value:.3f}"
            for n, value in zip(plan.neurons, values, strict=True)
        ],
        "marker": {"color": [_fill(value, colours) for value in values]},
        "hovertext": [
            f"{plain(n.name)}: {value:.6g}" for n, value in zip(plan.neurons, values, strict=True)
        ],
    }
    return patch


def _weight(snapshot: Snapshot, edge: Edge) -> float:
    if edge.start.is_bias:
        return float(snapshot.biases[edge.layer][edge.target])
    return float(snapshot.weights[edge.layer][edge.source, edge.target])


def _values(snapshot: Snapshot, example: Sequence[float], plan: Diagram) -> list[float]:
    row = np.array([example], dtype=np.float64)
    outputs = [row, *(layer.output for layer in snapshot.forward(row))]
    return [
        1.0 if neuron.is_bias else float(outputs[layer][0, place])
        for layer, neurons in enumerate(plan.layers)
        for place, neuron in enumerate(neurons)
    ]


def _line(weight: float, colours: Palette) -> dict[str, Any]:
    # The width grows with the weight, ever more slowly, so that a weight of 100 still fits.
    return {
        "width": round(1 + 8 * (1 - math.exp(-abs(weight) / 4)), 2),
        "color": colours.positive if weight >= 0 else colours.negative,
        "dash": "solid" if weight >= 0 else "6px,4px",
    }


def _fill(value: float, colours: Palette) -> str:
    strongest = 0.45  # the neuron's text must stay legible on it
    return blend(colours.background, colours.positive, strongest * min(abs(value), 1.0))


def _edge_text(edge: Edge, weight: float) -> str:
    what = "Bias" if edge.start.is_bias else "Weight"
    way = "" if edge.start.is_bias else f"{plain(edge.start.name)} "
    return f"{what} {signed(weight)}<br>{way}→ {plain(edge.end.name)}"


def _edge_traces(plan: Diagram) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [edge.start.x, edge.end.x],
            "y": [edge.start.y, edge.end.y],
            "hoverinfo": "skip",
        }
        for edge in plan.edges
    ]


def _halo(plan: Diagram, chosen: int | None, colours: Palette) -> dict[str, Any]:
    marked = [edge for edge in plan.edges if edge.parameter == chosen]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [place for edge in marked for place in (edge.start.x, edge.end.x)],
        "y": [place for edge in marked for place in (edge.start.y, edge.end.y)],
        "line": {"width": 18, "color": colours.muted},
        "opacity": 0.35,
        "hoverinfo": "skip",
    }


def _number_trace(plan: Diagram, colours: Palette) -> dict[str, Any]:
    # Nearer to the start, where the lines have not yet run together.
    places = [0.36 + 0.1 * (edge.target % 2) for edge in plan.edges]
    return {
        "type": "scatter",
        "mode": "markers+text" if len(plan.edges) <= MOST_NUMBERS else "markers",
        "x": [
            e.start.x + p * (e.end.x - e.start.x) for e, p in zip(plan.edges, places, strict=True)
        ],
        "y": [
            e.start.y + p * (e.end.y - e.start.y) for e, p in zip(plan.edges, places, strict=True)
        ],
        "customdata": [edge.parameter for edge in plan.edges],
        "marker": {"size": 22, "opacity": 0},
        "textposition": "top center",
        "textfont": {"size": 14, "color": colours.text},
        "hoverinfo": "text",
    }


def _neuron_trace(plan: Diagram, colours: Palette) -> dict[str, Any]:
    biggest = max(len(layer) for layer in plan.layers)
    return {
        "type": "scatter",
        "mode": "markers+text" if biggest <= MOST_VALUES else "markers",
        "x": [neuron.x for neuron in plan.neurons],
        "y": [neuron.y for neuron in plan.neurons],
        "marker": {
            "size": 46 if biggest <= 3 else max(18, 160 / biggest),
            "symbol": ["square" if neuron.is_bias else "circle" for neuron in plan.neurons],
            "line": {"width": 2, "color": colours.muted},
            "opacity": 1,
        },
        "textfont": {"size": 14 if biggest <= 3 else 11, "color": colours.text},
        "hoverinfo": "text",
    }


def _layout(plan: Diagram, colours: Palette) -> dict[str, Any]:
    hidden_axis = {"visible": False, "fixedrange": True}
    last = len(plan.layers) - 1
    return {
        "title": {
            "text": "<b>Network</b>",
            "x": 0.01,
            "xanchor": "left",
            "y": 0.97,
            "yanchor": "top",
            "font": {"size": 15},
        },
        "xaxis": hidden_axis | {"range": [-0.34 * last - 0.1, 1.12 * last + 0.1]},
        "yaxis": hidden_axis | {"range": [-0.6, 0.6]},
        "margin": {"l": 4, "r": 4, "t": 30, "b": 4},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": colours.text, "size": 13, "family": FONT},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": hover_label(colours),
        "annotations": [_name_beside(neuron, colours) for neuron in plan.neurons],
    }


def _name_beside(neuron: Neuron, colours: Palette) -> dict[str, Any]:
    place: dict[str, Any] = {"xanchor": "center", "yshift": -32}
    if neuron.x == 0 and not neuron.is_bias:
        place = {"xanchor": "right", "xshift": -28}
    return place | {
        "x": neuron.x,
        "y": neuron.y,
        "text": plain(shortened(neuron.name)),
        "showarrow": False,
        "font": {"size": 14, "color": colours.muted},
    }


def _merge(trace: dict[str, Any], properties: dict[str, Any]) -> None:
    for name, value in properties.items():
        trace[name] = {**trace.get(name, {}), **value} if isinstance(value, dict) else value
