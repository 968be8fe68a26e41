"""The training table as a person types it: named columns over rows of raw cells."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from nn_core.checks import check_distinct, instances, keep, listed, texts
from nn_core.errors import InputError, shown
from nn_core.experiment.dataset import Dataset
from nn_core.limits import MAX_COLUMN_NAME, MAX_INPUTS, MAX_ROWS, MAX_TARGETS
from nn_core.tables.cells import Cell
from nn_core.tables.coding import Coding
from nn_core.tables.form import PLAIN, Form
from nn_core.tables.row_numbers import numbers_of
from nn_core.tables.short_names import tidy_name
from nn_core.tables.table_coding import coding_of


@dataclass(frozen=True)
class Table:
    """Rows of raw cells, exactly as typed; each row holds the inputs first, then the targets.

    forms: what stands in each column; empty where all hold plain numbers.
    A table may be half finished: `to_dataset` is where it is checked. Raises InputError for names
    that are no texts, for rows that are no lists, and for more or fewer forms than columns.
    """

    input_names: tuple[str, ...]
    target_names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    forms: tuple[Form, ...] = ()

    def __post_init__(self) -> None:
        sentence = "The names of a table's columns are a list of texts."
        keep(self, input_names=texts(self.input_names, sentence))
        keep(self, target_names=texts(self.target_names, sentence))
        sentence = "The rows of a table are a list, and each row is a list of its cells."
        keep(self, rows=tuple(listed(row, sentence) for row in listed(self.rows, sentence)))
        forms = instances(self.forms, Form)
        if forms and len(forms) != len(self.names):
            raise InputError("A table has one form for each of its columns.")
        keep(self, forms=forms if any(form != PLAIN for form in forms) else ())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns, inputs first."""
        return self.input_names + self.target_names

    @property
    def all_forms(self) -> tuple[Form, ...]:
        """What stands in each column, inputs first."""
        return self.forms or (PLAIN,) * len(self.names)

    def column(self, at: int) -> list[Cell]:
        """The cells of one column, from above, of the rows that reach so far."""
        return [row[at] for row in self.rows if at < len(row)]

    @cached_property
    def coding(self) -> Coding:
        """How its cells become numbers, and answers words. InputError for targets of which nothing
        can be learned, and for words that make more numbers than a network takes."""
        names = tuple(map(tidy_name, self.names))
        n_inputs = len(self.input_names)
        columns = [self.column(at) for at in range(len(names))]
        return coding_of(names[:n_inputs], names[n_inputs:], self.all_forms, columns)

    @property
    def n_numbers(self) -> tuple[int, int]:
        """How many numbers go into the network, and come out; of columns where that is open."""
        try:
            return len(self.coding.input_names), len(self.coding.target_names)
        except InputError:
            return len(self.input_names), len(self.target_names)


def to_dataset(table: Table, row_labels: Sequence[str] = ()) -> Dataset:
    """The table as numbers: X (n_rows, n_inputs) and y (n_rows, n_outputs), each with a short name;
    a column of words makes several.

    Raises InputError naming the row and column of what cannot be used. `row_labels` says how its
    message calls each row; without it the rows are "Row 1", "Row 2"...
    """
    names = checked_names(table.input_names, table.target_names)
    if not table.rows:
        raise InputError("The table has no rows: type at least one.")
    if len(table.rows) > MAX_ROWS:
        raise InputError(f"The table has {len(table.rows):,} rows: keep at most {MAX_ROWS:,}.")
    labels = row_labels or [f"Row {number}" for number in range(1, len(table.rows) + 1)]
    coding = table.coding
    rows = numbers_of(table.rows, names, coding, labels)
    n_inputs = len(coding.input_names)
    return Dataset(
        X=[row[:n_inputs] for row in rows],
        y=[row[n_inputs:] for row in rows],
        input_names=coding.input_names,
        target_names=coding.target_names,
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
        ("target", target_names, MAX_TARGETS),
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


def add_input(table: Table) -> Table:
    """The table with one more input column, filled with 0."""
    if len(table.input_names) >= MAX_INPUTS:
        raise InputError(f"The table already has {MAX_INPUTS} input columns, the most it can have.")
    at = len(table.input_names)
    name = _free_name("Input", at + 1, table.names)
    return Table(
        (*table.input_names, name),
        table.target_names,
        _with_zeros(table.rows, at),
        (*table.all_forms[:at], PLAIN, *table.all_forms[at:]),
    )


def add_target(table: Table) -> Table:
    """The table with one more target column, filled with 0."""
    n_targets = len(table.target_names)
    if n_targets >= MAX_TARGETS:
        raise InputError(
            f"The table already has {MAX_TARGETS} target columns, the most it can have."
        )
    name = _free_name("Target", n_targets + 1, table.names)
    rows = _with_zeros(table.rows, len(table.names))
    targets = (*table.target_names, name)
    return Table(table.input_names, targets, rows, (*table.all_forms, PLAIN))


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
        forms=table.all_forms[:at] + table.all_forms[at + 1 :],
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


def _check_name(name: str, what: str) -> None:
    if not name:
        raise InputError(f"{what} is blank: type one.")
    if len(name) > MAX_COLUMN_NAME:
        raise InputError(
            f'{what} ("{shown(name)}") has {len(name):,} characters: '
            f"keep at most {MAX_COLUMN_NAME}."
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
