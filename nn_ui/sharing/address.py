"""The address of the page: read when a tab opens, written while the learner goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from nn_core import InputError
from nn_core.sharing.link import from_query, query_in
from nn_ui import state
from nn_ui.lessons import strip
from nn_ui.playing.status import RESUMED, RESUMING
from nn_ui.session.events.event import Event
from nn_ui.session.opening import opening
from nn_ui.session.page_view import StageMemory
from nn_ui.session.sharing import Sharing
from nn_ui.session.timeline import Timeline
from nn_ui.sharing.views import VIEWS

_ALL: Final = "The experiment of the link is open."
_SOME: Final = "The link is open as far as it could be read: see the notice above."


def asked(memory: Sharing, stage: StageMemory, timeline: Timeline, now: float) -> Iterator[Event]:
    """The link that a new tab came with, or the one that the learner has gone back to."""
    if memory.is_new:
        memory.is_new, memory.is_coming_back = False, _has_lost_its_server()
        query = st.query_params.to_dict()
        if query:
            event = _opening(memory, query, "", "")
            yield replace(event, notice=_SOME if memory.complaints else _ALL)
        if memory.is_coming_back:
            yield Event("", lambda setup: setup, notice=RESUMING)
        return
    step = state.stage_event("history")
    if isinstance(step, Mapping) and step.get("step") != memory.step:
        yield from followed(step, memory, stage, timeline, now)


def message(memory: Sharing, cursor: int) -> dict[str, Any]:
    """What the browser's address should say now."""
    return {
        "query": memory.address.at(cursor),
        "experiment": memory.address.experiment,
        "step": memory.step,
        "session": memory.name,
        "comes_back": memory.is_coming_back,
    }


def to_keep(memory: Sharing) -> dict[str, str]:
    """What the browser should keep of an experiment that the address has no room for."""
    return {"experiment": memory.address.experiment, "whole": memory.address.whole}


def followed(
    step: Mapping[str, Any], memory: Sharing, stage: StageMemory, timeline: Timeline, now: float
) -> Iterator[Event]:
    """Where Back or Forward have led, or where a page that a new server has taken over was."""
    number, search = step.get("step"), step.get("search")
    if not isinstance(number, int) or not isinstance(search, str):
        return
    memory.step, memory.is_coming_back = number, False
    try:
        query = query_in(search) if search else {}
    except InputError as error:
        memory.complaints = (str(error),)
        return
    if step.get("resumed"):
        stage.scene_drawn = ""  # the browser has drawn nothing since
        # There the film has left it, that of the server before.
        timeline.remember_played(state.value("timeline", 0), now)
        # The link that the page began with is nothing that a learner would return to.
        yield _opening(memory, query, "", RESUMED)
    else:
        said = "The browser's history led here; Undo returns to the experiment before."
        yield _opening(memory, query, "following the browser's history", said)


def _opening(memory: Sharing, query: Mapping[str, str], words: str, notice: str) -> Event:
    moment, complaints = from_query(query, VIEWS)
    moment = strip.with_lesson(moment)
    event, said = opening(moment, words, notice)
    memory.complaints = (*complaints, *said)
    return event


def _has_lost_its_server() -> bool:
    """Whether the tab was another server's, or has been cut off for so long that it is forgotten:
    the browser then asks for the session that it had."""
    offered = st.context.headers.get("Sec-WebSocket-Protocol", "").split(",")
    return len(offered) > 2 and bool(offered[2].strip())
