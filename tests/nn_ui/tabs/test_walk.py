"""Playing one iteration slowly, in the page: phases in turn, and a run that stays as it is."""

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from nn_ui.session.player import Player
from nn_ui.tabs.tab_names import NUMBERS

APP = Path(__file__).parents[3] / "app.py"


def opened() -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=30)
    page.session_state["tabs"] = NUMBERS
    page.session_state["walk_open"] = True
    return page.run()


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception
    return page


def session(page: AppTest) -> Any:
    return page.session_state["session"]


def phase_shown(page: AppTest) -> str:
    return next(line.value for line in page.markdown if " of 5: " in line.value)


def test_next_and_back_go_through_the_phases_and_stop_at_the_ends() -> None:
    page = opened()
    assert phase_shown(page) == "**1 of 5: Forward**"
    assert page.button(key="walk_back").disabled
    for expected in ("Error", "Slope", "Weight change", "New weights"):
        assert expected in phase_shown(press(page, "walk_next"))
    assert page.button(key="walk_next").disabled
    assert "Weight change" in phase_shown(press(page, "walk_back"))


def test_walking_changes_nothing_in_the_run() -> None:
    page = press(opened(), "step")
    player: Player = session(page).player
    run, cursor = player.run, player.cursor
    parameters = run.at(cursor).parameters
    for key in ("walk_next", "walk_play", "walk_next", "walk_back", "walk_play"):
        press(page, key)
    assert session(page).player.run is run
    assert (run.iteration, session(page).player.cursor) == (1, cursor)
    assert (run.at(cursor).parameters == parameters).all()


def test_playing_goes_on_by_itself_when_the_time_has_come_and_ends_at_the_last_phase() -> None:
    page = press(opened(), "walk_play")
    assert session(page).view.walk.is_playing
    assert page.button(key="walk_play").label == "Pause"
    for _ in range(4):
        session(page).view.walk.due = 0.0
        page.run()
    assert "New weights" in phase_shown(page)
    assert not session(page).view.walk.is_playing
    page.text_input(key="walk_says").set_value("Pause")
    assert "New weights" in phase_shown(press(page, "walk_play")), "it said Pause"
    assert "Forward" in phase_shown(press(page, "walk_play"))


def test_a_click_on_an_answer_makes_its_row_the_one_that_is_followed() -> None:
    page = opened()
    page.session_state["answers"] = {"row": 2}
    page.run()
    assert not page.exception
    assert session(page).view.choice.row == 2


def test_in_a_batch_the_row_that_is_followed_is_said() -> None:
    page = opened()
    before = session(page).player.experiment
    page.text_input(key="batch_size").set_value("1").run()
    assert not page.exception
    assert session(page).player.experiment != before
    (row,) = session(page).player.snapshot.next_update.rows
    said = " ".join(each.value for each in page.caption)
    assert f"those of row {row + 1}; a change is the sum over the rows of this batch" in said
