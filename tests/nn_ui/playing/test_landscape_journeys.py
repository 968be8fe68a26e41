"""The landscape on the page, without a browser: choosing, following the film, a click on it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nn_core import Intervention
from nn_core.experiment.intervention import PARAMETER
from nn_ui.figures.axes import Axes
from nn_ui.figures.palette import LIGHT
from nn_ui.session.events.event import Event
from nn_ui.session.playback import Frame
from nn_ui.session.session import Session
from nn_ui.stage import message
from nn_ui.stage.scene import View
from tests.nn_ui.test_journeys import fine, sent

APP = Path(__file__).resolve().parents[3] / "app.py"
XOR = {"problem": "xor_two_inputs", "hidden": "2", "bias": "1", "panel": "landscape"}


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=60)
    for key, value in (query or XOR).items():
        page.query_params[key] = value
    return fine(page.run())


def session(page: AppTest) -> Session:
    found: Session = page.session_state["session"]
    return found


def picture(page: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sent(page)["frames"][0]["anew"]["figure"])
    return found


def clicked(page: AppTest, report: Any) -> AppTest:
    """What the browser reports of a click on the landscape."""
    page.session_state["stage"] = {"set_point": report}
    page = fine(page.run())
    page.session_state["stage"] = {}  # a browser tells it once
    return page


def view(page: AppTest) -> View:
    """The stage's view, as the page has it."""
    found = session(page)
    return View(Axes(300, True, False, LIGHT), landscape=found.view.landscape.scope)


def test_the_landscape_is_sent_only_where_it_is_chosen() -> None:
    page = opened(problem="xor_two_inputs", hidden="2", bias="1")
    assert "anew" not in sent(page)["frames"][0]
    assert "landscape" not in sent(page)["figures"]
    page.session_state["panel"] = "Landscape"
    page = fine(page.run())
    assert set(sent(page)["figures"]) == {"network", "loss", "weights", "landscape"}
    assert picture(page)["data"][0]["type"] == "contour"
    said = sent(page)["frames"][0]["anew"]["said"]
    assert said.startswith("Landscape of the loss. A slice: the other 7 weights and biases")
    assert "panel=landscape" in sent(page)["link"]["query"]


def test_a_click_sets_both_weights_and_the_run_is_played_on_from_there() -> None:
    page = opened(**XOR, t="40")
    page = clicked(page, {"parameters": [0, 1], "values": [1.25, -0.5]})
    player = session(page).player
    assert player.experiment.interventions == (
        Intervention(40, PARAMETER, 1.25, 0),
        Intervention(40, PARAMETER, -0.5, 1),
    )
    assert player.run.at(40).parameters[:2].tolist() == [1.25, -0.5]
    assert player.is_playing
    assert sent(page)["seconds"] is not None
    page = fine(page.button(key="undo").click().run())
    assert session(page).player.experiment.interventions == ()


def test_a_click_while_it_plays_counts_at_the_iteration_on_the_screen() -> None:
    page = opened(**XOR, pace="1")
    page = fine(page.button(key="train").click().run())
    assert session(page).player.is_playing
    page = clicked(page, {"parameters": [2, 3], "values": [0.5, 0.75]})
    changes = session(page).player.experiment.interventions
    assert [(one.parameter, one.value) for one in changes] == [(2, 0.5), (3, 0.75)]
    assert changes[0].iteration == changes[1].iteration
    assert session(page).player.is_playing


@pytest.mark.parametrize(
    "report",
    [
        5,
        {},
        {"parameters": [0], "values": [1.0]},
        {"parameters": [0, 1], "values": [1.0]},
        {"parameters": [0, 99], "values": [1.0, 1.0]},
        {"parameters": [0, 1], "values": [1.0, "<b>"]},
        {"parameters": [0, 1], "values": [1.0, float("nan")]},
    ],
)
def test_nonsense_from_the_browser_changes_nothing_and_plays_nothing(report: Any) -> None:
    page = clicked(opened(**XOR, t="40"), report)
    assert session(page).player.experiment.interventions == ()
    assert not session(page).player.is_playing


def test_at_the_goal_a_click_sets_the_weights_and_nothing_begins_again() -> None:
    page = clicked(
        opened(**XOR, iterations="40", t="40"), {"parameters": [0, 1], "values": [1.0, 1.0]}
    )
    player = session(page).player
    assert len(player.experiment.interventions) == 2
    assert (player.cursor, player.is_playing) == (40, False)


def test_a_weight_chosen_in_the_diagram_becomes_one_of_the_two() -> None:
    page = opened()
    page.session_state["stage"] = {"choose": 5}
    page = fine(page.run())
    page.session_state["stage"] = {}
    assert session(page).view.landscape.scope is not None
    assert session(page).view.landscape.scope.weights == (1, 5)
    assert [page.selectbox(key=f"landscape_{where}_9").value for where in ("across", "up")] == [
        1,
        5,
    ]
    assert picture(page)["layout"]["meta"]["parameters"] == [1, 5]
    # The lists change them as well, and are not changed back.
    page = fine(page.selectbox(key="landscape_across_9").set_value(8).run())
    assert picture(page)["layout"]["meta"]["parameters"] == [8, 5]
    page = fine(page.selectbox(key="landscape_across_9").set_value(5).run())
    assert picture(page)["layout"]["meta"]["parameters"] == [5, 6]
    assert page.selectbox(key="landscape_up_9").value == 6


def test_what_was_chosen_is_there_again_after_another_picture() -> None:
    page = opened(**XOR, t="60")
    page = fine(page.selectbox(key="landscape_across_9").set_value(8).run())
    page = fine(page.radio(key="landscape_plane").set_value("path").run())
    page = fine(page.toggle(key="landscape_in_three").set_value(True).run())
    for panel in ("Prediction", "Landscape"):
        page.session_state["panel"] = panel
        page = fine(page.run())
    scope = session(page).view.landscape.scope
    assert scope is not None
    assert (scope.kind, scope.weights[0], scope.in_three) == ("path", 8, True)


def test_another_network_has_other_weights() -> None:
    page = opened()
    page = fine(page.selectbox(key="landscape_across_9").set_value(8).run())
    page = fine(page.selectbox(key="problem").set_value("article").run())
    assert session(page).view.landscape.scope is not None
    assert max(session(page).view.landscape.scope.weights) < 9


def test_a_network_of_one_weight_has_no_landscape() -> None:
    page = opened(table="0_0~1_1", panel="landscape")
    assert session(page).player.experiment.n_parameters == 1
    assert "Landscape" not in page.get("button_group")[0].options
    assert set(sent(page)["figures"]) == {"network", "loss", "weights", "prediction"}


def test_the_planes_of_the_path_are_drawn_and_take_no_click() -> None:
    page = opened(**XOR, t="60")
    for kind, words in (("ends", "start and end"), ("path", "largest directions")):
        page = fine(page.radio(key="landscape_plane").set_value(kind).run())
        made = picture(page)
        assert words in made["layout"]["annotations"][0]["text"]
        assert made["layout"]["meta"]["parameters"] is None
    page = fine(page.toggle(key="landscape_in_three").set_value(True).run())
    assert picture(page)["data"][0]["type"] == "surface"
    page.session_state["stage"] = {"slice": 1}
    assert picture(fine(page.run()))["data"][0]["type"] == "contour"


def test_a_kept_run_stands_on_the_landscape_and_a_line_leads_there() -> None:
    page = opened(**XOR, t="60")
    assert "line" not in page.radio(key="landscape_plane").options
    page = opened(**XOR, t="60", kept_runs="seed=3")
    assert "Kept is at " in sent(page)["frames"][0]["anew"]["said"]
    page = fine(page.radio(key="landscape_plane").set_value("line").run())
    assert "line to a kept run" in picture(page)["layout"]["annotations"][0]["text"]
    # Let go of, it leaves the plane of two weights behind.
    session(page).take(Event("testing", lambda setup: replace(setup, kept=())), (), 0.0)
    page = fine(page.run())
    assert "A slice: the other 7" in picture(page)["layout"]["annotations"][0]["text"]


def test_an_opened_link_shows_the_same_plane_weights_and_surface() -> None:
    page = opened(**XOR, t="60")
    assert "landscape=" not in sent(page)["link"]["query"]
    page.selectbox(key="landscape_up_9").set_value(7)
    page.selectbox(key="landscape_across_9").set_value(4)
    page = fine(page.toggle(key="landscape_in_three").set_value(True).run())
    assert "landscape=weights.4.7.three" in sent(page)["link"]["query"]
    again = opened(**XOR, t="60", landscape="weights.4.7.three")
    assert again.selectbox(key="landscape_across_9").value == 4
    assert again.selectbox(key="landscape_up_9").value == 7
    assert picture(again) == picture(page)
    assert picture(again)["layout"]["meta"]["kind"] == "three"


def test_an_opened_link_leads_the_line_to_the_same_kept_run() -> None:
    both = {**XOR, "t": "60", "kept_runs": "seed=3;seed=4"}
    page = opened(**both)
    page = fine(page.radio(key="landscape_plane").set_value("line").run())
    second = page.selectbox(key="landscape_kept").options
    page = fine(page.selectbox(key="landscape_kept").select_index(len(second) - 1).run())
    assert "landscape=line.2" in sent(page)["link"]["query"]
    again = opened(**both, landscape="line.2")
    assert picture(again) == picture(page)
    assert picture(again) != picture(opened(**both, landscape="line.1"))


def test_a_link_back_shows_its_own_plane_in_fields_that_are_drawn() -> None:
    page = opened(**XOR, t="60", landscape="path")
    assert page.radio(key="landscape_plane").value == "path"
    page.session_state["stage"] = {
        "history": {"step": 7, "search": "?problem=xor_two_inputs&hidden=2&bias=1&panel=landscape"}
    }
    page = fine(page.run())
    assert page.radio(key="landscape_plane").value == "weights"


@pytest.mark.parametrize(
    "said", ["weights.3.3", "weights.1", "line", "path.1", "three", "weights.9.99999", "<b>"]
)
def test_a_plane_that_is_not_there_is_the_first_two_weights(said: str) -> None:
    page = opened(**XOR, landscape=said)
    assert page.radio(key="landscape_plane").value == "weights"
    assert page.selectbox(key="landscape_across_9").value == 0


def test_a_kept_run_of_another_table_has_another_landscape() -> None:
    page = opened(**XOR, t="60", kept_runs="activation=relu")
    assert "Kept is at" not in sent(page)["frames"][0]["anew"]["said"]
    assert len(session(page).player.kept.runs) == 1


def test_each_piece_of_the_film_brings_one_of_its_first_frame() -> None:
    page = opened()
    player = session(page).player
    player.run.advance_to(30)
    frames = [Frame(0.1, 10), Frame(0.2, 12)]
    first, second = message.piece(player, view(page), frames, 0.1)["frames"]
    drawn = json.loads(first["anew"]["figure"])
    assert "iteration 10" in drawn["layout"]["annotations"][0]["text"]
    assert "anew" not in second


def test_what_is_too_large_to_follow_stands_still_and_says_so() -> None:
    large = {"problem": "moons", "points": "1000", "hidden": "16_16_16_16_16_16", "bias": "1"}
    page = opened(**large, panel="landscape")
    assert "stands still" not in picture(page)["layout"]["annotations"][0]["text"]
    page = fine(page.button(key="train").click().run())
    player = session(page).player
    frames = [Frame(0.1, 0)]
    whole = message.whole(player, view(page), frames, 0.1)["frames"][0]
    assert "stands still" in json.loads(whole["anew"]["figure"])["layout"]["annotations"][0]["text"]
    assert "anew" not in message.piece(player, view(page), frames, 0.1)["frames"][0]
