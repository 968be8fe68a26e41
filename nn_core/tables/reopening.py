"""A table that is in use, opened again, to say anew what its columns are."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.tables.cell_words import bare
from nn_core.tables.cells import Cell, number_or_none, written
from nn_core.tables.choices import Choices
from nn_core.tables.column import Column, column
from nn_core.tables.decimal_sign import Numbers
from nn_core.tables.form import Form
from nn_core.tables.opening import OpenedTable
from nn_core.tables.table import Table


def reopened(table: Table) -> tuple[OpenedTable, Choices]:
    """The table as if it came from a file, and the choices by which it is what it is."""
    n_inputs = len(table.input_names)
    pairs = tuple(zip(table.names, table.all_forms, strict=True))
    columns = tuple(_column(name, form, table.column(at)) for at, (name, form) in enumerate(pairs))
    labels = tuple(f"Row {number}" for number in range(1, len(table.rows) + 1))
    marked = tuple(range(n_inputs, len(pairs)))
    choices = Choices(
        inputs=table.input_names,
        words=tuple(
            each.name
            for each, form in zip(columns[:n_inputs], table.all_forms, strict=False)
            if form.has_words and each.has_numbers
        ),
        has_classes=_has_classes(columns[n_inputs:], table.all_forms[n_inputs:]),
        one=_one(columns[n_inputs:], table.all_forms[n_inputs:]),
        fills_blanks=True if any(form.fills for form in table.all_forms) else None,
    )
    return OpenedTable(columns, marked, labels, "utf-8"), choices


def _column(name: str, form: Form, cells: Sequence[Cell]) -> Column:
    numbers = tuple(number_or_none(bare(cell, form.unit)) for cell in cells)
    return column(name, list(map(written, cells)), Numbers(numbers, form.unit))


def _has_classes(targets: Sequence[Column], forms: Sequence[Form]) -> bool | None:
    """Whether numbers among the targets are classes; None where there are none."""
    of_numbers = [form for each, form in zip(targets, forms, strict=True) if each.has_numbers]
    return any(form.has_words for form in of_numbers) if of_numbers else None


def _one(targets: Sequence[Column], forms: Sequence[Form]) -> str:
    """The word that is 1, as long as it stands in the only target."""
    one = forms[0].one if len(forms) == 1 else ""
    return one if one in targets[0].texts else ""
