"""The stage and the answers as components of the page: what is sent to them, what they report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

HERE = Path(__file__).parent


def stage(message: dict[str, Any]) -> None:
    """Show the message; see film.js for how it is played, and `state.stage_event` for what the
    learner did on the stage."""
    _mount("stage", message, "goto", "choose", "grab", "resend", "no_plotly")


def answers(message: dict[str, Any]) -> None:
    """The network's answers for the rows of the training table, moving along with the stage."""
    _mount("answers", message)


def walk(message: dict[str, Any]) -> None:
    """One stage of an iteration in the diagram, with dots that travel along its lines."""
    _mount("walk", message)


def plotly_loader() -> None:
    """Bring Plotly onto the page: Streamlit loads it with its own first chart, and the stage draws
    with the same copy."""
    with st.container(key="plotly_loader"):
        st.plotly_chart(go.Figure(), key="plotly_loader_chart")


def _mount(name: str, message: dict[str, Any], *events: str) -> None:
    component: Any = st.components.v2.component(
        f"neuron_{name}",
        html=(HERE / f"{name}.html").read_text("utf-8"),
        css=(HERE / f"{name}.css").read_text("utf-8"),
        js=(HERE / f"{name}.js").read_text("utf-8"),
        # Plotly and Streamlit style the page as a whole, which does not reach into a shadow root.
        isolate_styles=False,
    )
    component(key=name, data=message, **{f"on_{event}_change": _rerun for event in events})


def _rerun() -> None:
    """Streamlit runs the page again after an event; there is nothing more to do here."""
