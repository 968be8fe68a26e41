"""The line under the transport: what became of the run, with one button that does what is proposed.

It stands in the part of the page that moves, since the verdict changes while the film plays.
"""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from nn_core.sharing.setup import Moment, Setup
from nn_core.verdict import Proposal
from nn_ui import state, words
from nn_ui.playing.status import Line
from nn_ui.session.events.event import Event
from nn_ui.session.player import Player
from nn_ui.sharing import views

KEY = "verdict_remedy"
# What the button proposed in the browser when it was pressed: the film may have changed it since.
_SAYS = "verdict_says"


def asked(player: Player, setup: Setup) -> Iterator[Event]:
    """What was proposed, where the button was pressed."""
    for press in state.presses(KEY):
        proposal = player.judge.offered.get(press.echoed)
        if proposal is not None:
            yield _event(proposal, setup)


def draw(line: Line) -> None:
    """The line as it should look now."""
    remedy = line.verdict.remedy if line.verdict else None
    with st.container(horizontal=True, vertical_alignment="center", key="status"):
        st.caption(line.text, width="stretch", help=words.TRANSPORT)
        if remedy is not None:
            state.button(remedy.label, KEY, echoed=_SAYS)
    state.echo(_SAYS, remedy.label if remedy else "")


def _event(proposal: Proposal, setup: Setup) -> Event:
    if proposal.go_to is not None:
        here = Moment(setup, proposal.go_to, views.shown())
        return Event("", lambda before: before, opened=here)
    return Event("following the verdict", proposal.applied, notice=proposal.said)
