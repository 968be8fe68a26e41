"""What is made of each column of a person's table: a guess with its reasons, open to change.

A plan is a function of the table and of what a person has chosen; what they leave open is guessed,
and each guess is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nn_core.errors import InputError, shown
from nn_core.limits import MAX_INPUTS, MAX_OUTPUTS
from nn_core.tables.cells import Cell
from nn_core.tables.choices import Choices
from nn_core.tables.coding import AMOUNT, SEVERAL_CLASSES, Coding, TargetCoding
from nn_core.tables.column import Column, as_words
from nn_core.tables.opening import OpenedTable
from nn_core.tables.plan_rows import fillings, said_of_fillings, used_rows
from nn_core.tables.roles import (
    INPUT,
    LEFT_OUT,
    TARGET,
    ColumnPlan,
    input_coding,
    most_related,
    role_of,
)
from nn_core.tables.short_names import short_names
from nn_core.tables.target_guess import guessed_targets
from nn_core.tables.target_kind import are_classes, may_be_classes, target_coding


@dataclass(frozen=True)
class Plan:
    """What is made of a table: the role of each column, the rows that are used (counted from 0),
    how cells become numbers, and what is to be said of all that was guessed."""

    columns: tuple[ColumnPlan, ...]
    rows: tuple[int, ...]
    coding: Coding
    said: tuple[str, ...]


def plan_for(opened: OpenedTable, choices: Choices | None = None, most: int = MAX_INPUTS) -> Plan:
    """The plan that follows a person's choices; at most `most` numbers enter the network.

    Raises InputError for names that no column has, and where no input or no target is left.
    """
    choices = choices or Choices()
    columns = _as_chosen(opened, choices)
    at_targets, why = _targets(opened, columns, choices)
    targets = [columns[at] for at in at_targets]
    codings = _target_codings(targets, choices)
    is_plain = opened.is_plain
    roles = [
        ColumnPlan(each, TARGET, why)
        if at in at_targets
        else role_of(each, _chosen_role(opened, at, choices), is_plain, most)
        for at, each in enumerate(columns)
    ]
    related_to = targets[0] if codings[0].kind == AMOUNT else as_words(targets[0])
    roles, too_many = most_related(roles, related_to, most)
    inputs = [each.column for each in roles if each.role == INPUT]
    _check_inputs(inputs, roles)
    rows = used_rows(inputs, targets, choices.fills_blanks, choices.data_seed)
    filled = fillings(inputs, rows)
    coding = _coding(inputs, filled, codings)
    how = {each.name: each.how for each in coding.inputs}
    how |= {each.name: each.how for each in coding.targets}
    return Plan(
        tuple(replace(each, how=how.get(each.column.name, "")) for each in roles),
        rows.used,
        coding,
        (
            *too_many,
            *_questions(targets, choices),
            *rows.said,
            *said_of_fillings(inputs, filled, rows),
        ),
    )


def _as_chosen(opened: OpenedTable, choices: Choices) -> tuple[Column, ...]:
    places = {opened.place(name) for name in choices.words}
    return tuple(as_words(one) if at in places else one for at, one in enumerate(opened.columns))


def _targets(
    opened: OpenedTable, columns: Sequence[Column], choices: Choices
) -> tuple[tuple[int, ...], str]:
    if choices.targets:
        return tuple(sorted({opened.place(name) for name in choices.targets})), "you chose it"
    gone = {opened.place(name) for name in (*choices.inputs, *choices.left_out)}
    places = [at for at in range(len(columns)) if at not in gone]
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
    return INPUT if at in {opened.place(name) for name in choices.inputs} else ""


def _target_codings(targets: Sequence[Column], choices: Choices) -> tuple[TargetCoding, ...]:
    if len(targets) > MAX_OUTPUTS:
        raise InputError(
            f"The table has {len(targets):,} target columns: keep at most {MAX_OUTPUTS}."
        )
    codings = tuple(
        target_coding(each, _has_classes(each, choices), choices.one) for each in targets
    )
    several = [each.name for each in codings if each.kind == SEVERAL_CLASSES]
    if several and len(codings) > 1:
        raise InputError(
            f'The target "{shown(several[0])}" has several classes, which need a network of their '
            "own: choose it alone as the target."
        )
    return codings


def _coding(
    inputs: Sequence[Column], filled: Sequence[Cell], targets: tuple[TargetCoding, ...]
) -> Coding:
    coded = tuple(input_coding(one, fill) for one, fill in zip(inputs, filled, strict=True))
    names = [[name for each in coded for name in each.names], [n for t in targets for n in t.names]]
    short = short_names([*names[0], *names[1]])
    n_inputs = len(names[0])
    return Coding(coded, targets, short[:n_inputs], short[n_inputs:])


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
