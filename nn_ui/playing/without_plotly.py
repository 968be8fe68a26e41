"""A browser that gets no Plotly to play the film with sees Streamlit's own charts."""

from __future__ import annotations

import logging

import streamlit as st

from nn_ui import state
from nn_ui.session.page_view import StageMemory
from nn_ui.session.player import Player
from nn_ui.stage import message
from nn_ui.stage.scene import View

LOGGER = logging.getLogger(__name__)


def is_news(memory: StageMemory) -> bool:
    """Whether the browser has just said that it has none."""
    is_told = state.stage_event("no_plotly") is not None and memory.can_play_film
    if is_told:
        memory.can_play_film = False
        LOGGER.warning("The browser got no Plotly to play the film with; drawing st.plotly_chart.")
    return is_told


def charts(player: Player, view: View) -> None:
    """The same four figures as Streamlit's own charts, where the browser has no Plotly to share."""
    figures = message.figures(player, view, with_map=True)
    places = [*st.columns(2), *st.columns(2)]
    for place, (name, figure) in zip(places, figures, strict=True):
        place.plotly_chart(figure, key=f"still_{name}", height=300)
