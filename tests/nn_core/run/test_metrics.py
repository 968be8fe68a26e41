"""Loss, accuracy, confusion and R² of trained and held-back rows, worked by hand."""

import numpy as np
import pytest
from hypothesis import given
from numpy.typing import ArrayLike

from nn_core import Architecture, Dataset, Experiment, Snapshot, TrainingSettings
from nn_core.run.metrics import (
    CONSTANT_TARGETS,
    TOO_LARGE,
    Confusion,
    RSquared,
    held_back_metrics,
    is_classification,
    training_metrics,
)
from tests.oracles import experiments

# One identity neuron of weight 1 without a bias answers its input.
ECHO = Architecture(output_activation="identity")


def echo(
    answers: ArrayLike, y: ArrayLike, loss: str = "half_sum_of_squares", **test: ArrayLike
) -> Snapshot:
    data = Dataset(np.reshape(answers, (-1, 1)), y, **test)
    experiment = Experiment(data, ECHO, TrainingSettings(loss=loss))
    return Snapshot(experiment, 0, np.ones(1))


def test_training_rows_by_hand() -> None:
    found = training_metrics(echo([0.2, 0.9, 0.5, 0.6, 0.1], [0, 1, 1, 0, 1]))
    # squared errors 0.04 + 0.01 + 0.25 + 0.36 + 0.81 = 1.47; mean of y 0.6, spread 1.2
    assert found.n_rows == 5
    assert found.loss == pytest.approx(0.735)
    assert found.mean_loss == pytest.approx(0.147)
    assert (found.n_correct, found.accuracy) == (2, 0.4)
    assert found.confusion == (Confusion(1, 1, 1, 1, undecided=1),)
    assert found.r_squared[0].value == pytest.approx(1 - 1.47 / 1.2)


def test_the_loss_of_held_back_rows_compares() -> None:
    snapshot = echo([0, 0, 0, 0], [1, 1, 1, 1], X_test=[[0], [0]], y_test=[1, 1])
    trained, held = training_metrics(snapshot), held_back_metrics(snapshot)
    assert held is not None
    assert (trained.loss, held.loss) == (2, 2)  # 4 rows of 1/2, and 2 rows given as if 4
    assert (trained.mean_loss, held.mean_loss) == (0.5, 0.5)
    assert (trained.n_rows, held.n_rows) == (4, 2)
    mean = echo([0, 0], [2, 2], "mean_squared_error", X_test=[[1]], y_test=[2])
    held = held_back_metrics(mean)
    assert held is not None
    assert (training_metrics(mean).loss, held.loss, held.mean_loss) == (4, 1, 1)


def test_held_back_rows_by_hand() -> None:
    snapshot = echo([0.5], [-1], X_test=[[0.5], [-0.5], [3.0]], y_test=[1, 1, -1])
    held = held_back_metrics(snapshot)
    assert held is not None
    assert held.confusion == (Confusion(1, 1, 1, 0, undecided=0),)  # the threshold is 0 here
    assert held.accuracy == pytest.approx(1 / 3)
    # errors 0.5, 1.5, -4; mean of y 1/3, spread 4/9 + 4/9 + 16/9
    assert held.r_squared[0].value == pytest.approx(1 - 18.5 / (24 / 9))
    assert held_back_metrics(echo([1], [1])) is None


def test_a_row_is_right_when_all_its_outputs_are() -> None:
    data = Dataset([[1.0], [-1.0]], [[1, 0], [1, 1]])
    snapshot = Snapshot(Experiment(data, ECHO), 0, np.array([1.0, 0.2]))
    found = training_metrics(snapshot)
    assert found.n_correct == 1
    assert found.confusion == (Confusion(1, 0, 1, 0, 0), Confusion(0, 0, 1, 1, 0))
    assert found.r_squared[0] == RSquared(None, CONSTANT_TARGETS)
    assert found.r_squared[1].value is not None


def test_r_squared_of_the_mean_is_0_and_of_the_targets_1() -> None:
    assert training_metrics(echo([2, 2, 2], [1, 2, 3])).r_squared == (RSquared(0.0),)
    assert training_metrics(echo([1, 2, 3], [1, 2, 3])).r_squared == (RSquared(1.0),)


def test_targets_that_hardly_differ_have_no_r_squared() -> None:
    assert training_metrics(echo([1, 2], [0, 5e-324])).r_squared[0].why_not == CONSTANT_TARGETS


@pytest.mark.parametrize("weight", [np.inf, -np.inf, np.nan, 1e300])
def test_a_run_that_has_diverged_still_has_metrics(weight: float) -> None:
    snapshot = Snapshot(echo([1, 2], [0, 1]).experiment, 0, np.array([weight]))
    found = training_metrics(snapshot)
    assert found.r_squared == (RSquared(None, TOO_LARGE),)
    assert found.n_correct == (0 if np.isnan(weight) else 1)
    assert found.confusion[0].undecided == (2 if np.isnan(weight) else 0)


@given(experiments())
def test_metrics_agree_with_the_snapshot(experiment: Experiment) -> None:
    rng = np.random.RandomState(1)
    snapshot = Snapshot(experiment, 0, rng.standard_normal(experiment.n_parameters))
    found = training_metrics(snapshot)
    assert found.loss == snapshot.loss
    assert found.mean_loss == pytest.approx(snapshot.loss / experiment.dataset.y.size)
    assert found.n_correct == snapshot.correct.sum()
    for one in found.confusion:
        assert sum(vars(one).values()) == experiment.dataset.n_samples


@given(experiments())
def test_rows_that_are_held_back_are_measured_as_if_trained_on(experiment: Experiment) -> None:
    data = experiment.dataset
    both = Dataset(data.X, data.y, X_test=data.X, y_test=data.y)
    parameters = np.random.RandomState(2).standard_normal(experiment.n_parameters)
    snapshot = Snapshot(Experiment(both, experiment.architecture), 0, parameters)
    assert held_back_metrics(snapshot) == training_metrics(snapshot)


@pytest.mark.parametrize(
    ("y", "y_test", "answer"),
    [
        ([0, 1], [1], True),
        ([1, 1], [1], True),
        ([-1, 1], [1], True),
        ([0, 1], [-1], False),
        ([0, 1], [0.5], False),
        ([0, 0.5], [1], False),
        ([-1, 0, 1], [1], False),
    ],
)
def test_what_is_a_classification(y: ArrayLike, y_test: ArrayLike, answer: bool) -> None:
    X, X_test = np.ones((np.size(y), 1)), np.ones((np.size(y_test), 1))
    assert is_classification(Dataset(X, y, X_test=X_test, y_test=y_test)) is answer
    assert is_classification(Dataset(X, y)) or not answer
