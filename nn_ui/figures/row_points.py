"""The rows of the table as points: the shape and the colour say the class, a ring a test row.

Rows that do not lie on the slice that the picture shows are hollow and faint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nn_core import Experiment
from nn_core.arrays import FloatArray
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import rounded
from nn_ui.figures.data_points import Rows, held_back_rows, level, training_rows
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.scope import Scope
from nn_ui.figures.slices import elsewhere, on_slice
from nn_ui.figures.target_texts import factors, target_text, two_words, unit
from nn_ui.figures.text import plain, shortened

HIGH_SYMBOL, LOW_SYMBOL = "circle", "diamond"
FAINT = 0.5
# The letters of a name for which the legend has room beside the panel's buttons.
LONGEST_NAME = 15
# Pixels that a ring around a row is wider than its point.
RING = 8


@dataclass(frozen=True, eq=False)
class RowGroup:
    """Those of the `rows` that look alike: `chosen` (n_rows,) says which."""

    rows: Rows
    chosen: NDArray[np.bool_]
    is_high: bool
    is_test: bool
    is_on_slice: bool


def row_traces(
    experiment: Experiment, scope: Scope, colours: Palette, coding: Coding | None = None
) -> list[dict[str, Any]]:
    """A trace for each class of the training rows and of the test rows that has any, those that
    are not on the slice first, which is undermost; in the words of the table's `coding`."""
    groups = [group for group in _groups(experiment, scope) if group.chosen.any()]
    traces = [_trace(group, experiment, scope, colours, coding) for group in groups]
    names = [trace["name"] for trace in traces]
    for place, trace in enumerate(traces):
        trace["showlegend"] = trace["name"] not in names[place + 1 :]
    return traces


def ring_traces(
    experiment: Experiment,
    scope: Scope,
    marked: tuple[int, ...],
    colours: Palette,
    coding: Coding | None = None,
) -> list[dict[str, Any]]:
    """A ring around each of the marked training rows, no trace where there are none."""
    if not marked:
        return []
    data, size = experiment.dataset, row_size(experiment, scope) + RING
    ring = {"symbol": "circle-open", "color": colours.text, "size": size, "line": {"width": 2}}
    return [
        {
            "type": "scatter3d" if scope.kind == "cube" else "scatter",
            "mode": "markers",
            "name": "named in the verdict",
            **_places(data.X[list(marked)], _told(data.y[list(marked)], scope, coding), scope),
            "marker": ring,
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def _told(y: FloatArray, scope: Scope, coding: Coding | None) -> FloatArray:
    """The drawn output's targets of rows y, (n_rows, n_outputs), in the person's numbers."""
    told: FloatArray = y[:, scope.output] * factors(y.shape[1], coding)[scope.output]
    return told


def _places(X: FloatArray, y: FloatArray, scope: Scope) -> dict[str, FloatArray]:
    """Where rows lie on the picture: on a curve as high as their targets y, (n_rows,)."""
    places = dict(zip("xyz", (X[:, place] for place in scope.inputs), strict=False))
    return places | {"y": y} if scope.kind == "curve" else places


def _groups(experiment: Experiment, scope: Scope) -> Iterator[RowGroup]:
    data, middle = experiment.dataset, level(experiment, scope.output)
    kinds = ((False, training_rows(data)), (True, held_back_rows(data)))
    for is_on_slice in (False, True):
        for is_test, rows in kinds:
            chosen = on_slice(rows.X, scope) == is_on_slice
            is_high = rows.y[:, scope.output] >= middle
            yield RowGroup(rows, chosen & is_high, True, is_test, is_on_slice)
            yield RowGroup(rows, chosen & ~is_high, False, is_test, is_on_slice)


def _trace(
    group: RowGroup, experiment: Experiment, scope: Scope, colours: Palette, coding: Coding | None
) -> dict[str, Any]:
    X, y = group.rows.X[group.chosen], _told(group.rows.y[group.chosen], scope, coding)
    name = "test rows" if group.is_test else _name(y, group, experiment, scope, coding)
    return {
        "type": "scatter3d" if scope.kind == "cube" else "scatter",
        "mode": "markers",
        "name": name,
        "legendgroup": name,
        "legendrank": 1000 + 2 * group.is_test + (not group.is_high),
        **_places(X, y, scope),
        "marker": row_marker(group, row_size(experiment, scope), colours),
        "opacity": 1 if group.is_on_slice else FAINT,
        "text": row_texts(group, experiment, scope, coding),
        "hovertemplate": "%{text}<extra></extra>",
    }


def row_texts(
    group: RowGroup, experiment: Experiment, scope: Scope, coding: Coding | None
) -> list[str]:
    """What hovering over each of the group's rows tells."""
    word = "Test row" if group.is_test else "Training row"
    found = []
    for place in np.flatnonzero(group.chosen).tolist():
        target = target_text(group.rows.y[place].tolist(), scope.output, coding)
        text = f"{word} {group.rows.first + place + 1:,}<br>{plain(target)}"
        if not group.is_on_slice:
            text += f"<br>{elsewhere(experiment.dataset, group.rows.X[place], scope)}"
        found.append(text)
    return found


def _name(
    y: FloatArray, group: RowGroup, experiment: Experiment, scope: Scope, coding: Coding | None
) -> str:
    """The one target of the class, or from where to where its targets go, in as many words as there
    is room for; y: (n_rows,)."""
    if words := two_words(scope.output, coding):
        word = words[group.is_high]
        said = f"target: {word}"
        return plain(said if len(said) <= LONGEST_NAME else shortened(word, LONGEST_NAME))
    low, high = (rounded(float(end), 3) for end in (y.min(), y.max()))
    behind = f" {unit(scope.output, coding)}".rstrip()
    if y.min() == y.max():
        said = f"target {low}{behind}"
        return plain(said if len(said) <= LONGEST_NAME else f"{low}{behind}")
    said = f"targets {low} to {high}{behind}"
    if len(said) > LONGEST_NAME:
        factor = factors(experiment.dataset.n_outputs, coding)[scope.output]
        middle = rounded(level(experiment, scope.output) * float(factor), 3)
        said = f"{'≥' if group.is_high else '<'} {middle}{behind}"
    return plain(said)


def row_size(experiment: Experiment, scope: Scope) -> float:
    """Pixels: many points are small, so that the map can be seen between them."""
    n_rows = experiment.dataset.n_samples + experiment.dataset.n_test
    size = 10 if n_rows <= 50 else 8 if n_rows <= 150 else 6.5
    return size / 2 if scope.kind == "cube" else size


def row_marker(group: RowGroup, size: float, colours: Palette) -> dict[str, Any]:
    """The mark of a group's rows."""
    colour = colours.positive if group.is_high else colours.negative
    symbol = HIGH_SYMBOL if group.is_high else LOW_SYMBOL
    if group.is_test or not group.is_on_slice:
        # Nearer to the text's colour, since there is no outline to set a ring off from the map.
        ring = blend(colours.text, colour, 0.4)
        width = 1.75 if group.is_on_slice else 1
        return {"symbol": f"{symbol}-open", "color": ring, "size": size, "line": {"width": width}}
    outline = {"color": colours.background, "width": 1.5 if size > 7 else 1}
    return {"symbol": symbol, "color": colour, "size": size, "line": outline}
