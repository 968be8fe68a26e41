"""Every claim of the list "Things to try" is true of the runs that it is about."""

import pytest

from nn_core import Dataset, Experiment, Run, Snapshot, TrainingSettings
from nn_core.problems import problem
from nn_core.table import to_dataset


def trained(experiment: Experiment, iterations: int) -> Snapshot:
    run = Run(experiment)
    run.advance_to(iterations)
    return run.at(iterations)


def of(key: str, seed: int = 1) -> Experiment:
    return Experiment(to_dataset(problem(key).table), seed=seed)


def test_the_third_weight_grows_most() -> None:
    data = of("article").dataset
    assert data.y[:, 0].tolist() == data.X[:, 2].tolist()
    first, second, third = trained(of("article"), 10_000).weights[0][:, 0]
    assert third > 2 * abs(first) > 4 * abs(second)


@pytest.mark.parametrize("seed", range(1, 21))
def test_one_neuron_never_learns_xor_but_learns_or_in_50_iterations(seed: int) -> None:
    run = Run(of("xor", seed))
    run.advance_to(10_000)
    assert not any(run.at(iteration).correct.all() for iteration in range(0, 10_001, 100))
    assert trained(of("or", seed), 50).correct.all()


def test_a_larger_learning_rate_leaves_a_smaller_loss_after_100_iterations() -> None:
    losses = [
        trained(
            Experiment(to_dataset(problem("article").table), training=TrainingSettings(rate)), 100
        ).loss
        for rate in (0.1, 1, 10)
    ]
    assert losses == sorted(losses, reverse=True)


def test_two_rows_that_contradict_each_other_are_never_both_right() -> None:
    data = to_dataset(problem("article").table)
    contradicting = Dataset([*data.X, data.X[1]], [*data.y, 1 - data.y[1]])
    run = Run(Experiment(contradicting))
    run.advance_to(10_000)
    assert not any(run.at(iteration).correct.all() for iteration in range(0, 10_001, 100))
