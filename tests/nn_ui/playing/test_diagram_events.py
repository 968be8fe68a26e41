"""What is done on the diagram reaches the experiment, or is refused in a sentence."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nn_core import Intervention, Run
from nn_ui.session.session import Session

APP = Path(__file__).resolve().parents[3] / "app.py"


def opened() -> AppTest:
    return AppTest.from_file(APP, default_timeout=30).run()


def session(page: AppTest) -> Session:
    found: Session = page.session_state["session"]
    return found


def happen(page: AppTest, event: str, what: Any) -> None:
    page.session_state["stage"] = {event: what}
    page.run()
    assert [each.value for each in page.exception] == []
    page.session_state["stage"] = {}


def at_iteration(iteration: int) -> AppTest:
    page = opened()
    happen(page, "goto", iteration)
    assert session(page).player.cursor == iteration
    return page


def status(page: AppTest) -> str:
    return next(each.value for each in page.main.text if each.help)


def test_another_shape_is_another_network() -> None:
    page = opened()
    session(page).view.choice = session(page).view.choice.with_parameter(1)
    happen(page, "shape", [4, 2])
    assert session(page).player.experiment.architecture.hidden == (4, 2)
    assert page.text_input(key="hidden_layers").value == "2"
    assert session(page).view.choice.parameter is None
    happen(page, "shape", [])
    assert session(page).player.experiment.architecture.hidden == ()


@pytest.mark.parametrize("bad", [[17], [0], [4] * 7, "4", [4.5], [None], {"a": 1}, [[4]], 3])
def test_an_impossible_shape_is_refused_in_a_sentence(bad: Any) -> None:
    page = at_iteration(3)
    happen(page, "shape", bad)
    assert session(page).player.experiment.architecture.hidden == ()
    assert session(page).player.cursor == 3
    assert "hidden layer" in status(page).lower()


def test_a_typed_weight_changes_the_run_from_the_cursor_on() -> None:
    page = at_iteration(20)
    before = session(page).player.snapshot.parameters
    happen(page, "set_parameter", {"parameter": 1, "value": "-2,5"})
    player = session(page).player
    assert player.experiment.interventions == (Intervention(20, "parameter", -2.5, 1),)
    assert player.cursor == 20
    np.testing.assert_array_equal(player.snapshot.parameters, [before[0], -2.5, before[2]])
    fresh = Run(player.experiment)
    fresh.advance_to(30)
    happen(page, "goto", 30)
    np.testing.assert_array_equal(session(page).player.snapshot.parameters, fresh.at(30).parameters)


@pytest.mark.parametrize(
    "bad",
    [
        {"parameter": 1, "value": "**abc**"},
        {"parameter": 1, "value": ""},
        {"parameter": 1, "value": "1e300"},
        {"parameter": 1, "value": None},
        {"parameter": 3, "value": "1"},
        {"parameter": -1, "value": "1"},
        {"parameter": "x", "value": "1"},
        {"value": "1"},
        [1, 2],
    ],
)
def test_a_weight_that_cannot_be_set_stays_and_nothing_typed_is_repeated(bad: Any) -> None:
    page = at_iteration(3)
    happen(page, "set_parameter", bad)
    assert session(page).player.experiment.interventions == ()
    assert "weight" in status(page)
    assert "abc" not in status(page)
