"""The line under the transport: what became of the run, with one button that does what is proposed.

It stands in the part of the page that moves, since the verdict changes while the film plays.
"""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from nn_core.sharing.setup import Moment
from nn_core.verdict import Proposal
from nn_ui import state, words
from nn_ui.playing.status import Line
from nn_ui.session.events.event import Event
from nn_ui.session.session import Session
from nn_ui.sharing import views
from nn_ui.sidebar import what_fits

KEY = "verdict_remedy"
# What the button proposed in the browser when it was pressed: the film may have changed it since.
_SAYS = "verdict_says"


def asked(session: Session, now: float) -> Iterator[Event]:
    """What was proposed, where the button was pressed."""
    for press in state.presses(KEY):
        proposal = session.player.judge.offered.get(press.echoed)
        if proposal is not None and proposal.searches:
            what_fits.begin(
                session.view.fitting, session.editor, session.player, session.setup, now
            )
        elif proposal is not None:
            yield _event(proposal, session)


def draw(session: Session, line: Line) -> None:
    """The line as it should look now. What a search chooses is not searched for again."""
    text, remedy = line.text, line.verdict.remedy if line.verdict else None
    fitting = session.view.fitting
    if remedy is not None and remedy.searches:
        if fitting.chosen == session.player.experiment:
            text, remedy = f"{text} {words.NOTHING_FITS_BETTER}", None
        elif fitting.is_going:
            remedy = None
    with st.container(horizontal=True, vertical_alignment="center", key="status"):
        # Plain text: it may name columns of the learner's own.
        st.text(text, width="stretch", help=words.TRANSPORT)
        if remedy is not None:
            state.button(remedy.label, KEY, echoed=_SAYS)
    state.echo(_SAYS, remedy.label if remedy else "")


def _event(proposal: Proposal, session: Session) -> Event:
    if proposal.go_to is not None:
        here = Moment(session.setup, proposal.go_to, views.shown(session.view))
        return Event("", lambda before: before, opened=here)
    return Event("following the verdict", proposal.applied, notice=proposal.said)
