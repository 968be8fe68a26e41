"""The map of several classes: each point of the plane in the colour of the largest output.

The colours are painted by the browser with every frame of the film, as those of one output are; the
figure holds what stays. A row's class is told by its shape as well as by its colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import Dataset
from nn_ui.figures.data_points import Rows, all_rows, held_back_rows, training_rows
from nn_ui.figures.palette import CLASSES, Palette, blend
from nn_ui.figures.row_points import FAINT, row_size
from nn_ui.figures.scope import Scope, grid
from nn_ui.figures.slices import elsewhere, on_slice
from nn_ui.figures.text import plain, shortened, told_apart

# Rows are seen on areas of their own colour.
AREA = 0.45
# Of one point of the map: its class, and in the lower bits by how much it is ahead.
MARGIN_BITS = 12
SYMBOLS = (
    *("circle", "diamond", "square", "triangle-up", "cross"),
    *("x", "star", "pentagon", "triangle-down", "hexagram"),
)
# The letters of a class for which the legend has room.
LONGEST_CLASS = 12


def has_classes(dataset: Dataset) -> bool:
    """Whether the outputs are classes: several, of which each row has one as its target."""
    y = all_rows(dataset).y
    is_largest = y == y.max(axis=1, keepdims=True)
    return dataset.n_outputs > 1 and bool((is_largest.sum(axis=1) == 1).all())


def class_points(snapshot: Snapshot, scope: Scope) -> NDArray[np.uint16]:
    """For each point of the scope's grid the class with the largest output, and how far that is
    ahead of the next one, in 4,095 steps of the largest lead: borders lie between the points."""
    outputs = np.nan_to_num(snapshot.predict(grid(scope, scope.n_points)))
    ordered = np.sort(outputs, axis=1)
    lead = ordered[:, -1] - ordered[:, -2]
    most = 2**MARGIN_BITS - 1
    steps = np.rint(lead / (lead.max() or 1.0) * most).clip(1, most)
    found: NDArray[np.uint16] = (outputs.argmax(axis=1) * 2**MARGIN_BITS + steps).astype(np.uint16)
    return found


def areas(dataset: Dataset, colours: Palette) -> list[str]:
    """The colour of each class's area."""
    return [blend(colours.background, one, AREA) for one in CLASSES[: dataset.n_outputs]]


def area_scale(dataset: Dataset, colours: Palette) -> list[tuple[float, str]]:
    """The areas' colours as Plotly takes them, of numbers from 0 to that of the last class."""
    fills = areas(dataset, colours)
    ends = np.linspace(0, 1, len(fills) + 1).tolist()
    return [
        (end, fill)
        for low, high, fill in zip(ends[:-1], ends[1:], fills, strict=True)
        for end in (low, high)
    ]


def class_meta(snapshot: Snapshot, scope: Scope, colours: Palette) -> dict[str, Any]:
    """What the page's scripts need to paint the classes: no areas where one output is drawn."""
    data = snapshot.experiment.dataset
    return {
        "areas": areas(data, colours) if scope.has_classes else [],
        "class_names": list(told_apart(data.target_names)),
        "margin_bits": MARGIN_BITS,
    }


def class_traces(snapshot: Snapshot, scope: Scope, colours: Palette) -> list[dict[str, Any]]:
    """A trace for the training rows of each class, in the order of the classes, and one for its
    test rows, where it has any."""
    data = snapshot.experiment.dataset
    return [
        trace
        for rows, is_test in ((training_rows(data), False), (held_back_rows(data), True))
        for place in range(data.n_outputs)
        for trace in _traces(snapshot, scope, rows, place, is_test, colours)
    ]


def class_heatmap(snapshot: Snapshot, scope: Scope, colours: Palette) -> dict[str, Any]:
    """The areas as Plotly draws them, for a page that has nobody to paint them."""
    rows, n, data = grid(scope, scope.n_points), scope.n_points, _data(snapshot)
    return {
        "type": "heatmap",
        "x": rows[:n, scope.inputs[0]],
        "y": rows[::n, scope.inputs[1]],
        "z": (class_points(snapshot, scope) >> MARGIN_BITS).reshape(n, n),
        "zmin": -0.5,
        "zmax": data.n_outputs - 0.5,
        "colorscale": area_scale(data, colours),
        "showscale": False,
        "hoverinfo": "skip",
    }


def _data(snapshot: Snapshot) -> Dataset:
    return snapshot.experiment.dataset


def _traces(
    snapshot: Snapshot, scope: Scope, rows: Rows, place: int, is_test: bool, colours: Palette
) -> Iterator[dict[str, Any]]:
    """Those rows of a class that lie on the slice after those that do not, which are faint."""
    if not len(rows.y):
        return
    is_of_class = rows.y.argmax(axis=1) == place
    is_on = on_slice(rows.X, scope)
    for is_shown, is_faint in ((is_of_class & ~is_on, True), (is_of_class & is_on, False)):
        if is_shown.any():
            name = shortened(told_apart(_data(snapshot).target_names)[place], LONGEST_CLASS)
            X: FloatArray = rows.X[is_shown]
            yield {
                "type": "scatter",
                "mode": "markers",
                "name": plain(name),
                "legendgroup": str(place),
                "legendrank": 1000 + place,
                "showlegend": not is_test and (not is_faint or not (is_of_class & is_on).any()),
                "x": X[:, scope.inputs[0]],
                "y": X[:, scope.inputs[1]],
                "marker": class_marker(snapshot, scope, place, is_test or is_faint, colours),
                "opacity": FAINT if is_faint else 1,
                "text": _texts(snapshot, scope, rows, is_shown, place, is_test=is_test),
                "hovertemplate": "%{text}<extra></extra>",
            }


def class_marker(
    snapshot: Snapshot, scope: Scope, place: int, is_hollow: bool, colours: Palette
) -> dict[str, Any]:
    """The mark of a class's rows."""
    size, symbol = row_size(snapshot.experiment, scope), SYMBOLS[place]
    if is_hollow:
        ring = blend(colours.text, CLASSES[place], 0.5)
        return {"symbol": f"{symbol}-open", "color": ring, "size": size, "line": {"width": 1.75}}
    outline = {"color": colours.text, "width": 1}
    return {"symbol": symbol, "color": CLASSES[place], "size": size, "line": outline}


def _texts(
    snapshot: Snapshot,
    scope: Scope,
    rows: Rows,
    is_shown: NDArray[np.bool_],
    place: int,
    *,
    is_test: bool,
) -> list[str]:
    """What hovering over each row tells."""
    data, word = _data(snapshot), "Test row" if is_test else "Training row"
    found = []
    for row in np.flatnonzero(is_shown).tolist():
        text = f"{word} {rows.first + row + 1:,}<br>{plain(told_apart(data.target_names)[place])}"
        if not on_slice(rows.X[row : row + 1], scope)[0]:
            text += f"<br>{elsewhere(data, rows.X[row], scope)}"
        found.append(text)
    return found
