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
from nn_ui.playing import locks, verdict_line
from nn_ui.playing.status import Line, status
from nn_ui.session.page_view import StageMemory
from nn_ui.session.playback import FULL, Frame
from nn_ui.session.player import Player
from nn_ui.session.session import Session
from nn_ui.session.told import whole_number
from nn_ui.sharing import address
from nn_ui.sidebar import table_editor
from nn_ui.stage import answers as stage_answers
from nn_ui.stage import component, message
from nn_ui.stage.scene import View

LOGGER = logging.getLogger(__name__)


def live(session: Session, line: Line) -> None:
    """Draw what moves, and go on drawing it while the film plays; `line` is what the line under the
    transport says now.

    It is a fragment at rest, too: a change from one to the other would build the stage anew.
    """
    session.stage.needs_whole = True
    with locks.FILM_LOCK:
        every = _seconds_between_pieces(session, time.monotonic())
    st.fragment(_moment, run_every=every)(session, line)


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
        session.view.choice = session.view.choice.with_parameter(parameter)
    return is_paused or place is not None or parameter is not None


def _is_grabbed(session: Session, now: float) -> bool:
    """Whether the learner has just taken hold of the timeline, so that the film has paused."""
    grab, player, timeline = state.stage_event("grab"), session.player, session.timeline
    if grab is None or grab == timeline.grab:  # two runs of the page may hear of the same one
        return False
    timeline.grab, is_playing = grab, player.is_playing
    timeline.take_hold(now, is_playing=is_playing)
    player.pause(now)
    return is_playing


def answers(session: Session, line: Line) -> message.Message:
    """The network's answers at the cursor, the rows that they belong to, the one that is chosen,
    and those that the verdict names."""
    editor, experiment = session.editor, session.player.experiment
    chosen = session.view.choice.fitting(experiment).row
    return {
        **stage_answers.answers(session.player.snapshot, session.player.table.coding),
        "chosen": chosen if session.view.numbers_open else None,
        "places": table_editor.places(editor.used(session.setup).table, session.player.table),
        "marked": list(_marked(session.player, line)),
        "n_rows": len(editor.table.rows),
        "n_waiting": editor.n_waiting,
    }


def _marked(player: Player, line: Line) -> tuple[int, ...]:
    """The rows that the verdict names, at rest."""
    return () if player.is_playing or line.verdict is None else line.verdict.rows


def _seconds_between_pieces(session: Session, now: float) -> float | None:
    playback = session.player.playback
    if playback is None:
        locks.LOAD.ended(id(session))
        return None
    locks.LOAD.plays(id(session), now)
    playback.tempo = locks.LOAD.tempo(playback.tempo, now)
    return playback.tempo.seconds_between


def _moment(session: Session, line: Line) -> None:
    player, now = session.player, time.monotonic()
    state.is_in_use(player)
    is_fragment_alone = not session.stage.needs_whole
    is_news = _is_without_plotly(session.stage)
    if state.stage_event("resend") is not None:
        session.stage.needs_whole, session.stage.scene_drawn = True, ""
    # What was told goes through the one list of all events, and the rest of the page must follow.
    if is_fragment_alone and (is_news or state.is_told() or handle(session, now)):
        st.rerun()
    with locks.turn_after_training(player, now):
        if is_fragment_alone and _needs_another_tempo(session, now):
            st.rerun()  # only a run of the page tells the browser to ask more often, or less
        began = time.thread_time()
        # Still the time at which this began: a click may have begun a run of the page since, which
        # must not find the cursor beyond its own time.
        _show(session, line, now)
        if is_fragment_alone and player.playback is not None:
            locks.LOAD.plays(id(session), now)
            if player.playback.tempo == FULL:
                locks.LOAD.costs(id(session), time.thread_time() - began)


def _needs_another_tempo(session: Session, now: float) -> bool:
    playback, load = session.player.playback, locks.LOAD
    if playback is None or load.tempo(playback.tempo, now) == playback.tempo:
        return False
    return load.may_change(now)


def _show(session: Session, line: Line, now: float) -> None:
    player = session.player
    was_playing = player.is_playing
    frames = player.tick(now, locks.SECONDS_A_SLICE)
    if was_playing and not player.is_playing:
        st.rerun()  # the film has ended: the buttons must say so
    verdict_line.draw(status(player, session.current_notice) if player.is_playing else line)
    _timeline(session)
    view = _view(session, line)
    if not session.stage.can_play_film:
        _charts_without_film(session, view)
    sent = _message(session, view, frames, now)
    component.stage(sent | {"drawn": session.view.output.drawn, "link": _link(session)})


def _message(
    session: Session, view: View, frames: tuple[Frame, ...], now: float
) -> message.Message:
    player = session.player
    playback, scene = player.playback, view.scene(player)
    memory = session.stage
    is_whole, memory.needs_whole = memory.needs_whole, False
    is_drawn, memory.scene_drawn = memory.scene_drawn == scene, scene
    if playback is None:
        return message.whole(player, view, (), None)
    if not is_whole and is_drawn:
        return message.piece(player, view, frames, playback.seconds(now))
    # The film changes the figures that the browser has; new ones take longest to make and to draw.
    return message.whole(
        player, view, playback.ahead(now), playback.seconds(now), with_figures=not is_drawn
    )


def _link(session: Session) -> dict[str, object]:
    return address.message(session.sharing, session.player.cursor)


def _is_without_plotly(memory: StageMemory) -> bool:
    is_news = state.stage_event("no_plotly") is not None and memory.can_play_film
    if is_news:
        memory.can_play_film = False
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


def _view(session: Session, line: Line) -> View:
    last = max(session.player.goal, session.player.reached)
    choice = session.view.choice.fitting(session.player.experiment)
    return View(
        row=choice.row if session.view.numbers_open else None,
        parameter=choice.parameter,
        marked=_marked(session.player, line),
        scope=session.view.output.scope,
        thumbnails=session.player.experiment.dataset.n_inputs == 2,
        axes=Axes(
            last=last,
            log_iterations=bool(state.value("log_iterations", True)),
            log_loss=bool(state.value("log_loss", False)),
            colours=palette(st.context.theme.type),
        ),
    )
