"""The two editable tables of the sidebar: the training table and the new example.

Their cells are text, judged by the same reading as files and pasted rows: a cell for numbers would
read 1,25 as 125, and keep its old value without a word when it cannot read the new one.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from nn_core.cells import Cell, number_text
from nn_core.table import Table
from nn_ui import state
from nn_ui.editing import Editing

# The answers stand beside the first rows; a longer table scrolls.
TALLEST = 420
# Pixels: what the sidebar leaves for the columns, and what a name needs at least.
ROOM_FOR_COLUMNS = 318
NARROWEST_COLUMN = 64


def obey(editing: Editing) -> bool:
    """Take up what was changed in the editors; True when anything was.

    The page must do so before it brings in another table, which has no changes yet.
    """
    table, example = state.value("table"), state.value("new_example")
    if editing.drawn_version != editing.version or table is None or example is None:
        return False  # they are of editors that have been replaced
    if editing.edit(table, example):
        return True
    if editing.drawn_version != editing.version:  # no editor can have sent this
        state.forget("table")
        state.forget("new_example")
    return False


def training_table(editing: Editing) -> None:
    """The editor of the training table."""
    given = editing.given
    st.data_editor(
        _frame(given.names, given.rows, editing.version),
        key="table",
        num_rows="dynamic",
        hide_index=True,
        height="content" if len(given.rows) < 10 else TALLEST,
        column_config=_columns(given),
        placeholder="",
        alt="Training table: inputs and targets, one row for each example",
    )


def example_row(editing: Editing) -> None:
    """The editor of the new example."""
    names = editing.given.input_names
    st.data_editor(
        _frame(names, (editing.given_example,), editing.version),
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
    width = max(NARROWEST_COLUMN, ROOM_FOR_COLUMNS // len(table.names))
    inputs = {name: _column("Input", width) for name in table.input_names}
    about = "Target: the answer to learn"
    return inputs | {name: _column(about, width) for name in table.target_names}


def _column(about: str, width: int | None = None) -> Any:
    return st.column_config.TextColumn(help=about, width=width, alignment="right")
