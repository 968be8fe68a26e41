"""A class of three pages: a teacher and two learners guess, see, and are called together."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.lessons import lesson
from nn_ui.process.class_room import MOST_LEARNERS
from nn_ui.session.lock import Lock
from nn_ui.session.session import Session
from nn_ui.together.registry import SETTING
from tests.nn_ui.lessons.test_strip import guess, texts
from tests.nn_ui.sharing.test_link import notices, opened_at
from tests.nn_ui.test_journeys import fine, opened, press, type_in


def session(page: AppTest) -> Session:
    found: Session = page.session_state["session"]
    return found


def teacher() -> AppTest:
    return press(opened(), "open_class")


def code_of(page: AppTest) -> str:
    return session(page).view.together.code


def joined(code: str, nickname: str, **query: str) -> AppTest:
    page = opened_at(**{"class": code}, **query)
    page.text_input(key="class_nickname").set_value(nickname)
    return press(page, "join_class")


def bars(page: AppTest) -> list[str]:
    return [each.proto.text for each in page.get("progress")]


def test_a_class_guesses_sees_and_is_called_together() -> None:
    leader = press(teacher(), "open_lesson_3_list")
    code = code_of(leader)
    assert code in texts(leader)
    anna, ben = joined(code, "Anna <b>"), joined(code, "Anna <b>")
    assert f"Class {code}, as Anna <b>." in texts(anna)
    assert f"Class {code}, as Anna <b> (2)." in texts(ben)
    press(anna, "open_lesson_3_list")
    guess(anna, lesson(3), "0.3")
    fine(anna.run())
    press(ben, "open_lesson_3_list")
    assert "1 of 2 have guessed in this lesson." in texts(ben)
    assert bars(ben) == []
    fine(leader.run())
    assert "Lesson 3. The step size: 1 of 2 have guessed; only you can see what." in texts(leader)
    assert "0.3: 1" in bars(leader)
    (table,) = [each.value for each in leader.dataframe if "Nickname" in each.value]
    assert table["Nickname"].tolist() == ["Anna <b>", "Anna <b> (2)"]
    assert table["Guessed"].tolist() == [True, False]
    press(leader, "show_guesses")
    fine(ben.run())
    assert bars(ben) == ["0.1: 0", "0.2: 0", "0.3: 1", "0.41: 0", "I don't know: 0"]
    type_in(leader, "seed", 77)
    press(leader, "call_class")
    for page in (anna, ben):
        type_in(page, "learning_rate", 0.7)
        assert session(page).setup.seed == 77
        assert session(page).view.lessons.shown == 3
        fine(page.run())
    assert session(anna).view.lessons.guesses == {3: "0.3"}
    type_in(anna, "seed", 5)
    fine(anna.run())
    assert session(anna).setup.seed == 5  # a call is followed once
    press(leader, "close_class")
    fine(anna.run())
    assert not session(anna).view.together.is_learner
    assert f"Class {code} is not open here." in texts(anna)
    press(anna, "leave_class")
    assert not code_of(anna)


def reloaded(page: AppTest) -> AppTest:
    """The same tab, opened again at its address: the browser tells what it has kept."""
    together = session(page).view.together
    again = opened_at(**{"class": together.code})
    again.session_state["keeper"] = {"seat": together.token}
    again = fine(again.run())
    again.session_state["keeper"] = {}  # a browser tells it once
    return again


def test_a_tab_that_is_reloaded_at_once_has_its_seat_again_and_others_are_others() -> None:
    leader = teacher()
    code = code_of(leader)
    anna = press(joined(code, "Anna"), "open_lesson_3_list")
    guess(anna, lesson(3), "0.3")
    anna = reloaded(fine(anna.run()))
    assert f"Class {code}, as Anna." in texts(anna)
    other = joined(code, "Anna")
    assert f"Class {code}, as Anna (2)." in texts(other)
    fine(leader.run())
    (table,) = [each.value for each in leader.dataframe if "Nickname" in each.value]
    assert table["Nickname"].tolist() == ["Anna", "Anna (2)"]


def test_a_reload_does_not_repeat_a_call_and_follows_the_next() -> None:
    leader = type_in(teacher(), "seed", 31)
    anna = joined(code_of(leader), "Anna")
    press(leader, "call_class")
    fine(anna.run())
    assert session(anna).setup.seed == 31
    anna = reloaded(anna)
    assert session(anna).setup.seed != 31  # its address says what it shows: here the first page
    press(type_in(leader, "seed", 32), "call_class")
    assert session(fine(anna.run())).setup.seed == 32


@pytest.mark.parametrize("kept", ["", "0123456789abcdef", 7, ["x"], {"seat": 1}])
def test_a_seat_that_is_no_seat_leads_to_the_way_in(kept: object) -> None:
    code = code_of(teacher())
    page = opened_at(**{"class": code})
    page.session_state["keeper"] = {"seat": kept}
    page = fine(page.run())
    assert "choose a nickname" in texts(page)


def test_who_comes_late_comes_to_the_call_and_a_lock_lets_it_through() -> None:
    leader = type_in(teacher(), "seed", 31)
    press(leader, "call_class")
    late = joined(code_of(leader), "Zoe", fixed="seed.lessons", problem="or")
    assert session(late).setup == session(leader).setup
    assert session(late).view.lock == Lock("seed.lessons")
    press(late, "leave_class")
    assert not session(late).view.together.code


def test_a_teacher_comes_back_with_the_key_and_nobody_without() -> None:
    leader = teacher()
    again = opened_at(**{"class": code_of(leader)})
    again.text_input(key="class_key").set_value("BCDFGH")
    again.button(key="teach_class").click().run()
    assert "not the key of the class's teacher" in texts(again)
    assert not session(again).view.together.is_teacher
    again.text_input(key="class_key").set_value(session(leader).view.together.key)
    again.button(key="teach_class").click().run()
    assert session(again).view.together.is_teacher


def test_a_code_of_no_class_is_refused_in_a_sentence() -> None:
    page = opened()
    page.text_input(key="class_code").set_value("<b>xyz")
    page.text_input(key="class_nickname").set_value("Anna")
    page.button(key="join_class").click().run()
    assert 'There is no class "<B>XYZ" here' in texts(page)
    assert not page.exception
    page.text_input(key="class_code").set_value(code_of(teacher()).lower())
    page.text_input(key="class_nickname").set_value(" ")
    page.button(key="join_class").click().run()
    assert "Type a nickname" in texts(page)


def test_a_class_that_is_gone_is_opened_again_at_its_address() -> None:
    page = opened_at(**{"class": "BCDFGH"})
    assert "Class BCDFGH is not open here." in texts(page)
    press(page, "open_class")
    assert session(page).view.together.is_teacher
    assert code_of(page) == "BCDFGH"
    press(page, "close_class")


def test_a_link_that_names_no_class_is_said() -> None:
    page = opened_at(**{"class": "<b>"})
    assert any('"class" is left out' in said for said in notices(page))
    assert not code_of(page)


def test_with_several_processes_a_class_is_opened_at_its_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(SETTING, "2")
    page = opened()
    assert not [one for one in page.button if one.key == "open_class"]
    offered = session(page).view.together.offered
    (address,) = [each.proto.url for each in page.get("link_button")]
    assert address == f"?class={offered}"
    fine(page.run())
    assert session(page).view.together.offered == offered


def test_pages_of_a_large_class_ask_less_often() -> None:
    from nn_ui.together import class_strip

    assert class_strip.LEAST_SECONDS >= 2
    assert MOST_LEARNERS / class_strip.MOST_QUESTIONS_A_SECOND < 10
