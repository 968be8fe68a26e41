"""The strip of a class: the teacher's panel, the learner's line, or the way in."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from nn_core import InputError
from nn_core.errors import counted
from nn_ui import state, words
from nn_ui.lessons.strip import name
from nn_ui.messages import complain
from nn_ui.process.class_room import MOST_LETTERS, Guesses, Place
from nn_ui.process.classes import Overview
from nn_ui.session.lessons import Lessons
from nn_ui.session.together import Together
from nn_ui.sharing.class_link import qr_code
from nn_ui.together import events
from nn_ui.together.registry import classes

SECONDS_BETWEEN_LOOKS: Final = 2.0
# A learner's page asks less often the more there are: in all some twenty times a second at most.
LEAST_SECONDS: Final = 3.0
MOST_QUESTIONS_A_SECOND: Final = 20.0
_QR_WIDTH: Final = 200


def strip(together: Together, lessons: Lessons) -> None:
    """Draw what belongs to the class of this tab, if it is in one or came to one."""
    if not together.code:
        return
    with st.container(key="class_panel", border=True, gap="xsmall"):
        if together.is_teacher:
            _teacher(together, lessons)
        elif together.is_learner:
            _learner(together, lessons)
        else:
            _way_in(together)


def entrance(together: Together) -> None:
    """The fields with which a learner comes in; the code where the address has none."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        if not together.code:
            st.text_input("Code of the class", key=events.CODE, max_chars=8)
        st.text_input("Nickname", key=events.NICKNAME, max_chars=MOST_LETTERS)
        state.button("Join", events.JOIN, icon=":material/login:")
    if together.refusal:
        complain("class", InputError(together.refusal))


def _way_in(together: Together) -> None:
    if classes().is_open(together.code, time.monotonic()):
        st.text(f"Class {together.code}: choose a nickname, and join.")
        entrance(together)
        _leave()
        with st.expander("I am its teacher, and come back"):
            st.text_input("Teacher's key", key=events.KEY, max_chars=8)
            state.button("Come back", events.TEACH)
        return
    st.text(f"Class {together.code} is not open here. Learners wait until their teacher opens it.")
    with st.container(horizontal=True, gap="xsmall"):
        state.button("Look again", "look_for_class", icon=":material/refresh:")
        state.button("I am its teacher: open it", events.OPEN, icon=":material/groups:")
        _leave()
    if together.refusal:
        complain("class", InputError(together.refusal))


def _teacher(together: Together, lessons: Lessons) -> None:
    at = events.lesson_of(lessons)
    link = f"{st.context.url or ''}?class={together.code}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="class_code", width="content"):
            st.text(together.code)
        state.button("Show the guesses", events.SHOW, icon=":material/visibility:")
        state.button("Call everybody here", events.CALL, icon=":material/campaign:")
        with st.popover("How to join", icon=":material/qr_code:"):
            with st.container(key="class_link_text"):
                st.code(link, language=None, wrap_lines=True)
            st.image(qr_code(link), width=_QR_WIDTH)
            st.text(words.TEACHER_KEY.format(key=together.key))
        state.button("Close the class", events.CLOSE, icon=":material/close:")
    if together.refusal:
        complain("class", InputError(together.refusal))
    st.fragment(_overview, run_every=SECONDS_BETWEEN_LOOKS)(together, at)


def _overview(together: Together, at: int) -> None:
    try:
        found = classes().overview(together.code, together.key, at, time.monotonic())
    except InputError as error:
        together.leave(str(error))
        st.rerun()
    n = len(found.places)
    st.text(
        f"{counted(n, 'learner')}. Lesson {name(at)}: {found.guesses.n} of {n} have guessed"
        f"{', and all see what.' if found.is_shown else '; only you can see what.'}"
    )
    _guesses_and_places(found)


def _guesses_and_places(found: Overview) -> None:
    with st.expander("What was guessed", expanded=found.is_shown):
        _bars(found.guesses)
    with st.expander("Who is where"):
        st.dataframe(_table(found.places), hide_index=True, width="content")


def _table(places: Sequence[Place]) -> pd.DataFrame:
    """A row for each learner; a nickname is text in a cell of its own."""
    return pd.DataFrame(
        {
            "Nickname": [one.nickname for one in places],
            "Lesson": [name(one.lesson) for one in places],
            "Guessed": [one.has_guessed for one in places],
            "Saw the outcome": [one.is_settled for one in places],
        }
    )


def _learner(together: Together, lessons: Lessons) -> None:
    every = max(LEAST_SECONDS, together.n_learners / MOST_QUESTIONS_A_SECOND)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container():
            st.fragment(_news, run_every=every)(together, lessons)
        _leave()


def _leave() -> None:
    state.button("Leave", events.LEAVE, icon=":material/logout:")


def _news(together: Together, lessons: Lessons) -> None:
    news = events.report(together, lessons, time.monotonic())
    if news is None or events.is_new(together, news):
        st.rerun()  # the whole page follows the teacher
    said = f"Class {together.code}, as {together.nickname}."
    if lessons.shown:
        said += f" {news.n_guessed} of {news.n_learners} have guessed in this lesson."
    st.text(said)
    if news.guesses is not None:
        _bars(news.guesses)


def _bars(guesses: Guesses) -> None:
    """How often each answer was guessed."""
    for answer, count in guesses.counts:
        st.progress(count / guesses.n if guesses.n else 0.0, f"{answer}: {count}")
