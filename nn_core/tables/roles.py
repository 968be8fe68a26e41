"""The role of each column: input, target or left out, with the reason in a few words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from nn_core.errors import counted
from nn_core.tables.column import CONSTANT, DATES, EMPTY, IDENTIFIER, NUMBERS, Column
from nn_core.tables.relatedness import relatedness

INPUT: Final = "input"
TARGET: Final = "target"
LEFT_OUT: Final = "left out"

# Kinds of columns of which nothing can be learned.
WHY_LEFT_OUT: Final = MappingProxyType(
    {
        IDENTIFIER: "it has a value of its own in every row",
        DATES: "dates are no amounts",
        CONSTANT: "it has one value only",
        EMPTY: "it holds nothing",
    }
)
# Of a column that the file itself names as an input.
NAMED_INPUT: Final = "named as an input"
_CHOSEN: Final = "you chose it"
_NAMED: Final = "the file says that it is one"


@dataclass(frozen=True)
class ColumnPlan:
    """A column with its role, the reason for it, and how it enters ("" when it is left out)."""

    column: Column
    role: str
    reason: str
    how: str = ""


def role_of(column: Column, chosen: str, is_plain: bool, most: int) -> ColumnPlan:
    """The role of a column that is no target. chosen: the role that a person, or the file, has
    given it, or ""; is_plain: the table itself says what its columns are; most: how many numbers
    may enter."""
    if chosen == LEFT_OUT:
        return ColumnPlan(column, LEFT_OUT, "you chose so")
    n_words = 0 if column.is_of_numbers else len(column.values)
    if n_words > most and (column.kind not in WHY_LEFT_OUT or chosen):
        reason = f"its {n_words:,} words need a number each, and there is room for {most}"
        return ColumnPlan(column, LEFT_OUT, reason)
    if chosen and column.values:
        return ColumnPlan(column, INPUT, _NAMED if chosen == NAMED_INPUT else _CHOSEN)
    if column.kind == CONSTANT and column.is_of_numbers and (column.values == (1.0,) or is_plain):
        return ColumnPlan(column, INPUT, "the same number in every row works as a bias")
    if column.kind in WHY_LEFT_OUT:
        return ColumnPlan(column, LEFT_OUT, WHY_LEFT_OUT[column.kind])
    if 2 * column.n_blank > len(column.texts):
        return ColumnPlan(column, LEFT_OUT, f"{column.n_blank:,} of its cells are blank")
    what = "numbers" if column.kind == NUMBERS else "words"
    return ColumnPlan(column, INPUT, f"its {what} may tell something about the target")


def most_related(
    roles: list[ColumnPlan], target: Column, most: int
) -> tuple[list[ColumnPlan], list[str]]:
    """The roles with no more inputs than there is room for, the chosen ones and then those most
    related to the target, and what is to be said of it."""
    sizes = {at: _n_numbers(each.column) for at, each in enumerate(roles) if each.role == INPUT}
    if sum(sizes.values()) <= most:
        return roles, []
    worth = {at: relatedness(roles[at].column.cells, target.cells) for at in sizes}
    room, chosen = most, set()
    by_worth = sorted(sizes, key=lambda place: (-worth[place], place))
    for at in sorted(by_worth, key=lambda place: roles[place].reason not in (_CHOSEN, _NAMED)):
        if sizes[at] <= room:
            chosen.add(at)
            room -= sizes[at]
    reason = "others are more closely related to the target, and there is no room for all"
    kept = [
        replace(each, role=LEFT_OUT, reason=reason) if at in sizes and at not in chosen else each
        for at, each in enumerate(roles)
    ]
    said = (
        f"There is room for {counted(most, 'number')} in each row: of {len(sizes):,} columns the "
        f"{len(chosen):,} most closely related to the target are the inputs."
    )
    return kept, [said]


def _n_numbers(column: Column) -> int:
    """How many numbers a column becomes: one, or one a word where there are more than two."""
    return 1 if column.is_of_numbers or len(column.values) <= 2 else len(column.values)
