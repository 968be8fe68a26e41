"""Right answers of softmax: the class with the largest output, one mark a row."""

from __future__ import annotations

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.run.metrics import held_back_metrics, training_metrics
from nn_core.run.right import margins, right_rows
from nn_core.run.stop_rule import Search, StopRule

SHARES = Experiment(
    Dataset(
        [[0.0, 1.0], [1.0, 0.5], [-1.0, 2.0], [0.3, -0.7]],
        [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]],
        X_test=[[1, 0]],
        y_test=[[1, 0, 0]],
    ),
    Architecture((), True, output_activation="softmax"),
    TrainingSettings(0.5, "categorical_cross_entropy"),
)


@pytest.mark.parametrize(
    ("output", "is_right"),
    [
        ([0.4, 0.35, 0.25], True),  # the largest, though under one half
        ([0.4, 0.45, 0.15], False),
        ([0.4, 0.4, 0.2], False),  # as large as another
        ([np.nan, 0.4, 0.2], False),
    ],
)
def test_a_row_is_right_where_its_class_has_the_largest_output(
    output: list[float], is_right: bool
) -> None:
    rows, y = np.array([output]), np.array([[1.0, 0.0, 0.0]])
    assert right_rows(SHARES, rows, y).tolist() == [[is_right] * 3]
    assert margins(SHARES, np.array([rows, rows]), y).shape == (2, 1, 3)


def test_metrics_count_classes() -> None:
    run = Run(SHARES)
    run.advance_to(300)
    snapshot = run.at(300)
    found, held = training_metrics(snapshot), held_back_metrics(snapshot)
    answers = snapshot.output.argmax(axis=1)
    right = int((answers == [0, 1, 2, 1]).sum())
    assert (found.n_correct, int(snapshot.correct.sum())) == (right, right)
    assert found.classes is not None
    assert int(np.trace(found.classes)) == right
    assert found.classes.sum(axis=1).tolist() == [1, 2, 1]
    assert found.mean_loss == pytest.approx(found.loss)
    assert held is not None
    assert held.classes is not None
    assert held.classes.sum() == 1


def test_a_stop_rule_stops_when_every_row_is_right() -> None:
    run = Run(SHARES)
    run.advance_to(2000)
    met = Search(run, StopRule(all_right=True), 0).look(2000)
    assert met is not None
    assert run.at(met).correct.all()
    assert not run.at(met - 1).correct.all()
