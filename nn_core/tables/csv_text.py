"""The training table as CSV text, to carry it to a spreadsheet and back without losing a digit.

The first row holds the names of the columns. Targets are the last columns: those whose name begins
with "target", or the last column alone when no name does. A name that would be misread is written
with its role in front, "input: NAME" or "target: NAME", and read back without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nn_core.errors import InputError, shown
from nn_core.tables.cells import Cell, number_text, two_readings
from nn_core.tables.csv_header import header, is_missing, names_and_roles, usual_names
from nn_core.tables.decimal_sign import Numbers, numbers_in
from nn_core.tables.spreadsheets import harmless
from nn_core.tables.table import Table, checked_names, from_dataset, to_dataset
from nn_core.tables.text_table import TextTable, check_rows, read_text_table, without_index


def parse_csv(data: bytes) -> Table:
    """The table of numbers in a file of any form that `read_text_table` reads. A first row of
    numbers is data, and the columns get the usual names; an index without a name is left out.

    Raises InputError naming the row, its line in the file and the column of what cannot be used.
    """
    read = without_index(read_text_table(data))
    columns = read.columns
    inputs, targets = names_and_roles(read.names) if read.names else usual_names(len(columns))
    names = checked_names(inputs, targets)
    check_rows(read)
    found = numbers_in(columns, read.delimiter)
    _refuse_words(read, names, found)
    cells = [
        [text if value is None else value for text, value in zip(texts, one.values, strict=True)]
        for texts, one in zip(columns, found, strict=True)
    ]
    table = Table(inputs, targets, tuple(zip(*cells, strict=True)))
    finished = from_dataset(to_dataset(table, read.labels))
    _refuse_two_readings(read, names, found)
    return finished


def format_csv(table: Table) -> str:
    """The CSV text that is read back as the same table, digit for digit and word for word.

    Raises InputError when the table is not finished (see `to_dataset`).
    """
    finished = from_dataset(to_dataset(table))
    if table.forms:
        finished = replace(table, forms=())
    rows = [[_cell_text(cell) for cell in row] for row in finished.rows]
    lines = [header(finished.input_names, finished.target_names), *rows]
    return "".join(",".join(map(_field, line)) + "\r\n" for line in lines)


def _refuse_words(read: TextTable, names: Sequence[str], found: Sequence[Numbers]) -> None:
    """Raise InputError for the first column that holds no number at all, but words or dates."""
    for column, texts in enumerate(read.columns):
        filled = [row for row, text in enumerate(texts) if text and not is_missing(text)]
        if len(filled) > 1 and not any(value is not None for value in found[column].values):
            raise InputError(
                f'{read.labels[filled[0]]}, column "{names[column]}" holds '
                f'"{shown(texts[filled[0]])}", and no other row has a number there: write every '
                "word as a number, such as 0 and 1, or take the column out."
            )


def _refuse_two_readings(read: TextTable, names: Sequence[str], found: Sequence[Numbers]) -> None:
    """Raise InputError for the first cell that nothing in the file settles."""
    unclear = [(row, column) for column, one in enumerate(found) for row in one.unclear]
    if unclear:
        row, column = min(unclear)
        where = f'{read.labels[row]}, column "{names[column]}"'
        raise InputError(two_readings(where, read.rows[row][column]))


def _cell_text(cell: Cell) -> str:
    if isinstance(cell, float):
        return number_text(cell)
    return "" if cell is None else harmless(cell)


def _field(text: str) -> str:
    # Semicolons and tabs are quoted too, so that they are not taken for the delimiter.
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in '",;\t') else text
