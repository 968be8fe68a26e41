"""What could not be used of a link or a file, above everything else until it is closed."""

from __future__ import annotations

import streamlit as st

from nn_ui import state
from nn_ui.messages import remark
from nn_ui.session.sharing import Sharing


def notices(memory: Sharing) -> None:
    """Draw the sentences, which may hold words of a stranger: plain text."""
    if state.clicked("close_notices"):
        memory.complaints = ()
    if not memory.complaints:
        return
    with st.container(horizontal=True, vertical_alignment="top", key="notices"):
        with st.container(gap="xsmall"):
            for place, sentence in enumerate(memory.complaints):
                remark(f"sharing_{place}", sentence)
        state.button("Close", "close_notices", icon=":material/close:")
