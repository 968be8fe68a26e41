"""The flat row of parameters: how many, in which order, and what each is called."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment
from nn_core.training.parameters import (
    count,
    initial,
    initial_of_many,
    names,
    neuron_names,
    views,
)
from tests import oracles
from tests.oracles import article, experiments

TWO_LAYERS = Experiment(
    Dataset([[0, 1]], [[1, 0]], input_names=("rain", "wind"), target_names=("walk", "stay")),
    Architecture(hidden=(2,), bias=True),
)


def test_one_neuron_names_a_weight_after_its_input() -> None:
    assert names(article()) == ("Input 1", "Input 2", "Input 3")
    with_bias = Experiment(article().dataset, Architecture(bias=True))
    assert names(with_bias) == ("Input 1", "Input 2", "Input 3", "Bias of Target")


def test_more_neurons_name_a_weight_after_both_its_ends() -> None:
    assert neuron_names(TWO_LAYERS) == (
        ("rain", "wind"),
        ("Neuron 1.1", "Neuron 1.2"),
        ("walk", "stay"),
    )
    assert names(TWO_LAYERS) == (
        "rain → Neuron 1.1",
        "rain → Neuron 1.2",
        "wind → Neuron 1.1",
        "wind → Neuron 1.2",
        "Bias of Neuron 1.1",
        "Bias of Neuron 1.2",
        "Neuron 1.1 → walk",
        "Neuron 1.1 → stay",
        "Neuron 1.2 → walk",
        "Neuron 1.2 → stay",
        "Bias of walk",
        "Bias of stay",
    )


def test_the_row_has_the_order_of_the_names() -> None:
    weights, biases = views(np.arange(12.0), TWO_LAYERS)
    assert [array.tolist() for array in weights] == [[[0, 1], [2, 3]], [[6, 7], [8, 9]]]
    assert [array.tolist() for array in biases] == [[4, 5], [10, 11]]


@given(experiments())
def test_every_parameter_has_a_name_of_its_own(experiment: Experiment) -> None:
    found = names(experiment)
    assert len(found) == count(experiment) == len(initial(experiment))
    single = any(n_out == 1 for _, n_out in experiment.shapes)
    assert single or len(set(found)) == len(found)


@given(experiments())
def test_the_initial_weights_are_drawn_layer_by_layer(experiment: Experiment) -> None:
    weights, biases = views(initial(experiment), experiment)
    for ours, bias, (expected, zeros) in zip(
        weights, biases, oracles.initial_layers(experiment), strict=True
    ):
        assert np.array_equal(ours, expected)
        assert np.array_equal(bias, zeros)
        assert (ours >= -1).all()
        assert (ours < 1).all()


@given(experiments())
def test_views_are_windows_on_the_row(experiment: Experiment) -> None:
    flat = initial(experiment)
    weights, biases = views(flat, experiment)
    for array in weights:
        array[...] = 7
    if experiment.architecture.bias:
        for array in biases:
            array[...] = 7
    assert (flat == 7).all()


@given(experiments(), st.integers(0, 3))
def test_many_rows_are_viewed_at_once(experiment: Experiment, n_rows: int) -> None:
    rows = np.random.default_rng(1).random((n_rows, count(experiment)))
    many = views(rows, experiment)
    for row in range(n_rows):
        one = views(rows[row], experiment)
        for layer in range(len(one.weights)):
            assert np.array_equal(many.weights[layer][row], one.weights[layer])
            assert np.array_equal(many.biases[layer][row], one.biases[layer])


@given(experiments(), st.lists(st.integers(0, 4_294_967_295), max_size=4))
def test_the_initial_weights_of_many_seeds_are_those_of_each(
    experiment: Experiment, seeds: list[int]
) -> None:
    many = initial_of_many(experiment, seeds)
    assert many.shape == (len(seeds), count(experiment))
    for row, seed in zip(many, seeds, strict=True):
        assert row.tobytes() == initial(replace(experiment, seed=seed)).tobytes()
