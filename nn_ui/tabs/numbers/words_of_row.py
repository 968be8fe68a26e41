"""The words of one row, and the numbers that stand for them."""

from __future__ import annotations

from collections.abc import Iterator

from nn_core.errors import shown
from nn_core.tables.cell_words import word_in
from nn_core.tables.number_style import shortest
from nn_core.tables.table import Table


def words_of_row(table: Table, row: int) -> str:
    """Which numbers each word of a row, counted from 0, stands for: "colour: red → 0, 0, 1"; as
    plain text, "" for a row without words."""
    return "; ".join(_said(table, row))


def _said(table: Table, row: int) -> Iterator[str]:
    for column, cell in zip(table.coding.columns, table.rows[row], strict=True):
        if column.has_words:
            numbers = ", ".join(map(shortest, column.numbers(cell, "")))
            word = "blank" if cell is None else shown(word_in(cell))
            yield f"{shown(column.name)}: {word} → {numbers}"
