"""The line under the transport on the page: the verdict, its button, Undo, the rows it marks."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nn_core import Architecture, Dataset, TrainingSettings
from nn_core.sharing.link import to_query
from nn_core.sharing.setup import OWN, Moment, Setup
from nn_core.suggestion.search import suggestion
from nn_core.tables.table import from_dataset
from nn_core.verdict.values import ANOTHER_NETWORK
from nn_ui.playing.live import answers
from nn_ui.playing.status import status
from nn_ui.session.session import Session
from nn_ui.words import NOTHING_FITS_BETTER, WHAT_FITS_SET_UP
from tests.nn_ui.pages import fine, press

APP = Path(__file__).resolve().parents[3] / "app.py"
REMEDY = "verdict_remedy"
SEARCH = ANOTHER_NETWORK.label


def opened(setup: Setup) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=30)
    page.query_params.update(to_query(*Moment(setup)))
    return fine(page.run())


def session(page: AppTest) -> Session:
    found: Session = page.session_state["session"]
    return found


def line(page: AppTest) -> str:
    return str(next(each.value for each in page.main.text if each.help))


def offered(page: AppTest) -> list[str]:
    return [each.label for each in page.button if each.key == REMEDY]


def of_rows(X: list[list[float]], y: list[float], **more: object) -> Setup:
    table = from_dataset(Dataset(X, y))
    return Setup(OWN, table, (0.0,) * len(X[0]), **more)  # type: ignore[arg-type]


XOR = of_rows([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0], iterations=500)


def marked(page: AppTest) -> list[int]:
    here = session(page)
    is_silent = here.view.fitting.chosen == here.player.experiment
    said = status(here.player, here.current_notice, is_silent=is_silent)
    found: list[int] = answers(session(page), said)["marked"]
    return found


def test_xor_is_proved_and_solved_by_the_button_and_undo_takes_that_back() -> None:
    page = opened(XOR)
    proof = "Rows 1, 2, 3 and 4 can never all be right here: "
    assert line(page).startswith(f"The experiment of the link is open. {proof}")
    assert offered(page) == [SEARCH]
    assert marked(page) == [0, 1, 2, 3]
    press(page, "skip_to_end")
    assert line(page).startswith(proof)
    assert offered(page) == [SEARCH]
    assert marked(page) == [0, 1, 2, 3]
    press(page, REMEDY)
    assert searched(
        page
    ) == "What fits this table is set up; the sidebar lists what was chosen, " + (
        "and why. Press Train."
    )
    assert session(page).setup == suggestion(XOR).setup
    assert offered(page) == []
    press(page, "skip_to_end")
    assert line(page).startswith("Solved: all 4 rows are right since about iteration")
    assert offered(page) == []
    assert marked(page) == []
    press(page, "undo")
    assert session(page).setup == XOR


def searched(page: AppTest) -> str:
    """The line after a search that has begun."""
    while session(page).view.fitting.is_going:
        assert line(page).startswith("Looking for what fits this table: the sidebar says how far")
        assert offered(page) == []
        fine(page.run())
    return line(page)


def test_what_the_search_has_declined_is_not_proposed_again() -> None:
    draw = np.random.RandomState(1)
    rows = draw.uniform(-1, 1, (30, 2)).round(2).tolist()
    setup = of_rows(rows, draw.permutation([0.0, 1.0] * 15).tolist(), iterations=200)
    page = press(opened(setup), "skip_to_end")
    assert offered(page) == [SEARCH]
    press(page, REMEDY)
    assert searched(page) == f"{WHAT_FITS_SET_UP} Press Train."
    assert session(page).setup.architecture.hidden == ()
    assert offered(page) == []
    assert marked(page) == []
    press(page, "skip_to_end")
    assert line(page).endswith(NOTHING_FITS_BETTER)
    assert offered(page) == []
    press(page, "dismiss_what_fits")
    assert offered(page) == []
    fine(page.text_input(key="seed").set_value("2").run())
    assert offered(page) == [SEARCH]


def test_more_iterations_are_another_goal_and_can_be_taken_back() -> None:
    training = TrainingSettings(0.02)
    bias = Architecture(bias=True)
    rows = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
    page = opened(of_rows(rows, [0, 1, 1, 1], training=training, architecture=bias, iterations=100))
    press(page, "skip_to_end")
    (label,) = offered(page)
    goal = int(label.removeprefix("Train to iteration ").replace(",", ""))
    press(page, REMEDY)
    assert session(page).player.goal == session(page).setup.iterations == goal > 100
    assert session(page).player.cursor == 100
    assert line(page) == f"Training ends at iteration {goal:,} now. Press Train."
    press(page, "skip_to_end")
    assert session(page).player.cursor == goal
    press(page, "undo")
    assert session(page).setup.iterations == 100


def test_learned_by_heart_goes_to_the_iteration_that_was_best() -> None:
    rows = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.1, 0.0], [1.0, 0.9]]
    bias = Architecture(bias=True)
    page = opened(
        of_rows(rows, [0, 1, 1, 1, 1, 1], architecture=bias, held_back=0.34, iterations=500)
    )
    press(page, "skip_to_end")
    assert line(page).startswith("Learned by heart: ")
    (label,) = offered(page)
    before = session(page).setup
    press(page, REMEDY)
    assert label == f"Go to iteration {session(page).player.cursor}"
    assert session(page).setup == before
    assert line(page).startswith(f"Showing iteration {session(page).player.cursor} again. ")


def test_another_problem_leaves_nothing_of_the_verdict() -> None:
    page = opened(XOR)
    press(page, "skip_to_end")
    fine(page.selectbox(key="problem").set_value("and").run())
    assert "the training table changed" in line(page)
    assert offered(page) == []
    assert marked(page) == []


def test_a_press_of_what_is_no_longer_proposed_does_nothing() -> None:
    page = opened(XOR)
    press(page, "skip_to_end")
    session(page).player.judge.offered.clear()
    press(page, REMEDY)
    assert session(page).setup == XOR


@pytest.mark.parametrize("name", ["*a*", "<b>", ":red[x]"])
def test_nothing_that_a_learner_has_typed_is_in_the_line(name: str) -> None:
    data = Dataset([[1], [2]], [5, 9], input_names=[name], target_names=[f"{name} y"])
    page = opened(Setup(OWN, from_dataset(data), (0.0,), iterations=20))
    press(page, "skip_to_end")
    assert "the targets go from 5 to 9" in line(page)
    assert name not in line(page)
