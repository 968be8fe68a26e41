"""The training table as CSV text, to carry it to a spreadsheet and back without losing a digit.

The first row holds the names of the columns. Targets are the last columns: those whose name begins
with "target", or the last column alone when no name does. A name that would be misread, or whose
column would be left out, is written with its role in front, "input: NAME" or "target: NAME", and
read back without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nn_core.tables.cell_words import filled, word_in
from nn_core.tables.cells import Cell, number_text
from nn_core.tables.column import column, names_rows
from nn_core.tables.csv_header import header
from nn_core.tables.decimal_sign import Numbers
from nn_core.tables.form import Form
from nn_core.tables.roles import WHY_LEFT_OUT
from nn_core.tables.spreadsheets import harmless
from nn_core.tables.table import Table, from_dataset, to_dataset


def format_csv(table: Table) -> str:
    """The CSV text that is read back as the same table, digit for digit and word for word.

    Raises InputError when the table is not finished (see `to_dataset`).
    """
    finished = from_dataset(to_dataset(table))
    if table.forms:
        finished = replace(table, forms=())
    rows = [[_cell_text(cell) for cell in row] for row in finished.rows]
    inputs = enumerate(zip(finished.input_names, table.all_forms, strict=False))
    must_say = any(_is_left_out(name, form, table.column(at)) for at, (name, form) in inputs)
    lines = [header(finished.input_names, finished.target_names, must_say=must_say), *rows]
    return "".join(",".join(map(_field, line)) + "\r\n" for line in lines)


def _is_left_out(name: str, form: Form, cells: Sequence[Cell]) -> bool:
    """Whether an input might be left out where a file does not say that it is one."""
    if not form.has_words:
        return names_rows(name)
    words = tuple(map(word_in, filled(cells)))
    return column(name, words, Numbers((None,) * len(words))).kind in WHY_LEFT_OUT


def _cell_text(cell: Cell) -> str:
    if isinstance(cell, float):
        return number_text(cell)
    return "" if cell is None else harmless(cell)


def _field(text: str) -> str:
    # Semicolons and tabs are quoted too, so that they are not taken for the delimiter.
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in '",;\t') else text
