"""What the network computes over its inputs: a curve, a map or a cube, with the table's rows.

The map's colours are not in the figure: they change with every frame of the film, so the browser
paints them beneath it. `layout.meta` says how. The figure holds what stays: axes, rows, colour bar.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from nn_core import Snapshot
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import LARGEST, NO_NUMBER, SMALLEST, shortest
from nn_ui.figures import captions
from nn_ui.figures.axes import EVERY_POINT, plain_axis
from nn_ui.figures.class_map import class_heatmap, class_meta, class_traces
from nn_ui.figures.cube import cube_traces, drawable, scene
from nn_ui.figures.data_points import classes
from nn_ui.figures.output_colours import colour_bar, heatmap, ramp
from nn_ui.figures.palette import Palette
from nn_ui.figures.row_points import row_traces
from nn_ui.figures.scope import Scope, grid
from nn_ui.figures.slices import caption
from nn_ui.figures.surroundings import legend_in_heading, on_page
from nn_ui.figures.target_texts import two_words, unit
from nn_ui.figures.text import legend_beside, plain, shortened
from nn_ui.figures.told_output import of_unit, output_title, told_factor, told_level, told_range

# The letters of an input's name for which an axis has room.
LONGEST_NAME = 16


def output_figure(
    snapshot: Snapshot,
    scope: Scope,
    colours: Palette,
    coding: Coding | None = None,
    *,
    with_map: bool = False,
) -> go.Figure:
    """The output over the scope at this snapshot, in the words and units of the table's `coding`;
    `with_map` puts the map's colours into the figure, for a page that has nobody to paint them."""
    draw = {"curve": _curve, "map": _map, "cube": _cube}[scope.kind]
    traces, layout = draw(snapshot, scope, colours, coding)
    if with_map and scope.kind == "map":
        painted = (
            class_heatmap(snapshot, scope, colours)
            if scope.has_classes
            else heatmap(snapshot, scope, colours, coding)
        )
        traces = [painted, *traces]
    return go.Figure(data=traces, layout=_layout(snapshot, scope, colours, coding) | layout)


Drawn = tuple[list[dict[str, Any]], dict[str, Any]]


def _curve(snapshot: Snapshot, scope: Scope, colours: Palette, coding: Coding | None) -> Drawn:
    (place,) = scope.inputs
    rows, told = grid(scope, scope.n_points), told_range(snapshot, scope, coding)
    values = snapshot.predict(rows)[:, scope.output] * told_factor(snapshot, scope, coding)
    line = {
        "type": "scatter",
        "mode": "lines",
        "name": "output",
        "x": rows[:, place],
        "y": drawable(values, told),
        "line": {"color": colours.text, "width": 3, **EVERY_POINT},
        "showlegend": False,
        "hovertemplate": "input %{x}<br>output %{y}" + of_unit(scope, coding) + "<extra></extra>",
    }
    middle = told_level(snapshot, scope, coding)
    dotted = {"color": colours.muted, "dash": "dot", "width": 1.5}
    layout = {
        **_axes(snapshot, scope, colours),
        "yaxis": plain_axis(output_title(snapshot, scope, coding), told, colours),
        "shapes": [
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": middle, "y1": middle}
            | {"line": dotted}
        ],
    }
    return [line, *row_traces(snapshot.experiment, scope, colours, coding)], layout


def _map(snapshot: Snapshot, scope: Scope, colours: Palette, coding: Coding | None) -> Drawn:
    if scope.has_classes:
        title = {"text": "Largest output", "font": {"size": 12}}
        layout = _axes(snapshot, scope, colours) | {"legend": {**legend_beside(), "title": title}}
        return class_traces(snapshot, scope, colours), layout
    bar = colour_bar(snapshot, scope, colours, coding)
    traces = [bar, *row_traces(snapshot.experiment, scope, colours, coding)]
    return traces, _axes(snapshot, scope, colours)


def _cube(snapshot: Snapshot, scope: Scope, colours: Palette, coding: Coding | None) -> Drawn:
    names = [_name(snapshot, place) for place in scope.inputs]
    told, factor = told_range(snapshot, scope, coding), told_factor(snapshot, scope, coding)
    traces = cube_traces(snapshot, scope, told, colours, factor)
    traces = [*traces, *row_traces(snapshot.experiment, scope, colours, coding)]
    return traces, {"scene": scene(names, scope.ranges, colours)}


def _axes(snapshot: Snapshot, scope: Scope, colours: Palette) -> dict[str, Any]:
    return {
        axis: plain_axis(_name(snapshot, place), scope_range, colours)
        for axis, place, scope_range in zip(
            ("xaxis", "yaxis"), scope.inputs, scope.ranges, strict=False
        )
    }


def _name(snapshot: Snapshot, place: int) -> str:
    return plain(shortened(snapshot.experiment.dataset.input_names[place], LONGEST_NAME))


def _layout(
    snapshot: Snapshot, scope: Scope, colours: Palette, coding: Coding | None
) -> dict[str, Any]:
    low, high = told_range(snapshot, scope, coding)
    data = snapshot.experiment.dataset
    words = two_words(scope.output, coding)
    said = caption(data, scope)
    return {
        "margin": {"l": 12, "r": 14, "t": 52 if said else 36, "b": 8},
        "annotations": [captions.caption([[said]], colours)] if said else [],
        **on_page(colours),
        "dragmode": "turntable" if scope.kind == "cube" else False,
        "showlegend": True,
        "legend": {
            **legend_in_heading(),
            "itemclick": False,
            "itemdoubleclick": False,
            "itemsizing": "constant",
        },
        "meta": {
            "kind": scope.kind,
            "inputs": list(scope.inputs),
            "names": [shortened(data.input_names[place], LONGEST_NAME) for place in scope.inputs],
            "ranges": [list(scope_range) for scope_range in scope.ranges],
            "n_points": scope.n_points,
            "low": low,
            "high": high,
            "threshold": told_level(snapshot, scope, coding),
            "ramp": list(ramp(colours)),
            "line": colours.text,
            "classes": list(words or map(shortest, classes(data))),
            "are_words": words is not None,
            "unit": unit(scope.output, coding),
            "two_colours": scope.two_colours,
            **class_meta(snapshot, scope, colours),
            "number_style": {"smallest": SMALLEST, "largest": LARGEST, "no_number": NO_NUMBER},
        },
    }
