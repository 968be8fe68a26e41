"""A cell of a person's table as a person reads it."""

from __future__ import annotations

from nn_core.tables.cell_words import is_blank, word_in
from nn_core.tables.cells import Cell
from nn_core.tables.coding import ColumnCoding, InputCoding
from nn_core.tables.number_style import shortest


def told_cell(cell: Cell, column: ColumnCoding) -> str:
    """The word, or the number with its unit; a blank cell with what fills it."""
    if cell is None or is_blank(cell):
        filling = column.filling if isinstance(column, InputCoding) else None
        return "" if filling is None else f"(blank: {told_cell(filling, column)})"
    if isinstance(cell, str) or column.words:
        return word_in(cell)
    return f"{shortest(cell)} {column.unit}".rstrip()
