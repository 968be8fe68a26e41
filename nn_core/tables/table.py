"""The training table as a person types it: named columns over rows of raw cells."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nn_core.checks import check_distinct, keep, listed, texts
from nn_core.errors import InputError, counted, shown
from nn_core.experiment.dataset import Dataset
from nn_core.limits import MAX_INPUTS, MAX_NAME_LENGTH, MAX_OUTPUTS, MAX_ROWS
from nn_core.tables.cells import Cell, read_number


@dataclass(frozen=True)
class Table:
    """Rows of raw cells, exactly as typed; each row holds the inputs first, then the targets.

    A table may be half finished: `to_dataset` is where it is checked. Raises InputError for names
    that are no texts, and for rows that are no lists.
    """

    input_names: tuple[str, ...]
    target_names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        sentence = "The names of a table's columns are a list of texts."
        keep(self, input_names=texts(self.input_names, sentence))
        keep(self, target_names=texts(self.target_names, sentence))
        sentence = "The rows of a table are a list, and each row is a list of its cells."
        keep(self, rows=tuple(listed(row, sentence) for row in listed(self.rows, sentence)))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns, inputs first."""
        return self.input_names + self.target_names


def to_dataset(table: Table, row_labels: Sequence[str] = ()) -> Dataset:
    """The table as numbers: X (n_rows, n_inputs) and y (n_rows, n_targets), with tidy names.

    Raises InputError naming the row and column of what cannot be used. `row_labels` says how its
    message calls each row; without it the rows are "Row 1", "Row 2"...
    """
    names = checked_names(table.input_names, table.target_names)
    if not table.rows:
        raise InputError("The table has no rows: type at least one.")
    if len(table.rows) > MAX_ROWS:
        raise InputError(f"The table has {len(table.rows):,} rows: keep at most {MAX_ROWS:,}.")
    labels = row_labels or [f"Row {number}" for number in range(1, len(table.rows) + 1)]
    rows = _numbers(table.rows, names, labels)
    n_inputs = len(table.input_names)
    return Dataset(
        X=[row[:n_inputs] for row in rows],
        y=[row[n_inputs:] for row in rows],
        input_names=names[:n_inputs],
        target_names=names[n_inputs:],
    )


def from_dataset(dataset: Dataset) -> Table:
    """The table that shows a dataset; rows that are held back are its last ones."""
    X = (*dataset.X.tolist(), *dataset.X_test.tolist())
    y = (*dataset.y.tolist(), *dataset.y_test.tolist())
    return Table(
        input_names=tuple(dataset.input_names),
        target_names=tuple(dataset.target_names),
        rows=tuple(tuple(inputs) + tuple(targets) for inputs, targets in zip(X, y, strict=True)),
    )


def checked_names(input_names: Sequence[str], target_names: Sequence[str]) -> tuple[str, ...]:
    """All names, inputs first, without stray white space; InputError when they cannot serve."""
    for role, names, most in (
        ("input", input_names, MAX_INPUTS),
        ("target", target_names, MAX_OUTPUTS),
    ):
        if not names:
            raise InputError(f"The table has no {role} column: add one.")
        if len(names) > most:
            raise InputError(f"The table has {len(names):,} {role} columns: keep at most {most}.")
    names = tuple(tidy_name(name) for name in (*input_names, *target_names))
    for number, name in enumerate(names, start=1):
        _check_name(name, f"The name of column {number}")
    check_distinct(names)
    return names


def tidy_name(name: str) -> str:
    """A name without white space around it, and with single spaces inside."""
    return " ".join(name.replace("\ufeff", " ").split())  # a byte order mark cannot be seen


def add_input(table: Table) -> Table:
    """The table with one more input column, filled with 0."""
    if len(table.input_names) >= MAX_INPUTS:
        raise InputError(f"The table already has {MAX_INPUTS} input columns, the most it can have.")
    at = len(table.input_names)
    name = _free_name("Input", at + 1, table.names)
    return replace(table, input_names=(*table.input_names, name), rows=_with_zeros(table.rows, at))


def add_target(table: Table) -> Table:
    """The table with one more target column, filled with 0."""
    n_targets = len(table.target_names)
    if n_targets >= MAX_OUTPUTS:
        raise InputError(
            f"The table already has {MAX_OUTPUTS} target columns, the most it can have."
        )
    name = _free_name("Target", n_targets + 1, table.names)
    rows = _with_zeros(table.rows, len(table.names))
    return replace(table, target_names=(*table.target_names, name), rows=rows)


def remove_column(table: Table, name: str) -> Table:
    """The table without a column; the last input and the last target have to stay."""
    at = _position(table, name)
    role, siblings = (
        ("input", table.input_names)
        if at < len(table.input_names)
        else ("target", table.target_names)
    )
    if len(siblings) == 1:
        raise InputError(f'Column "{name}" is the only {role} column: add another one first.')
    return Table(
        input_names=tuple(other for other in table.input_names if other != name),
        target_names=tuple(other for other in table.target_names if other != name),
        rows=tuple(row[:at] + row[at + 1 :] for row in table.rows),
    )


def rename_column(table: Table, old: str, new: str) -> Table:
    """The table with another name over one column."""
    at = _position(table, old)
    name = tidy_name(new)
    _check_name(name, f'The new name of column "{old}"')
    if name != old and name in table.names:
        raise InputError(f'There is already a column "{name}": choose another name.')
    names = (*table.names[:at], name, *table.names[at + 1 :])
    n_inputs = len(table.input_names)
    return replace(table, input_names=names[:n_inputs], target_names=names[n_inputs:])


def _numbers(
    rows: Sequence[tuple[Cell, ...]], names: tuple[str, ...], labels: Sequence[str]
) -> list[list[float]]:
    complaints: list[str] = []
    numbers = []
    for label, row in zip(labels, rows, strict=True):
        if len(row) != len(names):
            raise InputError(
                f"{label} has {counted(len(row), 'value')} where the table has "
                f"{counted(len(names), 'column')}: give each column one value."
            )
        numbers.append(_row_numbers(row, names, label, complaints))
    if complaints:
        raise InputError(_first_andcounted(complaints))
    return numbers


def _row_numbers(
    row: tuple[Cell, ...], names: tuple[str, ...], label: str, complaints: list[str]
) -> list[float]:
    """The numbers of one row; what is wrong with its cells is added to `complaints`."""
    numbers = []
    for name, cell in zip(names, row, strict=True):
        try:
            numbers.append(read_number(cell, f'{label}, column "{name}"'))
        except InputError as error:
            complaints.append(str(error))
    return numbers


def _first_andcounted(complaints: list[str]) -> str:
    first, n_others = complaints[0], len(complaints) - 1
    if n_others == 0:
        return first
    others = "1 more cell needs" if n_others == 1 else f"{n_others:,} more cells need"
    return f"{first.removesuffix('.')} … and {others} a number."


def _check_name(name: str, what: str) -> None:
    if not name:
        raise InputError(f"{what} is blank: type one.")
    if len(name) > MAX_NAME_LENGTH:
        raise InputError(
            f'{what} ("{shown(name)}") has {len(name):,} characters: '
            f"keep at most {MAX_NAME_LENGTH}."
        )
    # Control characters, and halves of characters that no file can hold.
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        raise InputError(
            f'{what} ("{shown(name)}") has a character that cannot be shown: retype it.'
        )


def _position(table: Table, name: str) -> int:
    if name not in table.names:
        known = ", ".join(f'"{known}"' for known in table.names)
        raise InputError(f'There is no column "{shown(name)}": choose one of {known}.')
    return table.names.index(name)


def _free_name(word: str, number: int, taken: tuple[str, ...]) -> str:
    while f"{word} {number}" in taken:
        number += 1
    return f"{word} {number}"


def _with_zeros(rows: tuple[tuple[Cell, ...], ...], at: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple((*row[:at], 0.0, *row[at:]) for row in rows)
