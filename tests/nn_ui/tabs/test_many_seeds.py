"""The tab "Many seeds": begin, see what became of the starts, and open one of them."""

from pathlib import Path
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from nn_core import Ensemble, Run
from nn_core.sharing.link import query_in
from nn_core.telling.outcomes import outcomes
from nn_ui.figures.axes import Axes
from nn_ui.figures.many_seeds import MOST_CURVES, drawn_as_curves, many_seeds_figure
from nn_ui.figures.palette import LIGHT, LIGHT_CONTRAST
from nn_ui.session.many_seeds import ManySeeds
from nn_ui.tabs.many_seeds import table
from nn_ui.tabs.tab_names import MANY
from tests.nn_ui.pages import press
from tests.nn_ui.sharing.test_link import opened_at, reopened
from tests.nn_ui.test_journeys import sent
from tests.oracles import article

APP = Path(__file__).parents[3] / "app.py"


def opened() -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.query_params["hidden"] = "2"
    page.query_params["bias"] = "1"
    page.query_params["p"] = "xor_two_inputs"
    page.query_params["n"] = "300"
    page.run()
    page.session_state["tabs"] = MANY
    return page.run()


def many(page: AppTest) -> ManySeeds:
    found: ManySeeds = page.session_state["session"].view.many
    return found


def finished(page: AppTest) -> AppTest:
    while many(page).is_going:
        page.run()
    return page.run()


def test_the_starts_are_trained_as_far_as_the_run_would_be_and_told() -> None:
    page = finished(press(opened(), "try_many_seeds"))
    found = many(page).found
    assert found is not None
    assert (len(found.seeds), found.iteration) == (
        50,
        page.session_state["session"].setup.iterations,
    )
    assert found.sentence in [line.value for line in page.text]


def test_starts_of_two_inputs_have_small_maps_with_words() -> None:
    page = opened_at(problem="xor_two_inputs", hidden="2", bias="1", tab="many", iterations="60")
    page = finished(press(page, "try_many_seeds"))
    said = next(line.value for line in page.text if line.value.startswith("What each start"))
    assert "Input 1 to the right, Input 2 upwards" in said
    assert said in [chart.proto.alt for chart in page.get("plotly_chart")]
    assert "the table below opens each" in said


def test_its_pictures_follow_the_palette() -> None:
    page = opened_at(
        problem="xor_two_inputs",
        hidden="2",
        bias="1",
        tab="many",
        iterations="60",
        colours="contrast",
    )
    page = finished(press(page, "try_many_seeds"))
    specs = [chart.proto.spec for chart in page.get("plotly_chart")]
    drawn = [spec for spec in specs if LIGHT_CONTRAST.negative in spec]
    assert len(drawn) == 2
    assert not any(LIGHT.negative in spec for spec in specs)


def test_cancel_forgets_them() -> None:
    page = opened()
    page.text_input(key="iterations").set_value("100000").run()
    press(page, "try_many_seeds")
    assert many(page).is_going
    press(page, "cancel_many_seeds")
    assert (many(page).ensemble, many(page).found) == (None, None)


def test_another_setup_is_not_answered_with_the_old_starts() -> None:
    page = finished(press(opened(), "try_many_seeds"))
    page.text_input(key="learning_rate").set_value("0.5").run()
    assert any("another one" in line.value for line in page.caption)
    found = many(page).found
    assert found is not None
    assert found.sentence not in [line.value for line in page.text]


def test_opening_a_start_shows_its_own_run_at_the_end() -> None:
    page = finished(press(opened(), "try_many_seeds"))
    session: Any = page.session_state["session"]
    found = many(page).found
    assert found is not None
    (event,) = many(page).opening(session.setup, 7, (("tab", "many"),))
    setup = event(session.setup)
    assert event.opened is not None
    run = Run(setup.experiment())
    run.advance_to(event.opened.t)
    assert (setup.seed, event.opened.t) == (7, found.iteration)
    assert event.opened.view == (("tab", "many"),)
    assert int(run.at(run.iteration).correct.sum()) == found.n_right[found.seeds.index(7)]


def test_the_seed_s_row_opens_the_tab() -> None:
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    press(page, "open_many_seeds")
    assert page.session_state["tabs"] == MANY
    assert not many(page).is_going
    assert page.button(key="try_many_seeds").label == "Try many seeds"


def asked_in_link(page: AppTest) -> str | None:
    return query_in(sent(page)["link"]["query"]).get("many_seeds")


def test_a_link_asks_the_question_and_holds_no_answer() -> None:
    page = opened()
    assert asked_in_link(page) is None
    page.button_group(key="n_seeds").set_value(20)
    page = finished(press(page, "try_many_seeds"))
    assert asked_in_link(page) == "20"
    again = finished(reopened(page))
    assert many(again).asked.n_seeds == 20
    before, after = many(page).found, many(again).found
    assert before is not None
    assert after is not None
    assert after.sentence == before.sentence
    again.text_input(key="learning_rate").set_value("0.5").run()
    assert asked_in_link(again) is None


def test_a_link_trains_no_starts_behind_a_closed_tab() -> None:
    page = opened_at(many_seeds="1000")
    assert many(page).ensemble is None
    assert asked_in_link(page) == "1000"


def figure(n_seeds: int, *, log_loss: bool = False) -> tuple[Ensemble, Any]:
    starts = Ensemble(article(), range(1, n_seeds + 1))
    starts.advance_to(50)
    axes = Axes(50, log_iterations=True, log_loss=log_loss, colours=LIGHT)
    return starts, many_seeds_figure(starts, outcomes(starts), axes)


def test_every_start_has_a_dot_at_its_loss_and_its_seed() -> None:
    starts, drawn = figure(30)
    dots = [trace for trace in drawn["data"] if trace["mode"] == "markers"]
    seeds = [seed for trace in dots for seed in trace["customdata"]]
    ends = [loss for trace in dots for loss in trace["y"]]
    assert sorted(seeds) == list(range(1, 31))
    by_seed = dict(zip(seeds, ends, strict=True))
    assert [by_seed[seed] for seed in starts.seeds] == starts.losses[:, -1].tolist()


def test_a_thousand_starts_are_drawn_as_some_curves_and_all_dots() -> None:
    starts, drawn = figure(260)
    curves = [trace for trace in drawn["data"] if trace["mode"] == "lines"]
    n_curves = sum(int(np.isnan(trace["y"]).sum()) for trace in curves)
    assert n_curves == MOST_CURVES == len(drawn_as_curves(outcomes(starts)))
    assert sum(len(t["customdata"]) for t in drawn["data"] if t["mode"] == "markers") == 260


def test_a_logarithmic_axis_has_no_loss_of_zero() -> None:
    _, drawn = figure(20, log_loss=True)
    assert drawn["layout"]["yaxis"]["type"] == "log"
    for trace in drawn["data"]:
        values = np.asarray(trace["y"], dtype=float)
        assert (values[np.isfinite(values)] > 0).all()


def test_the_table_has_a_row_a_start() -> None:
    starts = Ensemble(article(), range(1, 4))
    starts.advance_to(100)
    found = table(outcomes(starts))
    assert found["Seed"].tolist() == [1, 2, 3]
    assert set(found["Right rows"]) <= {"1 of 3", "2 of 3", "3 of 3"}
