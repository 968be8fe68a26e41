"""The controls of a hidden layer's space: which layer, which inputs the grid is of."""

from __future__ import annotations

from typing import Final

import streamlit as st

from nn_core.run.hidden_space import drawable_layers
from nn_ui import state, words
from nn_ui.figures.class_map import has_classes
from nn_ui.figures.hidden_scope import HiddenScope
from nn_ui.figures.scope import Scope
from nn_ui.playing.output_controls import held_at, output_to_draw, varying_inputs
from nn_ui.session.session import Session

# Inputs that the grid is of.
_MOST: Final = 2


def is_offered(session: Session) -> bool:
    """Whether there is a hidden layer of two or three neurons."""
    return bool(drawable_layers(session.player.experiment))


def scope(session: Session) -> HiddenScope:
    """Draw the choices."""
    player, memory = session.player, session.view.output
    experiment, data = player.experiment, player.experiment.dataset
    ranges = memory.ranges_for(data, session.editor.version)
    with st.popover(
        "Hidden layer view", icon=":material/tune:", key="hidden_view", help=words.HIDDEN_VIEW
    ):
        layer = _layer(drawable_layers(experiment))
        is_of_all = has_classes(data) and experiment.architecture.hidden[layer] == _MOST
        output = 0 if is_of_all else output_to_draw(data)
        inputs = varying_inputs(session, data)[:_MOST]
        held = held_at(data, inputs, player.example, ranges)
    return HiddenScope(layer, Scope(inputs, tuple(ranges[place] for place in inputs), held, output))


def _layer(layers: tuple[int, ...]) -> int:
    """The last of them, unless another one is chosen."""
    if len(layers) == 1:
        return layers[0]
    if state.value("hidden_layer") not in layers:
        state.put("hidden_layer", layers[-1])
    return int(
        st.selectbox(
            "Hidden layer",
            layers,
            format_func=lambda layer: f"Hidden layer {layer + 1}",
            key="hidden_layer",
            help=words.HIDDEN_LAYER,
        )
    )
