"""One moment in words, each sentence worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, Snapshot, TrainingSettings
from nn_core.problems.ready_made import PROBLEMS
from nn_core.run.curves import curves
from nn_core.run.schedule import up_to
from nn_core.tables.cells import Cell
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import Table, from_dataset, to_dataset
from nn_core.telling.moment import Told, moment

ADDING_UP = Architecture(output_activation="identity")
SQUARES = TrainingSettings(0.1)


def told(
    snapshot: Snapshot, table: Table, cells: Sequence[Cell] | None, *, has_diverged: bool = False
) -> Told:
    """The moment of a snapshot that no run has led to: before it there was nothing."""
    zeros = [0.0] * snapshot.experiment.dataset.n_inputs
    nothing = curves(Run(snapshot.experiment), up_to(0, 64), zeros, 1)[:0]
    example = None if cells is None else table.coding.example(cells)
    return moment(snapshot, nothing, table, example, cells or (), has_diverged=has_diverged)


def with_weights(experiment: Experiment, *weights: float, iteration: int = 7) -> Snapshot:
    return Snapshot(experiment, iteration, np.array(weights))


def of_text(text: str, architecture: Architecture = ADDING_UP) -> tuple[Experiment, Table]:
    table = plan_for(open_table(text.encode())).table
    return Experiment(to_dataset(table), architecture, SQUARES), table


def after(experiment: Experiment, *iterations: int) -> list[str]:
    """What is said of a run at these iterations, to an example of zeros."""
    run, table = Run(experiment), from_dataset(experiment.dataset)
    end = run.advance_to(max(iterations) + 1)
    example = [0.0] * experiment.dataset.n_inputs
    way = curves(run, up_to(end, 64), example, 1)
    return [
        str(moment(run.at(t), way, table, example, example, has_diverged=run.stopped == t))
        for t in iterations
        if t <= end
    ]


def test_the_article_after_100_iterations() -> None:
    article = PROBLEMS[0]
    run = Run(Experiment(to_dataset(article.table)))
    run.advance_to(200)
    way = curves(run, up_to(200, 64), article.new_example, 1)
    said = moment(run.at(100), way, article.table, *[article.new_example] * 2)
    assert str(said) == (
        "Iteration 100. The prediction for 1, 0, 1 is 0.877, target 1. Loss 0.0196, falling. "
        "Largest weight: Input 3, +3.66."
    )
    assert said.weights == "Weights: Input 1, −1.7; Input 2, +1.22; Input 3, +3.66."


def test_a_sum_worked_by_hand() -> None:
    # 2 × 1.5 − 1 × 0.5 = 2.5; the loss is (2.5 − 3)² / 2 = 0.125.
    experiment = Experiment(Dataset([[2, 1]], [3]), ADDING_UP, SQUARES)
    snapshot = with_weights(experiment, 1.5, -0.5)
    table = from_dataset(experiment.dataset)
    assert str(told(snapshot, table, (2.0, 1.0))) == (
        "Iteration 7. The prediction for 2, 1 is 2.5, target 3. Loss 0.125. "
        "Largest weight: Input 1, +1.5."
    )
    assert told(snapshot, table, (1.0, 1.0)).prediction == "The prediction for 1, 1 is 1."


def test_without_a_new_example_the_rest_is_said() -> None:
    experiment = Experiment(Dataset([[2, 1]], [3]), ADDING_UP, SQUARES)
    said = told(with_weights(experiment, 1.5, -0.5), from_dataset(experiment.dataset), None)
    assert str(said) == "Iteration 7. Loss 0.125. Largest weight: Input 1, +1.5."


def test_an_answer_near_a_whole_number_keeps_what_tells_them_apart() -> None:
    experiment = Experiment(Dataset([[1]], [1]), ADDING_UP, SQUARES)
    table = from_dataset(experiment.dataset)
    for weight, shown in ((0.99987, "0.9999"), (1.0, "1"), (-2.00004, "−2.00004"), (0.5, "0.5")):
        said = told(with_weights(experiment, weight), table, (1.0,)).prediction
        assert said == f"The prediction for 1 is {shown}, target 1."


def test_words_are_said_as_words_with_their_shares() -> None:
    experiment, table = of_text("sky,wind,go\nred,1,no\nblue,2,yes\ngrey,3,yes\nred,4,no\n")
    # sky = blue, grey, red, then wind: 0.2 × 1 + 0.1 × 6 = 0.8 for "yes".
    snapshot = with_weights(experiment, 0.2, 0.0, 0.0, 0.1)
    said = told(snapshot, table, ("blue", 6.0)).prediction
    assert said == "The prediction for blue, 6 is yes (0.80)."
    # 0.2 for "yes" is 0.8 for "no"
    said = told(with_weights(experiment, 0, 0, 0, 0.05), table, ("red", 4.0)).prediction
    assert said == "The prediction for red, 4 is no (0.80), target no."


def test_of_several_classes_the_likeliest_is_said() -> None:
    experiment, table = of_text("size,kind\n1,arve\n2,lind\n3,ulme\n4,arve\n")
    snapshot = with_weights(experiment, 0.1, 0.35, 0.2)
    assert told(snapshot, table, (2.0,)).prediction == (
        "The prediction for 2 is lind (0.70), target lind."
    )
    assert told(snapshot, table, (1.0,)).largest.startswith("Largest weight: size → ")


def test_amounts_are_said_in_their_units() -> None:
    experiment, table = of_text("rain,price\n5 %,10 €\n7 %,14 €\n9 %,18 €\n1 %,2 €\n")
    said = told(with_weights(experiment, 1.75), table, ("7 %",)).prediction
    assert said == "The prediction for 7 % is 12.25 €, target 14 €."


def test_each_of_several_outputs_is_said_with_its_name() -> None:
    data = Dataset([[1, 0], [0, 1]], [[1, 0], [0.5, 2]], target_names=("Sum", "Carry"))
    experiment = Experiment(data, ADDING_UP, SQUARES)
    snapshot, table = with_weights(experiment, 0.9, 0.1, 0.4, 1.5), from_dataset(data)
    assert told(snapshot, table, (1.0, 0.0)).prediction == (
        "The predictions for 1, 0 are Sum: 0.9 (target 1); Carry: 0.1 (target 0)."
    )
    assert told(snapshot, table, (1.0, 1.0)).prediction == (
        "The predictions for 1, 1 are Sum: 1.3; Carry: 1.6."
    )


def test_the_loss_of_rows_that_are_held_back_is_said_beside_the_other() -> None:
    # 1 − 0.5 = 0.5, so 0.125; of the test row 2 − 1 = 1, so 0.5.
    data = Dataset([[1]], [1], X_test=[[2]], y_test=[2])
    snapshot = with_weights(Experiment(data, ADDING_UP, SQUARES), 0.5)
    assert told(snapshot, from_dataset(data), None).loss == "Loss 0.125; of the test rows 0.5."


def test_a_bias_is_no_weight_but_is_told_among_them() -> None:
    network = Architecture(bias=True, output_activation="identity")
    experiment = Experiment(Dataset([[2, 1]], [3]), network, SQUARES)
    said = told(with_weights(experiment, 1.5, -2.5, 9), from_dataset(experiment.dataset), None)
    assert said.largest == "Largest weight: Input 2, −2.5."
    assert said.weights == ("Weights and biases: Input 1, +1.5; Input 2, −2.5; Bias of Target, +9.")


def test_of_many_weights_and_inputs_the_first_are_said_and_how_many_are_left() -> None:
    data = Dataset([[1] * 9], [3])
    weights = (0.1, 9, 0.2, 8, 0.3, -7, 6, 5, 4)
    snapshot = with_weights(Experiment(data, ADDING_UP, SQUARES), *weights)
    said = told(snapshot, from_dataset(data), (1.0,) * 9)
    assert said.prediction.startswith("The prediction for 1, 1, 1, 1, 1, 1 and 3 more is 25.6")
    assert said.weights == (
        "The largest of 9 weights: Input 2, +9; Input 4, +8; Input 6, −7; Input 7, +6; "
        "Input 8, +5; Input 9, +4."
    )


def test_what_the_loss_did_in_the_last_tenth_of_the_iterations() -> None:
    data = Dataset([[1]], [1])
    # The error is multiplied by 1 − rate in each iteration: by 0.9, by −1.5, by 1.
    falling, rising, resting = (
        after(Experiment(data, ADDING_UP, TrainingSettings(rate)), 0, 3)
        for rate in (0.1, 2.5, 1e-9)
    )
    assert all("Loss" in found[0] and "ing." not in found[0] for found in (falling, rising))
    assert ", falling." in falling[1]
    assert ", rising." in rising[1]
    assert ", hardly changing." in resting[1]


@pytest.mark.parametrize("seed", range(3))
def test_a_run_that_has_diverged_says_so_without_a_number_that_is_none(seed: int) -> None:
    data = Dataset([[50, 40], [20, 30], [10, 5]], [9, 4, 2])
    network = Architecture((3,), True, "relu", "identity")
    experiment = Experiment(data, network, TrainingSettings(1.0), seed)
    run = Run(experiment)
    end = run.advance_to(3000)
    assert run.stopped == end
    (said,) = after(experiment, end)
    assert said.startswith(f"Iteration {end:,}. The weights grew beyond all bounds")
    assert "nan" not in said
    assert "inf" not in said
    assert "–" not in said


def test_what_was_typed_for_another_table_is_not_said_of_this_one() -> None:
    experiment, table = of_text("sky,wind,go\nred,1,no\nblue,2,yes\ngrey,3,yes\nred,4,no\n")
    snapshot = with_weights(experiment, 0.2, 0.0, 0.0, 0.1)
    nothing = curves(Run(experiment), up_to(0, 64), [0.0] * 4, 1)[:0]
    said = moment(snapshot, nothing, table, (0.0, 1.0, 0.0, 3.0), (0.0, 1.0, 3.0)).prediction
    assert said.startswith("The prediction for 0, 1, 0, 3 is no (0.70), target ")
