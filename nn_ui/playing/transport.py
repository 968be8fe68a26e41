"""The transport: play, pause, step and skip as on a media player, with the pace."""

from __future__ import annotations

import streamlit as st

from nn_core.sharing.setup import Setup
from nn_ui import state, words
from nn_ui.playing import kept_runs
from nn_ui.session.pace import PACES, Pace, pace
from nn_ui.session.player import Player
from nn_ui.session.seen import pause_at
from nn_ui.session.session import Session
from nn_ui.session.told import Press, whole_number

TRAIN, PAUSE = "Train", "Pause"
# What the button "train" said in the browser when any of the buttons was pressed.
SAID = "train_says"


def stop_where_seen(session: Session, now: float) -> None:
    """Stop at what was on the screen when the learner pressed Pause or Step."""
    seen = whole_number(state.stage_event("seen"))
    if seen is not None:
        session.timeline.seen = seen
        pause_at(session.player, seen, now)


def handle(player: Player, now: float) -> bool:
    """Do what the learner pressed; True when it was anything."""
    chosen = pace(state.value("pace", PACES[0].key))
    pressed = (
        *state.presses("train", "step", "skip_to_end", "reset"),
        *(Press("step", "") for _ in range(state.steps_clicked())),
    )
    for press in pressed:
        _do(press, player, chosen, now)
    if not pressed:
        player.change_pace(chosen, now)
    return bool(pressed)


def _do(press: Press, player: Player, chosen: Pace, now: float) -> None:
    """A press means what the buttons said: what plays, or has ended, may be news to the browser."""
    was_playing = press.echoed == PAUSE
    if press.key == "train" and was_playing:
        player.pause(now)
    elif press.key == "train" and not player.is_playing:
        player.play(chosen, now)
    elif press.key == "step":
        player.step(now)
    elif press.key == "skip_to_end" and not (was_playing and _has_met_its_rule(player)):
        player.skip_to_end(now)
    elif press.key == "reset":
        player.reset()


def _has_met_its_rule(player: Player) -> bool:
    return not player.is_playing and player.cursor == player.stopped_at


def bar(player: Player, setup: Setup) -> None:
    """The row of buttons, as it should look now.

    They have no tooltips of their own: Streamlit draws a button that has one twice, once for
    phones, and whoever drives the page by `st-key-train` would find two. `words.TRANSPORT` is the
    tooltip of the line below.
    """
    labels = {each.key: each.label for each in PACES}
    playing = player.is_playing
    state.button(
        PAUSE if playing else TRAIN,
        "train",
        echoed=SAID,
        type="primary",
        icon=":material/pause:" if playing else ":material/play_arrow:",
    )
    state.echo(SAID, PAUSE if playing else TRAIN)
    state.button("Step", "step", echoed=SAID, icon=":material/skip_next:")
    state.button("Reset", "reset", echoed=SAID, icon=":material/replay:")
    kept_runs.button(setup)
    st.selectbox(
        "Speed",
        labels,
        format_func=labels.__getitem__,
        key="pace",
        help=words.PACE,
        width=265,
    )


def skip() -> None:
    """The button at the right end of the timeline."""
    state.button("Skip to end", "skip_to_end", echoed=SAID, icon=":material/last_page:")


def switches() -> None:
    """How the time axes are drawn."""
    st.toggle("Log iterations", key="log_iterations", help=words.LOG_ITERATIONS)
    st.toggle("Log loss", key="log_loss", help=words.LOG_LOSS)
