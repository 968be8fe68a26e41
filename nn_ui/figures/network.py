"""The network as a diagram: neurons with their values, and weights as lines between them.

A weight's value stands on its line, where there is room. `network_patch` says what changes in the
picture from one snapshot to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from nn_core import Snapshot
from nn_core.network.forward import LayerState
from nn_core.tables.coding import Coding
from nn_ui.figures.diagram import HEIGHT, LONGEST_OUTPUT, Diagram, diagram
from nn_ui.figures.diagram_parts import Edge, Neuron
from nn_ui.figures.lines import all_lines, halo, lines_patch
from nn_ui.figures.network_meta import meta
from nn_ui.figures.neuron_texts import SMALLEST_WITH_VALUE, hover_texts, text_size, value_text
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.surroundings import CLEAR, on_page
from nn_ui.figures.text import (
    in_two_lines,
    plain,
    shortened,
    signed,
)
from nn_ui.figures.weight_table import table_patch

UNSEEN = CLEAR
LINES, NEURONS = 0, 1  # the two traces
BIG_NAME = 14  # pixels; a neuron with a name of this size is as high as two lines
Patch = dict[str, dict[str, Any]]
Layers = Sequence[LayerState]


def network_figure(
    snapshot: Snapshot,
    example: Sequence[float],
    colours: Palette,
    chosen: int | None = None,
    *,
    with_table: bool = True,
    coding: Coding | None = None,
) -> go.Figure:
    """The diagram of a snapshot that is shown the new `example`; the weight or bias at the place
    `chosen` of the flat row is marked, and amounts have the units of the table's `coding`. Its
    `meta` has the table of a first layer of many inputs, which the page draws beside it; without a
    table they are lines like all others."""
    plan = diagram(snapshot.experiment, with_table=with_table)
    traces = [_line_points(plan, colours), _neuron_trace(plan, colours)]
    # Plotly checks every property each time one is set, so all are given at once.
    shown = snapshot.forward(np.array([example], dtype=np.float64))
    for trace, properties in _traces_patch(plan, snapshot, shown, colours, coding).items():
        _merge(traces[int(trace)], properties)
    layout = _layout(plan, colours)
    layout["shapes"] = [
        *all_lines(plan, snapshot.parameters[plan.places], colours),
        *halo(plan, chosen, colours),
    ]
    layout["meta"] = meta(plan, snapshot, shown, chosen, colours)
    return go.Figure(data=traces, layout=layout)


def network_patch(snapshot: Snapshot, example: Sequence[float], colours: Palette) -> Patch:
    """What the snapshot decides in the diagram: for each of "data" and "shapes", and in them for
    each trace or shape by its number, the properties that are not the same at every iteration; and
    for the "table" of a first layer of many inputs its numbers."""
    shown = snapshot.forward(np.array([example], dtype=np.float64))
    return patch(diagram(snapshot.experiment), snapshot, shown, colours)


def patch(
    plan: Diagram,
    snapshot: Snapshot,
    shown: Layers,
    colours: Palette,
    coding: Coding | None = None,
) -> Patch:
    """The `network_patch` of a network whose plan and answer to the new example are at hand."""
    found: Patch = {
        "data": _traces_patch(plan, snapshot, shown, colours, coding),
        "shapes": lines_patch(plan, snapshot.parameters[plan.places], colours),
    }
    if plan.table is not None:
        found["table"] = table_patch(plan.table, snapshot.parameters, shown[0])
    return found


def _traces_patch(
    plan: Diagram, snapshot: Snapshot, shown: Layers, colours: Palette, coding: Coding | None
) -> dict[str, dict[str, Any]]:
    found = _values(shown, plan)
    texts = [value_text(*one) for one in zip(plan.neurons, found, strict=True)]
    return {
        str(LINES): {"text": [signed(one) for one in snapshot.parameters[plan.places].tolist()]},
        str(NEURONS): {
            "text": texts,
            "textfont": {"size": list(map(text_size, plan.neurons, texts))},
            "marker": {"color": [_fill(value, colours) for value in found]},
            "hovertext": hover_texts(plan, snapshot, found, coding),
        },
    }


def _values(shown: Layers, plan: Diagram) -> list[float]:
    columns = [shown[0].inputs, *(layer.output for layer in shown)]
    found: list[float] = []
    for column, neurons in zip(columns, plan.layers, strict=True):
        # Where the column is one longer than its outputs, the bias neuron comes last.
        found += [*column[0].tolist(), 1.0][: len(neurons)]
    return found


def _fill(value: float, colours: Palette) -> str:
    strongest = 0.45  # the neuron's text must stay legible on it
    return blend(colours.background, colours.positive, strongest * min(abs(value), 1.0))


def _edge_text(edge: Edge) -> str:
    if edge.start.is_bias:
        return f"Bias of {plain(edge.end.name)}"
    return f"Weight {plain(edge.start.name)} → {plain(edge.end.name)}"


def _line_points(plan: Diagram, colours: Palette) -> dict[str, Any]:
    """A point on every line that holds its number, tells its name, and can be clicked."""
    shown = [edge.has_number for edge in plan.edges]
    return {
        "type": "scatter",
        # Points that are not drawn can be hovered over, and cost nothing.
        "mode": "text" if any(shown) else "none",
        "x": [edge.spot[0] for edge in plan.edges],
        "y": [edge.spot[1] for edge in plan.edges],
        "customdata": [edge.parameter for edge in plan.edges],
        "hovertext": [_edge_text(edge) for edge in plan.edges],
        "textposition": [edge.side for edge in plan.edges],
        "textfont": {
            "size": 14 if len(plan.edges) <= 8 else 12,
            "color": [colours.text if one else UNSEEN for one in shown] if any(shown) else UNSEEN,
        },
        "hovertemplate": "%{hovertext}<br>%{text}<br><i>Click to set it</i><extra></extra>",
    }


def _neuron_trace(plan: Diagram, colours: Palette) -> dict[str, Any]:
    neurons = plan.neurons
    has_values = any(neuron.size >= SMALLEST_WITH_VALUE for neuron in neurons)
    return {
        "type": "scatter",
        "mode": "markers+text" if has_values else "markers",
        "x": [neuron.x for neuron in neurons],
        "y": [neuron.y for neuron in neurons],
        "marker": {
            # A square looks larger than a circle as wide.
            "size": [round(0.86 * n.size) if n.is_bias else n.size for n in neurons],
            "symbol": ["square" if neuron.is_bias else "circle" for neuron in neurons],
            "line": {"width": [2 if n.size > 20 else 1 for n in neurons], "color": colours.muted},
            "opacity": 1,
        },
        "textfont": {"color": colours.text},
        "hoverinfo": "text",
    }


def _layout(plan: Diagram, colours: Palette) -> dict[str, Any]:
    last = len(plan.layers) - 1
    hidden_axis = {"visible": False, "fixedrange": True}
    return {
        "title": {
            "text": "<b>Network</b>",
            "x": 0.01,
            "xanchor": "left",
            "y": 0.97,
            "yanchor": "top",
            "font": {"size": 15},
        },
        "xaxis": hidden_axis | {"range": list(plan.x_range), "domain": [plan.left, 1]},
        "yaxis": hidden_axis | {"range": [-HEIGHT / 2, HEIGHT / 2]},
        "margin": {"l": 4, "r": 4, "t": 30, "b": 4},
        **on_page(colours),
        "showlegend": False,
        "annotations": [
            _name_beside(neuron, 0 < neuron.x < last, colours)
            for neuron in plan.neurons
            if neuron.has_name
        ],
    }


def _name_beside(neuron: Neuron, is_hidden: bool, colours: Palette) -> dict[str, Any]:
    size = _name_size(neuron)
    lines: tuple[str, ...] = (shortened(neuron.name),)
    up = 1 if neuron.is_named_above else -1
    place: dict[str, Any] = {"xanchor": "center", "yshift": up * (neuron.size / 2 + 9)}
    if neuron.x == 0:
        lines = in_two_lines(neuron.name) if size == BIG_NAME else (shortened(neuron.name, 10),)
        place = {"xanchor": "right", "xshift": -(neuron.size / 2 + 5), "align": "right"}
    if neuron.is_named_right:
        lines = (shortened(neuron.name, LONGEST_OUTPUT),)
        place = {"xanchor": "left", "xshift": neuron.size / 2 + 3}
    if is_hidden:  # lines run behind its name
        place |= {"bgcolor": colours.background, "height": size + 1, "borderpad": 0}
    return place | {
        "x": neuron.x,
        "y": neuron.y,
        "text": "<br>".join(map(plain, lines)),
        "showarrow": False,
        "font": {"size": size, "color": colours.muted},
    }


def _name_size(neuron: Neuron) -> int:
    if neuron.size >= 36:
        return BIG_NAME
    return 12 if neuron.size >= 16 else 10


def _merge(trace: dict[str, Any], properties: dict[str, Any]) -> None:
    for name, value in properties.items():
        trace[name] = {**trace.get(name, {}), **value} if isinstance(value, dict) else value
