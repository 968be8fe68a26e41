"""One iteration slowly, on the page: its beats in turn, and a run that stays as it is."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nn_core import Architecture, Snapshot
from nn_core.explanation.beats import GRAINS, beats
from nn_ui.playing.walk import walked
from nn_ui.session.player import Player
from nn_ui.tabs.tab_names import NUMBERS
from tests.nn_ui.pages import fine, press
from tests.nn_ui.sharing.test_link import opened_at


def asked(page: AppTest, grain: str, place: int = 0, of: str = "") -> AppTest:
    """Ask as the buttons over the diagram do."""
    page.session_state["stage"] = {"walk": {"grain": grain, "place": place, "of": of or grain}}
    fine(page.run())
    page.session_state["stage"] = {}
    return page


def session(page: AppTest) -> Any:
    return page.session_state["session"]


def sent(page: AppTest) -> dict[str, Any] | None:
    """What the stage is sent of it."""
    found = walked(session(page))
    return None if found is None else found.message


def line(page: AppTest) -> str:
    """What stands under the transport."""
    return " ".join(one.value for one in page.text)


def test_beats_follow_each_other_and_stop_at_the_ends() -> None:
    page = asked(opened_at(), "layer")
    titles = ("Forward", "Error", "Slope", "Weight change", "New weights")
    for place, title in enumerate(titles):
        assert f"{title}, row 1: " in line(asked(page, "layer", place))
        message = sent(page)
        assert message is not None
        assert (message["place"], message["count"]) == (place, 5)
    assert "New weights" in line(asked(page, "layer", 99))
    assert "Forward" in line(asked(page, "layer", -1))


def test_another_grain_shows_the_same_place_in_other_words() -> None:
    page = asked(opened_at(hidden="4", bias="1"), "layer", 1)
    assert "Forward, output layer, row 1" in line(page)
    assert "Forward, Target, row 1: Neuron 1.1: " in line(asked(page, "product", 1, "layer"))
    message = sent(page)
    assert message is not None
    there = message["place"]
    assert "Forward, Target, row 1: z = " in line(asked(page, "neuron", there, "product"))
    assert "Forward, output layer" in line(asked(page, "layer", 4, "neuron"))


def test_it_changes_nothing_in_the_run() -> None:
    page = press(opened_at(), "step")
    player: Player = session(page).player
    run, cursor = player.run, player.cursor
    parameters = run.at(cursor).parameters
    for grain in GRAINS:
        for place in range(len(beats(player.experiment, grain))):
            asked(page, grain, place)
    assert session(page).player.run is run
    assert (run.iteration, session(page).player.cursor) == (1, cursor)
    assert (run.at(cursor).parameters == parameters).all()


def test_a_step_begins_the_next_iteration_and_the_film_ends_it() -> None:
    page = asked(opened_at(), "layer", 3)
    assert "Weight change" in line(page)
    assert "Forward" in line(press(page, "step"))
    press(page, "train")
    assert sent(page) is None
    assert "row 1: " not in line(page)
    press(page, "train")
    assert sent(page) is None, "what has ended does not come back by itself"


def test_it_is_opened_from_the_tab_and_closed_on_the_diagram() -> None:
    page = opened_at()
    page.session_state["tabs"] = NUMBERS
    page.run()
    assert sent(page) is None
    press(page, "walk_open")
    assert "Forward, row 1: " in line(page)
    asked(page, "")
    assert sent(page) is None
    assert "Forward, row 1: " not in line(page)


def test_a_click_on_an_answer_makes_its_row_the_one_that_is_followed() -> None:
    page = asked(opened_at(), "neuron")
    page.session_state["answers"] = {"row": 2}
    fine(page.run())
    assert "Forward, Target, row 3: z = 1 × (−0.166) + 0 × 0.441 + 1 × (−1)" in line(page)


def test_many_lines_say_that_a_finer_grain_can_be_read() -> None:
    page = asked(opened_at(hidden="8_8"), "layer", 1)
    assert "a finer grain has them" in line(page)
    assert "a finer grain has them" not in line(asked(page, "product", 1, "layer"))


def test_numbers_that_are_too_large_say_so_and_leave_the_diagram_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened_at()
    experiment = session(page).player.experiment
    experiment = replace(experiment, architecture=Architecture(output_activation="identity"))
    too_large = Snapshot(experiment, 0, np.full(experiment.n_parameters, 1e308))
    monkeypatch.setattr(Player, "snapshot", too_large)
    asked(page, "layer")
    assert sent(page) is None
    assert "too large to be computed" in line(page)
    assert "*divergence*" not in line(page)
