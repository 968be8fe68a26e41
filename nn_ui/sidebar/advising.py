"""Choices that do not go together: a sentence for each, and buttons that put them right."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from nn_core import Dataset, InputError
from nn_core.advice import Advice, Remedy, advice
from nn_ui import number_field, state
from nn_ui.messages import complain, remark
from nn_ui.session.session import Session

# With these the experiment cannot be trained at all; the others only learn badly.
UNTRAINABLE = ("cross_entropy_output", "cross_entropy_targets")


def handle(session: Session) -> None:
    """Apply the remedy that was pressed, before its widgets are drawn."""
    for given in session.advice:
        for number, remedy in enumerate(given.remedies):
            if state.clicked(_key(given, number)):
                _apply(session, remedy)


def advising(session: Session, dataset: Dataset, learning_rate: float) -> bool:
    """Draw the advice on the present choices; True when they cannot be trained."""
    options = session.options
    training = replace(options.training, learning_rate=learning_rate)
    session.advice = advice(dataset, options.architecture, training, options.preparation)
    for given in session.advice:
        if given.key in UNTRAINABLE:
            complain(given.key, InputError(given.sentence))
        else:
            remark(given.key, given.sentence)
        with st.container(horizontal=True, key=f"remedies_{given.key}"):
            for number, remedy in enumerate(given.remedies):
                state.button(remedy.label, _key(given, number))
    return any(given.key in UNTRAINABLE for given in session.advice)


def _key(given: Advice, number: int) -> str:
    return f"remedy_{given.key}_{number}"


def _apply(session: Session, remedy: Remedy) -> None:
    options = session.options
    options.architecture = remedy.architecture or options.architecture
    options.preparation = remedy.preparation or options.preparation
    if remedy.training is not None:
        options.training = remedy.training
        number_field.show("learning_rate", remedy.training.learning_rate)
    if remedy.targets is not None:
        session.editing.replace_used(remedy.table(session.editing.used), "mapping the targets")
