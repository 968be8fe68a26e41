"""Several values of one setting in the tab "Many seeds": asked, answered, opened, and in a link."""

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.sharing.link import query_in
from nn_core.sharing.variation import Variation
from nn_core.telling.outcomes import outcomes
from nn_core.telling.sweeps import Answers
from nn_ui.figures.palette import LIGHT
from nn_ui.figures.sweep import sweep_figure
from nn_ui.tabs.sweeps import table
from nn_ui.tabs.tab_names import MANY
from tests.nn_core.run.test_sweep import swept
from tests.nn_ui.pages import press
from tests.nn_ui.sharing.test_link import opened_at, reopened
from tests.nn_ui.tabs.test_many_seeds import finished, many
from tests.nn_ui.test_journeys import fine, sent


def opened() -> AppTest:
    page = opened_at(problem="xor_two_inputs", hidden="2", bias="1", iterations="100")
    page.session_state["tabs"] = MANY
    page.session_state["n_seeds"] = 20
    return fine(page.run())


def asked(page: AppTest, key: str, values: str) -> AppTest:
    fine(page.selectbox(key="sweep_setting").select(key).run())
    fine(page.text_input(key=f"sweep_values_{key}").set_value(values).run())
    return press(page, "try_many_seeds")


@pytest.fixture
def answered() -> AppTest:
    return finished(asked(opened(), "hidden", "1, 2, 3"))


def test_each_value_is_answered_in_a_sentence_and_a_table(answered: AppTest) -> None:
    answers = many(answered).answers
    assert answers is not None
    assert answers.sentence in [line.value for line in answered.text]
    shown = answered.dataframe[0].value
    assert shown["Hidden neurons"].tolist() == ["1", "2", "3"]
    assert shown["Solved starts"].tolist() == [f"{n} of 20" for n in answers.n_solved]
    assert [one.experiment.architecture.hidden for one in many(answered).sweep.ensembles] == [
        (1,),
        (2,),
        (3,),
    ]


def test_a_row_chooses_whose_starts_are_shown_and_opened(answered: AppTest) -> None:
    for place in (2, None, -1, 3, 10**9):  # of these only the first one is there
        many(answered).choose(place)
    fine(answered.run())
    assert "Hidden neurons: 3" in [each.value for each in answered.subheader]
    session: Any = answered.session_state["session"]
    (event,) = many(answered).opening(session.setup, 7, ())
    setup = event(session.setup)
    assert (setup.seed, setup.architecture.hidden) == (7, (3,))
    # The answers stay when one of the starts is opened.
    answered.query_params.clear()
    session.take(event, (), 0.0)
    fine(answered.run())
    assert many(answered).is_asked


def test_a_link_asks_again(answered: AppTest) -> None:
    query = query_in(sent(answered)["link"]["query"])
    assert (query["many_seeds"], query["sweep"]) == ("20", "hidden~1~2~3")
    again = finished(reopened(answered))
    before, after = many(answered).answers, many(again).answers
    assert before is not None
    assert after is not None
    assert after.sentence == before.sentence
    assert again.text_input(key="sweep_values_hidden").value == "1, 2, 3"
    assert many(again).asked.variation == Variation("hidden", (1, 2, 3))


@pytest.mark.parametrize("values", ["1, 2", "1, 2, x", "", "0, 1, 2", "1, 2, 99", "**1**, 2, 3"])
def test_values_that_cannot_be_are_refused_beside_them(values: str) -> None:
    page = asked(opened(), "hidden", values)
    assert many(page).refusal in [line.value for line in page.text]
    assert many(page).sweep is None


def test_a_choice_has_its_values_to_choose_from() -> None:
    page = opened()
    fine(page.selectbox(key="sweep_setting").select("optimiser").run())
    assert "adam" in page.multiselect(key="sweep_values_optimiser").value
    page = finished(press(page, "try_many_seeds"))
    answers = many(page).answers
    assert answers is not None
    assert "Adam" in answers.values


def figure() -> tuple[Answers, Any]:
    found = tuple(map(outcomes, swept(60).ensembles))
    answers = Answers("Learning rate", ("0.1", "1", "10"), found)
    return answers, sweep_figure(answers, LIGHT)


def test_the_picture_shows_the_share_of_solved_starts_and_how_soon() -> None:
    answers, drawn = figure()
    bars, dots = drawn["data"]
    assert bars["y"] == [100 * solved / 5 for solved in answers.n_solved]
    assert dots["y"] == answers.medians
    assert bars["x"] == dots["x"] == ["0.1", "1", "10"]


def test_the_table_is_empty_where_no_start_is_solved() -> None:
    answers, _ = figure()
    unsolved = answers.found[0]
    none = Answers("Rate", ("1", "2"), (replace(unsolved, since=unsolved.since * 0 - 1), unsolved))
    shown = table(none)
    assert shown["Solved starts"].tolist()[0] == "0 of 5"
    assert shown["Half of them by iteration"].isna().tolist() == [
        median is None for median in none.medians
    ]
    assert none.medians[0] is None
