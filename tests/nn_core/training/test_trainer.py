"""Gradient descent: the fast loop is the readable one bit for bit, and does what it says."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.network.activation import of_hidden_layers
from nn_core.run import schedule
from nn_core.run.curves import curves
from nn_core.training.loop import states
from nn_core.training.parameters import initial, views
from nn_core.training.trainer import Trainer
from nn_core.training.update import State
from tests import oracles
from tests.any_experiment import any_experiments
from tests.oracles import Array, article, experiments

WILD_RATES = (1e-300, 1.0, 1000.0)


def assert_fast_is_readable(experiment: Experiment, n_iterations: int) -> None:
    """The states of both loops, bit for bit, for as long as they are finite."""
    trainer = Trainer(experiment)
    fast = np.empty((n_iterations + 1, len(trainer.state)))
    fast[0] = trainer.state
    trainer.advance_recording(fast[1:])
    readable = np.array([flat(state) for state in states(experiment, n_iterations)])
    assert readable.shape == fast.shape
    infinite = np.flatnonzero(~np.isfinite(readable).all(axis=1))
    n_finite = infinite[0] if len(infinite) else len(readable)
    assert fast[:n_finite].tobytes() == readable[:n_finite].tobytes()


def flat(state: State) -> Array:
    return np.concatenate([state.parameters, state.memory.ravel()])


def test_the_articles_first_update_by_hand() -> None:
    # The gradients are worked out in test_forward_and_backward.py; with learning rate 1:
    #   weight 1   -0.16595599 - (-0.02424638) = -0.14170961
    #   weight 2    0.44064899 - (-0.14725108) =  0.58790007
    #   weight 3   -0.99977125 - (-0.28536314) = -0.71440811
    trainer = Trainer(article())
    trainer.advance(1)
    assert_allclose(trainer.parameters, [-0.14170961, 0.58790007, -0.71440811], atol=1.5e-8)


@settings(max_examples=60)
@given(experiments() | experiments(1e6, WILD_RATES))
def test_the_fast_loop_is_the_readable_one_bit_for_bit(experiment: Experiment) -> None:
    assert_fast_is_readable(experiment, 8)


@pytest.mark.long
@settings(max_examples=120)
@given(any_experiments() | any_experiments(1e6, WILD_RATES))
def test_the_fast_loop_is_the_readable_one_for_every_option(experiment: Experiment) -> None:
    assert_fast_is_readable(experiment, 16)


@pytest.mark.parametrize("batch_size", [None, 32])
@pytest.mark.parametrize("activation", sorted(of_hidden_layers()))
def test_the_fast_loop_is_the_readable_one_on_the_largest_table(
    activation: str, batch_size: int | None
) -> None:
    rng = np.random.default_rng(5)
    dataset = Dataset(rng.uniform(-1, 1, (1000, 10)), rng.uniform(0, 1, (1000, 4)))
    architecture = Architecture((16,) * 6, True, activation, initial_weights="glorot")
    training = TrainingSettings(0.01, "mean_squared_error", "adam", batch_size, 0.001, 0.001)
    assert_fast_is_readable(Experiment(dataset, architecture, training), 5)


@settings(max_examples=40)
@given(experiments(), st.integers(0, 20))
def test_training_is_that_of_the_naive_network(experiment: Experiment, n_iterations: int) -> None:
    trainer = Trainer(experiment)
    trainer.advance(n_iterations)
    weights, biases = views(trainer.parameters, experiment)
    for ours, bias, expected in zip(
        weights, biases, oracles.train(experiment, n_iterations), strict=True
    ):
        assert_allclose(ours, expected[0], rtol=1e-9, atol=1e-9)
        assert_allclose(bias, expected[1], rtol=1e-9, atol=1e-9)


@settings(max_examples=40)
@given(experiments(), st.integers(-3, 3))
def test_the_step_is_proportional_to_the_learning_rate(
    experiment: Experiment, doublings: int
) -> None:
    rate = experiment.training.learning_rate * 2.0**doublings
    steps = []
    for each in (experiment, replace(experiment, training=TrainingSettings(rate))):
        trainer = Trainer(each)
        trainer.advance(1)
        steps.append(trainer.parameters - initial(experiment))
    assert_allclose(steps[1], steps[0] * 2.0**doublings, rtol=1e-12, atol=1e-13)


def test_small_steps_go_downhill() -> None:
    run = Run(article(learning_rate=0.01))
    run.advance_to(500)
    losses = [run.at(iteration).loss for iteration in range(501)]
    assert all(later < earlier for earlier, later in pairwise(losses))


def test_a_bias_learns_what_a_column_of_ones_learns() -> None:
    rng = np.random.default_rng(2)
    X, y = rng.uniform(-1, 1, (6, 2)), rng.integers(0, 2, 6)
    with_bias = Trainer(Experiment(Dataset(X, y), Architecture(bias=True)))
    with_column = Trainer(Experiment(Dataset(np.c_[X, np.ones(6)], y)))
    assert with_bias.parameters[2] == 0
    with_column.parameters[:] = with_bias.parameters
    for trainer in (with_bias, with_column):
        trainer.advance(200)
    assert_allclose(with_bias.parameters, with_column.parameters, rtol=1e-12)
    assert abs(with_bias.parameters[2]) > 0.1


def test_a_bias_answers_a_row_of_zeros() -> None:
    dataset = Dataset([[0, 0]], [1])
    without, with_bias = (Run(Experiment(dataset, Architecture(bias=b))) for b in (False, True))
    for run in (without, with_bias):
        run.advance_to(1000)
    assert without.at(1000).output.item() == 0.5
    assert with_bias.at(1000).output.item() > 0.9
    assert [bias.tolist() for bias in without.at(1000).biases] == [[0]]


@settings(max_examples=60)
@given(experiments(1e6, WILD_RATES), st.integers(0, 40))
def test_extreme_experiments_stay_finite(experiment: Experiment, n_iterations: int) -> None:
    """Warnings are errors here, so this also says that none is raised."""
    run = Run(experiment)
    run.advance_to(n_iterations)
    snapshot = run.at(n_iterations)
    found = [snapshot.parameters, snapshot.output, snapshot.error, np.array(snapshot.loss)]
    for gradient in snapshot.gradients:
        found += [gradient.delta, gradient.grad_weights, gradient.grad_bias]
    drawn = curves(run, schedule.up_to(n_iterations), experiment.dataset.X[0], 3)
    found += [drawn.loss, drawn.parameters, drawn.prediction, drawn.output]
    assert all(np.isfinite(values).all() for values in found)


@pytest.mark.parametrize("hidden", [(), (16,), (16,) * 6])
@pytest.mark.parametrize("bias", [False, True])
def test_the_most_extreme_experiment_stays_finite(hidden: tuple[int, ...], bias: bool) -> None:
    rng = np.random.default_rng(0)
    X, y = rng.choice([-1e6, 1e6], (200, 10)), rng.choice([-1e6, 1e6], (200, 4))
    run = Run(Experiment(Dataset(X, y), Architecture(hidden, bias), TrainingSettings(1000)))
    run.advance_to(100)
    assert np.isfinite(run.parameters_at(schedule.up_to(100))).all()
    assert np.isfinite(run.at(100).loss)


@settings(max_examples=30)
@given(experiments(), st.integers(0, 200))
def test_the_same_experiment_gives_the_same_run(experiment: Experiment, n_iterations: int) -> None:
    again = Experiment(
        Dataset(experiment.dataset.X.tolist(), experiment.dataset.y.tolist()),
        Architecture(experiment.architecture.hidden, experiment.architecture.bias),
        TrainingSettings(experiment.training.learning_rate),
        experiment.seed,
    )
    first, second = Trainer(experiment), Trainer(again)
    first.advance(n_iterations)
    np.random.random()  # the global generator plays no part
    second.advance(n_iterations)
    assert first.parameters.tobytes() == second.parameters.tobytes()


@pytest.mark.parametrize("n_rows", [29, 30, 47, 250])
@pytest.mark.parametrize("hidden", [(4, 2), (8, 3), (16,)])
@pytest.mark.parametrize("output", ["sigmoid", "tanh"])
def test_many_rows_are_the_readable_loop_s_too_and_those_of_many_seeds(
    n_rows: int, hidden: tuple[int, ...], output: str
) -> None:
    # Rows of few numbers are added to in long stretches, and many networks multiply copies.
    random = np.random.default_rng(n_rows)
    table = Dataset(random.normal(size=(n_rows, 3)), random.integers(0, 2, n_rows))
    network = Architecture(hidden, True, output, output)
    made = Experiment(table, network, TrainingSettings(0.3 / n_rows))
    assert_fast_is_readable(made, 6)
    together = Trainer(made, range(5))
    together.advance(6)
    for seed, found in enumerate(together.parameters):
        alone = Trainer(replace(made, seed=seed))
        alone.advance(6)
        assert found.tobytes() == alone.parameters.tobytes()
