"""One line a column: its name, what it holds, its role, how it enters, and why."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import streamlit as st

from nn_core.errors import shown
from nn_core.limits import MAX_NAME_LENGTH
from nn_core.tables.column import Column
from nn_core.tables.roles import INPUT, LEFT_OUT, TARGET, ColumnPlan
from nn_ui.importing import controls
from nn_ui.session.importing import Importing, ImportStep

# More columns than this are shown in parts.
MOST_LINES: Final = 40
# Numbers of more different values are hardly names of things.
_MOST_WORDS: Final = 10
_ROLES: Final = MappingProxyType({each: each for each in (INPUT, TARGET, LEFT_OUT)})
_HEADS: Final = ("Column", "What it holds", "Role", "How it enters", "Why")
_WIDTHS: Final = (2.2, 1.7, 1.3, 1.8, 3.0)


def lines(step: ImportStep, table: Importing) -> None:
    """Draw the lines of all columns, or of one part of them."""
    n_columns = len(table.columns)
    if n_columns > MOST_LINES:
        _parts(step, table)
    first = MOST_LINES * step.part
    with st.container(key="import_heads"):
        for over, head in zip(st.columns(_WIDTHS, gap="small"), _HEADS, strict=True):
            over.text(head)
    with st.container(key="import_columns", gap=None):
        for place in range(first, min(first + MOST_LINES, n_columns)):
            _line(step, place, table.columns[place])


def _parts(step: ImportStep, table: Importing) -> None:
    """Which of many columns are shown, and the target, wherever it stands."""
    n_columns = len(table.columns)
    starts = range(0, n_columns, MOST_LINES)
    ranges = {
        part: f"Columns {start + 1} to {min(start + MOST_LINES, n_columns)} of {n_columns}"
        for part, start in enumerate(starts)
    }
    names = {at: shown(each.column.name, MAX_NAME_LENGTH) for at, each in enumerate(table.columns)}
    targets = [at for at, each in enumerate(table.columns) if each.role == TARGET]
    with st.container(horizontal=True):
        controls.select(step, "part", "Columns shown", ranges, step.part, labels="visible")
        if targets:
            controls.select(step, "target", "Target", names, targets[0], labels="visible")


def _line(step: ImportStep, place: int, each: ColumnPlan) -> None:
    name, what, role, how, why = st.columns(_WIDTHS, vertical_alignment="center", gap="small")
    name.text(shown(each.column.name, MAX_NAME_LENGTH))
    what.text(each.column.what)
    with role:
        controls.select(step, f"role_{place}", f"Role of column {place + 1}", _ROLES, each.role)
    with how:
        if _may_be_words(each):
            ways = {False: "as it is", True: "as words"}
            label = f"How column {place + 1} enters"
            controls.select(step, f"words_{place}", label, ways, not each.column.is_of_numbers)
        else:
            st.text(each.how)
    why.text(each.reason)


def _may_be_words(each: ColumnPlan) -> bool:
    """Whether an input of few numbers may as well stand for words."""
    column: Column = each.column
    return (
        each.role == INPUT
        and column.has_numbers
        and not column.unit
        and (2 < len(column.values) <= _MOST_WORDS)
    )
