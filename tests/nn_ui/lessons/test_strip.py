"""Lessons on the page: a guess is locked, the experiment is run, and both stand side by side."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.lessons import DO_NOT_KNOW, LESSONS, Lesson, lesson
from nn_ui.lessons.strip import guess_key
from nn_ui.session.session import Session
from tests.nn_ui.pages import press

APP = Path(__file__).parents[3] / "app.py"


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def session(page: AppTest) -> Session:
    found: Session = page.session_state["session"]
    return found


def guess(page: AppTest, one: Lesson, answer: str) -> AppTest:
    group = page.button_group(key=guess_key(one.number))
    group.set_value(answer).run()
    return press(page, "lock_guess")


def texts(page: AppTest) -> str:
    return "\n".join(line.value for line in page.text)


def test_a_first_visit_offers_lesson_1_and_a_begun_one_no_more() -> None:
    page = opened()
    assert "lesson" not in page.session_state or page.session_state["lesson"] == 0
    press(page, "open_lesson_1_first")
    assert lesson(1).question in texts(page)
    assert not [one for one in page.button if one.key == "open_lesson_1_first"]


def test_a_guess_is_locked_and_then_stands_beside_the_outcome() -> None:
    one = lesson(1)
    page = press(opened(), "open_lesson_1_first")
    assert page.button(key="lock_guess").disabled
    guess(page, one, "1.00")
    assert f"Your guess: 1.00. {one.do}" in texts(page)
    assert one.claim not in texts(page)
    press(page, "skip_to_end")
    shown = texts(page)
    assert "Your guess: 1.00 ✗. Outcome: 0.99." in shown
    assert one.claim in shown
    assert one.why in shown


def test_a_lesson_with_the_same_experiment_starts_its_run_anew() -> None:
    page = opened(lesson="1")
    press(guess(page, lesson(1), "0.99"), "skip_to_end")
    press(page, "open_lesson_2_next")
    here = session(page)
    assert (here.player.experiment, here.player.reached) == (lesson(2).setup.experiment(), 0)
    guess(page, lesson(2), "the output")
    assert "Outcome" not in texts(page)


@pytest.mark.parametrize("is_right", [True, False])
def test_every_lesson_can_be_gone_through_from_one_to_the_next(is_right: bool) -> None:
    page = press(opened(), "open_lesson_1_first")
    for one in LESSONS:
        assert session(page).setup.experiment() == one.setup.experiment()
        others = [answer for answer in (*one.answers, DO_NOT_KNOW) if answer != one.found]
        answer = one.found if is_right else others[one.number % len(others)]
        guess(page, one, answer)
        if one.iteration:
            press(page, "skip_to_end")
        assert one.number in session(page).view.lessons.settled
        found = one.found
        mark = "" if answer == DO_NOT_KNOW else " ✓" if answer == found else " ✗"
        assert f"Your guess: {answer}{mark}. Outcome: {found}." in texts(page)
        if one.number < len(LESSONS):
            press(page, f"open_lesson_{one.number + 1}_next")


def test_a_lesson_left_half_way_is_found_there_again() -> None:
    page = press(opened(), "open_lesson_1_first")
    guess(page, lesson(1), "0.90")
    press(page, "close_lesson")
    assert lesson(1).question not in texts(page)
    press(page, "open_lesson_6_list")
    press(page, "open_lesson_1_list")
    assert "Your guess: 0.90." in texts(page)


def test_a_link_opens_a_lesson_with_its_own_experiment() -> None:
    page = opened(lesson="6")
    assert session(page).setup.experiment() == lesson(6).setup.experiment()
    assert lesson(6).question in texts(page)


def test_a_link_with_an_experiment_of_its_own_keeps_it() -> None:
    page = opened(lesson="6", problem="and")
    assert session(page).setup.problem == "and"
    assert lesson(6).question in texts(page)
    assert session(page).view.lessons.settled == set()


def test_the_line_does_not_give_away_what_a_lesson_asks() -> None:
    page, said = opened(lesson="6"), "can never all be right"
    assert said not in texts(page)
    assert said in texts(guess(page, lesson(6), "2"))


def test_an_unknown_lesson_in_a_link_is_said_and_none_opens() -> None:
    page = opened(lesson="13")
    assert not page.exception
    assert session(page).view.lessons.shown == 0


def test_undo_returns_to_the_experiment_before() -> None:
    page = opened(problem="and")
    press(page, "open_lesson_7_list")
    assert session(page).setup.problem == "xor_two_inputs"
    press(page, "undo")
    assert session(page).setup.problem == "and"
    assert lesson(7).question not in texts(page)


def test_the_challenge_is_noticed_when_it_is_met() -> None:
    page = press(opened(), "open_lesson_5_list")
    guess(page, lesson(5), "0.50")
    press(page, "skip_to_end")
    assert session(page).view.lessons.met == set()
    page.toggle(key="bias").set_value(True).run()
    press(page, "skip_to_end")
    assert session(page).view.lessons.met == {5}
    assert f"Done: {lesson(5).challenge.words}" in texts(page)


def test_a_guess_brings_no_number_back_that_the_lesson_has_changed() -> None:
    page = opened(lesson="10")
    page.selectbox(key="lesson").set_value(11).run()
    assert page.text_input(key="neurons_1").value == "16"
    # As a browser does that has forgotten, while the field moved, what it was to show.
    page.text_input(key="neurons_1").set_value("4")
    page.button_group(key=guess_key(11)).set_value(lesson(11).answers[0]).run()
    assert session(page).setup == lesson(11).setup
    assert page.text_input(key="neurons_1").value == "16"
