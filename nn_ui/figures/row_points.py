"""The rows of the table as points: the shape and the colour say the class, a ring a test row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nn_core import Experiment
from nn_ui.figures.data_points import Rows, held_back_rows, level, training_rows
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.scope import Scope

HIGH_SYMBOL, LOW_SYMBOL = "circle", "diamond"


def row_traces(experiment: Experiment, scope: Scope, colours: Palette) -> list[dict[str, Any]]:
    """A trace for each class of the training rows and of the test rows that has any."""
    data = experiment.dataset
    kinds = (("", training_rows(data)), ("test ", held_back_rows(data)))
    traces = [
        _trace(word, rows, chosen, is_high, experiment, scope, colours)
        for word, rows in kinds
        for is_high, chosen in _by_class(rows, scope.output, level(experiment, scope.output))
        if chosen.any()
    ]
    names = [trace["name"] for trace in traces]
    for place, trace in enumerate(traces):
        trace["showlegend"] = trace["name"] not in names[:place]
    return traces


def _by_class(rows: Rows, output: int, middle: float) -> Iterator[tuple[bool, NDArray[np.bool_]]]:
    is_high = rows.y[:, output] >= middle
    yield True, is_high
    yield False, ~is_high


def _trace(
    word: str,
    rows: Rows,
    chosen: NDArray[np.bool_],
    is_high: bool,
    experiment: Experiment,
    scope: Scope,
    colours: Palette,
) -> dict[str, Any]:
    X, y = rows.X[chosen], rows.y[chosen, scope.output]
    places = dict(zip("xyz", (X[:, place] for place in scope.inputs), strict=False))
    if scope.kind == "curve":
        places["y"] = y
    numbers = rows.first + np.flatnonzero(chosen) + 1
    return {
        "type": "scatter3d" if scope.kind == "cube" else "scatter",
        "mode": "markers",
        "name": "test rows" if word else _name(y),
        "legendgroup": word or _name(y),
        **places,
        "marker": _marker(is_high, bool(word), _size(experiment, scope), colours),
        "text": [
            f"{word.capitalize() or 'Training '}row {number}<br>target {target:g}"
            for number, target in zip(numbers, y, strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
        # A row as large as inputs may be stands on the edge, and is to be seen whole.
        **({} if scope.kind == "cube" else {"cliponaxis": False}),
    }


def _name(y: NDArray[np.float64]) -> str:
    """The one target of the class, or from where to where its targets go."""
    low, high = float(y.min()), float(y.max())
    return f"target {low:g}" if low == high else f"targets {low:.3g} to {high:.3g}"


def _size(experiment: Experiment, scope: Scope) -> float:
    """Pixels: many points are small, so that the map can be seen between them."""
    n_rows = experiment.dataset.n_samples + experiment.dataset.n_test
    size = 10 if n_rows <= 50 else 8 if n_rows <= 150 else 6.5
    return size / 2 if scope.kind == "cube" else size


def _marker(is_high: bool, is_test: bool, size: float, colours: Palette) -> dict[str, Any]:
    colour = colours.positive if is_high else colours.negative
    symbol = HIGH_SYMBOL if is_high else LOW_SYMBOL
    if is_test:
        # Nearer to the text's colour, since there is no outline to set a ring off from the map.
        ring = blend(colours.text, colour, 0.4)
        return {"symbol": f"{symbol}-open", "color": ring, "size": size, "line": {"width": 1.75}}
    outline = {"color": colours.background, "width": 1.5 if size > 7 else 1}
    return {"symbol": symbol, "color": colour, "size": size, "line": outline}
