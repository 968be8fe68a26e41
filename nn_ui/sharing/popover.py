"""The menu "Share": the link, the files, and what they hold."""

from __future__ import annotations

import streamlit as st

from nn_core.sharing.setup import Setup
from nn_ui import words
from nn_ui.messages import remark
from nn_ui.session.player import Player
from nn_ui.session.sharing import Sharing
from nn_ui.sharing import files
from nn_ui.stage import component


def share(setup: Setup, player: Player, memory: Sharing) -> None:
    """Draw the menu."""
    # No tooltip: see `transport.bar`.
    with st.popover("Share", icon=":material/share:", key="share"):
        st.markdown("**Link to this very moment**", help=words.LINK)
        component.link()
        left_out = memory.address.left_out
        if left_out:
            parts, are = " and ".join(left_out), "is" if left_out == ("table",) else "are"
            remark(
                "link",
                f"The {parts} {are} too long for a link: save the experiment as a file, and send "
                "that. This tab keeps all of it, even when it is reloaded.",
            )
        st.markdown("**Experiment as a file**")
        files.experiment_tools(setup, player)
        st.markdown("**For other programs**", help=words.OTHER_PROGRAMS)
        files.other_downloads(setup, player)
