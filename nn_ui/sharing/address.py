"""The address of the page: read when a tab opens, written while the learner goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from nn_core import InputError
from nn_core.sharing.link import from_query, query_in
from nn_core.sharing.setup import Moment
from nn_ui import state
from nn_ui.playing.status import RESUMED, RESUMING
from nn_ui.session.session import Session
from nn_ui.sharing import keeping
from nn_ui.sharing.views import VIEWS

_ALL: Final = "The experiment of the link is open."
_SOME: Final = "The link is open as far as it could be read: see the notice above."


def handle(session: Session, now: float) -> bool:
    """Open the link that a new tab came with, or the one that the learner has gone back to; True
    when there was one. Only before anything is drawn."""
    memory = session.sharing
    if memory.is_new:
        memory.is_new, memory.is_coming_back = False, _has_lost_its_server()
        query = st.query_params.to_dict()
        if query:
            _open(session, *from_query(query, VIEWS), now)
            session.notify(_SOME if memory.complaints else _ALL)
        if memory.is_coming_back:
            session.notify(RESUMING)
        return bool(query)
    notice_step(session)
    step, memory.waiting = memory.waiting, None
    return step is not None and _follow(session, step, now)


def notice_step(session: Session) -> bool:
    """Remember where Back, Forward or a new server have led; True when that is news. The stage,
    which tells it, is drawn by itself, when the fields that must follow cannot be set."""
    memory, step = session.sharing, state.stage_event("history")
    if isinstance(step, Mapping) and step.get("step") != memory.step:
        memory.waiting = step
    return memory.waiting is not None


def message(session: Session) -> dict[str, Any]:
    """What the browser's address should say now."""
    memory = session.sharing
    return {
        "query": memory.address.at(session.player.cursor),
        "experiment": memory.address.experiment,
        "step": memory.step,
        "session": memory.name,
        "comes_back": memory.is_coming_back,
    }


def to_keep(session: Session) -> dict[str, str]:
    """What the browser should keep of an experiment that the address has no room for."""
    address = session.sharing.address
    return {"experiment": address.experiment, "whole": address.whole}


def _follow(session: Session, step: Mapping[str, Any], now: float) -> bool:
    """Go to where Back or Forward have led, or a page that a new server has taken over was."""
    memory, number, search = session.sharing, step.get("step"), step.get("search")
    if not isinstance(number, int) or not isinstance(search, str):
        return False
    memory.step, memory.is_coming_back = number, False
    try:
        query = query_in(search) if search else {}
    except InputError as error:
        memory.complaints = (str(error),)
        return True
    moment, complaints = from_query(query, VIEWS)
    if step.get("resumed"):
        # The link that the page began with is nothing that a learner would return to.
        _open(session, moment, complaints, now)
        session.notify(RESUMED)
        session.scene_drawn = ""  # the browser has drawn nothing since
        # There the film has left it, that of the server before.
        session.timeline.remember_played(state.value("timeline", 0), now)
    else:
        _open(session, moment, complaints, now, "following the browser's history")
        session.notify("The browser's history led here; Undo returns to the experiment before.")
    return True


def _has_lost_its_server() -> bool:
    """Whether the tab was another server's, or has been cut off for so long that it is forgotten:
    the browser then asks for the session that it had."""
    offered = st.context.headers.get("Sec-WebSocket-Protocol", "").split(",")
    return len(offered) > 2 and bool(offered[2].strip())


def _open(
    session: Session, moment: Moment, complaints: tuple[str, ...], now: float, change: str = ""
) -> None:
    said = keeping.take_up(session, moment, now, change)
    session.sharing.complaints = (*complaints, *said)
