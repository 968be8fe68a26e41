"""Playing one iteration slowly: its phases in turn, in the diagram. The run stays as it is."""

from __future__ import annotations

import time

import streamlit as st

from nn_core.explanation.explanation import Explanation, explain
from nn_core.program.phases import Phase, phases
from nn_ui import state
from nn_ui.colours import colours
from nn_ui.figures.walk import walk_figure
from nn_ui.session.page_view import PageView, Walk
from nn_ui.session.player import Player
from nn_ui.stage import component
from nn_ui.tabs.numbers.focus import can_be_shown, place_of
from nn_ui.tabs.numbers.tab import TOO_LARGE

PLAY, PAUSE = "Play slowly", "Pause"
# What the button said in the browser when it was pressed.
SAID = "walk_says"
SECONDS_A_PHASE = 4.0
# The diagram writes no numbers on more lines than this.
MOST_READABLE = 24


def walk(player: Player, view: PageView) -> None:
    """The controls and the diagram; while it plays it goes on by itself."""
    every = SECONDS_A_PHASE if view.walk.is_playing else None
    st.fragment(_phase, run_every=every)(player, view)


def _phase(player: Player, view: PageView) -> None:
    snapshot, moving = player.snapshot, view.walk
    if not can_be_shown(snapshot):
        st.warning(TOO_LARGE, icon=":material/warning:")
        return
    told = phases(snapshot.experiment, snapshot.iteration)
    was_playing = moving.is_playing
    _handle(moving, len(told))
    if moving.is_playing != was_playing:
        st.rerun()
    explanation = explain(snapshot)
    choice = view.choice.fitting(snapshot.experiment)
    place = place_of(choice.row, explanation.rows)
    _controls(moving, told, _rows_words(explanation, place))
    phase = told[moving.phase]
    figure = walk_figure(explanation, phase, place, colours(), choice.parameter)
    moment = f"{player.run_number} {player.cursor} {choice} {phase.key}"
    component.walk({"figure": figure.to_json(), "phase": moment})


def _handle(walk: Walk, n_phases: int) -> None:
    last, now = n_phases - 1, time.monotonic()
    if pressed := state.presses("walk_play"):
        walk.is_playing = pressed[-1].echoed == PLAY
        if walk.is_playing:
            walk.phase %= last
    elif turned := state.presses("walk_next", "walk_back"):
        walk.phase += sum(1 if press.key == "walk_next" else -1 for press in turned)
    elif walk.is_playing and now > walk.due:
        walk.phase += 1
        walk.is_playing = walk.phase < last
    else:
        return
    walk.phase = max(0, min(walk.phase, last))
    # Half a phase is enough: the page may be run for other reasons, but the next turn comes later.
    walk.due = now + SECONDS_A_PHASE / 2


def _controls(walk: Walk, told: tuple[Phase, ...], rows: str) -> None:
    place, playing = walk.phase, walk.is_playing
    with st.container(horizontal=True, vertical_alignment="center", key="walk_controls"):
        state.button("Back", "walk_back", icon=":material/arrow_back:", disabled=place == 0)
        state.button(
            PAUSE if playing else PLAY,
            "walk_play",
            echoed=SAID,
            icon=":material/pause:" if playing else ":material/play_arrow:",
        )
        state.echo(SAID, PAUSE if playing else PLAY)
        state.button(
            "Next",
            "walk_next",
            icon=":material/arrow_forward:",
            disabled=place == len(told) - 1,
        )
        st.markdown(f"**{place + 1} of {len(told)}: {told[place].title}**", width="content")
    with st.container(key="walk_words"):
        st.caption(f"{told[place].sentence} {rows}")


def _rows_words(explanation: Explanation, place: int) -> str:
    """Whose numbers are shown."""
    if explanation.is_whole_table:
        whose, over = "one row", "all rows"
    else:
        whose = f"row {explanation.rows[place] + 1:,}"
        over = "the rows of this batch"
    words = f"The numbers in the neurons are those of {whose}; a change is the sum over {over}."
    if explanation.snapshot.experiment.n_parameters > MOST_READABLE:
        words += " On so many lines numbers cannot be read; the tables below have all of them."
    return words
