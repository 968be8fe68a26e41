"""A table that is looked at before it is used, and what a person has said of it so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from nn_core import InputError
from nn_core.tables.choices import Choices
from nn_core.tables.opening import OpenedTable, open_table
from nn_core.tables.plan import Plan, plan_for, roles_for
from nn_core.tables.reopening import reopened
from nn_core.tables.roles import INPUT, LEFT_OUT, TARGET, ColumnPlan
from nn_core.tables.table import Table

OTHER_COLUMNS: Final = "changing what the columns are"
_CHANGED_SINCE: Final = (
    "The table is no longer that of the file: columns that were left out are not among these."
)
_MOST_USED: Final = 8
_GROUPS: Final = ((TARGET, "targets"), (INPUT, "inputs"), (LEFT_OUT, "left_out"))


@dataclass(frozen=True)
class Importing:
    """words: what Undo calls the use of the table; data: the file, empty for a table that is no
    file's; decimal: the sign of numbers that can be read in two ways, "" for the likelier one;
    is_shuffled: the rows were put in another order than the file's."""

    words: str
    opened: OpenedTable
    choices: Choices = field(default_factory=Choices)
    data: bytes = b""
    decimal: str = ""
    is_shuffled: bool = False

    @property
    def plan(self) -> Plan | None:
        """What is made of the table; None where nothing can be."""
        return self._planned[0]

    @property
    def refusal(self) -> str:
        """Why nothing can be made of it, "" where something can."""
        return self._planned[1]

    @cached_property
    def columns(self) -> tuple[ColumnPlan, ...]:
        """The columns with their roles, also where nothing can be made of these."""
        return self.plan.columns if self.plan else roles_for(self.opened, self.choices)

    @property
    def targets(self) -> tuple[ColumnPlan, ...]:
        """The columns that are targets."""
        return tuple(each for each in self.columns if each.role == TARGET)

    @cached_property
    def _planned(self) -> tuple[Plan | None, str]:
        try:
            return plan_for(self.opened, self.choices), ""
        except InputError as error:
            return None, str(error)


def importing(words: str, data: bytes) -> Importing:
    """A file, or rows of a spreadsheet, as they are opened; InputError where there is no table."""
    return Importing(words, open_table(data), data=data)


@dataclass(frozen=True)
class Used:
    """A file, what was said of it, and the table that came of it."""

    data: bytes
    decimal: str
    choices: Choices
    table: Table


def reopening(used: Sequence[Used], table: Table) -> Importing:
    """The table of a setup, to say anew what its columns are: from the file as long as it is what
    was made of that, in any order, so that columns that were left out can be taken."""
    for each in reversed(used):
        if _in_order(each.table) == _in_order(table):
            opened, is_shuffled = open_table(each.data, each.decimal), each.table != table
            return Importing(
                OTHER_COLUMNS, opened, each.choices, each.data, each.decimal, is_shuffled
            )
    opened, choices = reopened(table)
    if any(set(each.table.names) & set(table.names) for each in used):
        opened = replace(opened, said=(_CHANGED_SINCE,))
    return Importing(OTHER_COLUMNS, opened, choices)


def _in_order(table: Table) -> Table:
    return replace(table, rows=tuple(sorted(table.rows, key=repr)))


def with_decimal(one: Importing, decimal: str) -> Importing:
    """The same file with another sign for numbers that can be read in two ways."""
    return replace(one, opened=open_table(one.data, decimal), decimal=decimal)


def with_role(one: Importing, place: int, role: str) -> Importing:
    """Another role for one column. What is guessed of the others follows; what was said of the
    target goes with it."""
    name = one.opened.columns[place].name
    groups: dict[str, Any] = {}
    for known, group in _GROUPS:
        others = tuple(other for other in getattr(one.choices, group) if other != name)
        groups[group] = (*others, name) if known == role else others
    return replace(one, choices=replace(one.choices, **groups, one="", has_classes=None))


def with_words(one: Importing, place: int, *, is_words: bool) -> Importing:
    """The numbers of one column taken for words, or for numbers again."""
    name = one.opened.columns[place].name
    others = tuple(other for other in one.choices.words if other != name)
    words = (*others, name) if is_words else others
    return replace(one, choices=replace(one.choices, words=words))


@dataclass(frozen=True)
class Shown:
    """What a control shows, and how often another one has taken its place."""

    value: Any
    version: int = 0


@dataclass
class ImportStep:
    """The table that is being looked at, None when there is none, and what its controls show.

    number: tells them from those of other tables; part: the part of many columns that is shown,
    counted from 0; said: why it could not be used; used: the files that were used last.
    """

    table: Importing | None = None
    number: int = 0
    part: int = 0
    said: str = ""
    shown: dict[str, Shown] = field(default_factory=dict)
    used: tuple[Used, ...] = ()

    def begin(self, table: Importing) -> None:
        """Look at another table."""
        self.table, self.number = table, self.number + 1
        self.part, self.said = 0, ""
        self.shown.clear()

    def remember(self, table: Importing, made: Table) -> None:
        """Keep a file for as long as its table may come back by Undo."""
        if table.data:
            used = Used(table.data, table.decimal, table.choices, made)
            self.used = (*self.used, used)[-_MOST_USED:]

    def end(self) -> None:
        """Look at none any more."""
        self.table, self.said = None, ""
        self.shown.clear()
