"""The tabs under the stage, which look deeper at the same moment. Only the open one is drawn."""

from __future__ import annotations

import streamlit as st

from nn_ui import state, words
from nn_ui.numbers.tab import numbers
from nn_ui.state import Session
from nn_ui.walk import walk

IDEAS, NUMBERS = "Things to try", "One step in numbers"
SECONDS_BETWEEN_LOOKS = 1.0


def open_or_close(session: Session) -> None:
    """Know which tab is open before the stage is drawn, since it marks the row that is followed."""
    session.numbers_open = state.value("tabs") == NUMBERS


def tabs(session: Session) -> None:
    """Draw the tab that is open; while the film plays it follows once a second."""
    ideas, in_numbers = st.tabs([IDEAS, NUMBERS], key="tabs", on_change="rerun")
    if ideas.open:
        ideas.markdown(words.THINGS_TO_TRY)
    if in_numbers.open:
        with in_numbers:
            slowly = st.expander("Play one iteration slowly", key="walk_open", on_change="rerun")
            if slowly.open:
                with slowly:
                    walk(session)
            every = SECONDS_BETWEEN_LOOKS if session.learner.is_playing else None
            st.fragment(numbers, run_every=every)(session)
