"""The two editable tables of the sidebar: the training table and the new example."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from nn_core.table import Cell, Table
from nn_ui.editing import Editing

# The answers stand beside the first rows; a longer table scrolls.
TALLEST = 420
# Pixels: what the sidebar leaves for the columns, and what a name needs at least.
ROOM_FOR_COLUMNS = 318
NARROWEST_COLUMN = 64


def training_table(editing: Editing) -> None:
    """The editor of the training table; `editing.current` is what it shows afterwards."""
    given = editing.given
    edited = st.data_editor(
        _frame(given.names, given.rows, editing.version),
        key="table",
        num_rows="dynamic",
        hide_index=True,
        height="content" if len(given.rows) < 10 else TALLEST,
        column_config=_columns(given),
        placeholder="",
        alt="Training table: inputs and targets, one row for each example",
    )
    editing.current = Table(given.input_names, given.target_names, _rows(edited))


def example_row(editing: Editing) -> None:
    """The editor of the new example; `editing.current_example` is what it shows afterwards."""
    names = editing.given.input_names
    edited = st.data_editor(
        _frame(names, (editing.given_example,), editing.version),
        key="new_example",
        num_rows="fixed",
        hide_index=True,
        column_config={name: st.column_config.NumberColumn() for name in names},
        placeholder="",
        alt="New example: one value for each input",
    )
    (editing.current_example,) = _rows(edited)


def _frame(names: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], version: int) -> Any:
    # The name of the (hidden) index is part of what makes an editor the same editor to Streamlit.
    index = pd.RangeIndex(len(rows), name=f"version {version}")
    frame = pd.DataFrame(list(rows), columns=list(names), index=index)
    return frame.apply(pd.to_numeric, errors="coerce").astype("float64")


def _columns(table: Table) -> dict[str, Any]:
    width = max(NARROWEST_COLUMN, ROOM_FOR_COLUMNS // len(table.names))
    number = partial(st.column_config.NumberColumn, width=width)
    targets = {name: number(help="Target: the answer to learn") for name in table.target_names}
    return {name: number(help="Input") for name in table.input_names} | targets


def _rows(frame: Any) -> tuple[tuple[Cell, ...], ...]:
    cells = frame.astype(object).where(frame.notna(), None)
    return tuple(tuple(row) for row in cells.itertuples(index=False, name=None))
