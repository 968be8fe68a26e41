"""The stage and the answers as components of the page: what is sent to them, what they report."""

from __future__ import annotations

import json
import threading
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import plotly.graph_objects as go
import streamlit as st

BROWSER = Path(__file__).parent / "browser"
# Held while a process may still be importing what the page needs.
IMPORT_LOCK: Final = threading.Lock()


def stage(message: dict[str, Any]) -> None:
    """Show the message; see film.js for how it is played, and `state.stage_event` for what the
    learner did on the stage."""
    events = (
        *("goto", "choose", "grab", "resend", "no_plotly"),
        *("draw", "slice", "shape", "set_parameter", "history"),
    )
    # As bytes: a dictionary Streamlit writes out twice, the second time sorted, to find its hash.
    text = json.dumps(message, separators=(",", ":"), ensure_ascii=False)
    _mount("stage", text.encode(), events)


def drawing_tools() -> None:
    """Bring onto the page what the stage draws with; at its start, since it takes long to load.

    Plotly is Streamlit's own copy, which it loads with its own first chart. The scripts and styles
    of the film come once for each run of the page: Streamlit sends all of a component's text with
    each of its messages, 47 kB for each piece of film, more than the film itself. Files would be
    sent once, but only an installed package may have them. So the stage has a few lines of its own,
    and finds its scripts on the page.
    """
    scripts = (
        *("tools.js", "menu.js", "fingers.js", "kept.js", "address.js", "pictures.js"),
        *("output_picture.js", "output.js"),
        *("neuron_pictures.js", "network_film.js", "network.js"),
        *("curve_film.js", "timeline_input.js", "film.js"),
    )
    styles = ("stage.css", "menu.css", "output.css", "network.css")
    with st.container(key="drawing_tools"):
        st.plotly_chart(go.Figure(), key="plotly_loader_chart")
        _mount("film", None, scripts=scripts, styles=styles)


def session_store(to_keep: dict[str, Any]) -> None:
    """Have the browser keep the experiment for as long as the tab is open; it may be as long as a
    file."""
    with st.container(key="keeper_place"):
        _mount("keeper", to_keep, scripts=("kept.js", "session_store.js"))


def answers(message: dict[str, Any]) -> None:
    """The network's answers for the rows of the training table, moving along with the stage."""
    scripts = ("paste.js", "answers.js")
    _mount("answers", message, ("row", "paste"), scripts, styles=("answers.css",))


def walk(message: dict[str, Any]) -> None:
    """One stage of an iteration in the diagram, with dots that travel along its lines."""
    scripts = ("tools.js", "menu.js", "fingers.js", "walk.js")
    _mount("walk", message, scripts=scripts, styles=("menu.css", "walk.css"))


def chart(name: str, title: str, figure: go.Figure) -> None:
    """A chart by itself, whose menu saves it as `name`.png and `name`.svg."""
    message = {"name": name, "title": title, "figure": figure.to_json()}
    scripts = ("tools.js", "menu.js", "fingers.js", "chart.js")
    _mount("chart", message, scripts=scripts, styles=("menu.css", "chart.css"))


def link() -> None:
    """The address of the page, with a button that copies it."""
    _mount("link", {}, styles=("link.css",))


def _mount(
    name: str,
    message: dict[str, Any] | bytes | None,
    events: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
    styles: tuple[str, ...] = (),
) -> None:
    component = _registered(name, scripts or (f"{name}.js",), styles)
    hear = partial(_hear, name)
    component(key=name, data=message, **{f"on_{event}_change": hear for event in events})


@cache
def _registered(name: str, scripts: tuple[str, ...], styles: tuple[str, ...]) -> Any:
    html = BROWSER / f"{name}.html"
    return st.components.v2.component(
        f"neuron_{name}",
        html=html.read_text("utf-8") if html.exists() else None,
        css=_joined(styles) or None,
        js=_joined(scripts),
        # Plotly and Streamlit style the page as a whole, which does not reach into a shadow root.
        isolate_styles=False,
    )


def _joined(files: tuple[str, ...]) -> str:
    return "\n".join((BROWSER / file).read_text("utf-8") for file in files)


def _hear(name: str) -> None:
    from nn_ui import state  # only now: it takes long to import, see app.py

    state.hear(name)
