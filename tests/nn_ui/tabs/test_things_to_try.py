"""Every claim of the list "Things to try" is true of the runs that it is about."""

import numpy as np
import pytest

from nn_core import Dataset, Experiment, Run, Snapshot, TrainingSettings
from nn_core.experiment.held_back import hold_back
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.generated_kinds import GENERATED
from nn_core.problems.ready_made import problem
from nn_core.run.curves import curves
from nn_core.run.schedule import up_to
from nn_core.tables.table import to_dataset


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


def circle() -> Run:
    data = hold_back(to_dataset(GeneratedProblem("circle").table()), 0.5)
    run = Run(Experiment(data, GENERATED["circle"].network, GENERATED["circle"].training))
    run.advance_to(10_000)
    return run


def test_hidden_neurons_draw_straight_borders_and_together_they_close_a_ring() -> None:
    last = circle().at(10_000)
    assert last.correct.all()
    # On a ring around the points the answer is never 1, and in the middle it is: a closed border.
    turns = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    ring = np.column_stack([np.cos(turns), np.sin(turns)])
    assert last.predict([[0, 0]])[0, 0] > 0.5
    assert (last.predict(ring * 8) < 0.5).all()
    # A hidden neuron has one value along a whole straight line, so its border is straight.
    (x, y), bias = last.weights[0][:, 0], last.biases[0][0]
    line = [[t, -(bias + x * t) / y] for t in (-5.0, 0.0, 5.0)]
    np.testing.assert_allclose(last.forward(np.array(line))[0].output[:, 0], 0, atol=1e-9)


def test_the_loss_of_unseen_rows_falls_first_and_rises_later() -> None:
    found = curves(circle(), up_to(10_000, 64), [1, 1], 1)
    assert found.test_loss is not None
    lowest = int(found.test_loss.argmin())
    assert found.test_loss[0] > 2 * found.test_loss[lowest]
    assert found.test_loss[-1] > 1.3 * found.test_loss[lowest]
    assert found.loss[0] > found.loss[lowest] > found.loss[-1]
