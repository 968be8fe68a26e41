"""A block of cells, as a spreadsheet copies it, pasted over a table from one of its cells on."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nn_core.errors import InputError, counted, shown
from nn_core.tables.cells import Cell, cell_of
from nn_core.tables.form import PLAIN, Form, cell_in
from nn_core.tables.table import Table, checked_names
from nn_core.tables.table_coding import words_in

MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True)
class Pasted:
    """The table after pasting, and a sentence about what else became of the block; "" when it
    simply took the place of the cells. is_another: the block is a table of its own, to be opened
    as a file is."""

    table: Table
    said: str = ""
    is_another: bool = False


def pasted(table: Table, text: str, row: int, column: int) -> Pasted:
    """`table` after `text`, with tabs between its columns, was pasted at a cell.

    A first row of words names the columns; one over all of them begins another table. Rows that
    the table has no room for are added, blank ones at the end are not. Raises InputError for names
    that cannot serve.
    """
    lines = _lines(text)
    if not lines:
        return Pasted(table)
    has_names = _has_names(lines, table, column)
    width = max(map(_filled, lines))
    if has_names and row == column == 0 and width > 1:
        if width > len(table.names) or not _are_cells_of(table, lines[1:]):
            return Pasted(table, is_another=True)
        if width == len(table.names):
            return _in_place_of_all(table, lines)
    if has_names:
        table = _renamed(table, lines.pop(0), column)
    rows = list(table.rows)
    rows += [(None,) * len(table.names)] * max(0, min(row, len(rows)) + len(lines) - len(rows))
    for place, line in enumerate(lines, start=min(row, len(table.rows))):
        rows[place] = _over(rows[place], line, column, table.all_forms)
    return Pasted(replace(table, rows=tuple(rows)), _left_out(table.names, width, column))


def pasted_row(
    row: tuple[Cell, ...], table: Table, text: str, column: int
) -> tuple[tuple[Cell, ...], str]:
    """The same for the one row of a new example of `table`: the block's first row without names
    counts."""
    lines = _lines(text)
    if not lines:
        return row, ""
    first, *others = lines[1:] if _has_names(lines, table, column) else lines
    said = _left_out(table.input_names, max(map(_filled, lines)), column)
    if others:
        others_are = "its other row was" if len(others) == 1 else "its other rows were"
        said = f"{said} A new example is one row: {others_are} left out.".strip()
    return _over(row, first, column, table.all_forms), said


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


def _has_names(lines: Sequence[list[str]], table: Table, column: int) -> bool:
    """Whether the first row of several names the columns: it holds no number, and no word that
    stands in the column already."""
    first = [cell_of(field) for field in lines[0] if field.strip()]
    if len(lines) == 1 or not first or not all(isinstance(cell, str) for cell in first):
        return False
    forms = table.all_forms
    return not any(
        forms[at].has_words and field.strip() in words_in(table.column(at))
        for at, field in enumerate(lines[0][: len(forms) - column], start=column)
    )


def _in_place_of_all(table: Table, lines: list[list[str]]) -> Pasted:
    """The block, with its names, takes the place of the whole table."""
    names, *rows = lines
    blank = (None,) * len(table.names)
    cells = tuple(_over(blank, line, 0, table.all_forms) for line in rows)
    n_inputs, n_targets = len(table.input_names), len(table.target_names)
    columns = f"{counted(n_inputs, 'input')} and {counted(n_targets, 'target')}"
    said = f"The pasted block, with its names, became the table: {columns}."
    return Pasted(replace(_renamed(table, names, 0), rows=cells), said)


def _are_cells_of(table: Table, lines: list[list[str]]) -> bool:
    """Whether no word of the block stands where the table has plain numbers."""
    return not any(
        form == PLAIN and isinstance(cell_of(field), str)
        for line in lines
        for field, form in zip(line, table.all_forms, strict=False)
    )


def _renamed(table: Table, fields: list[str], column: int) -> Table:
    names = list(table.names)
    for place, field in enumerate(fields[: len(names) - column], start=column):
        names[place] = field if field.strip() else names[place]
    n_inputs = len(table.input_names)
    tidy = checked_names(names[:n_inputs], names[n_inputs:])
    return replace(table, input_names=tidy[:n_inputs], target_names=tidy[n_inputs:])


def _over(
    row: tuple[Cell, ...], line: list[str], column: int, forms: Sequence[Form]
) -> tuple[Cell, ...]:
    pairs = zip(line[: len(row) - column], forms[column:], strict=False)
    cells = tuple(cell_in(field, form) for field, form in pairs)
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
