"""The menu "Share": the link, the files, and what they hold."""

from __future__ import annotations

import streamlit as st

from nn_core.sharing.link import named
from nn_core.sharing.setup import Setup
from nn_ui import state, words
from nn_ui.messages import remark
from nn_ui.session.page_view import PageView
from nn_ui.session.player import Player
from nn_ui.session.sharing import Sharing
from nn_ui.sharing import class_link, files, hand_in
from nn_ui.stage import component
from nn_ui.together import menu


def share(setup: Setup, player: Player, view: PageView, memory: Sharing) -> None:
    """Draw the menu."""
    # No tooltip: see `transport.bar`. A menu of another name is closed: it would stand in front of
    # the form.
    key = f"share_beside_{bool(state.value(class_link.IS_OPEN))}"
    with (
        st.container(key="share", width="content"),
        st.popover("Share", icon=":material/share:", key=key),
    ):
        st.markdown("**Link to this very moment**", help=words.LINK)
        component.link()
        if not view.lock.is_on:
            state.button("Link for a class", class_link.OPEN, icon=":material/lock:")
        left_out = memory.address.left_out
        if left_out:
            parts, are = named(left_out), "is" if left_out == ("table",) else "are"
            remark(
                "link",
                f"The {parts} {are} too long for a link: save the experiment as a file, and send "
                "that. This tab keeps all of it, even when it is reloaded.",
            )
        menu.class_tools(view.together, may_open=not view.lock.is_on)
        st.markdown("**Experiment as a file**")
        files.experiment_tools(setup, player, view)
        st.markdown("**For other programs**", help=words.OTHER_PROGRAMS)
        files.other_downloads(player)
        st.markdown("**Hand in**", help=words.HAND_IN)
        hand_in.hand_in(setup, player, view)
