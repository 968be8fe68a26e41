"""The one place where this process keeps its classes."""

from __future__ import annotations

import os
from typing import Final

import streamlit as st

from nn_ui.process.classes import Classes

# How many processes answer at one address; see docs/hosting.
SETTING: Final = "NEURON_PROCESSES"


@st.cache_resource(show_spinner=False)
def classes() -> Classes:
    """The classes of this process, the same for all its tabs."""
    return Classes()


def is_one_of_several() -> bool:
    """Whether other processes answer at the same address: a class is then opened at an address that
    has its code, which always leads to the same process."""
    chosen = os.environ.get(SETTING, "")
    return chosen.isdecimal() and int(chosen) > 1
