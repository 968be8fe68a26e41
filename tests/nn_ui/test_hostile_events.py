"""Events of the stage as only a stranger's own tab sends them: none may bring up an exception."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.nn_ui.sharing.test_link import opened_at
from tests.nn_ui.test_journeys import fine, player, press

PAYLOADS = (
    *("x", "", "9" * 5000, "٣", 0.5, 1e308, float("inf"), float("nan"), True, False),
    *(10**400, -(10**400), [], [1, 2], [[]], {}, {"parameter": float("inf"), "value": 1}),
    {"parameter": [], "value": {}},
    {"strokes": [None, 5, {"kind": "low", "at": ["a", None], "serial": float("inf")}]},
    {"strokes": {"0": 1}},
    {"step": 5, "search": "?" + "%" * 50 + "&table=" + "z" * 400},
    {"step": True, "search": None},
    *({"grain": one, "place": 9**99, "of": "layer"} for one in ("product", "", [], {}, "x")),
    {"grain": "layer", "place": -(10**400), "of": {}},
    {"step": [], "search": "?v=1", "resumed": {}},
    {"step": 10**400, "search": "?t=1e400&iterations=-1&seed=[]"},
)
EVENTS = (
    *("goto", "glance", "choose", "grab", "resend", "no_plotly"),
    *("draw", "slice", "shape", "set_parameter", "history", "exchange", "let_go", "walk"),
)


@pytest.fixture(scope="module")
def page() -> AppTest:
    return press(opened_at(problem="circle", points="10", panel="output"), "skip_to_end")


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_hostile_events_show_no_exception(page: AppTest, number: int) -> None:
    page.session_state["stage"] = dict.fromkeys(EVENTS, PAYLOADS[number])
    fine(page.run())
    page.session_state["stage"] = PAYLOADS[number]
    fine(page.run())


@pytest.mark.parametrize("payload", ["x", 0.5, float("nan"), True, [7], {"row": 1}, "9" * 5000])
def test_no_number_is_no_place_no_weight_and_no_row(page: AppTest, payload: object) -> None:
    press(page, "skip_to_end")
    before = page.session_state["session"].view.choice
    page.session_state["stage"] = {"goto": payload, "choose": payload}
    page.session_state["answers"] = {"row": payload}
    fine(page.run())
    assert player(page).cursor == player(page).goal
    assert page.session_state["session"].view.choice == before


@pytest.mark.parametrize("key", ["drawn", "train_says", "change_from"])
def test_a_hostile_echo_shows_no_exception(page: AppTest, key: str) -> None:
    for text in ("x", "٣", "9" * 5000, "-1"):
        page.text_input(key=key).set_value(text)
        page.text_input(key="change_value").set_value("0.5")
        press(press(page, "add_change"), "train")
