"""The folded parts of the sidebar in their order."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from nn_core.sharing.setup import Setup
from nn_ui.session.player import Player
from nn_ui.sidebar.options import words
from nn_ui.sidebar.options.changes import changes
from nn_ui.sidebar.options.inputs import inputs
from nn_ui.sidebar.options.network import network
from nn_ui.sidebar.options.training import training


def sections(setup: Setup, player: Player, refusals: Mapping[str, str]) -> None:
    """Draw all of them, with what they have led to."""
    experiment = player.experiment
    with st.expander("Network"):
        network(setup, experiment, refusals)
    with st.expander("Training options"):
        training(experiment, refusals)
    with st.expander("Inputs and test rows"):
        inputs(setup, experiment, refusals)
    count = len(experiment.interventions)
    title = f"Changes on the way ({count})" if count else "Changes on the way"
    # A key, so that another title does not fold it up.
    with st.expander(title, key="changes"):
        st.caption(words.CHANGES)
        changes(player, refusals)
