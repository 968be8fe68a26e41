"""The most that any network can reach, against counting by hand."""

from collections import Counter, defaultdict

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, TrainingSettings
from nn_core.verdict.ceiling import ceiling


def test_rows_that_contradict_each_other_are_found_and_counted():
    found = ceiling(Experiment(Dataset([[1], [2], [1], [1], [2]], [0, 1, 1, 1, 1])))
    assert found.pair == (0, 2)
    assert found.contradicting.tolist() == [True, False, True, True, False]
    assert found.n_right == 4


def test_nothing_is_found_where_equal_inputs_have_equal_targets():
    assert ceiling(Experiment(Dataset([[1], [2], [1]], [0, 1, 0]))) is None


def test_of_amounts_the_mean_of_equal_rows_is_the_best_answer():
    found = ceiling(Experiment(Dataset([[1], [1], [2], [2]], [[0, 5], [2, 5], [10, 5], [10, 5]])))
    # The mean of all is 5.5; what is left is 1² + 1² of 5.5² + 3.5² + 4.5² + 4.5².
    assert found.r_squared[0] == pytest.approx(1 - 2 / 83)
    assert np.isnan(found.r_squared[1])


def test_of_classes_that_are_shares_the_largest_counts_and_several_give_no_ceiling():
    network = Architecture(output_activation="softmax")
    by_row = TrainingSettings(loss="categorical_cross_entropy")
    shares = Dataset([[1], [1], [1]], [[0.6, 0.4], [0.4, 0.6], [0.9, 0.1]])
    assert ceiling(Experiment(shares, network, by_row)).n_right == 2
    tied = Dataset([[1], [1]], [[0.5, 0.5], [1, 0]])
    assert ceiling(Experiment(tied, network, by_row)) is None


def test_of_300_random_tables_as_many_rows_can_be_right_as_counting_says():
    random = np.random.default_rng(4)
    for _ in range(300):
        n_rows, n_outputs = int(random.integers(1, 9)), int(random.integers(1, 3))
        X = random.integers(0, 2, (n_rows, 2))
        y = random.integers(0, 2, (n_rows, n_outputs))
        groups = defaultdict(Counter)
        for inputs, targets in zip(X.tolist(), y.tolist(), strict=True):
            groups[tuple(inputs)][tuple(targets)] += 1
        most = sum(max(counts.values()) for counts in groups.values())
        found = ceiling(Experiment(Dataset(X, y)))
        assert (n_rows if found is None else found.n_right) == most
