"""The page, from top to bottom."""

from __future__ import annotations

import time

import streamlit as st

from nn_ui import state, words
from nn_ui.playing import diagram_events, live, locks, map_drawing, output_controls, transport
from nn_ui.playing.status import RESUMING, reason_for_change, status
from nn_ui.process.housekeeping import BUDGET
from nn_ui.session.session import Session
from nn_ui.sharing import address, files, keeping, notices, popover
from nn_ui.sidebar import pasting, table_editor
from nn_ui.sidebar.options import changes
from nn_ui.sidebar.sidebar import Asked, sidebar
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
    table_editor.handle(session.editing)
    pasting.handle(session.editing)
    address.handle(session, now)
    files.handle(session, now)
    diagram_events.handle(session, now)
    output_controls.handle(session)
    map_drawing.handle(session)
    with st.sidebar:
        asked = sidebar(session)
    is_another = take_up(asked, session, now)
    if transport.handle(session.player, now):
        session.notice = session.notice if is_another else ""
    else:
        live.handle(session, now)
    tabs.handle(session)
    with asked.change:
        changes.button(session.player)
    session.sharing.keep(keeping.kept(session))
    notices.notices(session)
    with st.container(horizontal=True, vertical_alignment="bottom", key="transport"):
        transport.bar(session.player)
        popover.share(session)
    with st.container(horizontal=True, vertical_alignment="center", key="status"):
        sentence = session.output.pop_refusal() or status(
            session.player, session.current_notice, is_outdated=asked.experiment is None
        )
        st.caption(sentence, width="stretch", help=words.TRANSPORT)
        output_controls.switch(session)
        transport.switches()
    live.live(session)
    tabs.tabs(session)
    component.session_store(address.to_keep(session))
    with asked.answers:
        component.answers(live.answers(session))
    state.page_is_drawn()


def take_up(asked: Asked, session: Session, now: float) -> bool:
    """Make the sidebar's wishes the learner's experiment; what is not valid changes nothing. True
    when it is another experiment."""
    player, before, is_another = session.player, session.player.experiment, False
    example = asked.example or player.example
    if asked.experiment and len(example) == asked.experiment.dataset.n_inputs:
        cursor = player.cursor
        is_another = player.use(asked.experiment, now)
        if is_another:
            reason = reason_for_change(before, asked.experiment, cursor)
            session.notify(RESUMING if session.sharing.is_coming_back else reason)
        player.use_example(example)
    player.use_stop_rule(session.options.stop_rule, now)
    if asked.goal is not None:
        player.use_goal(asked.goal, now)
    return is_another
