"""The link for a class: what it locks stays as it is, whatever is sent by hand."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.lessons import lesson
from nn_core.sharing.file import to_document
from nn_core.sharing.link import query_in, query_text
from nn_core.sharing.setup import Moment, Setup
from nn_ui.session.lock import FIXED, PARTS, Lock
from nn_ui.session.session import Session
from nn_ui.session.told import Press, Told
from nn_ui.sharing.class_link import MOST_IN_QR, qr_code, query
from nn_ui.sharing.files import opened as opened_file
from nn_ui.tabs.tab_names import IDEAS, NUMBERS, PROGRAM
from tests.nn_ui.sharing.test_link import go_back, link, notices, opened_at
from tests.nn_ui.test_journeys import edit, edit_example, fine, line, opened, press, type_in

FREE = ("rate", "iterations")
LOCK = Lock(FIXED.joined([part for part in PARTS if part not in FREE]))


@pytest.fixture(scope="module")
def page() -> AppTest:
    return opened_at(problem="and", hidden="2", panel="output", **dict(LOCK.in_link()))


def session(page: AppTest) -> Session:
    found: Session = page.session_state["session"]
    return found


def told(page: AppTest) -> Told:
    found: Told = page.session_state["told"]
    return found


def stage(event: str, value: Any) -> dict[str, Any]:
    return {"stage": {event: value}}


STROKE = {"kind": "high", "serial": 1, "at": [0.5, 0.5], "reach": [0.1, 0.1], "inputs": [0, 1]}
BY_HAND: tuple[dict[str, Any], ...] = (
    {"problem": "xor"},
    {"seed": "7"},
    {"hidden_layers": "0"},
    {"neurons_1": "5"},
    {"bias": True},
    {"activation": "tanh"},
    {"output_activation": "tanh"},
    {"initial_weights": "zero"},
    {"loss": "cross_entropy"},
    {"optimiser": "adam"},
    {"batch_size": "1"},
    {"l2": "0.1"},
    {"stop_loss": "0.1"},
    {"stop_all_right": True},
    {"scale_inputs": True},
    {"test_share": 50},
    {"lesson": 6},
    stage("shape", [4, 4]),
    stage("set_parameter", {"parameter": 0, "value": "3"}),
    stage("draw", {"strokes": [STROKE]}),
    stage("history", {"search": "?v=1&problem=xor&seed=3", "step": 7}),
    stage("history", {"search": "?v=1&fixed=seed&problem=xor", "step": 8, "resumed": True}),
    {"answers": {"paste": {"table": "table", "text": "1\t1\t1", "row": 0, "column": 0}}},
)


@pytest.mark.parametrize("number", range(len(BY_HAND)))
def test_values_sent_by_hand_do_not_widen_it(page: AppTest, number: int) -> None:
    before = session(page).setup
    for key, value in BY_HAND[number].items():
        page.session_state[key] = value
    fine(page.run())
    page.session_state["stage"] = page.session_state["answers"] = {}
    fine(page.run())
    assert session(page).setup == before
    assert session(page).view.lock == LOCK
    assert session(page).player.experiment.seed == 1


def test_editors_files_and_buttons_do_not_widen_it(page: AppTest) -> None:
    before = session(page).setup
    edit(page, edited_rows={0: {"Target": 1}}, deleted_rows=[1])
    assert "Set by your teacher: Training table." in line(page)
    edit_example(page, {"Input 1": 0})
    memory = session(page).sharing
    for event in opened_file(memory, to_document(Setup(seed=5)).encode()):
        assert session(page).take(event, (), 0.0) is None
    for key in ("new_seed", "use_what_fits", "open_lesson_6_list", "use_fitting"):
        told(page).presses.append(Press(key, ""))
        fine(page.run())
    assert session(page).setup == before
    assert session(page).view.lock == LOCK


def test_controls_of_what_is_set_are_disabled_and_say_so(page: AppTest) -> None:
    for key in ("seed", "hidden_layers", "batch_size"):
        field = page.text_input(key=key)
        assert field.disabled
        assert field.help.startswith("Set by your teacher. ")
    assert page.selectbox(key="problem").disabled
    assert page.toggle(key="bias").disabled
    assert page.button(key="new_seed").disabled
    assert not page.text_input(key="learning_rate").disabled
    assert not page.button(key="train").disabled
    captions = " ".join(each.value for each in page.sidebar.caption)
    assert "Some of this page is set by your teacher: Problem, Training table" in captions


def test_what_is_free_can_be_changed_and_the_link_carries_the_lock(page: AppTest) -> None:
    type_in(page, "learning_rate", 0.25)
    assert session(page).setup.training.learning_rate == 0.25
    again = opened_at(**query_in(link(page)))
    assert session(again).view.lock == LOCK
    assert session(again).setup == session(page).setup
    assert not [one for one in again.button if one.key == "class_link"]


def test_going_back_keeps_the_lock_and_goes_where_it_may(page: AppTest) -> None:
    query = {**query_in(link(page)), "learning_rate": "3", "fixed": "seed"}
    go_back(page, query_text(query), 20)
    assert session(page).setup.training.learning_rate == 3
    assert session(page).view.lock == LOCK


def test_tabs_that_are_left_out_are_not_there_even_in_the_link() -> None:
    page = opened_at(no_tabs="program.ideas", tab="program")
    labels = [tab.label for tab in page.tabs]
    assert PROGRAM not in labels
    assert IDEAS not in labels
    assert NUMBERS in labels
    assert session(page).view.lock == Lock(tabs="ideas.program")
    none = opened_at(no_tabs="ideas.numbers.seen.truth.how_well.many.program", no_pictures="loss")
    assert list(none.tabs) == []
    styles = "".join(each.proto.body for each in none.get("html"))
    assert '[data-view="loss"]' in styles


def test_words_that_are_no_parts_are_said_and_nothing_is_locked() -> None:
    page = opened_at(fixed="table.everything")
    assert any('"fixed" is left out' in said for said in notices(page))
    assert not session(page).view.lock.is_on


def test_the_form_gives_a_link_that_opens_a_locked_lesson() -> None:
    page = press(opened(), "class_link")
    page.selectbox(key="class_lesson").set_value(3).run()
    page.button_group(key="class_free").set_value(["rate"]).run()
    (code,) = [each.value for each in page.code if "fixed=" in each.value]
    found = opened_at(**query_in(code))
    assert session(found).setup == lesson(3).setup
    assert session(found).view.lessons.shown == 3
    assert session(found).view.lock.fixed == FIXED.joined([one for one in PARTS if one != "rate"])
    assert len(code) <= MOST_IN_QR
    assert "This is a lock for honest people" in "\n".join(each.value for each in page.text)


def test_the_link_to_what_the_page_shows_leaves_the_teacher_s_own_out() -> None:
    view = (("colours", "contrast"), ("panel", "output"), ("progress", "1b"), ("tab", "numbers"))
    moment = Moment(Setup(seed=4), 30, view)
    found = query(moment, 0, Lock("seed"))
    assert found == {"v": "1", "t": "30", "seed": "4", "fixed": "seed", "panel": "output"}
    together = query(moment, 3, Lock("seed"), "BCDFGH")
    assert together == {"v": "1", "lesson": "3", "fixed": "seed", "class": "BCDFGH"}


def test_the_qr_code_is_a_picture_by_itself() -> None:
    root = ElementTree.fromstring(qr_code("https://example.org/?lesson=3"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(list(root)) >= 1
