"""The space of a hidden layer of two or three neurons: what the layers behind it have to part.

The grid of the inputs is drawn as the layer bends it, with the rows where it puts them, and the
border of the answer: behind the last hidden layer that is a straight line, or a plane.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import plotly.graph_objects as go

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_core.run.hidden_space import places
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import rounded
from nn_core.telling.hidden_space import neurons, title
from nn_ui.figures.axes import Range, plain_axis
from nn_ui.figures.captions import caption, room_above
from nn_ui.figures.class_map import has_classes
from nn_ui.figures.cube import scene
from nn_ui.figures.data_points import all_rows
from nn_ui.figures.hidden_grid import bent_grid
from nn_ui.figures.hidden_rows import points_of, row_traces
from nn_ui.figures.hidden_scope import HiddenScope
from nn_ui.figures.hidden_sides import sides
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.scope import input_range
from nn_ui.figures.surroundings import on_page
from nn_ui.figures.text import legend_beside, plain, shortened, told_apart
from nn_ui.figures.told_output import told_level

_LONGEST_NAME: Final = 16
# Beyond the ends of what a neuron can answer, as a share of that.
_MARGIN: Final = 0.06


def hidden_figure(
    snapshot: Snapshot, scope: HiddenScope, colours: Palette, coding: Coding | None = None
) -> go.Figure:
    """The layer's space at this snapshot, in the words and units of the table's `coding`."""
    experiment, names = snapshot.experiment, neurons(snapshot, scope.layer)
    grid = bent_grid(snapshot, scope.layer, scope.over)
    rows = places(snapshot, scope.layer, all_rows(experiment.dataset).X)
    ranges = _ranges(snapshot, scope, np.concatenate([rows, *grid]))
    lines = _caption(snapshot, scope, coding)
    is_flat = len(names) == 2
    traces = [
        *sides(snapshot, scope, ranges, colours, coding),
        *(_bent(each, colours, is_first=place == 0) for place, each in enumerate(grid)),
        *row_traces(snapshot, scope, colours, coding),
    ]
    layout: dict[str, Any] = {
        "margin": {"l": 12, "r": 14, "t": room_above(lines), "b": 8},
        **on_page(colours),
        "showlegend": has_classes(experiment.dataset),
        "legend": legend_beside(),
        "annotations": [caption(lines, colours)],
        "dragmode": False if is_flat else "turntable",
        "meta": {
            "kind": "flat" if is_flat else "three",
            "parameters": None,
            "names": list(names[:2]),
            "value": "" if has_classes(experiment.dataset) else "answer",
        },
    }
    if is_flat:
        axes = zip(("xaxis", "yaxis"), names, ranges, strict=True)
        return go.Figure(traces, layout | {key: plain_axis(n, r, colours) for key, n, r in axes})
    return go.Figure(traces, layout | {"scene": scene(names, ranges, colours)})


def _ranges(snapshot: Snapshot, scope: HiddenScope, points: FloatArray) -> tuple[Range, ...]:
    """For each neuron all that it can answer, or round numbers around what it does."""
    curve = snapshot.experiment.activations[scope.layer]
    known = [column[np.isfinite(column)] for column in points.T]
    if curve.low is not None and curve.high is not None:
        room = _MARGIN * (curve.high - curve.low)
        return tuple((curve.low - room, curve.high + room) for _ in known)
    return tuple(
        input_range(float(column.min(initial=0)), float(column.max(initial=1))) for column in known
    )


def _bent(line: FloatArray, colours: Palette, *, is_first: bool) -> dict[str, Any]:
    """The lines along one input: the first is drawn stronger than the second."""
    colour = blend(colours.background, colours.text, 0.65 if is_first else 0.4)
    return {
        **points_of(line),
        "mode": "lines",
        "name": "grid",
        "line": {"color": colour, "width": 1.25 if line.shape[1] == 2 else 2},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _caption(snapshot: Snapshot, scope: HiddenScope, coding: Coding | None) -> list[list[str]]:
    data, over = snapshot.experiment.dataset, scope.over
    names = [plain(shortened(data.input_names[place], _LONGEST_NAME)) for place in over.inputs]
    border = "border: where the answer is " + rounded(told_level(snapshot, over, coding), 3)
    if has_classes(data):
        border = "border: where two classes answer alike"
        if snapshot.experiment.architecture.hidden[scope.layer] == 3:
            of = shortened(told_apart(data.target_names)[over.output], _LONGEST_NAME)
            border = f"border of {plain(of)}"
    return [
        [title(scope.layer), f"iteration {snapshot.iteration:,}"],
        [f"grid: {' and '.join(names)}, bent", border],
    ]
