"""The folded part "Network": layers, neurons, bias, activations, initial weights."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from nn_core import Experiment
from nn_core.limits import MAX_HIDDEN_LAYERS
from nn_core.network import activation
from nn_core.network.start import STARTS
from nn_core.sharing.setup import Setup
from nn_ui import state
from nn_ui.number_field import Steps, number_field
from nn_ui.session.fields import limits
from nn_ui.sidebar.options import effects, words
from nn_ui.sidebar.options.drawing import choice, effect, refused

FIELDS_A_ROW = 2


def network(setup: Setup, experiment: Experiment, refusals: Mapping[str, str]) -> None:
    """Draw the fields, with what they make of `experiment`."""
    hidden = setup.architecture.hidden
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        steps = Steps(0, MAX_HIDDEN_LAYERS)
        number_field("Hidden layers", "hidden_layers", words.HIDDEN_LAYERS, steps=steps)
    with right:
        st.toggle("Bias", key="bias", **state.controls_looks("bias", words.BIAS))
    refused(refusals, "hidden_layers")
    _neurons(len(hidden), refusals)
    effect("network", effects.size(experiment))
    left, right = st.columns(2)
    if hidden:
        with left:
            titles = _titles(activation.of_hidden_layers())
            choice("Hidden activation", "activation", titles, words.ACTIVATION)
    with right if hidden else left:
        titles = _titles(activation.ACTIVATIONS)
        choice("Output activation", "output_activation", titles, words.OUTPUT_ACTIVATION)
    effect("activation", effects.activations(experiment))
    starts = {one.key: one.title for one in STARTS.values()}
    choice("Initial weights", "initial_weights", starts, words.INITIAL_WEIGHTS)
    effect("initial_weights", effects.initial_weights(experiment))


def _titles(activations: Mapping[str, activation.Activation]) -> dict[str, str]:
    return {key: one.title for key, one in activations.items()}


def _neurons(count: int, refusals: Mapping[str, str]) -> None:
    for start in range(0, count, FIELDS_A_ROW):
        places = st.columns(FIELDS_A_ROW)
        for layer, place in zip(range(start, count), places, strict=False):
            with place:
                label, key = f"Neurons in {layer + 1}", f"neurons_{layer + 1}"
                number_field(label, key, words.NEURONS, steps=Steps(*limits("hidden")))
    for layer in range(count):
        refused(refusals, f"neurons_{layer + 1}")
