"""The tabs under the stage, which look deeper at the same moment. Only the open one is drawn."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from nn_ui import state, words
from nn_ui.how_well import how_well
from nn_ui.numbers.tab import numbers
from nn_ui.output.truth_table import truth_table
from nn_ui.sharing.program_tab import show_program
from nn_ui.state import Session
from nn_ui.tab_names import NUMBERS, WORDS
from nn_ui.walk import walk

SECONDS_BETWEEN_LOOKS = 1.0


def obey(session: Session) -> None:
    """Know before the stage is drawn which tab is open and which row it follows: both are marked
    there. A click on an answer beside the table chooses its row."""
    session.numbers_open = state.value("tabs") == NUMBERS
    row = state.row_clicked()
    if row is not None:
        session.choice = replace(session.choice, row=int(row))


def tabs(session: Session) -> None:
    """Draw the tab that is open; while the film plays it follows once a second."""
    names = [name for _, name in WORDS]
    ideas, in_numbers, truth, well, program = st.tabs(names, key="tabs", on_change="rerun")
    if ideas.open:
        ideas.markdown(words.THINGS_TO_TRY)
    every = SECONDS_BETWEEN_LOOKS if session.learner.is_playing else None
    if truth.open:
        with truth:
            st.fragment(truth_table, run_every=every)(session)
    if well.open:
        with well:
            st.fragment(how_well, run_every=every)(session)
    if program.open:
        with program:
            st.fragment(show_program, run_every=every)(session)
    if in_numbers.open:
        with in_numbers:
            slowly = st.expander("Play one iteration slowly", key="walk_open", on_change="rerun")
            if slowly.open:
                with slowly:
                    walk(session)
            st.fragment(numbers, run_every=every)(session)
