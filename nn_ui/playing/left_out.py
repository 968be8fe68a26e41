"""Pictures that a teacher's link leaves out: they are on the stage, but not shown."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import streamlit as st

from nn_ui.playing.presentation import CHARTS
from nn_ui.session.lock import HIDDEN_PICTURES, Lock

_PLACES: Final = MappingProxyType(
    {
        "network": ".network-panel",
        "loss": f"{CHARTS['Loss']}, .st-key-loss_switches",
        "weights": CHARTS["Weights"],
        "prediction": f"{CHARTS['Prediction']}, .st-key-output_switches",
    }
)


def style(lock: Lock) -> None:
    """What hides them."""
    places = [_PLACES[word] for word in HIDDEN_PICTURES.split(lock.pictures)]
    if places:
        st.html(f"<style>{', '.join(places)} {{ display: none !important; }}</style>")
