"""The learning rate under which no step raises the loss: it holds, and it is not timid."""

from dataclasses import replace

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Preparation, Run, TrainingSettings
from nn_core.advice.values import Choices
from nn_core.network.regularisation import penalty
from nn_core.verdict.rate_bound import rate_bound, rate_under

KINDS = (
    ("sigmoid", "half_sum_of_squares"),
    ("sigmoid", "mean_squared_error"),
    ("sigmoid", "cross_entropy"),
    ("tanh", "mean_squared_error"),
    ("identity", "half_sum_of_squares"),
    ("sine", "half_sum_of_squares"),
    ("softplus", "mean_squared_error"),
    ("softmax", "categorical_cross_entropy"),
)


def choices(experiment):
    parts = experiment.dataset, experiment.architecture, experiment.training
    return Choices(*parts, experiment.preparation)


@pytest.mark.parametrize(("output", "loss"), KINDS)
def test_under_the_bound_no_step_raises_loss_and_penalty(output, loss):
    random = np.random.default_rng(1)
    for _ in range(15):
        X = 3 * random.normal(size=(int(random.integers(2, 9)), 2))
        y = random.integers(0, 2, len(X))
        targets = np.eye(2)[y] if output == "softmax" else y
        l2 = float(random.choice([0.0, 0.5]))
        network = Architecture((), bool(random.random() < 0.5), output_activation=output)
        experiment = Experiment(Dataset(X, targets), network, TrainingSettings(1.0, loss, l2=l2))
        bound = rate_bound(choices(experiment))
        training = replace(experiment.training, learning_rate=0.999 * bound)
        run = Run(replace(experiment, training=training, seed=int(random.integers(1000))))
        run.advance_to(40)
        seen = [run.at(t) for t in range(41)]
        losses = [each.loss + penalty(each.weights, {"l2": l2}) for each in seen]
        assert (np.diff(losses) <= 1e-12 * np.abs(losses[:-1])).all()


def test_the_bound_is_that_of_the_targets_as_they_are_trained_on():
    X, network = [[1.0, 2], [3, 1], [2, 2]], Architecture(output_activation="tanh")
    inside = Preparation(scale_targets=True)
    prices = Experiment(Dataset(X, [100, 300, 250]), network, preparation=inside)
    by_hand = Experiment(Dataset(X, [-1, 1, 0.5]), network)
    assert rate_bound(choices(prices)) == pytest.approx(rate_bound(choices(by_hand)))


def test_over_the_bound_of_a_straight_output_the_loss_grows_without_end():
    data = Dataset([[1.0, 2], [3, 1], [2, 2]], [1.0, 0, 2])
    straight = Experiment(data, Architecture(output_activation="identity"))
    bound = rate_bound(choices(straight))
    assert bound == pytest.approx(2 / np.linalg.eigvalsh(data.X.T @ data.X)[-1])
    run = Run(replace(straight, training=TrainingSettings(1.02 * bound)))
    run.advance_to(5000)
    assert run.stopped is not None


@pytest.mark.parametrize(
    ("network", "training"),
    [
        (Architecture((2,)), TrainingSettings()),
        (Architecture(output_activation="relu"), TrainingSettings()),
        (Architecture(), TrainingSettings(optimiser="adam")),
        (Architecture(), TrainingSettings(batch_size=1)),
        (Architecture(), TrainingSettings(l1=0.1)),
    ],
)
def test_there_is_no_bound_where_none_can_be_computed(network, training):
    assert rate_bound(Choices(Dataset([[1], [2]], [0, 1]), network, training)) is None


def test_the_proposed_rate_is_a_round_one_well_under_the_bound():
    assert [rate_under(bound) for bound in (700.0, 2.1, 0.5, 0.03)] == [300.0, 1.0, 0.1, 0.01]
