"""What a table editor says was changed in the table that it was given, as another table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from nn_core.tables.cells import Cell
from nn_core.tables.form import cell_in
from nn_core.tables.table import Table

Row = tuple[Cell, ...]


def edited(table: Table, state: Mapping[str, Any]) -> Table | None:
    """`table` with the editor's changes; None for a state that no editor of this table can have.

    The state comes from the browser, so each of its rows and columns may be one that is not there.
    Rows that were not touched are the very same tuples.
    """
    changes, added, deleted = (state.get(f"{what}_rows") for what in ("edited", "added", "deleted"))
    rows = list(table.rows)
    for place, cells in (changes or {}).items():
        if not _is_row(place, rows) or not _is_of(cells, table.names):
            return None
        rows[place] = _changed(rows[place], cells, table)
    if not all(_is_row(place, rows) for place in deleted or ()):
        return None
    if not all(_is_of(cells, table.names) for cells in added or ()):
        return None
    gone, blank = set(deleted or ()), (None,) * len(table.names)
    left = [row for place, row in enumerate(rows) if place not in gone]
    new = [_changed(blank, cells, table) for cells in added or ()]
    return replace(table, rows=(*left, *new))


def _is_row(place: object, rows: Sequence[Row]) -> bool:
    return isinstance(place, int) and 0 <= place < len(rows)


def _is_of(cells: object, names: tuple[str, ...]) -> bool:
    return isinstance(cells, Mapping) and all(name in names for name in cells)


def _changed(row: Row, cells: Mapping[str, Any], table: Table) -> Row:
    return tuple(
        cell_in(cells[name], form) if name in cells else cell
        for name, form, cell in zip(table.names, table.all_forms, row, strict=True)
    )
