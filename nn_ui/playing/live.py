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
from nn_ui.playing import diagram_events, locks, map_drawing, output_controls
from nn_ui.session.playback import FULL, Frame
from nn_ui.session.session import Session
from nn_ui.session.told import whole_number
from nn_ui.sharing import address
from nn_ui.sidebar import table_editor
from nn_ui.stage import component, message
from nn_ui.stage.scene import View

LOGGER = logging.getLogger(__name__)


def live(session: Session) -> None:
    """Draw what moves, and go on drawing it while the film plays.

    It is a fragment at rest, too: a change from one to the other would build the stage anew.
    """
    session.needs_whole = True
    with locks.FILM_LOCK:
        every = _seconds_between_pieces(session, time.monotonic())
    st.fragment(_moment, run_every=every)(session)


def handle(session: Session, now: float) -> bool:
    """Do what the learner did on the timeline or the stage; True when it was anything.

    While the film plays the timeline is moved by the page, and its value may come back late from a
    slow browser, so it counts only at rest; taking hold of it pauses, letting go says where to go.
    """
    player = session.player
    is_paused = _is_grabbed(session, now)
    place = whole_number(state.stage_event("goto"))
    if place is not None:
        session.timeline.let_go()
    elif not player.is_playing and not session.sharing.is_coming_back:
        told = state.value("timeline", session.timeline.shown)
        place = session.timeline.chosen(told, now, has_arrived=state.has_arrived())
    if place is not None:
        player.pause(now)
        player.go_to(max(0, min(int(place), player.goal)), now)
    parameter = whole_number(state.stage_event("choose"))
    if parameter is not None:
        session.choice = session.choice.with_parameter(parameter)
    return is_paused or place is not None or parameter is not None


def _is_grabbed(session: Session, now: float) -> bool:
    """Whether the learner has just taken hold of the timeline, so that the film has paused."""
    grab, player = state.stage_event("grab"), session.player
    if grab is None or grab == session.grab:  # two runs of the page may hear of the same one
        return False
    session.grab, is_playing = grab, player.is_playing
    session.timeline.take_hold(now, is_playing=is_playing)
    player.pause(now)
    return is_playing


def answers(session: Session) -> message.Message:
    """The network's answers at the cursor, the rows that they belong to, and the one that is
    marked."""
    editing, experiment = session.editing, session.player.experiment
    chosen = session.choice.fitting(experiment).row
    return {
        **message.answers(session.player.snapshot),
        "chosen": chosen if session.numbers_open else None,
        "places": table_editor.places(editing.used, experiment.dataset),
        "n_rows": len(editing.current.rows),
        "n_waiting": editing.n_waiting,
    }


def _seconds_between_pieces(session: Session, now: float) -> float | None:
    playback = session.player.playback
    if playback is None:
        locks.LOAD.ended(id(session))
        return None
    locks.LOAD.plays(id(session), now)
    playback.tempo = locks.LOAD.tempo(playback.tempo, now)
    return playback.tempo.seconds_between


def _moment(session: Session) -> None:
    player, now = session.player, time.monotonic()
    state.is_in_use(session)
    is_fragment_alone = not session.needs_whole
    if is_fragment_alone and _news_from_the_stage(session, now):
        st.rerun()  # the rest of the page must follow
    if state.stage_event("resend") is not None:
        session.needs_whole, session.scene_drawn = True, ""
    with locks.turn_after_training(player, now):
        if is_fragment_alone and _needs_another_tempo(session, now):
            st.rerun()  # only a run of the page tells the browser to ask more often, or less
        began = time.thread_time()
        # Still the time at which this began: a click may have begun a run of the page since, which
        # must not find the cursor beyond its own time.
        _show(session, now)
        if is_fragment_alone and player.playback is not None:
            locks.LOAD.plays(id(session), now)
            if player.playback.tempo == FULL:
                locks.LOAD.costs(id(session), time.thread_time() - began)


def _needs_another_tempo(session: Session, now: float) -> bool:
    playback, load = session.player.playback, locks.LOAD
    if playback is None or load.tempo(playback.tempo, now) == playback.tempo:
        return False
    return load.may_change(now)


def _show(session: Session, now: float) -> None:
    player = session.player
    was_playing = player.is_playing
    frames = player.tick(now, locks.SECONDS_A_SLICE)
    if was_playing and not player.is_playing:
        st.rerun()  # the film has ended: the buttons must say so
    _timeline(session)
    view = _view(session)
    if not session.can_play_film:
        _charts_without_film(session, view)
    sent = _message(session, view, frames, now)
    component.stage(sent | {"drawn": session.output.drawn, "link": address.message(session)})


def _message(
    session: Session, view: View, frames: tuple[Frame, ...], now: float
) -> message.Message:
    player = session.player
    playback, scene = player.playback, view.scene(player)
    is_whole, session.needs_whole = session.needs_whole, False
    is_drawn, session.scene_drawn = session.scene_drawn == scene, scene
    if playback is None:
        return message.whole(player, view, (), None)
    if not is_whole and is_drawn:
        return message.piece(player, view, frames, playback.seconds(now))
    # The film changes the figures that the browser has; new ones take longest to make and to draw.
    return message.whole(
        player, view, playback.ahead(now), playback.seconds(now), with_figures=not is_drawn
    )


def _news_from_the_stage(session: Session, now: float) -> bool:
    # All are asked: a click on the map may come together with one on a curve.
    news = (
        _is_without_plotly(session),
        address.notice_step(session),
        output_controls.handle(session),
        map_drawing.handle(session),
        diagram_events.handle(session, now),
        handle(session, now),
    )
    return any(news)


def _is_without_plotly(session: Session) -> bool:
    is_news = state.stage_event("no_plotly") is not None and session.can_play_film
    if is_news:
        session.can_play_film = False
        LOGGER.warning("The browser got no Plotly to play the film with; drawing st.plotly_chart.")
    return is_news


def _charts_without_film(session: Session, view: View) -> None:
    """The same four figures as Streamlit's own charts, where the browser has no Plotly to share."""
    figures = message.figures(session.player, view, with_map=True)
    places = [*st.columns(2), *st.columns(2)]
    for place, (name, figure) in zip(places, figures, strict=True):
        place.plotly_chart(figure, key=f"still_{name}", height=300)


def _timeline(session: Session) -> None:
    player = session.player
    now, has_arrived = time.monotonic(), state.has_arrived()
    shown, wanted = state.value("timeline"), (player.cursor, player.goal)
    must_be_set = session.timeline.must_be_set(shown, *wanted, now, has_arrived=has_arrived)
    if must_be_set and not session.sharing.is_coming_back:
        state.keep("timeline", player.cursor)
    if player.is_playing:
        session.timeline.remember_played(player.cursor, now)
    st.slider(
        "Timeline: the iteration on the screen",
        min_value=0,
        max_value=player.goal,
        key="timeline",
        help=words.TIMELINE,
    )


def _view(session: Session) -> View:
    last = max(session.player.goal, session.player.reached)
    choice = session.choice.fitting(session.player.experiment)
    return View(
        row=choice.row if session.numbers_open else None,
        parameter=choice.parameter,
        scope=session.output.scope,
        thumbnails=session.player.experiment.dataset.n_inputs == 2,
        axes=Axes(
            last=last,
            log_iterations=bool(state.value("log_iterations", True)),
            log_loss=bool(state.value("log_loss", False)),
            colours=palette(st.context.theme.type),
        ),
    )
