"""How the pictures look and whether the loss is heard, behind one small button: no part of the
experiment."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import streamlit as st

from nn_ui import colours, state, words
from nn_ui.figures.palette import CONTRAST, SAFE

SOUND: Final = "sound"
_TITLES: Final = MappingProxyType({SAFE: "Safe for colour blindness", CONTRAST: "Most contrast"})


def view_options() -> None:
    """Draw the button with what is behind it."""
    with st.popover("View", icon=":material/palette:", key="view_options", help=words.VIEW_OPTIONS):
        st.radio(
            "Colours",
            list(_TITLES),
            format_func=_TITLES.__getitem__,
            key=colours.KEY,
            help=words.COLOURS,
        )
        st.toggle("Sound", key=SOUND, help=words.SOUND)


def is_sound_on() -> bool:
    """Whether the loss is to be heard."""
    return bool(state.value(SOUND, False))
