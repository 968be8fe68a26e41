"""The transport: play, pause, step and skip as on a media player, with the pace."""

from __future__ import annotations

import streamlit as st

from nn_ui import state, words
from nn_ui.learner import Learner
from nn_ui.pace import PACES, pace


def obey(learner: Learner, now: float) -> bool:
    """Do what the learner pressed; True when it was anything."""
    chosen = pace(state.value("pace", PACES[0].key))
    if state.clicked("train"):
        learner.pause(now) if learner.is_playing else learner.play(chosen, now)
    elif state.clicked("step"):
        learner.step(now)
    elif state.clicked("skip_to_end"):
        learner.skip_to_end(now)
    elif state.clicked("reset"):
        learner.reset()
    else:
        learner.change_pace(chosen, now)
        return False
    return True


def bar(learner: Learner) -> None:
    """The row of buttons, as it should look now.

    They have no tooltips of their own: Streamlit draws a button that has one twice, once for
    phones, and whoever drives the page by `st-key-train` would find two. `words.TRANSPORT` is the
    tooltip of the line below.
    """
    labels = {each.key: each.label for each in PACES}
    playing = learner.is_playing
    st.button(
        "Pause" if playing else "Train",
        key="train",
        type="primary",
        icon=":material/pause:" if playing else ":material/play_arrow:",
    )
    st.button("Step", key="step", icon=":material/skip_next:")
    st.button("Skip to end", key="skip_to_end", icon=":material/last_page:")
    st.button("Reset", key="reset", icon=":material/replay:")
    st.selectbox(
        "Pace",
        labels,
        format_func=labels.__getitem__,
        key="pace",
        help=words.PACE,
        width=215,
        label_visibility="collapsed",
    )


def switches() -> None:
    """How the time axes are drawn."""
    st.toggle("Log iterations", key="log_iterations", help=words.LOG_ITERATIONS)
    st.toggle("Log loss", key="log_loss", help=words.LOG_LOSS)
