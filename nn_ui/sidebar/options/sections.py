"""The folded parts of the sidebar in their order."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nn_core import Experiment
from nn_ui.session.session import Session
from nn_ui.sidebar.options import words
from nn_ui.sidebar.options.changes import changes
from nn_ui.sidebar.options.inputs import inputs
from nn_ui.sidebar.options.network import network
from nn_ui.sidebar.options.training import training


def sections(session: Session, experiment: Experiment) -> DeltaGenerator:
    """Draw all of them; `experiment` is the one that they have led to. Returns the place for the
    button that adds a change on the way: it names the iteration that the page will show."""
    with st.expander("Network"):
        network(session, experiment)
    with st.expander("Training options"):
        training(session, experiment)
    with st.expander("Inputs and test rows"):
        inputs(session, experiment)
    count = len(experiment.interventions)
    title = f"Changes on the way ({count})" if count else "Changes on the way"
    # A key, so that another title does not fold it up.
    with st.expander(title, key="changes"):
        st.caption(words.CHANGES)
        return changes(session, experiment)
