"""A hidden layer's space on the page, without a browser: where it is offered, what it follows."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from nn_ui.figures.axes import Axes
from nn_ui.figures.palette import LIGHT
from nn_ui.session.playback import Frame
from nn_ui.stage import message
from nn_ui.stage.scene import View
from tests.nn_ui.playing.test_landscape_journeys import picture, session
from tests.nn_ui.test_journeys import fine, sent

APP = Path(__file__).resolve().parents[3] / "app.py"
XOR = {"problem": "xor_two_inputs", "hidden": "2", "bias": "1"}


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    return fine(page.run())


def reshaped(page: AppTest, *sizes: int) -> AppTest:
    """What the diagram reports of another network."""
    page.session_state["stage"] = {"shape": list(sizes)}
    page = fine(page.run())
    page.session_state["stage"] = {}  # a browser tells it once
    return page


def options(page: AppTest) -> list[str]:
    (found,) = [each for each in page.get("button_group") if each.label == "Panel"]
    return list(found.options)


@pytest.mark.parametrize(
    ("hidden", "is_offered"), [("2", True), ("3", True), ("4", False), ("4_3", True), ("", False)]
)
def test_it_is_offered_where_a_layer_can_be_drawn(hidden: str, is_offered: bool) -> None:
    page = opened(**XOR | {"hidden": hidden})
    assert ("Hidden layer" in options(page)) == is_offered


def test_it_is_sent_where_it_is_chosen_and_stands_in_the_link() -> None:
    page = opened(**XOR, t="30")
    assert "anew" not in sent(page)["frames"][0]
    page.session_state["panel"] = "Hidden layer"
    page = fine(page.run())
    assert set(sent(page)["figures"]) == {"network", "loss", "weights", "hidden"}
    assert "iteration 30" in picture(page)["layout"]["annotations"][0]["text"]
    assert sent(page)["frames"][0]["anew"]["said"].startswith("Where hidden layer 1 puts the rows")
    assert "panel=hidden" in sent(page)["link"]["query"]
    assert picture(opened(**XOR, panel="hidden"))["data"][0]["type"] == "heatmap"


def test_another_network_without_such_a_layer_shows_the_prediction() -> None:
    page = reshaped(opened(**XOR, panel="hidden"), 4)
    assert set(sent(page)["figures"]) == {"network", "loss", "weights", "prediction"}
    page = reshaped(opened(**XOR, panel="output"), 4)
    assert "output" in sent(page)["figures"]  # what else is offered changes nothing that is shown


def test_of_several_layers_one_is_chosen() -> None:
    page = opened(**XOR | {"hidden": "2_3"}, panel="hidden")
    assert picture(page)["data"][0]["type"] == "isosurface"
    page = fine(page.selectbox(key="hidden_layer").set_value(0).run())
    assert picture(page)["data"][0]["type"] == "heatmap"
    page = reshaped(page, 4, 2)
    assert "hidden layer 2" in picture(page)["layout"]["annotations"][0]["text"]


def test_the_grid_is_of_two_inputs_and_the_others_are_held() -> None:
    page = opened(problem="article", hidden="2", panel="hidden")
    scope = session(page).view.hidden
    assert scope is not None
    assert scope.over.inputs == (0, 1)
    page = fine(page.multiselect(key="varying_3").set_value([0, 2]).run())
    scope = session(page).view.hidden
    assert scope is not None
    assert scope.over.inputs == (0, 2)
    assert scope.over.held[1] == session(page).player.example[1]


def test_the_film_brings_several_pictures_a_piece_of_two_neurons_and_one_of_three() -> None:
    for hidden, expected in (("2", [0, 8, 16]), ("3", [0])):
        page = opened(**XOR | {"hidden": hidden}, panel="hidden")
        player, found = session(page).player, session(page).view.hidden
        player.run.advance_to(20)
        view = View(Axes(300, True, False, LIGHT), hidden=found)
        frames = [Frame(0.1 * number, number) for number in range(18)]
        sent_frames = message.piece(player, view, frames, 0.1)["frames"]
        assert [place for place, one in enumerate(sent_frames) if "anew" in one] == expected
