"""What advice tells a learner is true: each claim is tried out by training or by random weights."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    InputError,
    Preparation,
    Run,
    Snapshot,
    TrainingSettings,
)
from nn_core.advice import Choices, advice
from nn_core.network.activation import ACTIVATIONS, of_hidden_layers
from nn_core.network.optimiser import OPTIMISERS
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.ready_made import problem
from nn_core.run.metrics import training_metrics
from nn_core.tables.table import to_dataset

XOR = to_dataset(problem("xor").table)
PLANE = to_dataset(GeneratedProblem("plane").table())
SIZES = Dataset([[150.0], [160.0], [190.0], [200.0]], [0, 0, 1, 1])


def trained(experiment: Experiment, n_iterations: int) -> Snapshot:
    """The network after so many iterations, or where it stops because it diverges."""
    run = Run(experiment)
    run.advance_to(n_iterations)
    return run.at(run.iteration)


def losses(experiment: Experiment, n_iterations: int) -> list[float]:
    """The loss at every iteration, for as long as the numbers are not too large."""
    run = Run(experiment)
    run.advance_to(n_iterations)
    return [run.at(iteration).loss for iteration in range(run.iteration + 1)]


def anywhere(experiment: Experiment, seed: int) -> Snapshot:
    """The network with some large weights."""
    row = 5 * np.random.RandomState(seed).standard_normal(experiment.n_parameters)
    return Snapshot(experiment, 0, row)


def test_only_a_sigmoid_output_can_be_trained_with_cross_entropy() -> None:
    training = TrainingSettings(loss="cross_entropy")
    for key in ACTIVATIONS:
        shape = Architecture(output_activation=key)
        if key == "sigmoid":
            assert Experiment(XOR, shape, training).loss.key == "cross_entropy"
        else:
            why = "always 1" if key == "softmax" else "Cross-entropy needs outputs between 0 and 1"
            with pytest.raises(InputError, match=why):
                Experiment(XOR, shape, training)


@given(st.sampled_from(["sigmoid", "tanh", "sine", "relu", "softplus"]), st.integers(0, 2**32 - 1))
def test_no_weights_bring_an_output_beyond_the_ends_of_its_curve(key: str, seed: int) -> None:
    shape = Architecture((3,), True, "identity", key)
    output = anywhere(Experiment(PLANE, shape), seed).output
    low, high = {"tanh": (-1, 1), "sine": (-1, 1), "sigmoid": (0, 1)}.get(key, (0, np.inf))
    assert low <= output.min() <= output.max() <= high


def test_targets_that_are_scaled_inside_can_be_reached() -> None:
    """The threshold between 7 and 3, which the table does not know, is 5."""
    table = problem("or").table
    far = replace(table, rows=tuple((*row[:-1], 7.0 - 4 * row[-1]) for row in table.rows))
    dataset = to_dataset(far)
    (advised,) = advice(dataset, Architecture(), TrainingSettings())
    inside = advised.remedies[1].preparation
    assert inside == Preparation(scale_targets=True)
    answers = trained(Experiment(dataset, preparation=inside), 1000).answers
    np.testing.assert_array_equal(answers > 5, dataset.y > 5)


def test_prices_are_learned_best_with_the_first_remedy() -> None:
    sizes = np.linspace(40.0, 160.0, 30)
    prices = Dataset(sizes[:, np.newaxis], 2000 * sizes + 40_000 + 9000 * np.sin(sizes))
    (advised,) = (
        one
        for one in advice(prices, Architecture(), TrainingSettings())
        if one.key == "target_range"
    )
    found = []
    for remedy in advised.remedies:
        made = remedy.settings(Choices(prices))
        experiment = Experiment(
            prices, made.architecture, made.training, preparation=made.preparation
        )
        (r_squared,) = training_metrics(trained(experiment, 1000)).r_squared
        found.append(r_squared.value)
    assert found[0] > 0.98
    assert found == sorted(found, reverse=True)


def test_targets_of_0_and_1_can_be_trained_with_tanh() -> None:
    dataset = to_dataset(problem("or").table)
    shape = Architecture(output_activation="tanh")
    assert advice(dataset, shape, TrainingSettings(0.1))[0].key == "half_of_the_range"
    assert trained(Experiment(dataset, shape, TrainingSettings(0.1)), 500).correct.all()


@pytest.mark.parametrize("activation", ["sigmoid", "softplus"])
@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("optimiser", sorted(OPTIMISERS))
def test_from_zero_the_neurons_of_a_hidden_layer_stay_alike(
    activation: str, bias: bool, optimiser: str
) -> None:
    shape = Architecture((3, 2), bias, activation, initial_weights="zero")
    training = TrainingSettings(0.1, optimiser=optimiser, batch_size=3)
    last = trained(Experiment(to_dataset(problem("or").table), shape, training), 2000)
    assert np.abs(last.weights[0]).max() > 0.001  # they do learn something
    for layer in last.layers[:-1]:
        same = np.broadcast_to(layer.output[:, :1], layer.output.shape)
        np.testing.assert_allclose(layer.output, same, rtol=1e-9)


@pytest.mark.parametrize("activation", ["tanh", "relu", "leaky_relu", "identity", "sine"])
@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("optimiser", sorted(OPTIMISERS))
def test_from_zero_only_the_bias_of_the_output_changes(
    activation: str, bias: bool, optimiser: str
) -> None:
    shape = Architecture((3, 2), bias, activation, initial_weights="zero")
    training = TrainingSettings(0.1, optimiser=optimiser, l1=0.1, l2=0.1)
    last = trained(Experiment(to_dataset(problem("or").table), shape, training), 100)
    assert not any(weights.any() for weights in last.weights)
    assert not any(hidden.any() for hidden in last.biases[:-1])
    if bias:
        assert last.biases[-1].all()


def test_one_neuron_learns_from_zero() -> None:
    experiment = Experiment(to_dataset(problem("or").table), Architecture(initial_weights="zero"))
    assert trained(experiment, 500).correct.all()


def test_different_weights_let_the_neurons_become_different() -> None:
    shape = Architecture((3,), True, "tanh", initial_weights="glorot")
    assert trained(Experiment(XOR, shape), 2000).correct.all()


@given(st.sampled_from(list(of_hidden_layers())), st.booleans(), st.integers(0, 2**32 - 1))
def test_without_bias_a_row_of_zeros_has_one_answer(output: str, is_deep: bool, seed: int) -> None:
    dataset = Dataset([[0.0, 0.0], [1.0, 2.0]], [0.25, 1])
    shape = Architecture((3,) if is_deep else (), False, "tanh", output)
    found = advice(dataset, shape, TrainingSettings(0.1))
    (stuck,) = (one for one in found if one.key == "row_of_zeros")
    answer = anywhere(Experiment(dataset, shape), seed).output[0, 0]
    assert f"the network answers {answer:.3g} for this row" in stuck.sentence


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("loss", ["half_sum_of_squares", "mean_squared_error"])
@pytest.mark.parametrize("optimiser", ["gradient_descent", "momentum"])
@pytest.mark.parametrize("n_targets", [1, 2])
def test_identity_neurons_overshoot_just_where_the_advice_begins(
    bias: bool, loss: str, optimiser: str, n_targets: int
) -> None:
    rng = np.random.RandomState(3)
    dataset = Dataset(rng.standard_normal((20, 2)), rng.standard_normal((20, n_targets)))
    shape = Architecture(bias=bias, output_activation="identity")
    training = TrainingSettings(0.1, loss, optimiser)

    def is_advised(rate: float) -> bool:
        found = advice(dataset, shape, replace(training, learning_rate=rate))
        return "large_steps" in {one.key for one in found}

    limit = next(rate for rate in np.geomspace(0.001, 10, 400) if is_advised(rate))
    below, above = (
        losses(Experiment(dataset, shape, replace(training, learning_rate=rate)), 300)
        for rate in (0.95 * limit, 1.05 * limit)
    )
    assert below[-1] < below[0]
    assert optimiser == "momentum" or (np.diff(below) <= 1e-12).all()
    assert above[-1] > 1e3 * above[0]


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("optimiser", ["gradient_descent", "momentum"])
@pytest.mark.parametrize(
    ("output", "loss", "l2"),
    [
        ("identity", "half_sum_of_squares", 8.0),
        ("identity", "mean_squared_error", 0.5),
        ("sigmoid", "half_sum_of_squares", 0.1),
        ("sigmoid", "cross_entropy", 10.0),
        ("tanh", "mean_squared_error", 2.0),
    ],
)
def test_weights_run_away_just_where_the_advice_on_l2_begins(
    bias: bool, optimiser: str, output: str, loss: str, l2: float
) -> None:
    rng = np.random.RandomState(3)
    dataset = Dataset(rng.standard_normal((20, 2)), rng.uniform(0, 1, (20, 1)))
    shape = Architecture(bias=bias, output_activation=output)
    training = TrainingSettings(0.1, loss, optimiser, l2=l2)

    def is_advised(rate: float) -> bool:
        found = advice(dataset, shape, replace(training, learning_rate=rate))
        return "large_steps" in {one.key for one in found}

    def largest(rate: float) -> float:
        run_with = replace(training, learning_rate=rate)
        return float(np.abs(trained(Experiment(dataset, shape, run_with), 400).parameters).max())

    limit = next(rate for rate in np.geomspace(0.001, 100, 1000) if is_advised(rate))
    # The slope of a bounded output's loss keeps its weights swinging, but within bounds.
    assert largest(0.9 * limit) < 1000
    assert largest(1.1 * limit) > 1e6


@pytest.mark.parametrize("output", ["identity", "relu", "leaky_relu", "softplus"])
@pytest.mark.parametrize("hidden", [(), (4,)])
def test_a_sum_over_many_rows_overshoots_and_the_remedies_do_not(
    output: str, hidden: tuple[int, ...]
) -> None:
    dataset = Dataset(PLANE.X, (PLANE.y - PLANE.y.min()) / np.ptp(PLANE.y))
    shape = Architecture(hidden, True, "tanh", output)
    training = TrainingSettings(0.03)
    (found,) = advice(dataset, shape, training)
    wild = losses(Experiment(dataset, shape, training), 100)
    assert (np.diff(wild) > 0.01).any()
    for remedy in found.remedies:
        calm = losses(
            Experiment(
                dataset,
                shape,
                remedy.training or training,
                preparation=remedy.preparation or Preparation(),
            ),
            100,
        )
        assert calm[-1] < calm[0] / 2
        assert (np.diff(calm) <= 1e-12).all()


def test_large_inputs_stand_still_until_they_are_scaled() -> None:
    shape = Architecture(bias=True)
    raw, scaled = (
        trained(Experiment(SIZES, shape, preparation=Preparation(scale=scale)), 2000)
        for scale in (False, True)
    )
    assert advice(SIZES, shape, TrainingSettings())[0].key == "large_inputs"
    assert np.abs(raw.gradients[0].grad_weights).max() < 1e-6
    assert not raw.correct.all()
    assert scaled.correct.all()


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_layers_of_identity_neurons_are_one_layer(seed: int, bias: bool) -> None:
    deep = anywhere(Experiment(XOR, Architecture((3, 2), bias, "identity")), seed)
    weights = deep.weights[0] @ deep.weights[1] @ deep.weights[2]
    shift = (deep.biases[0] @ deep.weights[1] + deep.biases[1]) @ deep.weights[2] + deep.biases[2]
    with np.errstate(over="ignore"):
        alone = 1 / (1 + np.exp(-(XOR.X @ weights + shift)))
    np.testing.assert_allclose(deep.output, alone, rtol=1e-6, atol=1e-12)
