"""The part of the page that moves: the timeline and the stage.

At rest it is drawn with the rest of the page. While the film plays it is a fragment that Streamlit
runs twice a second on its own.
"""

from __future__ import annotations

import time

import streamlit as st

from nn_ui import state, words
from nn_ui.figures.axes import Axes
from nn_ui.figures.palette import palette
from nn_ui.playback import SECONDS_BETWEEN_PIECES
from nn_ui.stage import component, message
from nn_ui.stage.message import View
from nn_ui.state import Session


def live(session: Session) -> None:
    """Draw what moves, and go on drawing it while the film plays."""
    session.needs_whole = True
    if session.learner.is_playing:
        st.fragment(_moment, run_every=SECONDS_BETWEEN_PIECES)(session)
    else:
        _moment(session)


def obey(session: Session, now: float) -> None:
    """Do what the learner did on the timeline or the stage while the page was at rest."""
    learner = session.learner
    chosen = state.value("timeline", session.timeline_shown)
    if state.stage_event("goto") is not None:
        chosen = state.stage_event("goto")
    if not learner.is_playing and chosen != session.timeline_shown:
        learner.go_to(max(0, min(int(chosen), learner.goal)), now)


def _moment(session: Session) -> None:
    learner, now = session.learner, time.monotonic()
    was_playing = learner.is_playing
    if was_playing:
        _interrupt_if_asked(session, now)
    frames = learner.tick(now)
    if was_playing and not learner.is_playing:
        st.rerun()
    _timeline(session)
    view = _view(session)
    seconds = learner.playback.seconds(now) if learner.playback else None
    if session.needs_whole or seconds is None:
        session.needs_whole = False
        component.stage(message.whole(learner, view, frames, seconds))
    else:
        component.stage(message.piece(learner, view, frames, seconds))


def _interrupt_if_asked(session: Session, now: float) -> None:
    learner = session.learner
    if state.stage_event("grab") is not None:
        learner.pause(now)
    elif state.stage_event("goto") is not None:
        learner.pause(now)
        learner.go_to(min(int(state.stage_event("goto")), learner.goal), now)
    elif state.stage_event("resend") is not None:
        session.needs_whole = True


def _timeline(session: Session) -> None:
    learner = session.learner
    session.timeline_shown = learner.cursor
    state.put("timeline", learner.cursor)
    st.slider(
        "Timeline: the iteration on the screen",
        min_value=0,
        max_value=learner.goal,
        key="timeline",
        help=words.TIMELINE,
    )


def _view(session: Session) -> View:
    last = max(session.learner.goal, session.learner.reached)
    return View(
        Axes(
            last=last,
            log_iterations=bool(state.value("log_iterations", True)),
            log_loss=bool(state.value("log_loss", False)),
            colours=palette(st.context.theme.type),
        )
    )
