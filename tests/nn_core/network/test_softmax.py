"""Softmax with categorical cross-entropy: values by hand, a naive oracle, and what is refused."""

from __future__ import annotations

import re

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, InputError, Run, TrainingSettings
from nn_core.network.activation import ACTIVATIONS
from nn_core.network.loss import LOSSES
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.table import Table
from nn_core.training.fast.activations import FAST_ACTIVATIONS
from nn_core.training.parameters import initial
from tests.nn_core.program.test_phases import value_of_terms
from tests.throw_away import go_through

SOFTMAX, ENTROPY = ACTIVATIONS["softmax"], LOSSES["categorical_cross_entropy"]
SHAPE = Architecture((), True, output_activation="softmax")
TRAINING = TrainingSettings(0.5, "categorical_cross_entropy")
X = [[0.0, 1.0], [1.0, 0.5], [-1.0, 2.0], [0.3, -0.7]]
CLASSES = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.25, 0.25, 0.5]]


def test_three_classes_by_hand() -> None:
    # e^z is 1, 2 and 5, so the shares are eighths.
    z, y = np.log([[1.0, 2.0, 5.0]]), np.array([[0.0, 1.0, 0.0]])
    output = SOFTMAX.function(z)
    np.testing.assert_allclose(output, [[1 / 8, 2 / 8, 5 / 8]], rtol=1e-15)
    np.testing.assert_allclose(ENTROPY.each(z, y), [[0, np.log(4), 0]], rtol=1e-15)
    np.testing.assert_allclose(ENTROPY.delta(output, y), [[1 / 8, -6 / 8, 5 / 8]], rtol=1e-15)
    np.testing.assert_allclose(SOFTMAX.slope(output), [[7 / 64, 12 / 64, 15 / 64]], rtol=1e-15)


def test_the_loss_is_a_mean_over_rows() -> None:
    run = Run(
        Experiment(
            Dataset(X, CLASSES), Architecture((), False, "tanh", "softmax", "zero"), TRAINING
        )
    )
    # With weights of 0 every class has a third.
    assert run.at(0).loss == pytest.approx(np.log(3), rel=1e-15)


@pytest.mark.parametrize("z", [[700.0, -700.0, 0.0], [1e30, -1e30, 0.0], [-1e5, -1e5, -1e5]])
def test_sums_of_any_size_give_shares(z: list[float]) -> None:
    rows, y = np.array([z]), np.array([[0.0, 0.5, 0.5]])
    output, fast = SOFTMAX.function(rows), rows.copy()
    for call in FAST_ACTIVATIONS["softmax"].function(fast, fast):
        call()
    assert output.tobytes() == fast.tobytes()
    assert output.sum() == pytest.approx(1)
    assert np.isfinite(ENTROPY.each(rows, y)).all()


def naive(n_iterations: int) -> tuple[np.ndarray, np.ndarray]:
    """A dozen lines that know nothing of the core."""
    inputs, targets = np.array(X), np.array(CLASSES)
    rng = np.random.RandomState(1)
    weights, bias = 2 * rng.random_sample((2, 3)) - 1, np.zeros(3)
    for _ in range(n_iterations):
        for_weights, for_bias = np.zeros((2, 3)), np.zeros(3)
        for row, target in zip(inputs, targets, strict=True):
            powers = np.exp(row @ weights + bias)
            delta = (powers / powers.sum() - target) / len(inputs)
            for_weights += np.outer(row, delta)
            for_bias += delta
        weights, bias = weights - 0.5 * for_weights, bias - 0.5 * for_bias
    return weights, bias


def test_training_is_that_of_the_naive_lines() -> None:
    run = Run(Experiment(Dataset(X, CLASSES), SHAPE, TRAINING))
    run.advance_to(200)
    weights, bias = naive(200)
    np.testing.assert_allclose(run.at(200).weights[0], weights, rtol=1e-11)
    np.testing.assert_allclose(run.at(200).biases[0], bias, rtol=1e-11)


def test_each_line_of_the_derivation_of_delta_holds() -> None:
    rng = np.random.default_rng(2)
    for _ in range(20):
        z, y = rng.uniform(-4, 4, 3), rng.dirichlet(np.ones(3))
        for line in ENTROPY.derivation:
            sides = [value_of_terms(side, z, y) for side in line.split(" = ")]
            assert len(sides) >= 2
            for side in sides:
                np.testing.assert_allclose(side, sides[0], rtol=1e-7, atol=1e-9, err_msg=line)


@pytest.mark.parametrize(
    ("y", "output", "loss", "sentence"),
    [
        ([0, 1], "softmax", ENTROPY.key, "always 1, so nothing can be learned: choose sigmoid"),
        ([[0, 1]] * 2, "softmax", "mean_squared_error", "choose it as the loss, or another output"),
        (
            [[0, 1]] * 2,
            "tanh",
            ENTROPY.key,
            "add up to 1 in each row: choose softmax as the output",
        ),
        ([[0, 1], [0.5, 0.6]], "softmax", ENTROPY.key, "change those of row 2, or choose another"),
        ([[2, -1], [0, 1]], "softmax", ENTROPY.key, "change those of row 1, or choose another"),
        (
            [[0, 1, 0], [0.333, 0.333, 0.333]],
            "softmax",
            ENTROPY.key,
            "change those of row 2, which add up to 0.999: type 0.334 for 0.333, or choose another",
        ),
    ],
)
def test_what_does_not_go_together_is_refused_with_what_to_choose(
    y: list[object], output: str, loss: str, sentence: str
) -> None:
    with pytest.raises(InputError, match=re.escape(sentence)):
        Experiment(
            Dataset(X[:2], y),
            Architecture(output_activation=output),
            TrainingSettings(loss=loss),
        )


def test_a_row_held_back_is_looked_at_and_has_the_number_of_the_table() -> None:
    table = Dataset(X[:2], CLASSES[:2], X_test=X[2:], y_test=[[0, 0, 1], [1, 1, 0]])
    with pytest.raises(InputError, match="change those of row 4"):
        Experiment(table, SHAPE, TRAINING)


def test_hidden_layers_do_not_take_it() -> None:
    with pytest.raises(InputError, match="for the output layer only: choose another activation"):
        Architecture((3,), activation="softmax")


def test_the_same_seed_starts_as_every_other_network() -> None:
    plain = Experiment(Dataset(X, CLASSES), Architecture((), True))
    assert (
        initial(plain).tobytes()
        == initial(Experiment(Dataset(X, CLASSES), SHAPE, TRAINING)).tobytes()
    )


@pytest.mark.long
def test_it_goes_through_everything() -> None:
    table = Table(
        ("a", "b"), ("A", "B", "C"), tuple((*x, *y) for x, y in zip(X, CLASSES, strict=True))
    )
    shown = ["Softmax", r"\frac{e^{z}}{\sum_k e^{z_k}}", "Categorical cross-entropy"]
    for hidden in ((), (3,)):
        shape = Architecture(hidden, True, "tanh", "softmax")
        setup = Setup(OWN, table, (0.5, 0.5), architecture=shape, training=TRAINING)
        go_through(setup, [*shown, ENTROPY.derivation[-1], "Why is delta output − target?"])
