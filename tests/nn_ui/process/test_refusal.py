"""A page that would take the memory of all others says so, and opens when there is room."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from nn_core import Dataset, Experiment
from nn_ui import page as page_file
from nn_ui.process.budget import Budget
from nn_ui.session.player import Player

APP = Path(__file__).resolve().parents[3] / "app.py"
FULL_SERVER = "This server is full: with 1 open already, "


def test_a_new_page_waits_for_room_and_an_open_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = [10**9]
    budget = Budget(10**9, lambda: taken[0])
    monkeypatch.setattr(page_file, "BUDGET", budget)
    other = Player(Experiment(Dataset([[1.0]], [1.0])), (1.0,), 100)
    budget.uses("other", other, 0.0)
    page = AppTest.from_file(APP, default_timeout=30).run()
    assert [each.value.startswith(FULL_SERVER) for each in page.warning] == [True]
    assert not page.button
    assert not page.exception
    assert "session" not in page.session_state
    page.run()
    assert len(page.warning) == 1

    taken[0] = 10**8
    page.run()
    assert not page.exception
    assert not page.warning
    assert page.button(key="train").label == "Train"

    taken[0] = 10**9
    page.button(key="step").click().run()
    assert not page.warning
    assert page.session_state["session"].player.cursor == 1


def test_the_first_page_is_never_refused() -> None:
    assert Budget(10**6, lambda: 10**9).has_room()
