"""The part of the page that moves: the timeline and the stage.

At rest it is drawn with the rest of the page. While the film plays it is a fragment that Streamlit
runs twice a second on its own.
"""

from __future__ import annotations

import logging
import time

import streamlit as st

from nn_ui import state, words
from nn_ui.figures.axes import Axes
from nn_ui.figures.palette import palette
from nn_ui.playback import SECONDS_BETWEEN_PIECES
from nn_ui.stage import component, message
from nn_ui.stage.message import View
from nn_ui.state import Session

LOGGER = logging.getLogger(__name__)


def live(session: Session) -> None:
    """Draw what moves, and go on drawing it while the film plays.

    It is a fragment at rest, too: a change from one to the other would build the stage anew.
    """
    session.needs_whole = True
    every = SECONDS_BETWEEN_PIECES if session.learner.is_playing else None
    st.fragment(_moment, run_every=every)(session)


def obey(session: Session, now: float) -> bool:
    """Do what the learner did on the timeline or the stage; True when it was anything.

    While the film plays the timeline is moved by the page, and its value may come back late from a
    slow browser, so it counts only at rest; taking hold of it pauses.
    """
    learner = session.learner
    place = state.stage_event("goto")
    timeline = state.value("timeline", session.timeline_shown)
    if state.stage_event("grab") is not None:
        learner.pause(now)
    elif place is None and not learner.is_playing and timeline != session.timeline_shown:
        place = timeline
    if place is not None:
        learner.pause(now)
        learner.go_to(max(0, min(int(place), learner.goal)), now)
    return place is not None or state.stage_event("grab") is not None


def _moment(session: Session) -> None:
    learner, now = session.learner, time.monotonic()
    if not session.needs_whole:
        _rerun_if_the_page_must_follow(session, now)
    was_playing = learner.is_playing
    frames = learner.tick(now)
    if was_playing and not learner.is_playing:
        st.rerun()  # the film ended while the page was drawn: its buttons still say Pause
    _timeline(session)
    view = _view(session)
    if not session.can_play_film:
        _charts_without_film(session, view)
    seconds = learner.playback.seconds(now) if learner.playback else None
    if session.needs_whole or seconds is None:
        session.needs_whole = False
        component.stage(message.whole(learner, view, frames, seconds))
    else:
        component.stage(message.piece(learner, view, frames, seconds))


def _rerun_if_the_page_must_follow(session: Session, now: float) -> None:
    """In a run of the fragment alone: what concerns the rest of the page runs all of it."""
    if state.stage_event("no_plotly") is not None:
        session.can_play_film = False
        LOGGER.warning("The browser got no Plotly to play the film with; drawing st.plotly_chart.")
    session.needs_whole = state.stage_event("resend") is not None
    playback = session.learner.playback
    is_over = playback is not None and playback.is_over(now)
    if is_over:
        session.learner.tick(now)
    if obey(session, now) or is_over:
        st.rerun()


def _charts_without_film(session: Session, view: View) -> None:
    """The same four figures as Streamlit's own charts, where the browser has no Plotly to share."""
    places = [*st.columns(2), *st.columns(2)]
    for place, (name, figure) in zip(places, message.figures(session.learner, view), strict=True):
        place.plotly_chart(figure, key=f"still_{name}", height=300)


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
