"""What was asked for is read once, and nothing of it is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nn_core.sharing.setup import View
from nn_ui.playing import events
from nn_ui.session.events.event import Step
from nn_ui.session.session import Session


def test_between_reading_and_doing_nothing_can_cut_the_run_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a run touches what Streamlit keeps, the next press may end it."""
    order: list[str] = []

    def view_shown(_: object) -> View:
        order.append("touched")
        return ()

    def reader(session: Session, now: float) -> Iterator[Step]:
        order.append("read")
        yield Step(is_undo=True)

    monkeypatch.setattr(events.views, "shown", view_shown)
    monkeypatch.setattr(events, "READERS", (reader, reader))
    monkeypatch.setattr(events, "settle", lambda *_: None)
    events.handle(Session(), 0.0)
    assert order == ["touched", "read", "read"]
