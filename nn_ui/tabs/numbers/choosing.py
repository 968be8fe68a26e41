"""A click in a table chooses a row or a weight, and the choice is highlighted in all tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from nn_ui import state
from nn_ui.session.choice import Choice
from nn_ui.session.page_view import PageView
from nn_ui.tabs.numbers.focus import place_of
from nn_ui.tabs.numbers.table import Table

CHOSEN = "numbers_chosen"
Selection = Mapping[str, Sequence[Any]]


def take(view: PageView, choice: Choice) -> None:
    """Store what was chosen by a click, so that the whole page will follow."""
    view.choice = choice
    state.keep(CHOSEN, True)


def rerun_if_chosen() -> None:
    """In a fragment nothing outside follows by itself: after a choice, run the whole page."""
    if state.value(CHOSEN):
        state.keep(CHOSEN, False)
        st.rerun()


def take_click(view: PageView, table: Table, key: str) -> None:
    """Callback of a table: read the click in it."""
    selection = selection_in(state.value(key))
    take(view, clicked(view.choice, table, selection))


def show(choice: Choice, table: Table, key: str) -> None:
    """Highlight the choice in a table that is about to be drawn."""
    wanted = highlighted(choice, table)
    if selection_in(state.value(key)) != wanted:
        state.put(key, {"selection": wanted})


def highlighted(choice: Choice, table: Table) -> dict[str, list[Any]]:
    """The selection that shows the choice in a table."""
    rows = [place_of(choice.row, table.numbers)] if table.rows_are == "rows" else []
    if table.rows_are == "parameters" and choice.parameter in table.parameters:
        rows = [table.parameters.index(choice.parameter)]
    columns = [
        column_id(at)
        for at, column in enumerate(table.columns)
        if column.parameter is not None and column.parameter == choice.parameter
    ]
    return {"rows": rows, "columns": columns, "cells": []}


def clicked(choice: Choice, table: Table, selection: Selection) -> Choice:
    """The choice after a click that left the table with `selection`.

    A click on a number chooses its row and, where its column is a weight's, the weight too.
    """
    if selection["cells"]:
        row, column = selection["cells"][0]
        return _with_column(_with_row(choice, table, [row]), table, [column], is_number=True)
    before = highlighted(choice, table)
    if selection["rows"] != before["rows"]:
        return _with_row(choice, table, selection["rows"])
    if selection["columns"] != before["columns"]:
        return _with_column(choice, table, selection["columns"], is_number=False)
    return choice


def selection_in(value: Any) -> dict[str, list[Any]]:
    """The selection in a table's widget state, which is None before it was drawn."""
    found = value["selection"] if value else {}
    return {name: list(found.get(name, ())) for name in ("rows", "columns", "cells")}


def column_id(at: int) -> str:
    """A column's name in the data; its title is for people, who may use any word twice."""
    return f"c{at}"


def _with_row(choice: Choice, table: Table, rows: Sequence[int]) -> Choice:
    if table.rows_are == "rows":
        return replace(choice, row=table.numbers[rows[0]]) if rows else choice
    if table.rows_are == "parameters":
        return replace(choice, parameter=table.parameters[rows[0]] if rows else None)
    return choice


def _with_column(
    choice: Choice, table: Table, columns: Sequence[str], *, is_number: bool
) -> Choice:
    by_id = {column_id(at): column.parameter for at, column in enumerate(table.columns)}
    parameter = by_id.get(columns[0]) if columns else None
    if parameter is None and (is_number or columns):
        return choice
    return replace(choice, parameter=parameter)
