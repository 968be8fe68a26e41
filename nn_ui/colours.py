"""The palette that the page is drawn in."""

from __future__ import annotations

import streamlit as st

from nn_ui import state
from nn_ui.figures.palette import SAFE, Palette, palette

# The widget that holds the name of the palette.
KEY = "palette"


def colours() -> Palette:
    """The chosen palette, for the page's own theme."""
    return palette(st.context.theme.type, chosen())


def chosen() -> str:
    """The name of the chosen palette."""
    name: str = state.value(KEY, SAFE)
    return name
