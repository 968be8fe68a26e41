"""The fourth picture: what it shows, and beside the switch the choices about that."""

from __future__ import annotations

import streamlit as st

from nn_ui import state, words
from nn_ui.playing import hidden_controls, landscape_controls, output_controls
from nn_ui.playing.output_controls import HIDDEN, LANDSCAPE, OUTPUT, PREDICTION
from nn_ui.session.session import Session


def handle(session: Session) -> bool:
    """Turn the cube into a map where the browser cannot draw one, and the landscape's surface into
    contours; True when it was asked for."""
    memory, asked = session.view.output, state.stage_event("slice") is not None
    if asked and session.view.landscape.scope is not None:
        landscape_controls.make_flat()
        return True
    if not asked or memory.scope is None:
        return False
    memory.varying = memory.scope.inputs[:2]
    state.put(output_controls.varying_key(memory.n_inputs), list(memory.varying))
    return True


def switch(session: Session) -> None:
    """The switch, and beside it the choices about what is shown."""
    player, view = session.player, session.view
    offered = [PREDICTION, OUTPUT]
    if landscape_controls.is_offered(player):
        offered.append(LANDSCAPE)
    if hidden_controls.is_offered(session):
        offered.append(HIDDEN)
    if state.value("panel") not in offered:
        state.put("panel", PREDICTION)
    shown = st.segmented_control("Panel", offered, key="panel", required=True, help=words.PANEL)
    view.output.scope = output_controls.scope(session) if shown == OUTPUT else None
    chosen = view.choice.fitting(player.experiment).parameter
    view.landscape.scope = (
        landscape_controls.scope(player, view.landscape, chosen) if shown == LANDSCAPE else None
    )
    view.hidden = hidden_controls.scope(session) if shown == HIDDEN else None
