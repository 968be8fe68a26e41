"""The rows of a table as numbers, or what is wrong with their cells."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.errors import InputError, counted
from nn_core.tables.cells import Cell
from nn_core.tables.coding import Coding


def numbers_of(
    rows: Sequence[tuple[Cell, ...]],
    names: tuple[str, ...],
    coding: Coding,
    labels: Sequence[str],
) -> list[list[float]]:
    """Each row as the numbers of its inputs and of its outputs. Raises InputError for the first
    cell that cannot be used, with the number of others; `labels` say how it calls each row."""
    complaints: list[str] = []
    numbers = []
    for label, row in zip(labels, rows, strict=True):
        if len(row) != len(names):
            raise InputError(
                f"{label} has {counted(len(row), 'value')} where the table has "
                f"{counted(len(names), 'column')}: give each column one value."
            )
        numbers.append(_row_numbers(row, names, coding, label, complaints))
    if complaints:
        raise InputError(_first_and_counted(complaints))
    return numbers


def _row_numbers(
    row: tuple[Cell, ...], names: tuple[str, ...], coding: Coding, label: str, complaints: list[str]
) -> list[float]:
    """The numbers of one row; what is wrong with its cells is added to `complaints`."""
    numbers: list[float] = []
    for name, column, cell in zip(names, coding.columns, row, strict=True):
        try:
            numbers += column.numbers(cell, f'{label}, column "{name}"')
        except InputError as error:
            complaints.append(str(error))
    return numbers


def _first_and_counted(complaints: list[str]) -> str:
    first, n_others = complaints[0], len(complaints) - 1
    if n_others == 0:
        return first
    return f"{first.removesuffix('.')} … and {counted(n_others, 'more cell')} cannot be used."
