"""The dialog that says what is in a table, before anything is changed."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from nn_core import InputError
from nn_core.errors import counted
from nn_ui import state
from nn_ui.importing import controls, events, lines
from nn_ui.messages import complain
from nn_ui.session.import_questions import questions
from nn_ui.session.importing import Importing, ImportStep

_ROWS_SHOWN: Final = 3


def dialog(step: ImportStep) -> None:
    """Show the table that is being looked at."""
    if step.table is not None:
        _dialog(step)


@st.dialog(
    "What is in this table",
    width="large",
    icon=":material/table:",
    on_dismiss=state.on_press(events.CANCEL),
)
def _dialog(step: ImportStep) -> None:
    if state.is_pressed(events.USE, events.CANCEL):
        st.rerun()  # a choice runs the dialog alone, and using the table concerns the whole page
    events.take_up(step)
    if step.table is None:
        return
    _what_is_said(step.table)
    _questions(step, step.table)
    _first_rows(step.table)
    lines.lines(step, step.table)
    _buttons(step, step.table)


def _what_is_said(table: Importing) -> None:
    opened, plan = table.opened, table.plan
    n_rows, n_columns = counted(opened.n_rows, "row"), counted(len(opened.columns), "column")
    with st.container(key="import_said", gap="xsmall"):
        st.text(f"{n_rows}, {n_columns}.")
        for sentence in (*opened.said, *(plan.said if plan else ())):
            st.text(sentence)


def _questions(step: ImportStep, table: Importing) -> None:
    asked = questions(table)
    if not asked:
        return
    with st.container(horizontal=True, key="import_questions"):
        for each in asked:
            with st.container(width=300, gap="xxsmall"):
                st.text(each.label)
                controls.select(step, each.key, each.key, each.options, each.answer)


def _first_rows(table: Importing) -> None:
    """The first rows as they stand in the file."""
    columns = {each.name: each.texts[:_ROWS_SHOWN] for each in table.opened.columns}
    st.dataframe(pd.DataFrame(columns, dtype="string"), hide_index=True, key="import_rows")


def _buttons(step: ImportStep, table: Importing) -> None:
    with st.container(key="import_buttons", gap="xsmall"):
        reason = table.refusal or step.said
        if reason:
            complain("import", InputError(reason))
        with st.container(horizontal=True):
            state.button("Use this table", events.USE, type="primary", disabled=bool(table.refusal))
            state.button("Cancel", events.CANCEL)
