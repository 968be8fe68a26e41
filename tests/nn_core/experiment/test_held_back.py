"""Held-back rows are the last ones of the table, and nothing gets lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Dataset, InputError, Run
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.held_back import hold_back, n_held_back
from tests.oracles import tables

FIVE = Dataset([[1], [2], [3], [4], [5]], [0, 1, 0, 1, 1], ["size"], ["answer"])
shares = st.floats(0, 0.9)


@pytest.mark.parametrize(
    ("n_rows", "share", "n_held"),
    [
        (10, 0.0, 0),
        (10, 0.3, 3),
        (10, 0.9, 9),
        (1, 0.9, 0),
        (2, 0.9, 1),
        (3, 0.9, 2),
        (200, 0.2, 40),
    ],
)
def test_how_many_rows_are_held_back(n_rows: int, share: float, n_held: int) -> None:
    assert n_held_back(n_rows, share) == n_held


@pytest.mark.parametrize("share", [-0.1, 0.91, 1.0, float("nan")])
def test_other_shares_are_refused(share: float) -> None:
    with pytest.raises(InputError, match="Hold back 0% to 90% of the rows"):
        hold_back(FIVE, share)


def test_the_last_rows_are_held_back() -> None:
    split = hold_back(FIVE, 0.4)
    np.testing.assert_array_equal(split.X, [[1], [2], [3]])
    np.testing.assert_array_equal(split.y, [[0], [1], [0]])
    np.testing.assert_array_equal(split.X_test, [[4], [5]])
    np.testing.assert_array_equal(split.y_test, [[1], [1]])
    assert (split.input_names, split.target_names) == (("size",), ("answer",))


@given(tables(), shares, shares)
def test_the_last_call_decides(dataset: Dataset, first: float, last: float) -> None:
    split = hold_back(dataset, first)
    assert split.n_samples + split.n_test == dataset.n_samples
    assert hold_back(split, last) == hold_back(dataset, last)
    assert hold_back(split, 0) == dataset


def test_held_back_rows_are_not_trained_on() -> None:
    runs = [
        Run(Experiment(hold_back(Dataset(FIVE.X, targets), 0.4)))
        for targets in ([0, 1, 0, 1, 1], [0, 1, 0, 0, 0])
    ]
    for run in runs:
        run.advance_to(20)
    np.testing.assert_array_equal(runs[0].at(20).parameters, runs[1].at(20).parameters)
