"""The part of the menu "Share" that opens a class, or joins one."""

from __future__ import annotations

import streamlit as st

from nn_ui import state, words
from nn_ui.process.classes import new_code
from nn_ui.session.together import Together
from nn_ui.together import class_strip, events, registry


def class_tools(together: Together, *, may_open: bool) -> None:
    """Draw it; who is in a class, or came to one, has a strip for that on the page."""
    st.markdown("**Together**", help=words.TOGETHER)
    if together.code:
        st.text(f"Class {together.code}")
        return
    if may_open and registry.is_one_of_several():
        together.offered = together.offered or new_code()
        st.link_button("Open a class", f"?class={together.offered}", icon=":material/groups:")
    elif may_open:
        state.button("Open a class", events.OPEN, icon=":material/groups:")
    class_strip.entrance(together)
