"""XOR, the smallest problem that one neuron cannot learn and a hidden layer can."""

from collections.abc import Sequence
from typing import Final

import pytest
from numpy.testing import assert_allclose

from nn_core import Architecture, Dataset, Ensemble, Experiment, Run, TrainingSettings
from nn_core.problems.ready_made import problem
from nn_core.tables.table import to_dataset

# Inputs and targets 0 and 1. For -1 and 1, or another loss or output, the counts are others.
XOR: Final = Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
SEEDS: Final = range(1, 21)
GOAL: Final = 10_000


def trained(architecture: Architecture, seed: int, rate: float = 0.5, data: Dataset = XOR) -> Run:
    run = Run(Experiment(data, architecture, TrainingSettings(rate), seed))
    run.advance_to(GOAL)
    return run


def learned_with(n_hidden: int, seeds: Sequence[int]) -> list[int]:
    """The seeds with which tanh neurons before a sigmoid output, all with a bias and starting
    uniformly from -1 to 1, get all four rows right."""
    architecture = Architecture((n_hidden,), bias=True, activation="tanh")
    many = Ensemble(Experiment(XOR, architecture, TrainingSettings(0.5), seeds[0]), seeds)
    many.advance_to(GOAL)
    return [seed for seed, n_right in zip(seeds, many.correct, strict=True) if n_right == 4]


@pytest.mark.long
@pytest.mark.parametrize(("n_hidden", "count"), [(2, 9), (3, 18), (4, 20)])
def test_more_hidden_neurons_learn_xor_from_more_starts(n_hidden: int, count: int) -> None:
    assert len(learned_with(n_hidden, SEEDS)) == count


@pytest.mark.long
@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("table", ["XOR", "with a column of ones"])
def test_one_neuron_never_learns_xor(table: str, bias: bool) -> None:
    data = XOR if table == "XOR" else to_dataset(problem("xor").table)
    for seed in SEEDS:
        snapshot = trained(Architecture(bias=bias), seed, 1.0, data).at(GOAL)
        assert not snapshot.correct.all()
        assert_allclose(snapshot.output, 0.5, atol=0.01)
        assert snapshot.loss >= 0.5 - 1e-9  # four answers of 0.5: half of 4 * 0.25


def test_a_hidden_layer_learns_the_problem_of_the_page() -> None:
    data = to_dataset(problem("xor").table)
    assert trained(Architecture((4,)), 1, 1.0, data).at(GOAL).correct.all()
