"""Runs that are kept for comparison: kept, told, exchanged, let go, and brought back by a link."""

import json
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from nn_core import Run
from nn_core.problems.ready_made import problem
from nn_core.sharing.link import query_in
from nn_core.sharing.setup import Moment, Setup
from nn_ui.figures.palette import LIGHT
from nn_ui.readouts import eight_places, in_full
from nn_ui.report.kept import Kept
from nn_ui.report.page import report
from nn_ui.session.session import Session
from nn_ui.stage.kept import compared as compared_sentence
from nn_ui.stage.pictures import picture
from tests.nn_ui.figures.test_landscape import numbers
from tests.nn_ui.sharing.test_link import opened_at, reopened
from tests.nn_ui.test_journeys import fine, player, press, sent, type_in


def session(page: AppTest) -> Session:
    found: Session = page.session_state["session"]
    return found


def happen(page: AppTest, event: str, what: Any) -> AppTest:
    page.session_state["stage"] = {event: what}
    fine(page.run())
    page.session_state["stage"] = {}
    return fine(page.run())


def compared() -> AppTest:
    """A run at rate 1 is kept, and one at rate 0.1 trained beside it."""
    page = press(opened_at(iterations="2000"), "skip_to_end")
    press(page, "keep_run")
    type_in(page, "learning_rate", 0.1)
    return press(page, "skip_to_end")


def chips(page: AppTest) -> Any:
    return sent(page)["kept"]


def figure(page: AppTest, name: str) -> Any:
    """A browser is sent the figures once; one that lacks them asks again."""
    page.session_state["stage"] = {"resend": 1}
    fine(page.run())
    page.session_state["stage"] = {}
    return json.loads(sent(page)["figures"][name])


def kept_traces(page: AppTest, name: str) -> list[Any]:
    return [one for one in figure(page, name)["data"] if one.get("meta", {}).get("part") == "kept"]


def test_without_kept_runs_nothing_is_sent_of_them() -> None:
    page = press(opened_at(iterations="50"), "skip_to_end")
    message = sent(page)
    assert message["kept"] is None
    assert all("kept" not in frame for frame in message["frames"])
    assert kept_traces(page, "loss") == []


def test_a_kept_run_says_what_differs_and_its_numbers_at_this_moment() -> None:
    page = compared()
    (chip,) = chips(page)["runs"]
    assert chip["said"] == "learning rate 1, here 0.1"
    run = Run(Setup().experiment())
    run.advance_to(2000)
    for t in (2000, 300):
        happen(page, "goto", t)
        snapshot = run.at(t)
        ((predicted, loss, loss_in_full),) = sent(page)["frames"][0]["kept"]
        prediction = float(snapshot.predict([[1, 0, 1]])[0, 0])
        assert (predicted, loss) == (eight_places(prediction), eight_places(snapshot.loss))
        assert loss_in_full == in_full(snapshot.loss)


def test_its_run_is_not_trained_again() -> None:
    page = press(opened_at(iterations="2000"), "skip_to_end")
    run = player(page).run
    press(page, "keep_run")
    type_in(page, "learning_rate", 0.1)
    (kept,) = player(page).kept.runs
    assert kept.run is run
    assert player(page).run is not run


def test_one_sentence_compares_them() -> None:
    said = chips(compared())["compared"]
    assert said.startswith("The kept run needs ")
    assert " iterations to a loss of " in said


def test_its_curves_stay_in_three_charts_on_the_same_axes() -> None:
    page = compared()
    for name in ("loss", "weights", "prediction"):
        (trace,) = kept_traces(page, name)
        assert trace["line"]["dash"] == "dash"
        assert trace["line"]["color"] == LIGHT.muted
        # A name for each of the curves, for who reads them one by one.
        gaps = np.isnan(numbers(trace["x"]))
        assert len(trace["meta"]["curves"]) == gaps.sum() == (3 if name == "weights" else 1)
    low, high = figure(page, "weights")["layout"]["yaxis"]["range"]
    (kept,) = player(page).kept.runs
    assert low <= kept.curves.parameters.min()
    assert kept.curves.parameters.max() <= high


def test_exchanging_twice_is_where_it_began() -> None:
    page = happen(compared(), "goto", 700)
    before, number = session(page).setup, player(page).kept.runs[0].number
    happen(page, "exchange", number)
    assert session(page).setup.training.learning_rate == 1.0
    assert page.text_input(key="learning_rate").value == "1"
    assert (player(page).cursor, player(page).run.iteration) == (700, 2000)
    (chip,) = chips(page)["runs"]
    assert chip["said"] == "learning rate 0.1, here 1"
    happen(page, "exchange", chip["number"])
    assert session(page).setup == before
    assert player(page).cursor == 700
    press(page, "undo")
    assert session(page).setup.training.learning_rate == 1.0


def test_undo_takes_keep_and_letting_go_back() -> None:
    page = compared()
    happen(page, "let_go", player(page).kept.runs[0].number)
    assert chips(page) is None
    press(page, "undo")
    assert len(chips(page)["runs"]) == 1
    press(page, "undo")  # the rate
    press(page, "undo")
    assert chips(page) is None
    assert session(page).setup == Setup(iterations=2000)


def test_a_number_of_a_run_that_is_gone_does_nothing() -> None:
    page = compared()
    before = session(page).setup
    for told in (0, 99, -1, "x", 1.5, {"a": 1}):
        happen(page, "exchange", told)
        happen(page, "let_go", told)
    assert session(page).setup == before


def test_the_same_run_is_kept_once_and_three_at_most() -> None:
    page = opened_at(iterations="30")
    press(press(page, "keep_run"), "keep_run")
    assert len(session(page).setup.kept) == 1
    assert any("kept already" in each.value for each in page.main.text)
    for seed in (2, 3):
        press(type_in(page, "seed", seed), "keep_run")
    assert len(session(page).setup.kept) == 3
    assert page.button(key="keep_run").disabled
    # Three of them share the room of one.
    losses = [run.run.at(0).loss for run in player(page).kept.runs]
    shown = sent(page)["frames"][0]["kept"]
    assert [(loss, full) for _, loss, full in shown] == [
        (f"{loss:.4f}", in_full(loss)) for loss in losses
    ]
    assert [chip["said"] for chip in chips(page)["runs"]] == [
        "seed 1, here 3",
        "seed 2, here 3",
        "the same as here",
    ]


def test_a_link_brings_them_back_trained_to_the_same_moment() -> None:
    page = happen(compared(), "goto", 700)
    again = reopened(page)
    assert session(again).setup == session(page).setup
    assert chips(again)["runs"][0]["said"] == "learning rate 1, here 0.1"
    assert sent(again)["frames"][0]["kept"] == sent(page)["frames"][0]["kept"]
    query = query_in(sent(page)["link"]["query"])
    assert query["kept_runs"] == "learning_rate=1"


def test_all_kept_runs_move_with_one_timeline() -> None:
    page = compared()
    (kept,) = player(page).kept.runs
    type_in(page, "iterations", 3000)
    press(page, "skip_to_end")
    assert kept.run.iteration == player(page).run.iteration == 3000


def test_while_the_film_plays_the_kept_curves_are_not_sent_again() -> None:
    page = happen(compared(), "goto", 0)
    scene = sent(page)["scene"]
    press(page, "train")
    for _ in range(3):
        fine(page.run())
        message = sent(page)
        assert player(page).is_playing
        assert message["scene"] == scene
        assert "figures" not in message
        (kept,) = player(page).kept.runs
        for frame in message["frames"]:
            snapshot = kept.run.at(frame["iteration"])
            assert frame["kept"][0][2] == in_full(snapshot.loss)


def test_the_report_tells_of_kept_runs() -> None:
    page = compared()
    kept, told = player(page).kept.runs, compared_sentence(player(page))
    setup, now = session(page).setup, player(page)
    found = report(
        Moment(setup, 2000),
        now.snapshot,
        now.curves,
        now.example,
        now.verdict,
        kept=Kept(kept, told),
    )
    assert "<h2>Kept runs</h2>" in found
    assert "<td>learning rate 1, here 0.1</td>" in found
    assert told in found
    assert eight_places(kept[0].run.at(2000).loss) in found
    assert found.count(f'stroke="{LIGHT.muted}" stroke-dasharray="9 4" stroke-width="2"') == 2
    assert "kept_runs=learning_rate%3D1&amp;end=1" in found


def test_the_map_is_switched_between_the_two() -> None:
    page = press(opened_at(problem="xor_two_inputs", hidden="2", iterations="50"), "skip_to_end")
    press(page, "keep_run")
    press(type_in(page, "seed", 5), "skip_to_end")
    page.session_state["panel"] = "Output"
    own = sent(fine(page.run()))["frames"][0]["picture"]
    assert "Kept run" not in sent(page)["figures"]["output"]
    (kept,) = player(page).kept.runs
    fine(page.radio(key="map_of").set_value(kept.number).run())
    message = sent(page)
    scope = session(page).view.output.scope
    assert scope is not None
    assert message["frames"][0]["picture"] == picture(kept.run.at(50), scope) != own
    assert "Kept run: seed 1, here 5" in message["figures"]["output"]
    happen(page, "let_go", kept.number)
    assert sent(page)["frames"][0]["picture"] == own


def test_choosing_a_problem_lets_no_kept_run_go() -> None:
    page = press(opened_at(problem="circle", points="20", iterations="10"), "keep_run")
    fine(page.selectbox(key="problem").select("article").run())
    assert len(session(page).setup.kept) == 1
    assert session(page).setup.problem == "article"


def test_another_problem_is_kept_beside_with_an_example_of_its_own() -> None:
    page = press(opened_at(problem="xor", iterations="200"), "skip_to_end")
    press(page, "keep_run")
    page.selectbox(key="problem").select("article")
    press(fine(page.run()), "skip_to_end")
    (chip,) = chips(page)["runs"]
    assert chip["said"].startswith("problem XOR, here The article")
    (kept,) = player(page).kept.runs
    assert kept.example == tuple(problem("xor").new_example)
    assert np.isfinite(kept.curves.prediction).all()
