"""The controls of the import step.

What one of them shows follows from what was said with the others. A control that must show another
value than the browser says is a new one: the browser's answer for the one before counts no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import streamlit as st

from nn_ui import state
from nn_ui.session.importing import ImportStep, Shown


def changed(step: ImportStep) -> Iterator[tuple[str, Any]]:
    """The controls that the browser says something else of than the page did, and what."""
    for name, shown in tuple(step.shown.items()):
        told = _told(step, name, shown)
        if told != shown.value:
            yield name, told


def select(
    step: ImportStep,
    name: str,
    label: str,
    options: Mapping[Any, str],
    value: Any,
    *,
    labels: Literal["visible", "collapsed"] = "collapsed",
) -> None:
    """A list to choose one of; its titles are plain text."""
    before = step.shown.get(name, Shown(value))
    is_new = _told(step, name, before) != value
    shown = Shown(value, before.version + is_new)
    step.shown[name] = shown
    st.selectbox(
        label,
        list(options),
        index=list(options).index(value),
        format_func=options.__getitem__,
        key=_key(step, name, shown),
        label_visibility=labels,
    )


def _told(step: ImportStep, name: str, shown: Shown) -> Any:
    return state.value(_key(step, name, shown), shown.value)


def _key(step: ImportStep, name: str, shown: Shown) -> str:
    return f"import_{step.number}_{name}_{shown.version}"
