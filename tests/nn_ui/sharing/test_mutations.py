"""Damaged links and files on the page itself: it opens them, says what is wrong, and goes on."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Final

import pytest
from streamlit.testing.v1 import AppTest

from nn_core import InputError
from nn_core.sharing.link import from_query, query_in, to_query
from nn_core.sharing.setup import Moment
from nn_ui.session import player as learner_file
from nn_ui.session.opening import for_page
from nn_ui.sharing.views import VIEWS
from tests.nn_core.sharing.test_mutations import STATES, file_text, link_text, mutated
from tests.nn_ui.sharing.test_files import upload
from tests.nn_ui.sharing.test_link import notices, opened_at
from tests.nn_ui.test_journeys import fine, opened, player, press, sent

# Opened by the page's own code one after the other, and drawn as a whole page.
N_OPENED: Final = 600
N_DRAWN: Final = 12


@pytest.fixture(autouse=True)
def _hurried_clicks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is trained within a click: what is opened is what is looked at."""
    monkeypatch.setattr(learner_file, "SECONDS_A_CLICK_MAY_TAKE", 0.0)


def texts(write: Callable[[Moment], str], count: int, seed: int) -> list[str]:
    rng, written = random.Random(seed), [write(each) for each in STATES]
    return [mutated(written[number % len(written)], rng) for number in range(count)]


def open_all(kind: str, given: list[str]) -> None:
    """A script that opens one after the other as the page does, and keeps what came of it."""
    import time

    import streamlit as st

    from nn_ui import state
    from nn_ui.playing import events
    from nn_ui.session.examined import shown
    from nn_ui.sharing import address, files, views

    session, found = state.session(), []
    memory, stage, timeline = session.sharing, session.stage, session.timeline
    for number, text in enumerate(given, start=1):
        start = time.process_time()
        if kind == "link":
            step = {"search": text, "step": number}
            asked = address.followed(step, memory, stage, timeline, 0.0)
        else:
            asked = files.opened(memory, text.encode("utf-8", "surrogatepass"))
        for event in asked:
            opened, notice = events.take(session, event, (), 0.0) or (None, "")
            events.settle(session, opened, notice, 0.0)
        seconds = time.process_time() - start
        moment = shown(session.setup, session.player, views.shown(session.view))
        found.append((moment, memory.complaints, seconds))
    st.session_state["found"] = found


@pytest.mark.parametrize(("kind", "write"), [("link", link_text), ("file", file_text)])
def test_the_page_takes_up_whatever_is_opened(kind: str, write: Callable[[Moment], str]) -> None:
    given = texts(write, N_OPENED, seed=2)
    page = AppTest.from_function(open_all, default_timeout=300, args=(kind, given)).run()
    assert [each.message for each in page.exception] == []
    found: list[Any] = page.session_state["found"]
    assert len(found) == N_OPENED
    # Most damaged files are no JSON at all: enough of both must be opened, else this says nothing.
    assert len({repr(moment) for moment, _, _ in found}) > 15
    for moment, complaints, seconds in found:
        assert all(0 < len(sentence) < 400 for sentence in complaints)
        assert seconds < 1
        # What the page then shows can be kept, sent, and is the same again.
        assert from_query(to_query(*moment), VIEWS) == (moment, ())
        assert for_page(moment.setup) == (moment.setup, ())


@pytest.mark.parametrize("text", texts(link_text, N_DRAWN, seed=3), ids=range(N_DRAWN))
def test_a_damaged_link_opens_a_page_that_works(text: str) -> None:
    try:
        query = query_in(text)
    except InputError:  # no browser hands on such an address
        query = {}
    page = opened_at(**query)
    assert all(0 < len(sentence) < 400 for sentence in notices(page))
    before = player(page).cursor
    press(page, "step")
    assert player(page).is_playing or player(page).cursor >= before
    assert isinstance(sent(page)["link"]["query"], str)


def test_damaged_files_leave_a_page_that_works() -> None:
    page = opened()
    for text in texts(file_text, N_DRAWN, seed=4):
        upload(page, text.encode("utf-8", "surrogatepass"))
        assert all(0 < len(sentence) < 400 for sentence in notices(page))
    fine(page.run())
    press(page, "step")
