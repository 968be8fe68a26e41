"""The cursor's moment in numbers: complete, rounded right, and true to the snapshot."""

import numpy as np
import pytest

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    Preparation,
    Run,
    Snapshot,
    TrainingSettings,
)
from nn_core.problems.ready_made import PROBLEMS
from nn_core.tables.table import to_dataset
from nn_ui.readouts import in_full, readouts, targets

ARTICLE = Experiment(to_dataset(PROBLEMS[0].table))
EXAMPLE = (1.0, 0.0, 1.0)


def snapshot(experiment: Experiment, iteration: int) -> Snapshot:
    run = Run(experiment)
    run.advance_to(iteration)
    return run.at(iteration)


@pytest.mark.parametrize(
    ("iteration", "prediction"), [(10, "0.65980921"), (100, "0.87680541"), (10_000, "0.98977040")]
)
def test_the_published_predictions_are_read_out_in_full(iteration: int, prediction: str) -> None:
    texts = readouts(snapshot(ARTICLE, iteration), EXAMPLE)
    assert texts["iteration"] == str(iteration)
    assert texts["prediction"] == prediction
    assert prediction.rstrip("0") in texts["mark"]
    assert texts["mark"].endswith(": the same")


def test_the_loss_and_the_right_answers_are_the_snapshot_s() -> None:
    moment = snapshot(ARTICLE, 100)
    texts = readouts(moment, EXAMPLE)
    assert float(texts["loss"]) == pytest.approx(moment.loss, abs=5e-9)
    assert texts["correct"].startswith("3 of 3")
    start = snapshot(ARTICLE, 0)
    right = int(start.correct.sum())
    assert readouts(start, EXAMPLE)["correct"].startswith(f"{right} of 3")


def test_nothing_is_said_of_the_article_where_it_printed_nothing() -> None:
    assert readouts(snapshot(ARTICLE, 99), EXAMPLE)["mark"] == ""
    assert readouts(snapshot(Experiment(ARTICLE.dataset, seed=2), 100), EXAMPLE)["mark"] == ""
    assert readouts(snapshot(ARTICLE, 100), (1.0, 1.0, 1.0))["mark"] == ""


def test_several_outputs_are_all_read_out() -> None:
    data = Dataset(X=[[0, 1], [1, 1]], y=[[0, 1], [1, 0.25]])
    texts = readouts(snapshot(Experiment(data), 7), (1, 1))
    expected = snapshot(Experiment(data), 7).predict([[1, 1]])[0]
    assert [float(text) for text in texts["prediction"].split(", ")] == pytest.approx(
        list(expected), abs=5e-9
    )
    assert texts["target"].endswith("1, 0.25")


def test_the_target_of_an_example_is_known_only_when_it_is_a_row() -> None:
    start = snapshot(ARTICLE, 0)
    assert targets(start.experiment, EXAMPLE) == (1.0,)
    assert targets(start.experiment, (0.5, 0.0, 0.0)) == ()
    assert "1" in readouts(start, EXAMPLE)["target"]
    assert "not known" in readouts(start, (0.5, 0.0, 0.0))["target"]


ROWS = ARTICLE.dataset.X, ARTICLE.dataset.y
TESTED = Dataset(ROWS[0][:2], ROWS[1][:2], X_test=ROWS[0][2:], y_test=ROWS[1][2:])
NUMBERS = Dataset(
    [[0, 1], [1, 1], [2, 1], [3, 1]], [0, 2.5, 4, 7], X_test=[[4, 1], [5, 1]], y_test=[8, 9]
)


def test_test_rows_have_their_loss_and_right_answers_below() -> None:
    moment = snapshot(Experiment(TESTED), 50)
    texts = readouts(moment, EXAMPLE)
    answer = float(moment.predict([EXAMPLE])[0, 0])
    # One test row against two training rows: its share counts twice, so that both compare.
    assert texts["loss-note"] == f"test rows {2 * 0.5 * (1 - answer) ** 2:.8f}"
    assert texts["correct"] == "2 of 2 rows"
    assert texts["correct-note"] == f"test rows {int(answer > 0.5)} of 1"


def test_without_test_rows_the_loss_s_own_formula_stands_below() -> None:
    texts = readouts(snapshot(ARTICLE, 50), EXAMPLE)
    assert texts["loss-note"] == "½ Σ (target − output)²"
    assert (texts["correct-label"], texts["correct-note"]) == (
        "Right answers",
        "on the target’s side of 0.5",
    )


def test_the_note_on_a_loss_has_room() -> None:
    for name, output in (("cross_entropy", "sigmoid"), ("mean_squared_error", "tanh")):
        network, training = Architecture(output_activation=output), TrainingSettings(0.1, name)
        moment = snapshot(Experiment(ARTICLE.dataset, network, training), 1)
        assert readouts(moment, EXAMPLE)["loss-note"] in (
            "cross-entropy (log loss)",
            "mean of (target − output)²",
        )


def test_numbers_as_targets_are_measured_by_r_squared() -> None:
    network = Architecture(output_activation="identity")
    moment = snapshot(Experiment(NUMBERS, network, TrainingSettings(0.01)), 20)
    texts = readouts(moment, (0.0, 1.0))
    y, output = NUMBERS.y, moment.output
    r_squared = 1 - ((y - output) ** 2).sum() / ((y - y.mean()) ** 2).sum()
    assert texts["correct"] == f"{r_squared:.4f}"
    assert "R²" in texts["correct-label"]
    y, output = NUMBERS.y_test, moment.predict(NUMBERS.X_test)
    r_squared = 1 - ((y - output) ** 2).sum() / ((y - y.mean()) ** 2).sum()
    assert texts["correct-note"] == f"test rows {r_squared:.4f}"


def test_every_place_has_a_text() -> None:
    texts = readouts(snapshot(ARTICLE, 3), EXAMPLE)
    assert all(isinstance(text, str) for text in texts.values())
    assert {"iteration", "prediction", "loss"} <= set(texts)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.00000000"),
        (0.123456789, "0.12345679"),
        (2e15, "2000000000000000.00000000"),
        (1e-5, "0.00001000"),
        (1.23456789e-7, "1.2346e-07"),
        (5e-324, "4.9407e-324"),
    ],
)
def test_a_loss_never_reads_as_zero_unless_it_is(value: float, text: str) -> None:
    assert in_full(value) == text


def test_scaled_targets_are_told_in_the_table_s_numbers() -> None:
    """One weight of 1 answers 0 at (0, ·): the mean of 100, 300 and 500."""
    prices = Dataset([[-1.0], [0.0], [1.0]], [100, 300, 500])
    tested = Dataset(prices.X, prices.y, X_test=[[0.0]], y_test=[310])
    network, inside = Architecture(output_activation="identity"), Preparation(scale_targets=True)
    deviation = 200 * (2 / 3) ** 0.5
    for data in (prices, tested):
        experiment = Experiment(data, network, preparation=inside)
        texts = readouts(Snapshot(experiment, 0, np.ones(1)), (0.0,))
        assert (texts["prediction"], texts["target"]) == ("300.00000000", "target 300")
        # The answers are 300 ± deviation, and 300.
        error = ((200 - deviation) ** 2 * 2 / 3) ** 0.5
        assert texts["loss"] == f"{0.5 * 3 * (error / deviation) ** 2:.8f}"
        assert texts["correct-label"] == f"R²; typical error {error:.2f}"
        assert ("test rows" in texts["correct-note"]) == (data.n_test > 0)
        assert texts["loss-note"] == (
            f"test rows {0.5 * 3 * (10 / deviation) ** 2:.8f}"
            if data.n_test
            else "of the scaled targets"
        )
