"""A row as they mostly are."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.tables.cell_words import commonest_word
from nn_core.tables.cells import Cell
from nn_core.tables.form import Form
from nn_core.tables.table import Table


def typical_inputs(table: Table) -> tuple[Cell, ...]:
    """A cell for each input: the middle one of the numbers in its column, or the commonest of its
    words; 0 where a column of numbers holds none, and blank where one of words does."""
    forms = table.all_forms[: len(table.input_names)]
    return tuple(_typical(form, table.column(at)) for at, form in enumerate(forms))


def _typical(form: Form, cells: Sequence[Cell]) -> Cell:
    if form.has_words:
        return commonest_word(cells)
    numbers = sorted(cell for cell in cells if isinstance(cell, float))
    return numbers[(len(numbers) - 1) // 2] if numbers else 0.0
