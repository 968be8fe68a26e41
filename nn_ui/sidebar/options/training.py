"""The folded part "Training options": loss, optimiser, batches, penalties, stop rules."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from nn_core import Experiment
from nn_core.network import loss, optimiser, regularisation
from nn_ui import state
from nn_ui.number_field import number_field
from nn_ui.sidebar.options import effects, words
from nn_ui.sidebar.options.drawing import choice, effect, refused


def training(experiment: Experiment, refusals: Mapping[str, str]) -> None:
    """Draw the fields, with what they make of `experiment`."""
    choice("Loss", "loss", {key: one.title for key, one in loss.LOSSES.items()}, words.LOSS)
    effect("loss", effects.loss(experiment))
    left, right = st.columns(2)
    with left:
        titles = {key: one.title for key, one in optimiser.OPTIMISERS.items()}
        choice("Optimiser", "optimiser", titles, words.OPTIMISER)
    with right:
        number_field("Batch size", "batch_size", words.BATCH_SIZE, placeholder="whole table")
    refused(refusals, "batch_size")
    effect("optimiser", effects.optimiser(experiment))
    effect("batch_size", effects.batches(experiment))
    _rates(refusals)
    effect("penalties", effects.penalties(experiment))
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        number_field("Stop at a loss under", "stop_loss", words.STOP_LOSS, placeholder="never")
    with right:
        looks = state.controls_looks("stop_all_right", words.STOP_ALL_RIGHT)
        st.toggle("Stop at all rows right", key="stop_all_right", **looks)
    refused(refusals, "stop_loss")


def _rates(refusals: Mapping[str, str]) -> None:
    """The rates of the regularisers, two in a row."""
    penalties = regularisation.REGULARISERS.values()
    places = [place for _ in range(0, len(penalties), 2) for place in st.columns(2)]
    for place, one in zip(places, penalties, strict=False):
        with place:
            number_field(one.title, one.key, one.tooltip)
    for one in penalties:
        refused(refusals, one.key)
