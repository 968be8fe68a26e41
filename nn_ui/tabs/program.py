"""The tab "Show me the program": the experiment as lines of NumPy that run by themselves."""

from __future__ import annotations

import streamlit as st

from nn_ui.session.player import Player
from nn_ui.sharing.files import program_text


def program(player: Player) -> None:
    """Draw the program for the iteration on the screen."""
    t = player.cursor or player.last
    st.caption(
        f"Run by itself, with Python and NumPy, this trains for {t:,} iterations and prints the "
        "digits that the page shows there. *Share* has it as a file and as a notebook."
    )
    st.code(program_text(player), language="python", line_numbers=True, height=480)
