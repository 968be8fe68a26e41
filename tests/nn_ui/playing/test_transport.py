"""What a press means when the browser has not heard yet that the film began or ended."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.run.stop_rule import StopRule
from nn_ui.playing.transport import PAUSE, TRAIN
from nn_ui.session.told import Press
from tests.nn_ui.test_journeys import choose, fine, line, opened, player, press, type_in


def press_while_it_said(page: AppTest, key: str, said: str) -> AppTest:
    page.text_input(key="train_says").set_value(said)
    return press(page, key)


def test_pause_is_no_train_when_the_film_has_just_ended() -> None:
    page = press(type_in(opened(), "iterations", 300), "skip_to_end")
    press_while_it_said(page, "train", PAUSE)
    assert (player(page).cursor, player(page).is_playing) == (300, False)
    press_while_it_said(page, "train", TRAIN)
    assert player(page).is_playing


def test_train_is_no_pause_when_the_film_has_just_begun() -> None:
    page = press(opened(), "train")
    playback = player(page).playback
    press_while_it_said(page, "train", TRAIN)
    assert player(page).playback is playback
    press_while_it_said(page, "train", PAUSE)
    assert not player(page).is_playing


@pytest.mark.parametrize("said", [PAUSE, TRAIN])
def test_a_skip_of_a_film_that_its_rule_has_just_ended_goes_no_further(said: str) -> None:
    page = type_in(opened(), "iterations", 300)
    session = page.session_state["session"]
    session.setup = replace(session.setup, stop=StopRule(0.2))
    press(fine(page.run()), "skip_to_end")
    stopped = player(page).stopped_at
    assert stopped is not None
    assert stopped == player(page).cursor < 300
    press_while_it_said(page, "skip_to_end", said)
    assert player(page).cursor == (stopped if said == PAUSE else 300)


def test_a_change_counts_from_the_iteration_that_its_button_named() -> None:
    page = press(opened(), "skip_to_end")
    assert page.button(key="add_change").label == "Change it from iteration 10,000 on"
    page.text_input(key="change_value").set_value("0.1")
    page.text_input(key="change_from").set_value("1957")
    press(page, "add_change")
    (change,) = player(page).experiment.interventions
    assert change.iteration == 1957
    assert "Change at iteration 1,957" in line(page)
    press(page, "train")
    assert page.button(key="add_change").label == "Change it now"


def press_twice(page: AppTest, key: str) -> AppTest:
    """Two presses before the page has run once."""
    page.session_state["told"].presses.append(Press(key, ""))
    return press(page, key)


def test_of_two_quick_presses_none_is_lost() -> None:
    page = press_twice(opened(), "add_input")
    assert player(page).experiment.dataset.n_inputs == 5
    page = choose(choose(page, "xor"), "and")
    page = press_twice(page, "undo")
    assert player(page).experiment.dataset.n_inputs == 5
    page = press_twice(press_twice(page, "step"), "step")
    assert player(page).cursor == 4
