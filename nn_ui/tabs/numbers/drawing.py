"""Draws a table of numbers: aligned on the decimal point, and with its CSV text to copy."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from nn_core import Experiment
from nn_core.tables.number_style import fixed, rounded
from nn_ui.session.page_view import PageView
from nn_ui.tabs.number_columns import number_column, styled
from nn_ui.tabs.numbers import choosing
from nn_ui.tabs.numbers.choosing import column_id
from nn_ui.tabs.numbers.copying import csv_text
from nn_ui.tabs.numbers.table import Column, Table, capped

ROWS = "rows"
Mode = Literal["single-cell", "single-row", "single-row-required", "single-column"]
# Pixels. What a table with rows to choose has before its first column; a training row's number; a
# name; and a number with few or many decimals.
CHOOSER, ROW_NUMBER, NAME = 32, 64, 180
FEW_DECIMALS, MANY_DECIMALS, POWERS = 128, 152, 208
ROW_HEIGHT = 36
# A longer table scrolls.
MOST_ROWS_SHOWN = 10


def draw(view: PageView, experiment: Experiment, table: Table, digits: int, alt: str) -> None:
    """The table as it is to be read; a click in it is a choice. Of a very long one the first rows
    and the chosen one are drawn."""
    key = f"numbers_{table.key}"
    choice = view.choice.fitting(experiment)
    table = capped(table, choice.row)
    choosing.show(choice, table, key)
    st.dataframe(
        _styled(table, digits),
        key=key,
        width="content",
        height=ROW_HEIGHT * (min(len(table.rows), MOST_ROWS_SHOWN) + 1) + 2,
        row_height=ROW_HEIGHT,
        hide_index=True,
        column_config=_columns(table, digits),
        on_select=partial(choosing.take_click, view, table, key),
        selection_mode=_modes(table),
        alt=alt,
    )


def copy_button(table: Table) -> None:
    """A button that opens the table's CSV text, which has a button of its own to copy it."""
    popover = st.popover(
        "Copy as CSV",
        icon=":material/content_copy:",
        key=f"numbers_csv_{table.key}",
        on_change="rerun",
    )
    if popover.open:
        with popover:
            st.caption("Every number in full. The button in the corner copies it all.")
            st.code(csv_text(table), language=None, height=260, width=520)


def _frame(table: Table) -> pd.DataFrame:
    columns: dict[str, Any] = {ROWS: list(table.rows)}
    columns |= {column_id(at): column.values for at, column in enumerate(table.columns)}
    if table.remarks:
        columns["remarks"] = list(table.remarks)
    return pd.DataFrame(columns, copy=False)


def _styled(table: Table, digits: int) -> Styler:
    written = {
        column_id(at): partial(_written, column, digits) for at, column in enumerate(table.columns)
    }
    return styled(_frame(table), written)


def _written(column: Column, digits: int, value: float) -> str:
    if column.significant is not None:
        return rounded(value, column.significant)
    return fixed(value, digits, significant=digits + 1)


def _columns(table: Table, digits: int) -> dict[str, Any]:
    shown: dict[str, Any] = {
        ROWS: st.column_config.TextColumn(
            table.rows_title,
            width=_width_of_names(table),
            pinned=True,
            alignment="right" if table.rows_are == "rows" else "left",
        )
    }
    for at, column in enumerate(table.columns):
        shown[column_id(at)] = _number_column(column, digits)
    if table.remarks:
        shown["remarks"] = st.column_config.TextColumn(table.remarks_title, width=NAME)
    return shown


def _width_of_names(table: Table) -> int:
    # The sums stand right under the contributions, so their columns have to begin alike.
    if table.key == "contributions":
        return NAME - CHOOSER
    return ROW_NUMBER if table.rows_are == "rows" else NAME


def _number_column(column: Column, digits: int) -> Any:
    longest = max((len(_written(column, digits, value)) for value in column.values), default=0)
    width = FEW_DECIMALS if digits <= 4 else POWERS if longest > digits + 8 else MANY_DECIMALS
    return number_column(column.title, column.values, width=width)


def _modes(table: Table) -> list[Mode]:
    modes: list[Mode] = ["single-cell"]
    if table.rows_are:
        modes.append("single-row-required" if table.rows_are == "rows" else "single-row")
    if table.has_weight_columns:
        modes.append("single-column")
    return modes
