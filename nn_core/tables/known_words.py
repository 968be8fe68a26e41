"""Words that were typed: one that differs from a known word in case only is taken for that word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nn_core.tables.cell_words import spelled
from nn_core.tables.cells import Cell
from nn_core.tables.table import Table
from nn_core.tables.table_coding import words_in


def with_known_words(table: Table, before: Table) -> tuple[Table, Mapping[str, str]]:
    """`table` with the words of `before`, whose columns it has, and which word each of those that
    were typed otherwise is taken for. A word that could be two of them stays as it is."""
    taken: dict[str, str] = {}
    columns = []
    for at, form in enumerate(table.all_forms):
        cells = table.column(at)
        if form.has_words:
            meant = _meant(cells, before.column(at))
            cells = [meant.get(cell, cell) if isinstance(cell, str) else cell for cell in cells]
            taken |= meant
        columns.append(cells)
    return (replace(table, rows=tuple(zip(*columns, strict=True))) if taken else table), taken


def _meant(cells: list[Cell], before: list[Cell]) -> dict[str, str]:
    known = words_in(before)
    new = set(words_in(cells)).difference(known)
    return {word: meant for word in new if (meant := spelled(word, known))}
