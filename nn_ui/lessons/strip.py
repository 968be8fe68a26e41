"""The strip of the lesson that is open: question, guess, what to do, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import streamlit as st

from nn_core.lessons import DO_NOT_KNOW, LESSONS, Lesson, lesson
from nn_core.sharing.setup import Moment, Setup, View
from nn_ui import state
from nn_ui.session.events.event import Event
from nn_ui.session.lessons import Lessons, opening
from nn_ui.session.player import Player

NONE: Final = 0
LESSON: Final = "lesson"
NUMBERS: Final = (NONE, *(one.number for one in LESSONS))


def asked(memory: Lessons, view: View) -> Iterator[Event]:
    """What was asked for in the strip and in the list: to open a lesson, to guess, to leave."""
    chosen = state.value(LESSON, memory.shown)
    for press in state.presses_of("open_lesson_"):
        chosen = int(press.key.split("_")[2])
    if state.clicked("close_lesson"):
        chosen = NONE
    if state.clicked("lock_guess") and memory.shown:
        memory.lock(lesson(memory.shown), str(state.value(guess_key(memory.shown), "")))
    if chosen == memory.shown:
        return
    if chosen == NONE:
        state.put(LESSON, NONE)
    else:
        others = tuple(pair for pair in view if pair[0] not in (LESSON, "tab"))
        yield opening(lesson(chosen), (*others, (LESSON, str(chosen))))


def with_lesson(moment: Moment) -> Moment:
    """A link that names a lesson and no experiment opens the lesson's own."""
    number = int(dict(moment.view).get(LESSON, NONE))
    is_bare = number != NONE and moment.setup == Setup()
    return moment._replace(setup=lesson(number).setup) if is_bare else moment


def handle(memory: Lessons, player: Player) -> None:
    """Know which lesson is open, and what has come of it, before anything is drawn."""
    memory.shown = state.value(LESSON, NONE)
    if memory.shown != NONE:
        memory.look(lesson(memory.shown), player)


def strip(memory: Lessons) -> None:
    """Draw the lesson that is open, if any."""
    if memory.shown == NONE:
        return
    one = lesson(memory.shown)
    with st.container(key="lesson_strip", border=True, gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.selectbox(
                "Lesson",
                NUMBERS,
                format_func=name,
                key=LESSON,
                label_visibility="collapsed",
                width=270,
                **state.controls_looks(LESSON),
            )
            with st.container(key="lesson_question"):
                st.text(one.question)
            state.button("", "close_lesson", icon=":material/close:", help="Leave the lesson")
        if one.number not in memory.guesses:
            _guess(one)
        elif one.number not in memory.settled:
            st.text(f"Your guess: {memory.guesses[one.number]}. {one.do}")
        else:
            _outcome(one, memory)


def name(number: int) -> str:
    """What a lesson is called in the list."""
    return f"{number}. {lesson(number).title}" if number else "No lesson"


def guess_key(number: int) -> str:
    """The key of the widget that holds the guess before it is locked."""
    return f"lesson_guess_{number}"


def _guess(one: Lesson) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            "Your guess",
            (*one.answers, DO_NOT_KNOW),
            key=guess_key(one.number),
            label_visibility="collapsed",
        )
        state.button(
            "Lock my guess",
            "lock_guess",
            icon=":material/lock:",
            disabled=not state.value(guess_key(one.number)),
        )


def _outcome(one: Lesson, memory: Lessons) -> None:
    guess, outcome = memory.guesses[one.number], one.found
    mark = "" if guess == DO_NOT_KNOW else " ✓" if guess == outcome else " ✗"
    st.text(f"Your guess: {guess}{mark}. Outcome: {outcome}.")
    st.text(one.claim)
    st.text(f"Why: {one.why}")
    done = "Done: " if one.number in memory.met else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(f"{done}{one.challenge.words}", width="stretch")
        if one.number < LESSONS[-1].number:
            after = lesson(one.number + 1)
            state.button(f"Next: {after.title}", f"open_lesson_{after.number}_next")
