"""The short experiments in the tab of lessons: a question, a guess, and then what comes out."""

from __future__ import annotations

import streamlit as st

from nn_core.lessons import DO_NOT_KNOW
from nn_core.lessons.short import SHORT_EXPERIMENTS, ShortExperiment
from nn_ui import state


def short_experiments() -> None:
    """Draw all of them; the outcome of one stands there once a guess has been made."""
    st.markdown("**Short experiments**: one question each")
    for one in SHORT_EXPERIMENTS:
        with st.container(key=f"short_{one.key}", border=True, gap="xxsmall"):
            _experiment(one)


def _experiment(one: ShortExperiment) -> None:
    st.text(one.question)
    guess = state.value(guess_key(one))
    st.segmented_control(
        "Your guess",
        (*one.answers, DO_NOT_KNOW),
        key=guess_key(one),
        label_visibility="collapsed",
        # A guess that could be changed after the outcome would be none.
        disabled=guess is not None,
    )
    if guess is None:
        return
    mark = "" if guess == DO_NOT_KNOW else " ✓" if guess == one.outcome else " ✗"
    st.text(f"Your guess: {guess}{mark}. Outcome: {one.outcome}.")
    st.text(one.claim)
    st.text(f"Why: {one.why}")
    st.text(f"Try it: {one.do}")


def guess_key(one: ShortExperiment) -> str:
    """The key of the widget that holds the guess."""
    return f"short_guess_{one.key}"
