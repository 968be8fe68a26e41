"""The values that make an experiment: they never change, compare by content, and have limits."""

from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    InputError,
    Intervention,
    Run,
    TrainingSettings,
)
from nn_core.network.activation import activation
from nn_core.network.loss import loss
from nn_core.network.optimiser import optimiser
from tests.oracles import article, tables

X, Y = [[0.0, 1.0], [1.0, 0.0]], [1.0, 0.0]


def zeros(n_rows: int, n_columns: int) -> list[list[float]]:
    return [[0.0] * n_columns] * n_rows


def test_a_dataset_is_a_read_only_copy() -> None:
    inputs, targets = np.array(X), np.array(Y)
    dataset = Dataset(inputs, targets)
    inputs[0, 0] = targets[0] = 7
    assert (dataset.X[0, 0], dataset.y[0, 0]) == (0, 1)
    for array in (dataset.X, dataset.y):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 7
    with pytest.raises(FrozenInstanceError):
        dataset.X = inputs  # type: ignore[misc]
    assert inputs.flags.writeable
    assert targets.flags.writeable


def test_a_dataset_knows_its_sizes() -> None:
    dataset = Dataset([[1, 2, 3], [4, 5, 6]], [[0, 1], [1, 0]])
    assert (dataset.n_samples, dataset.n_inputs, dataset.n_outputs) == (2, 3, 2)
    assert dataset.X.dtype == dataset.y.dtype == np.float64
    assert Dataset(X, Y).y.shape == (2, 1)


def test_columns_get_names() -> None:
    assert Dataset(X, Y).input_names == ("Input 1", "Input 2")
    assert Dataset(X, Y).target_names == ("Target",)
    assert Dataset([[1]], [1]).input_names == ("Input 1",)
    assert Dataset(X, zeros(2, 2)).target_names == ("Target 1", "Target 2")
    named = Dataset(X, Y, input_names=["a", "b"], target_names=["c"])
    assert (named.input_names, named.target_names) == (("a", "b"), ("c",))


@given(tables())
def test_the_same_numbers_make_an_equal_dataset(dataset: Dataset) -> None:
    again = Dataset(dataset.X.tolist(), np.asfortranarray(dataset.y))
    assert again == dataset
    assert hash(again) == hash(dataset)
    assert Dataset(dataset.X + 1, dataset.y) != dataset
    assert Dataset(dataset.X, dataset.y + 1) != dataset
    assert dataset != "a dataset"


def test_other_names_and_shapes_make_another_dataset() -> None:
    assert Dataset(X, Y, input_names=("a", "b")) != Dataset(X, Y)
    assert Dataset(X, Y, target_names=("a",)) != Dataset(X, Y)
    assert Dataset([[1, 2]], [1]) != Dataset([[1], [2]], [1, 2])
    assert Dataset([[1, 2]], [[3]]) != Dataset([[1]], [[2, 3]])


def test_minus_zero_is_zero() -> None:
    with_minus, without = Dataset([[-0.0, 1.0]], [-0.0]), Dataset([[0.0, 1.0]], [0.0])
    assert with_minus == without
    assert hash(with_minus) == hash(without)
    runs = Run(Experiment(with_minus)), Run(Experiment(without))
    for run in runs:
        run.advance_to(50)
    assert runs[0].at(50).parameters.tobytes() == runs[1].at(50).parameters.tobytes()


def test_the_limits_themselves_are_allowed() -> None:
    largest = Dataset(np.full((1000, 10), 1e6), np.full((1000, 4), -1e6))
    assert (largest.n_samples, largest.n_inputs, largest.n_outputs) == (1000, 10, 4)
    assert Architecture(hidden=(16,) * 6).hidden == (16,) * 6
    assert Architecture(hidden=(1,)).hidden == (1,)
    assert TrainingSettings(1000).learning_rate == 1000
    assert TrainingSettings(5e-324).learning_rate > 0
    assert [Experiment(largest, seed=seed).seed for seed in (0, 2**32 - 1)] == [0, 2**32 - 1]


def test_a_dataset_may_be_larger_than_a_shared_page_takes() -> None:
    draws = np.random.RandomState(0)
    X, y = draws.random_sample((7000, 12)), draws.random_sample((7000, 5))
    dataset = Dataset(X[:5000], y[:5000], X_test=X[5000:], y_test=y[5000:])
    rates = TrainingSettings(learning_rate=0.5, loss="mean_squared_error")
    run = Run(Experiment(dataset, Architecture(hidden=(4,)), rates))
    assert run.advance_to(20) == 20
    assert run.at(20).loss < run.at(0).loss
    assert run.at(20).predict(dataset.X_test).shape == (2000, 5)


@pytest.mark.parametrize(
    ("inputs", "targets", "message"),
    [
        ([], [], "X needs one row a sample"),
        ([1, 2], [1, 2], "X needs one row a sample"),
        (X, [1, 0, 1], "X needs one row a sample"),
        (X, [[[1]], [[0]]], "X needs one row a sample"),
        (5, 5, "X needs one row a sample"),
        (np.empty((0, 3)), [], "The table has 0 rows: use at least 1."),
        (np.empty((2, 0)), Y, "The table has 0 inputs: use at least 1."),
        (X, np.empty((2, 0)), "The table has 0 targets: use at least 1."),
        ([[1, 2], [3]], Y, "X must hold numbers only, the same count in every row"),
        ([["a", 1], [1, 0]], Y, "X must hold numbers only"),
        (X, [{}, 1], "y must hold numbers only"),
        ([[10**400, 0], [0, 0]], Y, "X must hold numbers only"),
    ],
)
def test_what_is_no_table_is_refused(inputs: Any, targets: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Dataset(inputs, targets)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1_000_001, -1_000_001, None])
def test_a_value_that_cannot_be_used_is_refused_with_its_place(value: float | None) -> None:
    with pytest.raises(InputError, match=r"^X, row 2, column 1: .* from -1,000,000 to 1,000,000"):
        Dataset([[0, 1], [value, 0]], Y)
    with pytest.raises(InputError, match=r"^y, row 1, column 1: "):
        Dataset(X, [value, 0])


def test_names_must_fit_the_columns() -> None:
    with pytest.raises(InputError, match="3 names were given for 2 columns"):
        Dataset(X, Y, input_names=("a", "b", "c"))
    with pytest.raises(InputError, match="2 names were given for 1 columns"):
        Dataset(X, Y, target_names=("a", "b"))


@pytest.mark.parametrize("size", [0, -1, 17, 2.5, np.nan, np.inf])
def test_a_hidden_layer_has_1_to_16_neurons(size: Any) -> None:
    with pytest.raises(InputError, match="A hidden layer has 1 to 16 neurons, not "):
        Architecture(hidden=(3, size))


def test_there_are_at_most_six_hidden_layers() -> None:
    with pytest.raises(InputError, match="Use at most 6 hidden layers, not 7"):
        Architecture(hidden=(1,) * 7)


@pytest.mark.parametrize("rate", [0, -1, -0.0, 1000.0000001, np.nan, np.inf, -np.inf])
def test_a_learning_rate_is_over_0_and_at_most_1000(rate: float) -> None:
    with pytest.raises(InputError, match="must be over 0 and at most 1,000"):
        TrainingSettings(rate)


@pytest.mark.parametrize("what", ["learning_rate", "l1", "l2"])
def test_a_change_of_a_setting_has_no_place(what: str) -> None:
    # Two such changes at one iteration would contradict each other and both be kept; a link and a
    # file have no room for the place.
    with pytest.raises(InputError, match="Only a change of a weight or a bias has a place"):
        Intervention(5, what, 0.5, 0)
    assert Intervention(5, what, 0.5).place == (5, what, None)


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, 1.0, np.nan, np.inf])
def test_a_seed_is_a_whole_number_of_32_bits(seed: Any) -> None:
    with pytest.raises(InputError, match="whole number from 0 to 4,294,967,295"):
        Experiment(Dataset(X, Y), seed=seed)


def test_an_architecture_gives_the_shapes_of_its_weights() -> None:
    assert Architecture().shapes(3, 1) == ((3, 1),)
    assert Architecture(hidden=(4, 2)).shapes(3, 5) == ((3, 4), (4, 2), (2, 5))
    experiment = Experiment(Dataset(X, Y), Architecture(hidden=(3,)))
    assert experiment.shapes == ((2, 3), (3, 1))


def test_equal_parts_make_equal_experiments() -> None:
    again = Experiment(
        Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[[1], [0], [1]]),
        Architecture(hidden=[], bias=False),
        TrainingSettings(1),
        seed=np.int64(1),  # type: ignore[arg-type]
    )
    assert again == article()
    assert hash(again) == hash(article())
    assert len({article(), again, article(seed=2), article(learning_rate=2.0)}) == 3
    assert Architecture(hidden=[2, 3]) == Architecture(hidden=(2, 3))


def test_an_experiment_never_changes() -> None:
    experiment = article()
    for part, name in [
        (experiment, "seed"),
        (experiment.architecture, "bias"),
        (experiment.training, "learning_rate"),
    ]:
        with pytest.raises(FrozenInstanceError):
            setattr(part, name, 0)


@pytest.mark.parametrize(
    ("X_test", "y_test", "message"),
    [
        ([[1, 2]], None, "Test rows need inputs and targets: give both X_test and y_test"),
        (None, [1], "Test rows need inputs and targets: give both X_test and y_test"),
        ([[1, 2, 3]], [1], "Test rows need the same columns as the training rows"),
        ([[1, 2]], [[1, 0]], "Test rows need the same columns as the training rows"),
        ([[1, 2]], [1, 0], "Test rows need the same columns as the training rows"),
        ([[1, 2], [3, 4]], [1], "Test rows need the same columns as the training rows"),
        ([1, 2], [1, 0], "Test rows need the same columns as the training rows"),
        (5, 5, "Test rows need the same columns as the training rows"),
        ([[1, 2], [3]], [1, 0], "X_test must hold numbers only, the same count in every row"),
        ([[1, 2]], ["a"], "y_test must hold numbers only"),
        ([[1, 2], [3, np.nan]], [1, 0], "X_test, row 2, column 2: nan cannot be used"),
        ([[1, 2], [1_000_001, 1]], [1, 0], "X_test, row 2, column 1: 1000001.0 cannot be used"),
        ([[1, 2], [3, 4]], [np.nan, 0], "y_test, row 1, column 1: nan cannot be used"),
        ([[1, 2], [3, 4]], [0, -np.inf], "y_test, row 2, column 1: -inf cannot be used"),
    ],
)
def test_what_are_no_test_rows_is_refused(X_test: Any, y_test: Any, message: str) -> None:
    with pytest.raises(InputError, match=f"^{message}"):
        Dataset(X, Y, X_test=X_test, y_test=y_test)


def test_as_many_test_rows_as_training_rows_are_allowed() -> None:
    held = Dataset(X, Y, X_test=zeros(1000, 2), y_test=[[0]] * 1000)
    assert (held.n_samples, held.n_test, held.X_test.shape) == (2, 1000, (1000, 2))
    assert not held.X_test.flags.writeable
    assert not held.y_test.flags.writeable
    assert Dataset(X, Y, X_test=np.empty((0, 2)), y_test=[]).n_test == 0
    assert held != Dataset(X, Y)
    assert held != Dataset(X, Y, X_test=zeros(1000, 2), y_test=[1] * 1000)


@pytest.mark.parametrize("target", [-1e-9, 1 + 1e-9, -1, 2])
def test_cross_entropy_takes_targets_from_0_to_1(target: float) -> None:
    entropy = TrainingSettings(loss="cross_entropy")
    with pytest.raises(InputError, match="Cross-entropy needs targets from 0 to 1"):
        Experiment(Dataset(X, [0.5, target]), training=entropy)
    assert Experiment(Dataset(X, [0.5, target])).loss.key == "half_sum_of_squares"
    assert Experiment(Dataset(X, [0, 1]), training=entropy).loss.key == "cross_entropy"


@pytest.mark.parametrize(
    ("what", "value", "message"),
    [
        ("learning_rate", 0, "must be over 0 and at most 1,000"),
        ("learning_rate", 1001, "must be over 0 and at most 1,000"),
        ("l1", -0.001, "L1 regularisation goes from 0 to 10"),
        ("l2", 10.001, "L2 regularisation goes from 0 to 10"),
        ("parameter", 1e7, "can be set to a number from -1,000,000 to 1,000,000"),
        ("parameter", -1_000_001, "can be set to a number from -1,000,000 to 1,000,000"),
        ("parameter", np.nan, "can be set to a number from -1,000,000 to 1,000,000"),
        ("seed", 1, "one of the learning rate, L1, L2, a weight or a bias"),
    ],
)
def test_a_change_stays_within_what_the_settings_and_the_table_allow(
    what: str, value: float, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        Intervention(0, what, value, 0 if what == "parameter" else None)


def test_the_limits_of_a_change_are_allowed() -> None:
    for what, ends in (
        ("learning_rate", (5e-324, 1000)),
        ("l1", (0, 10)),
        ("l2", (0, 10)),
        ("parameter", (-1e6, 1e6)),
    ):
        place = 0 if what == "parameter" else None
        for value, iteration in zip(ends, (0, 10_000_000), strict=True):
            assert Intervention(iteration, what, value, place).value == value
    for iteration in (-1, 10_000_001):
        with pytest.raises(InputError, match="A change is made at iteration 0 to 10,000,000"):
            Intervention(iteration, "l1", 1)


def test_the_smallest_rate_over_1000_is_too_large() -> None:
    with pytest.raises(InputError, match="at most 1,000"):
        TrainingSettings(float(np.nextafter(1000, np.inf)))


@pytest.mark.parametrize(
    ("find", "message"),
    [
        (activation, "There is no activation of this name: use one of sigmoid, tanh, relu, "),
        (loss, "There is no loss of this name: use one of half_sum_of_squares, "),
        (optimiser, "There is no optimiser of this name: use one of gradient_descent, "),
    ],
)
def test_an_unknown_name_is_answered_with_the_known_ones(find: Any, message: str) -> None:
    with pytest.raises(InputError, match=f"^{message}"):
        find("pig")
    with pytest.raises(InputError, match=f"^{message}"):
        find("")


def test_what_is_left_out_is_as_in_the_article() -> None:
    usual = TrainingSettings()
    assert (usual.learning_rate, usual.batch_size, usual.l1, usual.l2) == (1, None, 0, 0)
    assert (usual.loss, usual.optimiser) == ("half_sum_of_squares", "gradient_descent")
    assert TrainingSettings(batch_size=1).batch_size == 1
    assert TrainingSettings(batch_size=1000).batch_size == 1000


@pytest.mark.parametrize(
    ("y", "y_test", "threshold"),
    [
        ([0, 1], [0], 0.5),
        ([1, 1], [1], 0.5),
        ([-1, 1], [1], 0.0),
        ([1, 1], [-1], 0.0),
        ([3, -0.001], [5], 0.0),
    ],
)
def test_one_target_below_0_moves_the_threshold(
    y: list[float], y_test: list[float], threshold: float
) -> None:
    assert Dataset(X, y, X_test=[[1, 1]], y_test=y_test).threshold == threshold
    assert Dataset(X, y).threshold == (threshold if min(y) < 0 else 0.5)


def test_changes_are_in_order_and_up_to_a_hundred() -> None:
    dataset, wide = Dataset(X, Y), Architecture((16, 16))
    places = [Intervention(1, "parameter", 0.5, place) for place in range(100)]
    experiment = Experiment(dataset, wide, interventions=places[::-1])
    assert experiment.interventions == tuple(places)
    with pytest.raises(InputError, match="At most 100 changes can be made on the way"):
        Experiment(dataset, wide, interventions=[*places, Intervention(0, "l1", 1)])


def test_a_change_needs_a_weight_or_bias_that_is_there() -> None:
    last, beyond = (Intervention(1, "parameter", 0.5, place) for place in (1, 2))
    assert Experiment(Dataset(X, Y), interventions=[last]).n_parameters == 2
    with pytest.raises(InputError, match="The network has 2 weights and biases"):
        Experiment(Dataset(X, Y), interventions=[beyond])
