"""The page, from top to bottom."""

from __future__ import annotations

import time

import streamlit as st

from nn_ui import state, words
from nn_ui.importing import dialog as import_dialog
from nn_ui.lessons import strip as lesson_strip
from nn_ui.playing import (
    events,
    landscape_controls,
    left_out,
    live,
    locks,
    panel,
    presentation,
    transport,
    view_options,
    walk,
)
from nn_ui.playing.status import Line, status
from nn_ui.process.housekeeping import BUDGET
from nn_ui.session.events.event import DRAWING
from nn_ui.session.examined import Examined, shown
from nn_ui.session.lessons import Lessons
from nn_ui.session.lock import Lock
from nn_ui.session.session import Session
from nn_ui.sharing import address, class_link, notices, popover, views
from nn_ui.sidebar.sidebar import sidebar
from nn_ui.stage import component
from nn_ui.tabs import tabs
from nn_ui.together import class_strip

# How often a page that was refused asks whether there is room.
SECONDS_BETWEEN_QUESTIONS = 15.0


def page() -> None:
    """Do what the learner asked for, and draw the page."""
    with locks.page_turn():
        if state.is_new_tab() and not BUDGET.has_room():
            _wait_for_room()
        else:
            _draw()


@st.fragment(run_every=SECONDS_BETWEEN_QUESTIONS)
def _wait_for_room() -> None:
    """What a tab shows that would take the memory of all others."""
    if BUDGET.has_room():
        st.rerun()
    st.warning(words.NO_ROOM.format(n_open=BUDGET.n_open))


def _draw() -> None:
    session = state.session()
    state.put_again()
    now = time.monotonic()
    presentation.handle()
    class_link.handle()
    found, is_another = events.handle(session, now)
    panel.handle(session)
    transport.stop_where_seen(session, now)
    if transport.handle(session.player, now):
        if not is_another:
            session.notices.sentence = ""
    else:
        live.handle(session, now)
    setup, player, view, memory = session.setup, session.player, session.view, session.sharing
    landscape_controls.handle(player, view.landscape, now)
    tabs.handle(player, view, setup)
    walk.handle(session)
    lesson_strip.handle(view.lessons, player)
    here = shown(setup, player, views.whole(view))
    memory.keep(here)
    with st.sidebar:
        _what_is_set(view.lock)
        refusals = session.refusals
        answers = sidebar(
            setup, session.editor, player, found, session.history, refusals, view.fitting
        )
    notices.notices(memory)
    _heading(view.lessons)
    lesson_strip.strip(view.lessons)
    class_strip.strip(view.together, view.lessons)
    _unseen_heading("The learning")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="transport"):
        transport.bar(player, setup)
        popover.share(setup, player, view, memory)
        view_options.view_options()
        presentation.controls()
    presentation.style()
    left_out.style(view.lock)
    line = _status(session, found)
    with st.container(gap="xxsmall", key="live"):
        with st.container(horizontal=True, key="loss_switches"):
            transport.switches()
        with st.container(horizontal=True, key="output_switches"):
            panel.switch(session)
        live.live(session, line)
    strip = st.container(key="strip")
    _unseen_heading("A closer look")
    tabs.tabs(player, view)
    component.session_store({**address.to_keep(memory), **view.together.to_keep})
    with strip if presentation.is_on() else answers:
        component.answers(live.answers(session, line))
    import_dialog.dialog(session.editor.imports)
    if session.editor.imports.table is None and not view.lock.is_on:
        class_link.dialog(here, view.together.code)
    state.page_is_drawn()


def _heading(lessons: Lessons) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="heading"):
        st.title(words.TITLE, anchor=False, width="content")
        st.caption(words.WHAT_TO_DO)
        if lessons.is_new:
            state.button("Start with lesson 1", "open_lesson_1_first", type="tertiary")


def _what_is_set(lock: Lock) -> None:
    """Why controls are disabled, once for all of them."""
    if parts := lock.names:
        st.caption(words.LOCKED.format(parts=", ".join(parts)))


def _unseen_heading(text: str) -> None:
    """A part of the page that the eye finds without one."""
    with st.container(key=f"unseen_{text.split()[-1]}"):
        st.header(text, anchor=False)


def _status(session: Session, found: Examined) -> Line:
    """The line under the transport; why a stroke on the map was not taken up is said once."""
    refused = session.notices.at.pop(DRAWING, "")
    is_refused = not {"seed", "learning_rate"}.isdisjoint(session.refusals)
    is_outdated = found.experiment is None or is_refused
    if refused:
        return Line(refused)
    fitting = session.view.fitting
    if fitting.is_going and not fitting.is_part:
        return Line(words.SEARCHING)
    # What a lesson asks is not to be given away before the guess.
    is_silent = session.view.lessons.is_asking or fitting.chosen == session.player.experiment
    return status(
        session.player, session.current_notice, is_outdated=is_outdated, is_silent=is_silent
    )
