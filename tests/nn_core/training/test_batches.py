"""Batches: every epoch goes through every row once, in an order that can be had again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Dataset, Experiment, TrainingSettings
from nn_core.training import batches


def of_size(batch_size: int | None, n_samples: int = 7, seed: int = 1) -> Experiment:
    rows = np.arange(n_samples)
    return Experiment(
        Dataset(rows[:, np.newaxis], rows),
        training=TrainingSettings(batch_size=batch_size),
        seed=seed,
    )


@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 1000), st.integers(0, 2**32 - 1))
def test_an_epoch_is_every_row_once(n_samples: int, size: int, epoch: int, seed: int) -> None:
    experiment = of_size(size, n_samples, seed)
    first = epoch * batches.per_epoch(experiment)
    iterations = range(first, first + batches.per_epoch(experiment))
    assert {batches.epoch_of(iteration, experiment) for iteration in iterations} == {epoch}
    found = [batches.rows(experiment, iteration) for iteration in iterations]
    assert sorted(np.concatenate(found).tolist()) == list(range(n_samples))
    assert {len(rows) for rows in found[:-1]} <= {min(size, n_samples)}
    assert 1 <= len(found[-1]) <= size


@pytest.mark.parametrize("batch_size", [None, 7, 8, 1000])
def test_the_whole_table_is_taken_in_its_own_order(batch_size: int | None) -> None:
    experiment = of_size(batch_size)
    assert batches.per_epoch(experiment) == 1
    for iteration in (0, 1, 99):
        assert batches.rows(experiment, iteration).tolist() == list(range(7))


def test_the_order_depends_on_seed_and_epoch_only() -> None:
    first = batches.order(of_size(2), 3)
    np.random.random()
    batches.order(of_size(2), 9)
    assert batches.order(of_size(2), 3).tolist() == first.tolist()
    orders = {
        tuple(batches.order(of_size(2, 20, seed), epoch)) for seed in range(5) for epoch in range(5)
    }
    assert len(orders) == 25


def test_the_last_batch_of_an_epoch_may_be_smaller() -> None:
    experiment = of_size(3)
    assert [len(batches.rows(experiment, at)) for at in range(6)] == [3, 3, 1, 3, 3, 1]
