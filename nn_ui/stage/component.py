"""The stage and the answers as components of the page: what is sent to them, what they report."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

HERE = Path(__file__).parent


def stage(message: dict[str, Any]) -> None:
    """Show the message; see stage.js for how it is played, and `state.stage_event` for what the
    learner did on the stage."""
    events = (
        *("goto", "choose", "grab", "resend", "no_plotly"),
        *("draw", "slice", "shape", "set_parameter"),
    )
    scripts = (
        *("tools.js", "pictures.js", "output.js"),
        *("neuron_pictures.js", "network_film.js", "network.js"),
        *("curve_film.js", "stage.js"),
    )
    _mount("stage", message, events, scripts, styles=("stage.css", "output.css", "network.css"))


def answers(message: dict[str, Any]) -> None:
    """The network's answers for the rows of the training table, moving along with the stage."""
    _mount("answers", message, ("row",))


def walk(message: dict[str, Any]) -> None:
    """One stage of an iteration in the diagram, with dots that travel along its lines."""
    _mount("walk", message, scripts=("tools.js", "walk.js"))


def plotly_loader() -> None:
    """Bring Plotly onto the page: Streamlit loads it with its own first chart, and the stage draws
    with the same copy."""
    with st.container(key="plotly_loader"):
        st.plotly_chart(go.Figure(), key="plotly_loader_chart")


def _mount(
    name: str,
    message: dict[str, Any],
    events: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
    styles: tuple[str, ...] = (),
) -> None:
    component: Any = st.components.v2.component(
        f"neuron_{name}",
        html=_text(f"{name}.html"),
        css="\n".join(_text(style) for style in styles or (f"{name}.css",)),
        js="\n".join(_text(script) for script in scripts or (f"{name}.js",)),
        # Plotly and Streamlit style the page as a whole, which does not reach into a shadow root.
        isolate_styles=False,
    )
    component(key=name, data=message, **{f"on_{event}_change": _rerun for event in events})


@cache
def _text(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _rerun() -> None:
    """Streamlit runs the page again after an event; there is nothing more to do here."""
