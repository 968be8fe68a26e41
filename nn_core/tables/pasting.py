"""A block of cells, as a spreadsheet copies it, pasted over a table from one of its cells on."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nn_core.errors import InputError, counted, shown
from nn_core.tables.cells import Cell, cell_of
from nn_core.tables.csv_text import parse_csv
from nn_core.tables.table import Table, checked_names

MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True)
class Pasted:
    """The table after pasting, and a sentence about what else became of the block; "" when it
    simply took the place of the cells."""

    table: Table
    said: str = ""


def pasted(table: Table, text: str, row: int, column: int) -> Pasted:
    """`table` after `text`, with tabs between its columns, was pasted at a cell.

    A first row of words names the columns; one over all of them begins another table, which may be
    wider. Rows that the table has no room for are added, blank ones at the end are not. Raises
    InputError for names that cannot serve.
    """
    lines = _lines(text)
    if not lines:
        return Pasted(table)
    has_names = _has_names(lines)
    width = max(map(_filled, lines))
    if has_names and row == column == 0 and width >= len(table.names):
        return _another(table, lines, width, text)
    if has_names:
        table = _renamed(table, lines.pop(0), column)
    rows = list(table.rows)
    rows += [(None,) * len(table.names)] * max(0, min(row, len(rows)) + len(lines) - len(rows))
    for place, line in enumerate(lines, start=min(row, len(table.rows))):
        rows[place] = _over(rows[place], line, column)
    return Pasted(replace(table, rows=tuple(rows)), _left_out(table.names, width, column))


def pasted_row(
    row: tuple[Cell, ...], names: tuple[str, ...], text: str, column: int
) -> tuple[tuple[Cell, ...], str]:
    """The same for the one row of a new example: the block's first row without names counts."""
    lines = _lines(text)
    if not lines:
        return row, ""
    first, *others = lines[1:] if _has_names(lines) else lines
    said = _left_out(names, max(map(_filled, lines)), column)
    if others:
        others_are = "its other row was" if len(others) == 1 else "its other rows were"
        said = f"{said} A new example is one row: {others_are} left out.".strip()
    return _over(row, first, column), said


def _lines(text: str) -> list[list[str]]:
    """The rows of the block, without blank ones at its end."""
    if len(text) > MAX_CHARACTERS:
        raise InputError("What was pasted is longer than a table may be: paste fewer rows.")
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error as error:
        raise InputError("What was pasted has a cell that is far too long: shorten it.") from error
    while lines and not any(field.strip() for field in lines[-1]):
        lines.pop()
    return lines


def _filled(line: Sequence[str]) -> int:
    """How many columns a row reaches over, without blank ones at its end."""
    return max((place for place, field in enumerate(line, start=1) if field.strip()), default=0)


def _has_names(lines: Sequence[list[str]]) -> bool:
    first = [cell_of(field) for field in lines[0] if field.strip()]
    return len(lines) > 1 and bool(first) and all(isinstance(cell, str) for cell in first)


def _another(table: Table, lines: list[list[str]], width: int, text: str) -> Pasted:
    """The block as a table of its own; one as wide as `table` has its inputs and targets."""
    names, *rows = lines
    if width == len(table.names):
        renamed = _renamed(table, names, 0)
        blank = (None,) * width
        new = replace(renamed, rows=tuple(_over(blank, line, 0) for line in rows))
    else:
        new = parse_csv(text.encode("utf-8", "replace"))
    n_inputs, n_targets = len(new.input_names), len(new.target_names)
    columns = f"{counted(n_inputs, 'input')} and {counted(n_targets, 'target')}"
    return Pasted(new, f"The pasted block, with its names, became the table: {columns}.")


def _renamed(table: Table, fields: list[str], column: int) -> Table:
    names = list(table.names)
    for place, field in enumerate(fields[: len(names) - column], start=column):
        names[place] = field if field.strip() else names[place]
    n_inputs = len(table.input_names)
    tidy = checked_names(names[:n_inputs], names[n_inputs:])
    return replace(table, input_names=tidy[:n_inputs], target_names=tidy[n_inputs:])


def _over(row: tuple[Cell, ...], line: list[str], column: int) -> tuple[Cell, ...]:
    cells = tuple(map(cell_of, line[: len(row) - column]))
    return (*row[:column], *cells, *row[column + len(cells) :])


def _left_out(names: tuple[str, ...], width: int, column: int) -> str:
    room = len(names) - column
    if width <= room:
        return ""
    what = "its last column was" if width - room == 1 else f"its last {width - room} columns were"
    return (
        f"The pasted block has {counted(width, 'column')}, and there are {room:,} from "
        f'"{shown(names[column])}" on: {what} left out.'
    )
