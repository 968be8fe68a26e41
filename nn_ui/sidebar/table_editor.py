"""The two editable tables of the sidebar: the training table and the new example.

Their cells are text, judged by the same reading as files and pasted rows: a cell for numbers would
read 1,25 as 125, and keep its old value without a word when it cannot read the new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from nn_core.sharing.setup import Setup
from nn_core.tables.cells import Cell, number_text
from nn_core.tables.table import Table
from nn_ui import state
from nn_ui.session.editor import Editor
from nn_ui.session.events.event import Event
from nn_ui.session.events.table import typed, what_was_typed
from nn_ui.sidebar.headers import headers

# The answers stand beside the first rows; a longer table scrolls, and they with it.
TALLEST = 420
# Pixels: what the sidebar has for the columns and for the answers beside them.
ROOM = 407
NARROWEST_COLUMN = 54
# Columns of a table that is wider than its place anyway.
NARROW_COLUMN = 64


def answers_width(n_targets: int) -> int:
    """The pixels that the network's answers need beside the table."""
    return 76 if n_targets == 1 else 24 + 28 * n_targets


def asked(editor: Editor, setup: Setup) -> Iterator[Event]:
    """What was changed in the editors; the page must ask before it brings in another table, which
    has no changes yet."""
    table_state, example_state = state.value("table"), state.value("new_example")
    if editor.drawn_version != editor.version or table_state is None or example_state is None:
        return  # they are of editors that have been replaced
    found = editor.take(table_state, example_state)
    if found is not None:
        table, example = found
        change = partial(typed, table=table, example=example)
        yield Event(what_was_typed(setup, table), change)
    elif editor.drawn_version != editor.version:  # no editor can have sent this
        state.forget("table")
        state.forget("new_example")


def is_typed(editor: Editor) -> bool:
    """Whether the editors hold what the page has not been told before."""
    table_state, example_state = state.value("table"), state.value("new_example")
    if table_state is None or example_state is None:
        return False
    return editor.is_news(table_state, example_state)


def places(table: Table, trained: Table) -> list[int | None] | None:
    """For each row of the table the one of the trained table that it is, None where it is none,
    as long as the table cannot be used; None in all where the table is what is trained."""
    rows = trained.rows
    if rows == table.rows:
        return None
    by_row = {row: place for place, row in reversed(list(enumerate(rows)))}
    return [
        place if rows[place : place + 1] == (row,) else by_row.get(row)
        for place, row in enumerate(table.rows)
    ]


def training_table(editor: Editor) -> None:
    """The editor of the training table."""
    given = editor.given
    st.data_editor(
        _frame(given.names, given.rows, editor.version),
        key="table",
        num_rows="dynamic",
        hide_index=True,
        height="content" if len(given.rows) < 10 else TALLEST,
        column_config=_columns(given),
        placeholder="",
        alt="Training table: inputs and targets, one row for each example",
    )


def example_row(editor: Editor) -> None:
    """The editor of the new example."""
    names = editor.given.input_names
    st.data_editor(
        _frame(names, (editor.given_example,), editor.version),
        key="new_example",
        num_rows="fixed",
        hide_index=True,
        column_config={name: _column("Input") for name in names},
        placeholder="",
        alt="New example: one value for each input",
    )


def _frame(names: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], version: int) -> Any:
    # Where the (hidden) index starts is part of what makes an editor the same one to Streamlit.
    index = pd.RangeIndex(version, version + len(rows))
    texts = [
        [number_text(cell) if isinstance(cell, float) else cell for cell in row] for row in rows
    ]
    return pd.DataFrame(texts, columns=list(names), index=index, dtype="string")


def _columns(table: Table) -> dict[str, Any]:
    width = (ROOM - answers_width(len(table.target_names))) // len(table.names)
    width = width if width >= NARROWEST_COLUMN else NARROW_COLUMN
    labels = dict(zip(table.names, headers(table.names, width), strict=True))
    inputs = {name: _column("Input", labels[name], width) for name in table.input_names}
    about = "Target: the answer to learn"
    return inputs | {name: _column(about, labels[name], width) for name in table.target_names}


def _column(about: str, label: str | None = None, width: int | None = None) -> Any:
    return st.column_config.TextColumn(label, help=about, width=width, alignment="right")
