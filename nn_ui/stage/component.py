"""The stage and the answers as components of the page: what is sent to them, what they report."""

from __future__ import annotations

import json
import threading
from functools import cache, partial
from typing import Any, Final

import plotly.graph_objects as go
import streamlit as st

from nn_ui.stage import scripts

# What the stage tells, with their types in browser/types/message.d.ts.
EVENTS: Final = (
    *("goto", "glance", "choose", "grab", "seen", "resend", "ended", "no_plotly"),
    *("draw", "slice", "shape", "set_parameter", "set_point", "history"),
    *("exchange", "let_go", "walk"),
)
ANSWERS_EVENTS: Final = ("row", "paste", "steps")
KEEPER_EVENTS: Final = ("seat",)
# Held while a process may still be importing what the page needs.
IMPORT_LOCK: Final = threading.Lock()


def stage(message: dict[str, Any]) -> None:
    """Show the message; see film.js for how it is played, and `state.stage_event` for what the
    learner did on the stage."""
    # As bytes: a dictionary Streamlit writes out twice, the second time sorted, to find its hash.
    text = json.dumps(message, separators=(",", ":"), ensure_ascii=False)
    _mount("stage", text.encode(), EVENTS)


def drawing_tools() -> None:
    """Bring onto the page what the stage draws with; at its start, since it takes long to load.

    Plotly is Streamlit's own copy, which it loads with its own first chart. The scripts and styles
    of the film come once for each run of the page: Streamlit sends all of a component's text with
    each of its messages, more than a piece of film has. Files would be sent once, but only an
    installed package may have them. So the stage has a few lines of its own, and finds its scripts
    on the page.
    """
    with st.container(key="drawing_tools"):
        st.plotly_chart(go.Figure(), key="plotly_loader_chart")
        styles = ("stage", "menu", "output", "figure", "network", "keys", "chart_table", "walk")
        _mount("film", None, script="drawing_tools", styles=(*styles, "kept_runs"))


def session_store(to_keep: dict[str, Any]) -> None:
    """Have the browser keep the experiment, which may be as long as a file, and the learner's seat
    in a class, for as long as the tab is open."""
    with st.container(key="keeper_place"):
        _mount("keeper", to_keep, KEEPER_EVENTS, script="session_store")


def answers(message: dict[str, Any]) -> None:
    """The network's answers for the rows of the training table, moving along with the stage."""
    _mount("answers", message, ANSWERS_EVENTS, styles=("answers",))


def chart(name: str, title: str, figure: go.Figure) -> None:
    """A chart by itself, whose menu saves it as `name`.png and `name`.svg."""
    message = {"name": name, "title": title, "figure": figure.to_json()}
    _mount("chart", message, styles=("menu", "chart"))


def link() -> None:
    """The address of the page, with a button that copies it."""
    _mount("link", {}, styles=("link",))


def _mount(
    name: str,
    message: dict[str, Any] | bytes | None,
    events: tuple[str, ...] = (),
    script: str = "",
    styles: tuple[str, ...] = (),
) -> None:
    component = _registered(name, script or name, styles)
    hear = partial(_hear, name)
    component(key=name, data=message, **{f"on_{event}_change": hear for event in events})


@cache
def _registered(name: str, script: str, styles: tuple[str, ...]) -> Any:
    return st.components.v2.component(
        f"neuron_{name}",
        html=scripts.html(name),
        css=scripts.style(styles),
        js=scripts.script(script),
        # Plotly and Streamlit style the page as a whole, which does not reach into a shadow root.
        isolate_styles=False,
    )


def _hear(name: str) -> None:
    from nn_ui import state  # only now: it takes long to import, see app.py

    state.hear(name)
