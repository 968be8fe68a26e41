"""What the layers behind a hidden layer answer in its space, and where the border runs."""

from __future__ import annotations

from typing import Any

import numpy as np

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_core.run.hidden_space import answers_at, leads
from nn_core.tables.coding import Coding
from nn_ui.figures.axes import Range
from nn_ui.figures.boundary import boundary
from nn_ui.figures.class_map import area_scale, has_classes
from nn_ui.figures.cube import drawable, level_surface
from nn_ui.figures.hidden_scope import HiddenScope
from nn_ui.figures.output_colours import colour_bar, colour_scale
from nn_ui.figures.palette import Palette
from nn_ui.figures.told_output import told_factor, told_level, told_range

# Points a side of a plane, and of a cube.
PLANE, CUBE = 41, 15


def sides(
    snapshot: Snapshot,
    scope: HiddenScope,
    ranges: tuple[Range, ...],
    colours: Palette,
    coding: Coding | None,
) -> list[dict[str, Any]]:
    """The answers over the space within `ranges`, one for each neuron, with their border: a line
    between colours of two neurons, a surface of three."""
    if len(ranges) == 3:
        return [_surface(snapshot, scope, ranges, colours)]
    axes = [np.linspace(low, high, PLANE) for low, high in ranges]
    points = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    answers = answers_at(snapshot, scope.layer, points)
    if has_classes(snapshot.experiment.dataset):
        return _classes(snapshot, axes, answers, colours)
    return _one(snapshot, scope, axes, answers, colours, coding)


def _one(
    snapshot: Snapshot,
    scope: HiddenScope,
    axes: list[FloatArray],
    answers: FloatArray,
    colours: Palette,
    coding: Coding | None,
) -> list[dict[str, Any]]:
    over = scope.over
    factor, told = told_factor(snapshot, over, coding), told_range(snapshot, over, coding)
    values = drawable(answers[:, over.output] * factor, told).reshape(PLANE, PLANE)
    ground = _ground(axes, values.astype(np.float32)) | {
        "zmin": told[0],
        "zmax": told[1],
        "colorscale": colour_scale(colours),
        "zsmooth": "best",
        "hovertemplate": "%{x}, %{y}<br>answer %{z:.3~g}<extra></extra>",
    }
    border = boundary(values, told_level(snapshot, over, coding))
    return [ground, _border(border, axes, colours), colour_bar(snapshot, over, colours, coding)]


def _classes(
    snapshot: Snapshot, axes: list[FloatArray], answers: FloatArray, colours: Palette
) -> list[dict[str, Any]]:
    data, known = snapshot.experiment.dataset, np.nan_to_num(answers)
    largest = known.argmax(axis=1).reshape(PLANE, PLANE)
    ahead = leads(known)
    borders = [boundary(one.reshape(PLANE, PLANE), 0.0) for one in ahead.T]
    ground = _ground(axes, largest.astype(np.uint8)) | {
        "zmin": -0.5,
        "zmax": data.n_outputs - 0.5,
        "colorscale": area_scale(data, colours),
        "hoverinfo": "skip",
    }
    return [ground, _border(np.concatenate(borders), axes, colours)]


def _ground(axes: list[FloatArray], values: Any) -> dict[str, Any]:
    across, up = axes
    return {"type": "heatmap", "x": across, "y": up, "z": values, "showscale": False}


def _border(lines: FloatArray, axes: list[FloatArray], colours: Palette) -> dict[str, Any]:
    """The pieces of the border, (n, 4), counted in points, as one trace with gaps."""
    (x, y) = (
        _joined(along[0] + lines[:, [place, place + 2]] * (along[1] - along[0]))
        for place, along in enumerate(axes)
    )
    line = {"color": colours.text, "width": 2.5, "simplify": False}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "border",
        "x": x.astype(np.float32),
        "y": y.astype(np.float32),
        "line": line,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _joined(ends: FloatArray) -> FloatArray:
    return np.column_stack([ends, np.full(len(ends), np.nan)]).ravel()


def _surface(
    snapshot: Snapshot, scope: HiddenScope, ranges: tuple[Range, ...], colours: Palette
) -> dict[str, Any]:
    axes = [np.linspace(low, high, CUBE) for low, high in ranges]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    answers, output = answers_at(snapshot, scope.layer, points), scope.over.output
    if has_classes(snapshot.experiment.dataset):
        values, middle = drawable(leads(np.nan_to_num(answers))[:, output], (-1.0, 1.0)), 0.0
    else:
        values = drawable(answers[:, output], told_range(snapshot, scope.over, None))
        middle = told_level(snapshot, scope.over, None)
    found = level_surface(points, values, middle, colours) | {"hoverinfo": "skip"}
    # Half the bytes are as good to the eye.
    return found | {name: found[name].astype(np.float32) for name in ("x", "y", "z", "value")}
