"""Two page runs of one tab never touch what is kept of it at the same time."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from streamlit.runtime.state import SafeSessionState, SessionState

from nn_ui.process import session_lock


@pytest.fixture(autouse=True)
def _shared(monkeypatch: pytest.MonkeyPatch) -> None:
    original = SafeSessionState.__init__
    monkeypatch.setattr(SafeSessionState, "__init__", getattr(original, "__wrapped__", original))
    session_lock.share()


def page_run(state: SessionState) -> SafeSessionState:
    return SafeSessionState(state, lambda: None)


def can_read(run: SafeSessionState) -> bool:
    """Whether another thread can read a value now."""
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(run["seed"]), daemon=True)
    thread.start()
    thread.join(0.2)
    return bool(found)


def test_while_one_run_of_a_tab_is_at_work_another_waits() -> None:
    state = SessionState()
    state["seed"] = 1
    old, new = page_run(state), page_run(state)
    with old._lock:
        assert not can_read(new)
    assert can_read(new)


def test_tabs_do_not_wait_for_each_other() -> None:
    mine, yours = SessionState(), SessionState()
    yours["seed"] = 2
    run = page_run(mine)
    with run._lock:
        assert can_read(page_run(yours))


def test_sharing_twice_is_sharing_once() -> None:
    first = SafeSessionState.__init__
    session_lock.share()
    assert SafeSessionState.__init__ is first
