"""What the network computes over its inputs: a curve, a map or a cube, with the table's rows.

The map's colours are not in the figure: they change with every frame of the film, so the browser
paints them beneath it. `layout.meta` says how. The figure holds what stays: axes, rows, colour bar.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from nn_core import Snapshot
from nn_core.tables.number_style import LARGEST, NO_NUMBER, SMALLEST, rounded, shortest
from nn_ui.figures.axes import EVERY_POINT, Range, plain_axis
from nn_ui.figures.class_map import class_heatmap, class_meta, class_traces
from nn_ui.figures.cube import cube_traces, drawable, scene
from nn_ui.figures.data_points import classes, level, output_range
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.row_points import row_traces
from nn_ui.figures.scope import Scope, grid
from nn_ui.figures.slices import caption
from nn_ui.figures.text import FONT, hover_label, legend_beside, plain, shortened, told_apart

# The full colours would hide points of the same colour.
STRONGEST = 0.72
# The letters of an input's name for which an axis has room.
LONGEST_NAME = 16


def output_figure(
    snapshot: Snapshot, scope: Scope, colours: Palette, *, with_map: bool = False
) -> go.Figure:
    """The output over the scope at this snapshot; `with_map` puts the map's colours into the
    figure, for a page that has nobody to paint them."""
    draw = {"curve": _curve, "map": _map, "cube": _cube}[scope.kind]
    traces, layout = draw(snapshot, scope, colours)
    if with_map and scope.kind == "map":
        paint = class_heatmap if scope.has_classes else _heatmap
        traces = [paint(snapshot, scope, colours), *traces]
    return go.Figure(data=traces, layout=_layout(snapshot, scope, colours) | layout)


def painted_range(snapshot: Snapshot, scope: Scope) -> Range:
    """The outputs that a picture can show; those outside are drawn at its edge."""
    low, high = output_range(snapshot.experiment.dataset, scope.output)
    room = 0.06 * (high - low) if scope.kind == "curve" else 0.0
    return low - room, high + room


def ramp(colours: Palette) -> tuple[str, str, str]:
    """The colours of the lowest output, of the middle, and of the highest."""
    low, high = (
        blend(colours.background, end, STRONGEST) for end in (colours.negative, colours.positive)
    )
    return low, blend(colours.background, colours.muted, 0.06), high


def colour_scale(colours: Palette) -> list[tuple[float, str]]:
    """The colours of an output from its lowest to its highest value, as Plotly takes them."""
    return list(zip((0.0, 0.5, 1.0), ramp(colours), strict=True))


Drawn = tuple[list[dict[str, Any]], dict[str, Any]]


def _curve(snapshot: Snapshot, scope: Scope, colours: Palette) -> Drawn:
    (place,) = scope.inputs
    rows = grid(scope, scope.n_points)
    line = {
        "type": "scatter",
        "mode": "lines",
        "name": "output",
        "x": rows[:, place],
        "y": drawable(snapshot.predict(rows)[:, scope.output], painted_range(snapshot, scope)),
        "line": {"color": colours.text, "width": 3, **EVERY_POINT},
        "showlegend": False,
        "hovertemplate": "input %{x}<br>output %{y}<extra></extra>",
    }
    middle = level(snapshot.experiment, scope.output)
    dotted = {"color": colours.muted, "dash": "dot", "width": 1.5}
    layout = {
        **_axes(snapshot, scope, colours),
        "yaxis": plain_axis("Output", painted_range(snapshot, scope), colours),
        "shapes": [
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": middle, "y1": middle}
            | {"line": dotted}
        ],
    }
    return [line, *row_traces(snapshot.experiment, scope, colours)], layout


def _map(snapshot: Snapshot, scope: Scope, colours: Palette) -> Drawn:
    if scope.has_classes:
        layout = _axes(snapshot, scope, colours) | {"legend": legend_beside()}
        return class_traces(snapshot, scope, colours), layout
    bar = _colour_bar(snapshot, scope, colours)
    traces = [bar, *row_traces(snapshot.experiment, scope, colours)]
    return traces, _axes(snapshot, scope, colours)


def _cube(snapshot: Snapshot, scope: Scope, colours: Palette) -> Drawn:
    names = [_name(snapshot, place) for place in scope.inputs]
    traces = cube_traces(snapshot, scope, painted_range(snapshot, scope), colours)
    traces = [*traces, *row_traces(snapshot.experiment, scope, colours)]
    return traces, {"scene": scene(names, scope, colours)}


def _axes(snapshot: Snapshot, scope: Scope, colours: Palette) -> dict[str, Any]:
    return {
        axis: plain_axis(_name(snapshot, place), scope_range, colours)
        for axis, place, scope_range in zip(
            ("xaxis", "yaxis"), scope.inputs, scope.ranges, strict=False
        )
    }


def _name(snapshot: Snapshot, place: int) -> str:
    return plain(shortened(snapshot.experiment.dataset.input_names[place], LONGEST_NAME))


def _colour_bar(snapshot: Snapshot, scope: Scope, colours: Palette) -> dict[str, Any]:
    low, high = painted_range(snapshot, scope)
    middle = level(snapshot.experiment, scope.output)
    ticks = sorted({low, high, middle if low < middle < high else (low + high) / 2})
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "showlegend": False,
        "hoverinfo": "skip",
        "marker": {
            "color": [low],
            "cmin": low,
            "cmax": high,
            "colorscale": colour_scale(colours),
            "showscale": True,
            "colorbar": {
                "thickness": 11,
                "outlinewidth": 1,
                "outlinecolor": colours.muted,
                "tickvals": ticks,
                "ticktext": [rounded(value, 4) for value in ticks],
                "ticks": "outside",
                "ticklen": 3,
                "title": {"text": "Output", "side": "right", "font": {"size": 13}},
                "x": 1.0,
                "xpad": 8,
                "ypad": 0,
                "len": 1.0,
            },
        },
    }


def _heatmap(snapshot: Snapshot, scope: Scope, colours: Palette) -> dict[str, Any]:
    low, high = painted_range(snapshot, scope)
    rows, n = grid(scope, scope.n_points), scope.n_points
    return {
        "type": "heatmap",
        "x": rows[:n, scope.inputs[0]],
        "y": rows[::n, scope.inputs[1]],
        "z": snapshot.predict(rows)[:, scope.output].reshape(n, n),
        "zmin": low,
        "zmax": high,
        "colorscale": colour_scale(colours),
        "showscale": False,
        "hovertemplate": "%{x}, %{y}<br>output %{z:,.4f}<extra></extra>",
    }


def _caption(said: str, colours: Palette) -> dict[str, Any]:
    """On a line of its own, between title and picture."""
    return {
        "text": said,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": 12, "color": colours.muted},
    }


def _layout(snapshot: Snapshot, scope: Scope, colours: Palette) -> dict[str, Any]:
    low, high = painted_range(snapshot, scope)
    data = snapshot.experiment.dataset
    title = (
        "Output"
        if data.n_outputs == 1
        else shortened(told_apart(data.target_names)[scope.output], 14)
    )
    title = "Largest output" if scope.has_classes else title
    said = caption(data, scope)
    return {
        "title": {
            "text": f"<b>{plain(title)}</b>",
            "x": 0.01,
            "xanchor": "left",
            "y": 0.97,
            "yanchor": "top",
            "font": {"size": 15},
        },
        "margin": {"l": 12, "r": 14, "t": 52 if said else 36, "b": 8},
        "annotations": [_caption(said, colours)] if said else [],
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": colours.text, "size": 13, "family": FONT},
        "hovermode": "closest",
        "hoverlabel": hover_label(colours),
        "dragmode": "turntable" if scope.kind == "cube" else False,
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0.985,
            "xanchor": "right",
            "xref": "container",
            "y": 0.99,
            "yref": "container",
            "yanchor": "top",
            "font": {"size": 12},
            "bgcolor": "rgba(0,0,0,0)",
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
            "threshold": level(snapshot.experiment, scope.output),
            "ramp": list(ramp(colours)),
            "line": colours.text,
            "classes": [shortest(value) for value in classes(data)],
            "two_colours": scope.two_colours,
            **class_meta(snapshot, scope, colours),
            "number_style": {"smallest": SMALLEST, "largest": LARGEST, "no_number": NO_NUMBER},
        },
    }
