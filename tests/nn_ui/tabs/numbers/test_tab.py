"""The tab without a browser: what it shows, and what follows a choice."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    Preparation,
    Snapshot,
    TrainingSettings,
)
from nn_core.network.activation import of_hidden_layers
from nn_ui.session.choice import Choice
from nn_ui.session.player import Player
from nn_ui.session.session import Session
from nn_ui.tabs.numbers.focus import can_be_shown
from tests.nn_ui.pages import fine

NASTY = ("**bold** $x$", "<b>in</b>", "=z")
ARTICLE = "training_set_inputs"
ENTROPY = TrainingSettings(0.1, "cross_entropy")


def script() -> None:
    from nn_ui import state
    from nn_ui.tabs.numbers.tab import numbers

    session = state.session()
    numbers(session.player, session.view)


def opened(experiment: Experiment | None = None, cursor: int = 0) -> AppTest:
    page = fine(AppTest.from_function(script, default_timeout=30).run())
    if experiment:
        session(page).player.use(experiment)
    session(page).player.go_to(cursor, 0.0)
    return fine(page.run())


def session(page: AppTest) -> Session:
    return page.session_state["session"]


def frame(page: AppTest, table: str) -> Any:
    (found,) = [each for each in page.dataframe if each.key == f"numbers_{table}"]
    return found


def displayed(page: AppTest, table: str) -> list[str]:
    """Every cell as it is to be read."""
    data = frame(page, table).proto.arrow_data.styler.display_values
    return pa.ipc.open_stream(data).read_pandas().astype(str).to_numpy().ravel().tolist()


def column(page: AppTest, table: str, at: int) -> list[float]:
    return frame(page, table).value[f"c{at}"].tolist()


def formulas(page: AppTest) -> list[str]:
    return [each.value for each in page.latex if "aligned" in each.value]


def pages(page: AppTest) -> str:
    return " ".join(each.proto.body for each in page.get("html"))


def test_the_article_s_first_iteration() -> None:
    page = opened()
    assert "Iteration 0 → 1" in pages(page)
    assert column(page, "forward", 3) == pytest.approx([-0.55912226, -0.16595599, -1.16572724])
    assert column(page, "new_weights", 2) == pytest.approx([-0.14170961, 0.58790007, -0.71440811])
    assert "0.3638" in formulas(page)[0]
    assert pages(page).count("<mark>") == 5
    assert len(formulas(page)) == 5


def test_the_tab_follows_the_cursor() -> None:
    page = opened(cursor=7)
    assert "Iteration 7 → 8" in pages(page)
    player = session(page).player
    assert column(page, "forward", 3) == player.run.at(7).layers[0].z[:, 0].tolist()
    player.run.advance_to(8)
    assert column(page, "new_weights", 2) == player.run.at(8).weights[0][:, 0].tolist()


def test_the_row_field_chooses_for_the_whole_page() -> None:
    page = opened()
    fine(page.text_input(key="numbers_row").set_value("2").run())
    assert session(page).view.choice == Choice(row=1)
    assert "0.4586" in formulas(page)[0]
    for table in ("forward", "error", "slope", "contributions"):
        assert page.session_state[f"numbers_{table}"]["selection"]["rows"] == [1]


def test_a_row_that_is_none_is_refused_and_the_old_one_stays() -> None:
    page = opened()
    fine(page.text_input(key="numbers_row").set_value("1,5").run())
    assert "Row is 1.5: type a whole number from 1 to 3." in [each.value for each in page.text]
    assert (session(page).view.choice, page.text_input(key="numbers_row").value) == (Choice(), "1")
    fine(page.button(key="numbers_row_more").click().run())
    assert session(page).view.choice == Choice(row=1)
    assert not any("Row is" in each.value for each in page.text)


def test_a_choice_made_elsewhere_is_followed() -> None:
    page = opened()
    session(page).view.choice = Choice(2, 1)
    fine(page.run())
    assert page.text_input(key="numbers_row").value == "3"
    assert page.session_state["numbers_contributions"]["selection"]["columns"] == ["c1"]
    assert page.session_state["numbers_new_weights"]["selection"]["rows"] == [1]
    assert "0.4406 + 0.1473 = 0.5879" in formulas(page)[4]
    assert "Weight of Input 2:" in [each.value for each in page.text]


def test_twelve_digits_on_request_and_the_tables_keep_every_digit() -> None:
    page = opened()
    before = column(page, "forward", 3)
    fine(page.segmented_control(key="numbers_digits").set_value(12).run())
    assert "-0.559122263481" in formulas(page)[0]
    assert column(page, "forward", 3) == before
    assert "−0.559122263481" in displayed(page, "forward")


def test_the_gradient_check_stays_until_the_moment_changes() -> None:
    page = opened()
    fine(page.button(key="gradient_check").click().run())
    assert "The gradients agree" in page.success[0].value
    assert column(page, "check", 0) == pytest.approx(column(page, "check", 1), rel=1e-7)
    fine(page.run())
    assert len(page.success) == 1
    session(page).player.go_to(1, 0.0)
    fine(page.run())
    assert len(page.success) == 0


def deep() -> Experiment:
    dataset = Dataset(
        [[0, 1, 1], [1, 0, 0], [1, 0, 1.5]], [[1, 0], [0, 1], [1, 1]], NASTY, ["Yes :red[x]", "No"]
    )
    return Experiment(dataset, Architecture((3, 2), bias=True))


def test_a_network_with_hidden_layers_is_looked_at_neuron_by_neuron() -> None:
    page = opened(deep())
    player = session(page).player
    assert column(page, "forward", 3) == player.snapshot.layers[2].z[:, 0].tolist()
    assert ARTICLE not in pages(page)
    fine(page.segmented_control(key="numbers_layer").set_value(0).run())
    fine(page.selectbox(key="numbers_neuron").set_value(2).run())
    assert column(page, "forward", 4) == player.snapshot.layers[0].z[:, 2].tolist()
    carried = player.snapshot.gradients[1].delta.dot(player.snapshot.weights[1].T)[:, 2]
    assert column(page, "error", 2) == carried.tolist()
    fine(page.button(key="gradient_check").click().run())
    assert "The gradients agree" in page.success[0].value
    assert len(column(page, "check", 0)) == len(player.snapshot.parameters)


def test_a_chosen_weight_leads_to_its_neuron() -> None:
    page = opened(deep())
    session(page).view.choice = Choice(0, 3 * 3 + 3 + 1)  # the first input's weight to neuron 2.2
    fine(page.run())
    assert page.segmented_control(key="numbers_layer").value == 1
    assert page.selectbox(key="numbers_neuron").value == 1
    assert page.session_state["numbers_new_weights"]["selection"]["rows"] == [0]


def test_a_smaller_network_after_a_deep_one() -> None:
    page = opened(deep())
    fine(page.segmented_control(key="numbers_layer").set_value(1).run())
    session(page).view.choice = Choice(2, 25)
    fine(page.run())
    session(page).player.use(Experiment(Dataset([[1]], [1])))
    fine(page.run())
    assert column(page, "forward", 1) == session(page).player.snapshot.layers[0].z[:, 0].tolist()


def test_names_are_never_markdown_html_or_a_formula() -> None:
    page = opened(deep())
    session(page).view.choice = Choice(0, 0)
    fine(page.run())
    places = [each.value for each in (*page.markdown, *page.latex, *page.caption)] + [pages(page)]
    assert not [place for place in places for name in (*NASTY, "Yes :red") if name in place]
    assert f"Weight of {NASTY[0]}:" in [each.value for each in page.text]


def words(page: AppTest) -> str:
    shown = [each.value for each in (*page.markdown, *page.caption, *page.latex)]
    return " ".join([*shown, *(each.label for each in page.expander), pages(page)])


@pytest.mark.parametrize("loss", ["half_sum_of_squares", "mean_squared_error"])
@pytest.mark.parametrize("key", [key for key in of_hidden_layers() if key != "sigmoid"])
def test_the_sigmoid_is_not_spoken_of_where_there_is_none(key: str, loss: str) -> None:
    experiment = Experiment(
        deep().dataset,
        Architecture((3, 2), True, key, key),
        TrainingSettings(0.01, loss, "adam", l1=0.1),
    )
    page = opened(experiment, 2)
    for layer in (2, 0):
        fine(page.segmented_control(key="numbers_layer").set_value(layer).run())
        assert "igmoid" not in words(page).replace("one layer of sigmoid neurons", "")
        assert "training_set_inputs" not in words(page)
    fine(page.button(key="gradient_check").click().run())
    assert "The gradients agree" in page.success[0].value


def test_cross_entropy_says_that_the_slope_cancels() -> None:
    page = opened(Experiment(Dataset([[0], [1]], [0, 1]), training=ENTROPY))
    assert "only −error is left" in words(page)
    assert "a mean over 2 errors" in words(page)


def test_a_batch_says_which_rows_it_has() -> None:
    dataset = Dataset([[1], [2], [3], [4], [5]], [1, 0, 1, 0, 1])
    page = opened(Experiment(dataset, training=TrainingSettings(batch_size=2)))
    rows = sorted(session(page).player.snapshot.next_update.rows + 1)
    assert f"a batch of 2 of the 5 rows (*mini-batch*): {rows[0]}, {rows[1]}." in words(page)
    outside = next(row for row in range(1, 6) if row not in rows)
    fine(page.text_input(key="numbers_row").set_value(str(outside)).run())
    assert f"Row {outside} is not one of them" in words(page)
    assert len(column(page, "forward", 0)) == 2
    fine(page.button(key="gradient_check").click().run())
    assert "The gradients agree" in page.success[0].value


DIVERGING = Experiment(
    Dataset([[1e6], [-1e6]], [1, 0]),
    Architecture((4, 4), False, "identity", "identity"),
    TrainingSettings(1000.0),
)


def test_where_a_run_has_stopped_there_are_no_infinite_numbers() -> None:
    page = opened(DIVERGING, 50)
    stopped = session(page).player.run.stopped
    assert stopped is not None
    session(page).player.go_to(stopped, 0.0)
    fine(page.run())
    assert f"Iteration {stopped} →" in pages(page)
    assert not [word for word in ("nan", "inf}", "inf ") if word in words(page)]


def test_an_update_that_overflows_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    too_large = Snapshot(DIVERGING, 0, np.full(DIVERGING.n_parameters, 1e100))
    assert not can_be_shown(too_large)
    page = opened(DIVERGING)
    assert can_be_shown(session(page).player.snapshot)
    monkeypatch.setattr(Player, "snapshot", too_large)
    fine(page.run())
    assert "too large to be computed" in page.warning[0].value
    assert not page.dataframe


def test_the_largest_network_on_the_largest_table_is_drawn_fast() -> None:
    rng = np.random.default_rng(1)
    largest = Experiment(
        Dataset(rng.normal(size=(1000, 10)), rng.integers(0, 2, (1000, 4))),
        Architecture((16,) * 6, True, "relu"),
        ENTROPY,
    )
    page = opened(largest, 1)
    start = time.process_time()
    fine(page.run())
    assert time.process_time() - start < 0.5
    assert len(column(page, "forward", 0)) == 100
    assert "the first 100 of 1,000 rows" in words(page)
    assert sum(len(each.proto.SerializeToString()) for each in page.dataframe) < 200_000


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("sigmoid", "Why is the slope output × (1 − output)?"),
        ("tanh", "Why is the slope 1 − output²?"),
        ("relu", "Why is the slope 1 where z > 0, else 0?"),
        ("sine", "Why is the slope cos(z)?"),
    ],
)
def test_the_derivation_s_title_has_the_output_for_s_and_no_other_letter_changed(
    key: str, title: str
) -> None:
    architecture = Architecture(output_activation=key)
    page = opened(Experiment(Dataset([[1.0]], [0.5]), architecture))
    assert title in [each.label for each in page.expander]


def test_what_scaling_does_to_the_targets_is_said_where_they_are_compared() -> None:
    data = Dataset([[1], [3]], [100, 500], target_names=["**Price**"])
    network = Architecture(output_activation="tanh")
    page = opened(Experiment(data, network, preparation=Preparation(scale_targets=True)))
    said = [each.value for each in page.markdown if "Targets are scaled" in each.value]
    assert said == [
        "Targets are scaled in a straight line, so that the smallest becomes −1 and the largest 1. "
        "These are what the outputs are compared with; *Answer* is the output scaled back to the "
        "table's numbers (*target scaling*)."
    ]
    assert column(page, "error", 0) == [100, 500]
    assert r"\frac{100 - 300}{200.0000} = -1.0000" in formulas(page)[1]
    plain = opened(Experiment(data, network))
    assert not any("Targets are scaled" in each.value for each in plain.markdown)
