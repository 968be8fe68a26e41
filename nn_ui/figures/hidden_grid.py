"""A grid of inputs as a hidden layer bends it."""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_core.run.hidden_space import places
from nn_ui.figures.scope import Scope

# Lines each way, and points along each of them; a curve over one input has more.
LINES: Final = 9
POINTS_A_LINE: Final = 33
_POINTS_OF_ONE: Final = 101


def bent_grid(snapshot: Snapshot, layer: int, over: Scope) -> list[FloatArray]:
    """For each input that varies the lines along it, (n, n_neurons), with a row of NaN after each:
    where the layer puts them."""
    return [_bent(snapshot, layer, rows) for rows in grid_lines(over)]


def grid_lines(over: Scope) -> list[FloatArray]:
    """For each input that varies the lines along it as rows of inputs, (n_lines, n_points,
    n_inputs): on each of them the other input stays as it is."""
    if len(over.inputs) == 1:
        line = np.linspace(*over.ranges[0], _POINTS_OF_ONE)
        return [_rows(over, (line[np.newaxis],))]
    fine, few = (
        [np.linspace(low, high, count) for low, high in over.ranges]
        for count in (POINTS_A_LINE, LINES)
    )
    first = np.meshgrid(fine[0], few[1])
    second = np.meshgrid(few[0], fine[1], indexing="ij")
    return [_rows(over, first), _rows(over, second)]


def _rows(over: Scope, values: tuple[FloatArray, ...] | list[FloatArray]) -> FloatArray:
    rows = np.tile(np.array(over.held), (*values[0].shape, 1))
    for place, each in zip(over.inputs, values, strict=True):
        rows[..., place] = each
    return rows


def _bent(snapshot: Snapshot, layer: int, rows: FloatArray) -> FloatArray:
    n_lines, n_points, n_inputs = rows.shape
    points = places(snapshot, layer, rows.reshape(-1, n_inputs)).reshape(n_lines, n_points, -1)
    gaps = np.full((n_lines, 1, points.shape[2]), np.nan)
    return np.concatenate([points, gaps], axis=1).reshape(-1, points.shape[2])
