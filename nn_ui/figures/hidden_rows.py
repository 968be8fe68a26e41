"""The rows of the table where a hidden layer puts them; class by shape and colour, as on a map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_core.run.hidden_space import places
from nn_core.tables.coding import Coding
from nn_ui.figures.class_map import class_marker, has_classes
from nn_ui.figures.data_points import Rows, held_back_rows, level, training_rows
from nn_ui.figures.hidden_scope import HiddenScope
from nn_ui.figures.palette import Palette
from nn_ui.figures.row_points import RowGroup, row_marker, row_size, row_texts
from nn_ui.figures.text import plain, shortened, told_apart

# In three dimensions Plotly has no more shapes, and of these three as outlines.
_SOLID: Final = ("circle", "diamond", "square", "cross", "x")
_OUTLINED: Final = ("circle-open", "diamond-open", "square-open")
_LONGEST_CLASS: Final = 12


def row_traces(
    snapshot: Snapshot, scope: HiddenScope, colours: Palette, coding: Coding | None
) -> list[dict[str, Any]]:
    """A trace for each class of the training rows and of the test rows that has any."""
    data = snapshot.experiment.dataset
    return [
        trace
        for rows, is_test in ((training_rows(data), False), (held_back_rows(data), True))
        if len(rows.y)
        for trace in _traces(snapshot, scope, rows, colours, coding, is_test=is_test)
    ]


def points_of(values: FloatArray) -> dict[str, Any]:
    """Points, (n, 2) or (n, 3), as a trace has them; half the bytes are as good to the eye."""
    kind = "scatter3d" if values.shape[1] == 3 else "scatter"
    return {"type": kind, **dict(zip("xyz", values.T.astype(np.float32), strict=False))}


def _traces(
    snapshot: Snapshot,
    scope: HiddenScope,
    rows: Rows,
    colours: Palette,
    coding: Coding | None,
    *,
    is_test: bool,
) -> Iterator[dict[str, Any]]:
    experiment, output = snapshot.experiment, scope.over.output
    by_class = has_classes(experiment.dataset)
    classes = rows.y.argmax(axis=1) if by_class else rows.y[:, output] >= level(experiment, output)
    put = places(snapshot, scope.layer, rows.X)
    for place in np.unique(classes).tolist():
        group = RowGroup(rows, classes == place, bool(place), is_test, is_on_slice=True)
        texts = row_texts(group, experiment, scope.over, coding)
        yield {
            **points_of(put[group.chosen]),
            "mode": "markers",
            "name": _name(snapshot, int(place)) if by_class else "rows",
            "legendgroup": str(place),
            "showlegend": by_class and not is_test,
            "marker": _marker(snapshot, scope, group, int(place), colours, n=put.shape[1]),
            "text": texts,
            "hovertemplate": "%{text}<extra></extra>",
        }


def _name(snapshot: Snapshot, place: int) -> str:
    names = told_apart(snapshot.experiment.dataset.target_names)
    return plain(shortened(names[place], _LONGEST_CLASS))


def _marker(
    snapshot: Snapshot,
    scope: HiddenScope,
    group: RowGroup,
    place: int,
    colours: Palette,
    *,
    n: int,
) -> dict[str, Any]:
    experiment = snapshot.experiment
    if not has_classes(experiment.dataset):
        marker = row_marker(group, row_size(experiment, scope.over), colours)
    else:
        marker = class_marker(snapshot, scope.over, place, group.is_test, colours)
    if n < 3:
        return marker
    shapes = _OUTLINED if group.is_test else _SOLID
    place = place if has_classes(experiment.dataset) else 1 - group.is_high
    return marker | {"symbol": shapes[place % len(shapes)], "size": marker["size"] / 2}
