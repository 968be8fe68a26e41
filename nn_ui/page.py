"""The page, from top to bottom."""

from __future__ import annotations

import time

import streamlit as st

from nn_ui import state, words
from nn_ui.importing import dialog as import_dialog
from nn_ui.playing import events, live, locks, output_controls, transport
from nn_ui.playing.status import Line, status
from nn_ui.process.housekeeping import BUDGET
from nn_ui.session.events.event import DRAWING
from nn_ui.session.examined import Examined, shown
from nn_ui.session.session import Session
from nn_ui.sharing import address, notices, popover, views
from nn_ui.sidebar.sidebar import sidebar
from nn_ui.stage import component
from nn_ui.tabs import tabs

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
    found, is_another = events.handle(session, now)
    output_controls.handle(session)
    if transport.handle(session.player, now):
        if not is_another:
            session.notices.sentence = ""
    else:
        live.handle(session, now)
    setup, player, view, memory = session.setup, session.player, session.view, session.sharing
    tabs.handle(player, view)
    memory.keep(shown(setup, player, views.shown()))
    with st.sidebar:
        refusals = session.refusals
        answers = sidebar(
            setup, session.editor, player, found, session.history, refusals, view.fitting
        )
    notices.notices(memory)
    with st.container(horizontal=True, vertical_alignment="bottom", key="transport"):
        transport.bar(player)
        popover.share(setup, player, memory)
    with st.container(horizontal=True, vertical_alignment="center", key="switches"):
        output_controls.switch(session)
        transport.switches()
    line = _status(session, found)
    live.live(session, line)
    tabs.tabs(player, view)
    component.session_store(address.to_keep(memory))
    with answers:
        component.answers(live.answers(session, line))
    import_dialog.dialog(session.editor.imports)
    state.page_is_drawn()


def _status(session: Session, found: Examined) -> Line:
    """The line under the transport; why a stroke on the map was not taken up is said once."""
    refused = session.notices.at.pop(DRAWING, "")
    is_refused = not {"seed", "learning_rate"}.isdisjoint(session.refusals)
    is_outdated = found.experiment is None or is_refused
    if refused:
        return Line(refused)
    return status(session.player, session.current_notice, is_outdated=is_outdated)
