"""The words of one row, and the numbers that stand for them."""

from __future__ import annotations

from collections.abc import Iterator

from nn_core.errors import shown
from nn_core.tables.coding import AMOUNT, InputCoding, TargetCoding, word_in
from nn_core.tables.number_style import shortest
from nn_core.tables.table import Table


def words_of_row(table: Table, row: int) -> str:
    """Which numbers each word of a row, counted from 0, stands for: "colour: red → 0, 0, 1"; as
    plain text, "" for a row without words."""
    coding = table.coding
    columns: tuple[InputCoding | TargetCoding, ...] = (*coding.inputs, *coding.targets)
    return "; ".join(_said(table, row, columns))


def _said(table: Table, row: int, columns: tuple[InputCoding | TargetCoding, ...]) -> Iterator[str]:
    for column, cell in zip(columns, table.rows[row], strict=True):
        is_amount = isinstance(column, TargetCoding) and (column.kind == AMOUNT or column.is_plain)
        if column.words and not is_amount:
            numbers = ", ".join(map(shortest, column.numbers(cell, "")))
            word = "blank" if cell is None else shown(word_in(cell))
            yield f"{shown(column.name)}: {word} → {numbers}"
