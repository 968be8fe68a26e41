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


@pytest.mark.parametrize(
    ("inputs", "targets", "message"),
    [
        ([], [], "X needs one row a sample"),
        ([1, 2], [1, 2], "X needs one row a sample"),
        (X, [1, 0, 1], "X needs one row a sample"),
        (X, [[[1]], [[0]]], "X needs one row a sample"),
        (5, 5, "X needs one row a sample"),
        (np.empty((0, 3)), [], "The table has 0 rows: use 1 to 1,000"),
        (zeros(1001, 1), [0] * 1001, "The table has 1,001 rows: use 1 to 1,000"),
        (np.empty((2, 0)), Y, "The table has 0 inputs: use 1 to 10"),
        (zeros(2, 11), Y, "The table has 11 inputs: use 1 to 10"),
        (X, np.empty((2, 0)), "The table has 0 targets: use 1 to 4"),
        (X, zeros(2, 5), "The table has 5 targets: use 1 to 4"),
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
