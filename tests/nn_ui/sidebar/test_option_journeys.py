"""The folded options without a browser: what a learner chooses, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nn_core import Feature, Preparation, Run, TrainingSettings
from nn_core.advice import advice
from nn_core.problems.generated import GeneratedProblem, generated_kind
from nn_core.problems.generated_kinds import GENERATED
from nn_core.run.metrics import held_back_metrics, training_metrics
from nn_core.sharing.setup import OWN, Setup
from nn_ui.session.events.network import n_layers
from nn_ui.tabs.tab_names import HOW_WELL
from tests.nn_ui.test_journeys import (
    choose,
    edit,
    fine,
    in_field,
    line,
    opened,
    player,
    press,
    readouts,
    sent,
    texts,
    type_in,
)


def setup(page: AppTest) -> Setup:
    found: Setup = page.session_state["session"].setup
    return found


def select(page: AppTest, key: str, value: str) -> AppTest:
    return fine(page.selectbox(key=key).set_value(value).run())


def switch(page: AppTest, key: str, value: bool = True) -> AppTest:
    return fine(page.toggle(key=key).set_value(value).run())


def slide(page: AppTest, key: str, value: int) -> AppTest:
    return fine(page.slider(key=key).set_value(value).run())


def go_to(page: AppTest, iteration: int) -> AppTest:
    return slide(page, "timeline", iteration)


def change_on_the_way(page: AppTest, what: str, value: float) -> AppTest:
    select(page, "change_what", what)
    type_in(page, "change_value", value)
    return press(page, "add_change")


def test_folded_options_leave_the_article_alone() -> None:
    page = opened()
    assert setup(page) == Setup()
    assert player(page).experiment.architecture.hidden == ()
    assert [each.label for each in page.expander][:4] == [
        "Network",
        "Training options",
        "Inputs and test rows",
        "Changes on the way",
    ]
    assert not any(each.proto.expanded for each in page.expander)
    assert readouts(press(page, "skip_to_end"))["prediction"] == "0.98977040"


def test_xor_from_one_neuron_to_a_hidden_layer() -> None:
    page = choose(opened(), "xor")
    press(page, "skip_to_end")
    run = player(page).run
    kept = range(0, 10_001, 50)
    assert all(run.at(iteration).correct.sum() < 4 for iteration in kept)

    type_in(page, "hidden_layers", 1)
    assert "the network" in line(page)
    type_in(page, "neurons_1", 4)
    select(page, "activation", "tanh")
    switch(page, "bias")
    assert player(page).experiment.architecture.hidden == (4,)
    assert any("21 weights and biases" in each for each in texts(page))
    press(page, "skip_to_end")
    assert readouts(page)["correct"] == "4 of 4 rows"

    press(page, "reset")
    switch(page, "stop_all_right")
    press(page, "skip_to_end")
    stopped_at = player(page).cursor
    assert 0 < stopped_at < 10_000
    assert f"Stopped at iteration {stopped_at:,}: all rows are right." in line(page)
    assert player(page).snapshot.correct.all()
    assert not player(page).run.at(stopped_at - 1).correct.all()
    assert readouts(press(page, "skip_to_end"))["iteration"] == "10000"


def test_every_field_is_part_of_the_experiment() -> None:
    page = type_in(opened(), "iterations", 200)
    type_in(page, "hidden_layers", 2)
    type_in(page, "neurons_2", 3)
    for key, value in (
        ("activation", "relu"),
        ("output_activation", "tanh"),
        ("initial_weights", "he"),
        ("loss", "mean_squared_error"),
        ("optimiser", "adam"),
    ):
        select(page, key, value)
    for key, number in (("batch_size", 2), ("l1", 0.01), ("l2", 0.02), ("learning_rate", 0.1)):
        type_in(page, key, number)
    features = [Feature("square", 0), Feature("product", 0, 2)]
    fine(page.multiselect(key="features").set_value(features).run())
    switch(page, "bias")
    switch(page, "scale_inputs")
    made = player(page).experiment
    assert made.architecture.hidden == (4, 3)
    assert made.architecture.bias
    assert (made.architecture.activation, made.architecture.output_activation) == ("relu", "tanh")
    assert made.architecture.initial_weights == "he"
    training = made.training
    assert (training.loss, training.optimiser) == ("mean_squared_error", "adam")
    assert (training.batch_size, training.l1, training.l2) == (2, 0.01, 0.02)
    assert training.learning_rate == 0.1
    assert list(made.preparation.features) == features
    assert made.preparation.scale
    assert readouts(press(page, "skip_to_end"))["iteration"] == "200"
    # Emptied fields mean the whole table, and no price.
    type_in(page, "batch_size", None)
    type_in(page, "l2", None)
    assert (setup(page).training.batch_size, setup(page).training.l2) == (None, 0.0)


def test_fields_show_what_was_changed_elsewhere() -> None:
    page = opened()
    training = TrainingSettings(optimiser="momentum")
    page.session_state["session"].setup = replace(n_layers(Setup(), 3), training=training)
    fine(page.run())
    assert in_field(page, "hidden_layers") == 3
    assert in_field(page, "neurons_3") == 4
    assert page.selectbox(key="optimiser").value == "momentum"
    type_in(page, "hidden_layers", 1)
    assert player(page).experiment.architecture.hidden == (4,)


@pytest.mark.parametrize(
    ("key", "bad", "good", "word"),
    [
        ("batch_size", 0, 2, "Batch"),
        ("l1", -1.0, 0.5, "L1"),
        ("l2", 11.0, 0.5, "L2"),
        ("stop_loss", -1.0, 0.5, "over 0"),
        ("hidden_layers", None, 1, "empty"),
    ],
)
def test_a_field_that_cannot_be_used_keeps_the_run_and_says_why(
    key: str, bad: float | None, good: float, word: str
) -> None:
    page = press(opened(), "skip_to_end")
    before, run = texts(page), player(page).run
    type_in(page, key, bad)
    (sentence,) = [each for each in texts(page) if each not in before]
    assert word in sentence
    assert player(page).run is run
    fine(page.run())
    assert sentence in texts(page)
    type_in(page, key, good)
    assert sentence not in texts(page)


def test_numbers_are_read_as_pasted_rows_are_and_shown_as_they_were_read() -> None:
    page = type_in(opened(), "iterations", "200")
    for key, typed, shown in (
        ("learning_rate", "0,5", "0.5"),
        ("iterations", "1,000", "1000"),
        ("l1", "0,25", "0.25"),
        ("l2", ",5", "0.5"),
        ("stop_loss", "0,125", "0.125"),
        ("batch_size", " 2 ", "2"),
        ("hidden_layers", "1,0", "1"),
        ("neurons_1", "3.0", "3"),
    ):
        type_in(page, key, typed)
        assert page.text_input(key=key).value == shown
    type_in(page, "change_value", "0,75")
    press(page, "add_change")
    training = player(page).experiment.training
    assert (training.learning_rate, training.l1, training.l2) == (0.5, 0.25, 0.5)
    assert (training.batch_size, player(page).experiment.architecture.hidden) == (2, (3,))
    assert (player(page).goal, setup(page).stop.loss_under) == (1000, 0.125)
    assert [one.value for one in player(page).experiment.interventions] == [0.75]


def test_what_can_be_read_in_two_ways_is_refused_at_its_field() -> None:
    page = type_in(opened(), "hidden_layers", "1")
    experiment = player(page).experiment
    for key, typed, sentence in (
        ("iterations", "10.000", "Iterations holds"),
        ("seed", "1.234", "Seed holds"),
        ("learning_rate", "1,000", "Learning rate holds"),
        ("hidden_layers", "1,5", "Hidden layers is 1.5"),
        ("neurons_1", "4.000", "Neurons in 1 holds"),
        ("batch_size", "1.000", "Batch size holds"),
        ("l1", "1,000", "L1 holds"),
        ("stop_loss", "soon", "The loss to stop at holds"),
    ):
        type_in(page, key, typed)
        assert page.text_input(key=key).value == typed
        assert any(each.startswith(sentence) for each in texts(page))
    assert (player(page).experiment, player(page).goal) == (experiment, 10_000)


def test_minus_and_plus_go_one_by_one_within_the_limits() -> None:
    page = press(opened(), "hidden_layers_less")
    press(page, "hidden_layers_more")
    press(page, "neurons_1_less")
    press(page, "seed_more")
    experiment = player(page).experiment
    assert (experiment.architecture.hidden, experiment.seed) == ((3,), 2)


def test_cross_entropy_with_another_output_offers_its_remedies() -> None:
    page = press(opened(), "skip_to_end")
    select(page, "output_activation", "tanh")
    run = player(page).run
    select(page, "loss", "cross_entropy")
    assert player(page).run is run
    assert "still the run before" in line(page)
    training, network = setup(page).training, setup(page).architecture
    (given, *_) = advice(player(page).experiment.dataset, network, training)
    assert given.sentence in texts(page)
    assert page.button(key="remedy_cross_entropy_output_0").label == given.remedies[0].label
    press(page, "remedy_cross_entropy_output_0")
    assert page.selectbox(key="output_activation").value == "sigmoid"
    assert player(page).experiment.training.loss == "cross_entropy"
    assert given.sentence not in texts(page)


def test_targets_are_scaled_inside_and_the_table_keeps_its_numbers() -> None:
    page = edit(opened(), edited_rows={0: {"Target": 300}, 1: {"Target": 100}, 2: {"Target": 250}})
    assert player(page).experiment.target_scaling is None
    (key,) = [each.key for each in page.button if each.label == "Scale the targets inside"]
    press(page, key)
    assert page.toggle(key="scale_targets").value
    assert setup(page).preparation == Preparation(scale_targets=True)
    assert player(page).experiment.y.ravel().tolist() == [1, 0, 0.75]
    assert player(page).experiment.dataset.y.ravel().tolist() == [300, 100, 250]
    assert any("Target = 100 + 200 × output" in each for each in texts(page))
    press(page, "skip_to_end")
    answers = [float(answer) for (answer,) in sent(page, "answers")["output"]]
    assert answers == pytest.approx([300, 100, 250], abs=5)
    assert float(readouts(page)["prediction"]) == pytest.approx(250, abs=5)
    press(page, "undo")
    assert not page.toggle(key="scale_targets").value
    assert player(page).experiment.target_scaling is None


def test_targets_that_are_classes_are_not_scaled_and_the_page_says_so() -> None:
    page = switch(press(opened(), "skip_to_end"), "scale_targets")
    assert "The targets are classes, no amounts: they stay as they are." in texts(page)
    press(page, "skip_to_end")
    assert readouts(page)["prediction"] == "0.98977040"


def test_a_remedy_for_the_learning_rate_stands_in_its_field() -> None:
    page = select(type_in(opened(), "learning_rate", 100), "output_activation", "identity")
    (key,) = [each.key for each in page.button if "Set the learning rate" in each.label]
    press(page, key)
    rate = in_field(page, "learning_rate")
    assert rate == player(page).experiment.training.learning_rate < 100


def test_a_diverged_run_ends_where_it_can_go_no_further() -> None:
    page = select(opened(), "output_activation", "identity")
    edit(page, edited_rows={0: {"Input 1": 50}})
    press(page, "skip_to_end")
    stopped = player(page).run.stopped
    assert stopped is not None
    assert readouts(page)["iteration"] == str(stopped)
    assert "beyond all bounds" in line(page)
    press(page, "step")
    assert player(page).cursor == stopped
    go_to(page, 9_999)
    assert player(page).cursor == page.slider(key="timeline").value == stopped
    assert "inf" not in str(sent(page)["frames"])
    assert "nan" not in str(sent(page)["frames"])


def test_a_change_on_the_way_keeps_the_cursor_and_goes_on_from_there() -> None:
    page = press(opened(), "skip_to_end")
    go_to(page, 500)
    before = readouts(page)
    change_on_the_way(page, "learning_rate", 0.1)
    assert readouts(page) == before
    assert (player(page).cursor, player(page).reached) == (500, 500)
    assert line(page).startswith("Change at iteration 500: training goes on from there.")
    assert any("500: learning rate 0.1" in each for each in texts(page))
    press(page, "skip_to_end")
    fresh = Run(player(page).experiment)
    fresh.advance_to(10_000)
    expected = f"{fresh.at(10_000).predict([[1, 0, 1]])[0, 0]:.8f}"
    assert readouts(page)["prediction"] == expected != "0.98977040"

    press(page, "remove_change_0")
    assert player(page).cursor == 10_000
    assert readouts(page)["prediction"] == "0.98977040"
    assert "Change at iteration 500" in line(page)
    assert not any("500: learning rate 0.1" in each for each in texts(page))


def test_a_change_needs_a_value_within_the_limits() -> None:
    page = press(opened(), "add_change")
    assert any("The new value is empty" in each for each in texts(page))
    change_on_the_way(page, "l2", 11.0)
    assert any("L2 regularisation goes from 0 to 10" in each for each in texts(page))
    assert player(page).experiment.interventions == ()
    change_on_the_way(page, "l2", 0.5)
    assert not any("L2 regularisation goes" in each for each in texts(page))
    assert any("0: L2 0.5" in each for each in texts(page))


def test_another_learning_rate_in_the_middle_offers_a_change_on_the_way() -> None:
    page = go_to(opened(), 100)
    type_in(page, "learning_rate", 0.5)
    assert "Changes on the way" in line(page)
    assert player(page).cursor == 0


@pytest.mark.parametrize("key", list(GENERATED))
def test_a_generated_problem_and_its_fitting_network(key: str) -> None:
    page = type_in(opened(), "iterations", 300)
    before = setup(page)
    choose(page, key)
    assert line(page).startswith(f"{GENERATED[key].title} starts with a network that fits it: 2-")
    data = player(page).experiment.dataset
    assert (data.n_samples, data.n_test) == (100, 100)
    assert player(page).example == generated_kind(key).new_example
    network, training = GENERATED[key].network, GENERATED[key].training
    assert player(page).experiment.architecture == network
    assert page.button(key="use_fitting").disabled
    press(page, "undo")
    assert setup(page) == before
    press(page, "redo")
    select(page, "output_activation", "relu")
    press(page, "use_fitting")
    assert player(page).experiment.architecture == network
    assert player(page).experiment.training == training
    assert in_field(page, "learning_rate") == training.learning_rate
    assert page.button(key="use_fitting").disabled
    assert not [each.key for each in page.button if str(each.key).startswith("remedy_")]
    press(page, "skip_to_end")
    assert readouts(page)["iteration"] == "300"
    assert len(sent(page, "answers")["output"]) == 200
    assert sent(page, "answers")["n_training"] == 100


def test_points_noise_and_data_seed_make_other_points_and_undo_brings_them_back() -> None:
    page = choose(opened(), "moons")
    first = player(page).experiment.dataset
    slide(page, "noise", 30)
    slide(page, "points", 60)
    type_in(page, "data_seed", 7)
    made = player(page).experiment.dataset
    expected = GeneratedProblem("moons", 60, 0.3, 7).table().rows
    rows = np.column_stack([np.vstack([made.X, made.X_test]), np.vstack([made.y, made.y_test])])
    assert rows.tolist() == [list(row) for row in expected]
    assert player(page).experiment.seed == 1
    for _ in range(3):
        press(page, "undo")
    assert player(page).experiment.dataset == first
    assert (page.slider(key="noise").value, page.slider(key="points").value) == (10, 200)
    press(page, "undo")
    assert page.selectbox(key="problem").value == "article"
    assert player(page).experiment.dataset.n_test == 0


def test_a_share_that_the_browser_forgot_to_show_is_not_taken_back_by_a_press() -> None:
    page = choose(opened(), "circle")
    page.slider(key="test_share").set_value(0)
    press(page, "new_data_seed")
    assert (page.slider(key="test_share").value, player(page).experiment.dataset.n_test) == (
        50,
        100,
    )
    page.run()
    page.slider(key="test_share").set_value(0)
    press(page, "train")
    assert player(page).experiment.dataset.n_test == 0


def test_new_points_are_drawn_from_another_data_seed() -> None:
    page = choose(opened(), "circle")
    before = player(page).experiment.dataset
    press(page, "new_data_seed")
    made = setup(page).generated
    assert made is not None
    assert player(page).experiment.dataset != before
    assert in_field(page, "data_seed") == made.data_seed
    assert player(page).experiment.seed == 1


def test_an_edit_makes_generated_points_the_learner_s_own() -> None:
    page = choose(opened(), "circle")
    edit(page, edited_rows={0: {"x1": 9}})
    assert page.selectbox(key="problem").value == OWN
    assert player(page).experiment.dataset.X[0, 0] == 9
    assert player(page).experiment.dataset.n_test == 100
    press(page, "undo")
    assert page.selectbox(key="problem").value == "circle"
    assert player(page).experiment.dataset.X[0, 0] != 9
    press(page, "undo")
    assert page.selectbox(key="problem").value == "article"


def test_a_share_of_the_rows_is_held_back_and_can_be_shuffled() -> None:
    page = slide(choose(opened(), "xor"), "test_share", 25)
    data = player(page).experiment.dataset
    assert (data.n_samples, data.n_test) == (3, 1)
    assert "the test rows changed" in line(page)
    assert any("3 training rows; row 4 is held back" in each for each in texts(page))
    answers = sent(page, "answers")
    assert (len(answers["output"]), answers["n_training"]) == (4, 3)
    snapshot = player(page).snapshot
    expected = snapshot.predict(np.vstack([data.X, data.X_test]))
    assert answers["output"] == [[f"{value:.3f}"] for value in expected[:, 0]]
    test = held_back_metrics(snapshot)
    assert test is not None
    assert readouts(page)["correct-note"] == f"test rows {test.n_correct} of 1"
    press(page, "shuffle")
    again = player(page).experiment.dataset
    assert sorted(map(tuple, np.vstack([again.X, again.X_test]))) == sorted(
        map(tuple, np.vstack([data.X, data.X_test]))
    )
    press(page, "undo")
    assert player(page).experiment.dataset == data


def test_regression_reads_out_r_squared_instead_of_right_answers() -> None:
    page = choose(opened(), "plane")
    press(page, "skip_to_end")
    shown = readouts(page)
    r_squared = training_metrics(player(page).snapshot).r_squared[0].value
    assert "R²" in shown["correct-label"]
    assert float(shown["correct"]) == pytest.approx(r_squared, abs=5e-5)
    assert sent(page, "answers")["threshold"] is None


def test_how_well_it_does_follows_the_cursor() -> None:
    page = press(choose(opened(), "circle"), "skip_to_end")
    page.session_state["tabs"] = HOW_WELL
    fine(page.run())
    shown = frames(page)
    snapshot = player(page).snapshot
    train, test = training_metrics(snapshot), held_back_metrics(snapshot)
    assert test is not None
    assert shown[0].loc["Accuracy"].tolist() == [f"{train.accuracy:.1%}", f"{test.accuracy:.1%}"]
    counts = train.confusion[0]
    assert shown[1].to_numpy().tolist() == [
        [counts.true_positives, counts.false_negatives],
        [counts.false_positives, counts.true_negatives],
    ]
    assert shown[2].to_numpy().sum() == test.n_rows
    go_to(page, 0)
    assert frames(page)[0].loc["Accuracy"].tolist() != shown[0].loc["Accuracy"].tolist()


def frames(page: AppTest) -> list[Any]:
    return [
        each.value
        for each in page.dataframe
        if "Rows" in each.value.index or each.value.shape == (2, 2)
    ]


def test_features_of_a_removed_input_are_dropped() -> None:
    page = opened()
    fine(page.multiselect(key="features").set_value([Feature("square", 2)]).run())
    assert player(page).experiment.n_inputs == 4
    press(page, "remove_0_0")
    assert player(page).experiment.n_inputs == 2
    assert setup(page).preparation.features == ()
