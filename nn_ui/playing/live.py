"""The part of the page that moves: the timeline and the stage.

At rest it is drawn with the rest of the page. While the film plays it is a fragment that Streamlit
runs on its own for each piece of film.
"""

from __future__ import annotations

import time

import streamlit as st

from nn_ui import state, words
from nn_ui.colours import colours
from nn_ui.figures.axes import Axes
from nn_ui.playing import (
    locks,
    presentation,
    transport,
    verdict_line,
    view_options,
    walk,
    without_plotly,
)
from nn_ui.playing.status import Line, status
from nn_ui.session.pace import PACES, pace
from nn_ui.session.playback import Frame
from nn_ui.session.player import Player
from nn_ui.session.session import Session
from nn_ui.session.told import whole_number
from nn_ui.sharing import address
from nn_ui.sidebar import table_editor
from nn_ui.stage import answers as stage_answers
from nn_ui.stage import component, message
from nn_ui.stage.scene import View

# At rest, while kept runs are trained as far as the present one is.
SECONDS_BETWEEN_TURNS = 0.5


def live(session: Session, line: Line) -> None:
    """Draw what moves, and go on drawing it while the film plays; `line` is what the line under the
    transport says now.

    It is a fragment at rest, too: a change from one to the other would build the stage anew.
    """
    session.stage.needs_whole = True
    session.player.train_kept()
    with locks.FILM_LOCK:
        every = _seconds_between_draws(session, time.monotonic())
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
        session.timeline.let_go(place)
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
        "chosen": chosen if session.view.numbers_open or session.view.walk.is_on else None,
        "places": table_editor.places(editor.used(session.setup).table, session.player.table),
        "marked": list(_marked(session.player, line)),
        "cells": presentation.strip(editor.table),
        "n_rows": len(editor.table.rows),
        "n_waiting": editor.n_waiting,
    }


def _marked(player: Player, line: Line) -> tuple[int, ...]:
    """The rows that the verdict names, at rest."""
    return () if player.is_playing or line.verdict is None else line.verdict.rows


def _seconds_between_draws(session: Session, now: float) -> float | None:
    playback = session.player.playback
    if playback is None:
        locks.LOAD.ended(id(session))
        return None if session.player.train_kept(0) else SECONDS_BETWEEN_TURNS
    locks.LOAD.plays(id(session), now)
    playback.tempo = locks.LOAD.tempo(playback.tempo, now)
    return playback.tempo.seconds_between


def _moment(session: Session, line: Line) -> None:
    player, now = session.player, time.monotonic()
    state.is_in_use(player)
    is_fragment_alone = not session.stage.needs_whole
    is_news = without_plotly.is_news(session.stage)
    if state.stage_event("resend") is not None:
        session.stage.needs_whole, session.stage.scene_drawn = True, ""
    glance = whole_number(state.stage_event("glance"))
    state.stage_event("ended")  # asked for no more than that this looks now, as below
    is_news |= walk.handle(session)
    # What was told goes through the one list of all events, and the rest of the page must follow.
    if is_fragment_alone and (is_news or state.is_told() or handle(session, now)):
        st.rerun()
    were_behind = not player.train_kept(0)
    with locks.turn_after_training(player, now):
        if is_fragment_alone and _needs_another_rhythm(session, now):
            st.rerun()  # only a run of the page tells the browser to ask more often, or less
        if is_fragment_alone and were_behind and not player.is_playing and player.train_kept(0):
            st.rerun()  # nothing is left to train
        began = time.thread_time()
        # Still the time at which this began: a click may have begun a run of the page since, which
        # must not find the cursor beyond its own time.
        _show(session, line, now, glance)
        if is_fragment_alone and player.playback is not None:
            locks.LOAD.plays(id(session), now)
            locks.LOAD.costs(id(session), time.thread_time() - began, player.playback.tempo)


def _needs_another_rhythm(session: Session, now: float) -> bool:
    """Whether its pieces should come more often, or less; how many frames they hold may change with
    every piece."""
    playback, load = session.player.playback, locks.LOAD
    if playback is None:
        return False
    wanted = load.tempo(playback.tempo, now)
    if wanted.seconds_between != playback.tempo.seconds_between:
        return load.may_change(now)
    playback.tempo = wanted
    return False


def _show(session: Session, line: Line, now: float, glance: int | None) -> None:
    player = session.player
    was_playing = player.is_playing
    frames = player.tick(now, locks.SECONDS_A_SLICE)
    if was_playing and not player.is_playing:
        st.rerun()  # the film has ended: the buttons must say so
    if player.is_playing:
        line = status(player, session.current_notice)
    slow = walk.walked(session)
    line = line if slow is None else slow.line
    verdict_line.draw(session, line)
    _timeline(session)
    view = _view(session, line)
    if not session.stage.can_play_film:
        without_plotly.charts(session.player, view)
    sent = _message(session, view, frames, now, glance)
    always = {
        "drawn": session.view.output.drawn,
        "link": address.message(session.sharing, session.player.cursor),
        "line": line.text,
        "walk": None if slow is None else slow.message,
        "sound": view_options.is_sound_on(),
        "asked": session.timeline.asked,
        "seen": session.timeline.seen,
        "log_timeline": pace(state.value("pace", "")) == PACES[0],
    }
    component.stage(sent | always)


def _message(
    session: Session, view: View, frames: tuple[Frame, ...], now: float, glance: int | None
) -> message.Message:
    player, memory = session.player, session.stage
    playback, scene = player.playback, view.scene(player)
    is_known = memory.scene_drawn == scene and not memory.needs_whole
    if glance is not None and playback is None and is_known:
        return message.glance(player, view, max(0, glance))
    is_whole, memory.needs_whole = memory.needs_whole, False
    is_drawn, memory.scene_drawn = memory.scene_drawn == scene, scene
    # The browser changes the figures that it has; new ones take longest to make and to draw.
    if playback is None:
        return message.whole(player, view, (), None, with_figures=not is_drawn)
    if not is_whole and is_drawn:
        return message.piece(player, view, frames, playback.seconds(now))
    return message.whole(
        player, view, playback.ahead(now), playback.seconds(now), with_figures=not is_drawn
    )


def _timeline(session: Session) -> None:
    player = session.player
    now, has_arrived = time.monotonic(), state.has_arrived()
    shown, wanted = state.value("timeline"), (player.cursor, player.goal)
    must_be_set = session.timeline.must_be_set(shown, *wanted, now, has_arrived=has_arrived)
    if must_be_set and not session.sharing.is_coming_back:
        state.keep("timeline", player.cursor)
    if player.is_playing:
        session.timeline.remember_played(player.cursor, now)
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, key="timeline_row"):
        st.slider(
            "Timeline",
            min_value=0,
            max_value=player.goal,
            key="timeline",
            help=words.TIMELINE,
        )
        transport.skip()


def _view(session: Session, line: Line) -> View:
    last = max(session.player.goal, session.player.reached)
    choice = session.view.choice.fitting(session.player.experiment)
    return View(
        row=choice.row if session.view.numbers_open else None,
        parameter=choice.parameter,
        marked=_marked(session.player, line),
        scope=session.view.output.scope,
        kept=session.view.output.kept,
        landscape=session.view.landscape.scope,
        hidden=session.view.hidden,
        thumbnails=session.player.experiment.dataset.n_inputs == 2,
        axes=Axes(
            last=last,
            log_iterations=bool(state.value("log_iterations", True)),
            log_loss=bool(state.value("log_loss", False)),
            colours=colours(),
        ),
    )
