"""What a network without a hidden layer can never part, in its own kind of border."""

from fractions import Fraction

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Preparation, TrainingSettings
from nn_core.experiment.preparation import Feature
from nn_core.verdict.borders import unparted
from tests.nn_core.verdict.test_certificate import parted, signed

XOR = Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
PAIR = Dataset([[1, 1], [2, 2]], [0, 1])
SOFTMAX = Architecture(output_activation="softmax")
BY_ROW = TrainingSettings(loss="categorical_cross_entropy")


@pytest.mark.parametrize(
    "experiment",
    [
        Experiment(XOR),
        Experiment(XOR, Architecture(bias=True)),
        Experiment(XOR, preparation=Preparation(scale=True)),
        Experiment(XOR, Architecture((3,), activation="identity")),
        Experiment(Dataset(XOR.X, [-1, 1, 1, -1]), Architecture(output_activation="tanh")),
        Experiment(Dataset(XOR.X, np.eye(2)[[0, 1, 1, 0]]), SOFTMAX, BY_ROW),
        Experiment(Dataset(XOR.X, [[0, 0], [0, 1], [0, 1], [1, 0]])),
    ],
    ids=["no bias", "bias", "scaled", "adds up", "-1 and 1", "softmax", "second target"],
)
def test_no_straight_border_parts_the_rows_of_xor(experiment):
    found = unparted(experiment)
    assert found.rows == (0, 1, 2, 3)
    assert not found.needs_bias


@pytest.mark.parametrize(
    "experiment",
    [
        Experiment(Dataset(XOR.X, [0, 0, 0, 1]), Architecture(bias=True)),
        Experiment(Dataset([[1, 1], [1, 1]], [0, 1])),
        Experiment(Dataset(XOR.X, [0, 2, 2, 0])),
        Experiment(Dataset(np.ones((3, 2)), [1, 1, 1])),
        Experiment(XOR, Architecture((2,))),
        Experiment(XOR, Architecture(output_activation="sine")),
        Experiment(
            XOR, Architecture(bias=True), preparation=Preparation((Feature("product", 0, 1),))
        ),
        Experiment(
            Dataset([[0], [1], [2]], np.eye(3)), Architecture((), True, "tanh", "softmax"), BY_ROW
        ),
    ],
    ids=["parted", "the same", "amounts", "one class", "hidden", "waves", "product", "three"],
)
def test_nothing_is_said_where_nothing_is_proved(experiment):
    assert unparted(experiment) is None


def test_contradictory_rows_are_left_out_of_the_proof():
    data = Dataset([[5, 5], *XOR.X, [5, 5]], [0, 0, 1, 1, 0, 1])
    assert unparted(Experiment(data)).rows == (1, 2, 3, 4)


@pytest.mark.parametrize("output", ["sigmoid", "tanh", "identity", "relu"])
def test_a_bias_is_needed_where_a_border_cannot_leave_zero(output):
    """With tanh, identity and ReLU the border at 0.5 has z = 0 on its lower side."""
    data = PAIR if output == "sigmoid" else Dataset(PAIR.X, [1, 0])
    found = unparted(Experiment(data, Architecture(output_activation=output)))
    assert found.rows == (0, 1)
    assert found.needs_bias
    assert unparted(Experiment(data, Architecture(bias=True, output_activation=output))) is None


def test_a_border_beside_zero_may_part_what_one_through_zero_cannot():
    assert unparted(Experiment(PAIR)) is not None
    assert unparted(Experiment(PAIR, Architecture(output_activation="identity"))) is None


def test_scaled_inputs_move_the_border_to_their_mean():
    assert unparted(Experiment(PAIR, preparation=Preparation(scale=True))) is None
    three = Dataset([[0], [1], [5]], [1, 0, 0])
    found = unparted(Experiment(three, preparation=Preparation(scale=True)))
    assert found.needs_bias
    mean = Fraction(2)
    total = sum(
        weight * (Fraction(int(three.X[row, 0])) - mean) * (1 if three.y[row, 0] else -1)
        for row, weight in zip(found.rows, found.weights, strict=True)
    )
    assert total == 0


def test_what_is_proved_no_perceptron_parts_and_what_is_not_it_does():
    """On the very numbers that enter the network, features, scaling and bias included."""
    random = np.random.default_rng(8)
    seen = set()
    for _ in range(300):
        X = random.integers(-3, 4, (int(random.integers(3, 8)), 2)).astype(float)
        y = (random.random(len(X)) < 0.5).astype(float)
        features = (Feature("square", 0),) if random.random() < 0.4 else ()
        preparation = Preparation(features, bool(random.random() < 0.3))
        bias = bool(random.random() < 0.5)
        experiment = Experiment(Dataset(X, y), Architecture(bias=bias), preparation=preparation)
        if len({row.tobytes() for row in X}) < len(X):
            continue
        found = unparted(experiment)
        rows = signed(experiment.X, y > 0.5, bias=bias)
        assert parted(rows, passes=3000 if found is None else 100) is (found is None), experiment
        seen.add((found is None, bias, preparation.scale, bool(features)))
    assert len(seen) == 16


def test_a_table_is_looked_at_once():
    random = np.random.default_rng(3)
    data = Dataset(random.normal(size=(300, 10)), random.integers(0, 2, 300))
    first = unparted(Experiment(data, seed=1))
    assert first is not None
    assert unparted(Experiment(data, seed=2)) is first
