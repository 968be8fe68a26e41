"""The list of all lessons, as the tab shows it."""

from __future__ import annotations

import streamlit as st

from nn_core.lessons import LESSONS
from nn_core.lessons.sheets import solutions, worksheet
from nn_ui import state
from nn_ui.lessons.strip import name
from nn_ui.session.lessons import Lessons
from nn_ui.sharing.files import download

COLUMNS = 3


def listing(memory: Lessons) -> None:
    """A button for each lesson, with a mark where its guess is locked or its outcome known, and
    all of them on paper."""
    columns = st.columns(COLUMNS)
    for place, one in enumerate(LESSONS):
        with columns[place % COLUMNS]:
            state.button(
                name(one.number),
                f"open_lesson_{one.number}_list",
                icon=_icon(memory, one.number),
                help=one.question,
                width="stretch",
            )
    with st.container(horizontal=True, gap="xsmall"):
        download("Worksheet to print (.html)", "worksheet.html", worksheet)
        download("Its solutions (.html)", "solutions.html", solutions)


def _icon(memory: Lessons, number: int) -> str:
    if number in memory.settled:
        return ":material/check_circle:"
    return ":material/lock:" if number in memory.guesses else ":material/school:"
