"""What is made of each column of a person's table: a guess with its reasons, open to change.

A plan is a function of the table and of what a person has chosen; what they leave open is guessed,
and each guess is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nn_core.errors import InputError, shown
from nn_core.limits import MAX_INPUTS, MAX_TARGETS
from nn_core.tables.cells import Cell, cell_of, number_text
from nn_core.tables.choices import Choices
from nn_core.tables.coding import Coding
from nn_core.tables.column import Column, as_words
from nn_core.tables.form import NUMBERS, WORDS, Form
from nn_core.tables.opening import OpenedTable
from nn_core.tables.plan_rows import Rows, said_of_fillings, used_rows
from nn_core.tables.roles import (
    INPUT,
    LEFT_OUT,
    NAMED_INPUT,
    TARGET,
    ColumnPlan,
    most_related,
    role_of,
)
from nn_core.tables.table import Table
from nn_core.tables.target_guess import guessed_targets
from nn_core.tables.target_kind import are_classes, may_be_classes, target_form


@dataclass(frozen=True)
class Plan:
    """What is made of a table: the role of each column, the rows that are used (counted from 0),
    the table of these columns and rows, and what is to be said of all that was guessed."""

    columns: tuple[ColumnPlan, ...]
    rows: tuple[int, ...]
    table: Table
    said: tuple[str, ...]

    @property
    def coding(self) -> Coding:
        """How its cells become numbers."""
        return self.table.coding


def plan_for(opened: OpenedTable, choices: Choices | None = None, most: int = MAX_INPUTS) -> Plan:
    """The plan that follows a person's choices; at most `most` numbers enter the network.

    Raises InputError for names that no column has, and where no input or no target is left.
    """
    choices = choices or Choices()
    columns = _as_chosen(opened, choices)
    at_targets, why = _targets(opened, columns, choices)
    targets = [columns[at] for at in at_targets]
    forms = _target_forms(targets, choices)
    roles = _roles(opened, columns, choices, (at_targets, why), most)
    related_to = as_words(targets[0]) if forms[0].has_words else targets[0]
    roles, too_many = most_related(roles, related_to, most)
    inputs = [each.column for each in roles if each.role == INPUT]
    _check_inputs(inputs, roles)
    rows = used_rows(inputs, targets, choices.fills_blanks, choices.data_seed)
    table = _table(inputs, targets, forms, rows)
    coding = table.coding
    how = {each.name: each.how for each in coding.inputs}
    how |= {each.name: each.how for each in coding.targets}
    said = (
        *too_many,
        *_questions(targets, choices),
        *rows.said,
        *said_of_fillings(inputs, coding.inputs, rows),
    )
    explained = tuple(replace(each, how=how.get(each.column.name, "")) for each in roles)
    return Plan(explained, rows.used, table, said)


def roles_for(
    opened: OpenedTable, choices: Choices, most: int = MAX_INPUTS
) -> tuple[ColumnPlan, ...]:
    """The role that each column has been given or has by itself, where no plan comes of them all:
    there may be no target among them."""
    columns = _as_chosen(opened, choices)
    try:
        targets = _targets(opened, columns, choices)
    except InputError:
        targets = (), ""
    return tuple(_roles(opened, columns, choices, targets, most))


def _roles(
    opened: OpenedTable,
    columns: Sequence[Column],
    choices: Choices,
    targets: tuple[tuple[int, ...], str],
    most: int,
) -> list[ColumnPlan]:
    places, why = targets
    is_plain = opened.is_plain
    return [
        ColumnPlan(each, TARGET, why)
        if at in places
        else role_of(each, _chosen_role(opened, at, choices), is_plain, most)
        for at, each in enumerate(columns)
    ]


def _as_chosen(opened: OpenedTable, choices: Choices) -> tuple[Column, ...]:
    places = {opened.place(name) for name in choices.words}
    return tuple(as_words(one) if at in places else one for at, one in enumerate(opened.columns))


def _targets(
    opened: OpenedTable, columns: Sequence[Column], choices: Choices
) -> tuple[tuple[int, ...], str]:
    if choices.targets:
        return tuple(sorted({opened.place(name) for name in choices.targets})), "you chose it"
    gone = {opened.place(name) for name in (*choices.inputs, *choices.left_out)}
    free = [at for at in range(len(columns)) if at not in gone]
    places = [at for at in free if at not in opened.inputs] or free
    if not places:
        raise InputError("No column is left to be the target: leave out fewer.")
    marked = [places.index(at) for at in opened.marked if at in places]
    found, why = guessed_targets([columns[at] for at in places], marked)
    return tuple(places[at] for at in found), why


def _has_classes(target: Column, choices: Choices) -> bool:
    if not target.is_of_numbers or not may_be_classes(target):
        return bool(choices.has_classes)
    return are_classes(target) if choices.has_classes is None else choices.has_classes


def _chosen_role(opened: OpenedTable, at: int, choices: Choices) -> str:
    if at in {opened.place(name) for name in choices.left_out}:
        return LEFT_OUT
    if at in {opened.place(name) for name in choices.inputs}:
        return INPUT
    return NAMED_INPUT if at in opened.inputs else ""


def _target_forms(targets: Sequence[Column], choices: Choices) -> tuple[Form, ...]:
    if len(targets) > MAX_TARGETS:
        raise InputError(
            f"The table has {len(targets):,} target columns: keep at most {MAX_TARGETS}."
        )
    return tuple(target_form(each, _has_classes(each, choices), choices.one) for each in targets)


def _table(
    inputs: Sequence[Column], targets: Sequence[Column], forms: tuple[Form, ...], rows: Rows
) -> Table:
    """The columns that are used, inputs first, with the rows that are used."""
    pairs = zip(targets, forms, strict=True)
    used = [*inputs, *(as_words(each) if form.has_words else each for each, form in pairs)]
    columns = [[_cell(each, row) for row in rows.used] for each in used]
    return Table(
        tuple(each.name for each in inputs),
        tuple(each.name for each in targets),
        tuple(zip(*columns, strict=True)),
        (*(_input_form(each, rows) for each in inputs), *forms),
    )


def _input_form(column: Column, rows: Rows) -> Form:
    fills = rows.fills_blanks and any(column.cells[row] is None for row in rows.used)
    if not column.is_of_numbers:
        return Form(WORDS, fills=fills)
    return Form(NUMBERS, unit=column.unit, divisor=column.divisor, fills=fills)


def _cell(column: Column, row: int) -> Cell:
    """A cell as the table holds it: a word that is written as its number would be is the number."""
    cell = column.cells[row]
    read = cell_of(cell)
    return read if isinstance(read, float) and number_text(read) == cell else cell


def _check_inputs(inputs: Sequence[Column], roles: Sequence[ColumnPlan]) -> None:
    if inputs:
        return
    gone = [f'"{shown(one.column.name)}": {one.reason}' for one in roles if one.role == LEFT_OUT]
    why = f" ({'; '.join(gone[:4])})" if gone else ""
    raise InputError(f"No column is left to be an input{why}: add a column, or choose one.")


def _questions(targets: Sequence[Column], choices: Choices) -> list[str]:
    """What is asked of a target of few whole numbers."""
    if choices.has_classes is not None:
        return []
    return [
        f'The target "{shown(each.name)}" has {len(each.values)} whole numbers, taken for '
        + ("classes, not amounts" if are_classes(each) else "amounts, not classes")
        + ": say if that is wrong."
        for each in targets
        if may_be_classes(each)
    ]
