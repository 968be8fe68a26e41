"""The folded part "Training options": loss, optimiser, batches, prices of weights, stop rules."""

from __future__ import annotations

import streamlit as st

from nn_core import Experiment
from nn_core.loss import LOSSES
from nn_core.optimiser import OPTIMISERS
from nn_ui.folded import effects, words
from nn_ui.folded.drawing import choice, effect, refused
from nn_ui.state import Session


def training(session: Session, experiment: Experiment) -> None:
    """Draw the fields, with what they make of `experiment`."""
    choice("Loss", "loss", {key: one.title for key, one in LOSSES.items()}, words.LOSS)
    effect("loss", effects.loss(experiment))
    left, right = st.columns(2)
    with left:
        titles = {key: one.title for key, one in OPTIMISERS.items()}
        choice("Optimiser", "optimiser", titles, words.OPTIMISER)
    with right:
        _number("Batch size", "batch_size", words.BATCH_SIZE, step=1, placeholder="whole table")
    refused(session, "batch_size")
    effect("optimiser", effects.optimiser(experiment))
    effect("batch_size", effects.batches(experiment))
    left, right = st.columns(2)
    with left:
        _number("L1", "l1", words.L1, step=0.001, format="%g")
    with right:
        _number("L2", "l2", words.L2, step=0.001, format="%g")
    refused(session, "l1")
    refused(session, "l2")
    effect("prices", effects.prices(experiment))
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        _number(
            "Stop at a loss under",
            "stop_loss",
            words.STOP_LOSS,
            step=0.001,
            format="%g",
            placeholder="never",
        )
    with right:
        st.toggle("Stop at all rows right", key="stop_all_right", help=words.STOP_ALL_RIGHT)
    refused(session, "stop_loss")


def _number(
    label: str,
    key: str,
    help: str,
    *,
    step: float,
    format: str | None = None,
    placeholder: str | None = None,
) -> None:
    st.number_input(
        label, value=None, step=step, format=format, key=key, help=help, placeholder=placeholder
    )
