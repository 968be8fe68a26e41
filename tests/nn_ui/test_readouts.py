"""The cursor's moment in numbers: complete, rounded right, and true to the snapshot."""

import pytest

from nn_core import Dataset, Experiment, Run, Snapshot
from nn_core.problems import PROBLEMS
from nn_core.table import to_dataset
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
    assert targets(start, EXAMPLE) == (1.0,)
    assert targets(start, (0.5, 0.0, 0.0)) == ()
    assert "1" in readouts(start, EXAMPLE)["target"]
    assert "not known" in readouts(start, (0.5, 0.0, 0.0))["target"]


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
