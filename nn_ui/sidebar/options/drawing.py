"""What the folded options have in common: a sentence about a field, and lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from nn_core import InputError
from nn_ui import state
from nn_ui.messages import complain


def effect(key: str, sentence: str) -> None:
    """What an option did to this run. It holds names of columns, so it is plain text."""
    if sentence:
        with st.container(key=f"effect_{key}"):
            st.text(sentence)


def choice(label: str, key: str, titles: Mapping[str, str], help: str) -> None:
    """A list to choose one of; `titles` are shown for the keys."""
    looks = state.controls_looks(key, help)
    st.selectbox(label, list(titles), format_func=titles.__getitem__, key=key, **looks)


def refused(refusals: Mapping[str, str], key: str) -> None:
    """A sentence when the field `key` holds what cannot be used."""
    if reason := refusals.get(key):
        complain(key, InputError(reason))
