"""Drawing the training table on the map: a click adds a row there, or removes the nearest one.

What the browser sends is checked like anything that comes from outside. Clicks can come faster than
the page answers, so each has a number, and the browser repeats those that it has no answer to.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from nn_core import InputError
from nn_core.limits import MAX_ROWS
from nn_core.tables.cells import Cell
from nn_core.tables.table import Table
from nn_ui import state
from nn_ui.figures.data_points import classes
from nn_ui.figures.scope import Scope
from nn_ui.figures.slices import on_slice
from nn_ui.playing.drawn_cells import numbers_of_rows, row_of
from nn_ui.session.events.event import DRAWING, Event
from nn_ui.session.events.table import changed_rows
from nn_ui.session.session import Session

KINDS = ("high", "low", "erase")
MOST_STROKES = 200


@dataclass(frozen=True)
class Stroke:
    """A click at `at` (the two varying inputs); one that erases reaches as far as `reach`."""

    serial: int
    kind: str
    at: tuple[float, float]
    reach: tuple[float, float]


def asked(session: Session) -> Iterator[Event]:
    """What was drawn, stroke by stroke, which the page must ask for before the table is drawn. Why
    one cannot be taken up is said in the line under the transport."""
    memory, editor, scope = session.view.output, session.editor, session.view.output.scope
    sent = state.stage_event("draw")
    if sent is None or scope is None or scope.kind != "map":
        return
    data = session.player.experiment.dataset
    levels, are_rows_held_back = classes(data), data.n_test > 0
    for stroke in strokes(sent, scope):
        if stroke.serial > memory.drawn:
            memory.drawn = stroke.serial
            draw = partial(
                drawn,
                stroke=stroke,
                scope=scope,
                levels=levels,
                are_rows_held_back=are_rows_held_back,
            )
            change = partial(changed_rows, n_used=editor.n_used, change=draw)
            yield Event("drawing on the map", change, DRAWING)
            memory.drawn_version = editor.version


def strokes(sent: Any, scope: Scope) -> list[Stroke]:
    """The strokes in what the browser sent that belong to this map, each checked, by number."""
    listed = sent.get("strokes") if isinstance(sent, Mapping) else None
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        return []
    found = [_stroke(one, scope) for one in listed[:MOST_STROKES]]
    return sorted((one for one in found if one), key=lambda stroke: stroke.serial)


def drawn(
    table: Table,
    stroke: Stroke,
    scope: Scope,
    levels: tuple[float, float],
    are_rows_held_back: bool,
) -> Table:
    """The table with what the stroke adds or removes; `levels` are the low and the high class.

    A new row is the table's last; where rows are held back, which are its last, it is the first.

    Raises InputError when the table is full, when its last row would go, when its columns are not
    those of the map, or when no words stand for a place on it.
    """
    if table.n_numbers[0] != len(scope.held):
        raise InputError("The map shows the last table that could be used: mend the table first.")
    if stroke.kind == "erase":
        return _without_nearest(table, stroke, scope)
    if len(table.rows) >= MAX_ROWS:
        raise InputError(f"The table has {MAX_ROWS:,} rows, the most it can hold: erase some.")
    inputs = list(scope.held)
    for place, value, (low, high) in zip(scope.inputs, stroke.at, scope.ranges, strict=True):
        inputs[place] = rounded(value, high - low)
    row = row_of(table, inputs, levels, scope.output if stroke.kind == "high" else None)
    return replace(table, rows=(row, *table.rows) if are_rows_held_back else (*table.rows, row))


def rounded(value: float, span: float) -> float:
    """`value` to the three digits that count on an axis of this span."""
    return round(value, 3 - math.floor(math.log10(span))) + 0.0


def _without_nearest(table: Table, stroke: Stroke, scope: Scope) -> Table:
    rows = numbers_of_rows(table)
    distances = [_distance(row, stroke, scope) for row in rows]
    # What lies on the map goes before what is only faint on it.
    order = [
        (far > 1, not _is_on(row, scope), far) for row, far in zip(rows, distances, strict=True)
    ]
    nearest = min(range(len(order)), key=order.__getitem__)
    if distances[nearest] > 1:
        return table
    if len(table.rows) == 1:
        raise InputError("The table needs at least one row: draw another one before this goes.")
    return replace(table, rows=(*table.rows[:nearest], *table.rows[nearest + 1 :]))


def _is_on(row: Sequence[Cell], scope: Scope) -> bool:
    """Whether a row lies on the slice that the map shows."""
    return all(map(_is_finite, row)) and bool(on_slice(np.array([row]), scope)[0])


def _distance(row: Sequence[Cell], stroke: Stroke, scope: Scope) -> float:
    """How far a row is from the stroke, in its reaches; a row with a hole in it is nowhere."""
    cells = [row[place] for place in scope.inputs]
    if not all(_is_finite(cell) for cell in cells):
        return math.inf
    return math.hypot(
        *(
            (float(cell or 0) - at) / reach
            for cell, at, reach in zip(cells, stroke.at, stroke.reach, strict=True)
        )
    )


def _stroke(sent: Any, scope: Scope) -> Stroke | None:
    """The stroke when it is one, and was made on this very map."""
    if not isinstance(sent, Mapping) or sent.get("kind") not in KINDS:
        return None
    serial, at, reach = sent.get("serial"), _pair(sent.get("at")), _pair(sent.get("reach"))
    if not isinstance(serial, int) or isinstance(serial, bool):
        return None
    if at is None or reach is None or sent.get("inputs") != list(scope.inputs):
        return None
    inside = all(
        low <= value <= high and 0 < far <= high - low
        for value, far, (low, high) in zip(at, reach, scope.ranges, strict=True)
    )
    return Stroke(serial, sent["kind"], at, reach) if inside else None


def _pair(value: Any) -> tuple[float, float] | None:
    """The two numbers in a list; None where it is anything else."""
    if not isinstance(value, Iterable) or isinstance(value, str | Mapping):
        return None
    numbers = list(value)
    if len(numbers) != 2 or not all(_is_finite(each) for each in numbers):
        return None
    return numbers[0], numbers[1]


def _is_finite(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value)
