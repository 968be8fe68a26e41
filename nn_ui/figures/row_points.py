"""The rows of the table as points: the shape and the colour say the class, a ring a test row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nn_core import Experiment
from nn_ui.figures.data_points import Rows, held_back_rows, level, training_rows
from nn_ui.figures.palette import Palette
from nn_ui.figures.scope import Scope

HIGH_SYMBOL, LOW_SYMBOL = "circle", "diamond"


def row_traces(experiment: Experiment, scope: Scope, colours: Palette) -> list[dict[str, Any]]:
    """A trace for each class of the training rows and of the test rows that has any."""
    data = experiment.dataset
    kinds = (("", training_rows(data)), ("test ", held_back_rows(data)))
    return [
        _trace(word, rows, chosen, is_high, scope, colours)
        for word, rows in kinds
        for is_high, chosen in _by_class(rows, scope.output, level(experiment, scope.output))
        if chosen.any()
    ]


def _by_class(rows: Rows, output: int, middle: float) -> Iterator[tuple[bool, NDArray[np.bool_]]]:
    is_high = rows.y[:, output] >= middle
    yield True, is_high
    yield False, ~is_high


def _trace(
    word: str,
    rows: Rows,
    chosen: NDArray[np.bool_],
    is_high: bool,
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
        "name": word + _name(y),
        **places,
        "marker": _marker(is_high, bool(word), scope, colours),
        "text": [
            f"{word.capitalize() or 'Training '}row {number}<br>target {target:g}"
            for number, target in zip(numbers, y, strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _name(y: NDArray[np.float64]) -> str:
    """The one target of the class, or from where to where its targets go."""
    low, high = float(y.min()), float(y.max())
    return f"target {low:g}" if low == high else f"targets {low:.3g} to {high:.3g}"


def _marker(is_high: bool, is_test: bool, scope: Scope, colours: Palette) -> dict[str, Any]:
    colour = colours.positive if is_high else colours.negative
    symbol = HIGH_SYMBOL if is_high else LOW_SYMBOL
    size = 5 if scope.kind == "cube" else 10
    if is_test:
        return {"symbol": f"{symbol}-open", "color": colours.text, "size": size} | (
            {} if scope.kind == "cube" else {"line": {"width": 2}}
        )
    # The outline sets a point off from a map of its own colour.
    outline = {"color": colours.background, "width": 1.5}
    return {"symbol": symbol, "color": colour, "size": size, "line": outline}
