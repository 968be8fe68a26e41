"""The ready-made problems: each claim that a learner reads about them is tried out here."""

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray

from nn_core import Architecture, Experiment, InputError, Run
from nn_core.advice.on_tables import matching_rows
from nn_core.problems.ready_made import PROBLEMS, Problem, problem
from nn_core.tables.csv_text import format_csv
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import to_dataset

Array = NDArray[np.float64]
SEEDS = (0, 1, 2, 3)
KEYS = [
    "article",
    "article_variant",
    "and",
    "or",
    "nand",
    "xor",
    "xor_two_inputs",
    "majority",
    "copy",
    "half_adder",
]
LEARNED = ["article", "article_variant", "and", "or", "nand", "majority", "copy"]
WITH_BIAS_COLUMN = ["and", "or", "nand", "xor", "majority", "half_adder"]


def sigmoid(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


def predict(X: ArrayLike, weights: Array) -> Array:
    return sigmoid(np.asarray(X, dtype=float) @ weights)


def train(X: Array, y: Array, n_iterations: int = 10_000, seed: int = 1) -> Array:
    """The article's program, written out once more on purpose: the weights, (n_in, n_out)."""
    weights = 2 * np.random.RandomState(seed).random_sample((X.shape[1], y.shape[1])) - 1
    for _ in range(n_iterations):
        output = predict(X, weights)
        weights += X.T @ ((y - output) * output * (1 - output))
    return weights


def arrays(key: str) -> tuple[Array, Array]:
    dataset = to_dataset(problem(key).table)
    return dataset.X, dataset.y


def trained(key: str, seed: int = 1) -> tuple[Array, Array]:
    """The weights after 10,000 iterations, and the outputs for the training rows."""
    X, y = arrays(key)
    weights = train(X, y, seed=seed)
    return weights, predict(X, weights)


def test_the_registry_holds_the_problems_in_order() -> None:
    assert [each.key for each in PROBLEMS] == KEYS
    assert all(problem(key).key == key for key in KEYS)
    assert len({each.title for each in PROBLEMS}) == len(KEYS)


def test_an_unknown_key_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r'^There is no problem "adn": choose one of article, '):
        problem("adn")


@pytest.mark.parametrize("key", KEYS)
def test_every_problem_can_be_trained_on_and_saved(key: str) -> None:
    each = problem(key)
    dataset = to_dataset(each.table)
    assert len(each.new_example) == dataset.n_inputs
    assert plan_for(open_table(format_csv(each.table).encode())).table == each.table
    assert 1 <= each.about.count(". ") + 1 <= 2
    assert each.about.endswith(".")


@pytest.mark.parametrize("each", [each for each in PROBLEMS if each.published])
def test_the_published_predictions_are_those_of_the_naive_program(each: Problem) -> None:
    X, y = arrays(each.key)
    for iteration, published in each.published:
        prediction = predict([each.new_example], train(X, y, iteration))
        with np.printoptions(precision=8):  # what `print` shows is what the source shows
            assert str(prediction[0]) == f"[{published}]"
    assert each.source.startswith("https://")


def test_only_the_two_articles_have_a_source() -> None:
    assert [each.key for each in PROBLEMS if each.published] == KEYS[:2]
    assert [each.key for each in PROBLEMS if each.source] == KEYS[:2]


@pytest.mark.parametrize("key", LEARNED)
@pytest.mark.parametrize("seed", SEEDS)
def test_one_neuron_learns_it(key: str, seed: int) -> None:
    _, output = trained(key, seed)
    np.testing.assert_allclose(output, arrays(key)[1], atol=0.03)


def test_article_the_target_is_input_3_and_the_example_is_row_3() -> None:
    X, y = arrays("article")
    np.testing.assert_array_equal(y[:, 0], X[:, 2])
    np.testing.assert_array_equal(X[2], problem("article").new_example)
    assert y[2, 0] == 1
    assert len(X) == 3
    assert "training row 3" in problem("article").about
    assert "its answer should be 1" in problem("article").about


def test_article_variant_the_target_is_input_1_and_the_example_is_new() -> None:
    X, y = arrays("article_variant")
    example = problem("article_variant").new_example
    np.testing.assert_array_equal(y[:, 0], X[:, 0])
    assert len(X) == 4
    assert matching_rows(to_dataset(problem("article_variant").table), example) == ()
    assert predict(example, trained("article_variant")[0])[0] > 0.99


@pytest.mark.parametrize(
    ("key", "rule"),
    [
        ("and", lambda *bits: [all(bits)]),
        ("or", lambda *bits: [any(bits)]),
        ("nand", lambda *bits: [not all(bits)]),
        ("xor", lambda *bits: [sum(bits) == 1]),
        ("majority", lambda *bits: [sum(bits) >= 2]),
        ("half_adder", lambda *bits: [sum(bits) % 2, sum(bits) // 2]),
    ],
)
def test_the_logic_tables_hold_every_combination_and_follow_their_rule(key: str, rule) -> None:
    X, y = arrays(key)
    bits = X[:, :-1]
    assert len(np.unique(bits, axis=0)) == len(bits) == 2 ** bits.shape[1]
    np.testing.assert_array_equal(y, [rule(*row) for row in bits])


@pytest.mark.parametrize("key", WITH_BIAS_COLUMN)
def test_the_constant_column_is_one_everywhere_and_says_so(key: str) -> None:
    table = problem(key).table
    assert table.input_names[-1] == "Always 1 (bias)"
    assert (arrays(key)[0][:, -1] == 1).all()
    assert problem(key).new_example[-1] == 1


@pytest.mark.parametrize("key", ["and", "or", "nand", "xor", "half_adder"])
def test_without_the_constant_column_the_row_of_zeros_stays_at_one_half(key: str) -> None:
    X, y = arrays(key)
    output = predict(X[:, :-1], train(X[:, :-1], y))
    np.testing.assert_array_equal(output[0], 0.5)


def test_or_without_the_constant_column_learns_three_rows() -> None:
    X, y = arrays("or")
    assert (predict(X[:, :-1], train(X[:, :-1], y))[1:] > 0.95).all()


def test_nand_has_a_positive_bias_and_negative_weights() -> None:
    weights, _ = trained("nand")
    assert (np.sign(weights[:, 0]) == [-1, -1, 1]).all()


@pytest.mark.parametrize("n_columns", [2, 3])  # without and with the constant column
@pytest.mark.parametrize("seed", SEEDS)
def test_xor_ends_near_one_half_in_one_neuron(n_columns: int, seed: int) -> None:
    X, y = arrays("xor")
    X = X[:, :n_columns]
    np.testing.assert_allclose(predict(X, train(X, y, seed=seed)), 0.5, atol=0.01)


def all_right(key: str, hidden: int, activation: str, seed: int, *, bias: bool = False) -> bool:
    """Whether a network with one hidden layer has every row right after 10,000 iterations."""
    shape = Architecture((hidden,), bias, activation)
    run = Run(Experiment(to_dataset(problem(key).table), shape, seed=seed))
    run.advance_to(10_000)
    return bool(run.at(10_000).correct.all())


@pytest.mark.long
@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_four_hidden_neurons_learn_what_one_neuron_cannot(activation: str) -> None:
    for seed in SEEDS:
        assert all_right("xor", 4, activation, seed)
        assert all_right("xor_two_inputs", 4, activation, seed, bias=True)
        assert all_right("half_adder", 4, activation, seed)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_two_hidden_neurons_learn_xor_from_some_seeds_only(activation: str) -> None:
    assert {all_right("xor", 2, activation, seed) for seed in SEEDS} == {True, False}


def test_xor_of_two_inputs_is_xor_without_its_constant_column() -> None:
    X, y = arrays("xor")
    two = to_dataset(problem("xor_two_inputs").table)
    np.testing.assert_array_equal(two.X, X[:, :2])
    np.testing.assert_array_equal(two.y, y)
    assert two.input_names == ("Input 1", "Input 2")


def hidden_xor(X: Array) -> Array:
    """XOR in two hidden neurons, by hand: an early steep one, less a late gentle one."""
    hidden = predict(X, np.array([[10.0, 2.0], [10.0, 2.0], [-5.0, -3.0]]))
    return predict(hidden, np.array([[20.0], [-40.0]]))


def test_xor_fits_in_a_hidden_layer_of_two_neurons() -> None:
    X, y = arrays("xor")
    np.testing.assert_array_equal(hidden_xor(X) > 0.5, y == 1)


def test_majority_ends_with_equal_weights() -> None:
    weights, output = trained("majority")
    np.testing.assert_allclose(weights[:3, 0], weights[0, 0], rtol=1e-3)
    assert len(output) == 8


@pytest.mark.parametrize("seed", SEEDS)
def test_copy_finds_the_column(seed: int) -> None:
    X, y = arrays("copy")
    example = problem("copy").new_example
    assert [column for column in range(5) if (X[:, column] == y[:, 0]).all()] == [1]
    weights, _ = trained("copy", seed)
    assert np.argmax(np.abs(weights)) == np.argmax(weights) == 1
    assert matching_rows(to_dataset(problem("copy").table), example) == ()
    assert example[1] == 1
    assert predict(example, weights)[0] > 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_the_half_adder_learns_its_carry_and_not_its_sum(seed: int) -> None:
    X, y = arrays("half_adder")
    weights, output = trained("half_adder", seed)
    assert weights.shape[1] == 2
    np.testing.assert_allclose(output[:, 0], 0.5, atol=0.01)
    np.testing.assert_allclose(output[:, 1], y[:, 1], atol=0.03)
    np.testing.assert_array_equal(y, np.hstack([arrays("xor")[1], arrays("and")[1]]))
    np.testing.assert_array_equal(hidden_xor(X)[:, 0] > 0.5, y[:, 0] == 1)


def test_what_was_published_names_its_article() -> None:
    published = [each for each in PROBLEMS if each.published]
    assert published
    assert all(each.article and each.source.startswith("https://") for each in published)
