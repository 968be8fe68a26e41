"""Shuffling rows and mapping targets: what changes in the table, and what does not."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import InputError
from nn_core.tables.table import Table, to_dataset
from nn_core.tables.table_changes import mapped_targets, shuffled

TABLE = Table(("a",), ("t", "u"), ((" 1", 0.0, 5.0), (2.0, "0,5", 5.0), ("3", 1.0, 5.0)))
numbers = st.floats(-1e6, 1e6)


def targets(table: Table) -> Any:
    return to_dataset(table).y


@given(st.lists(st.tuples(numbers, numbers), max_size=20), st.integers(0, 2**32 - 1))
def test_shuffling_keeps_every_row_as_it_is(rows: list[Any], seed: int) -> None:
    table = Table(("a",), ("t",), tuple(rows))
    mixed = shuffled(table, seed)
    assert Counter(mixed.rows) == Counter(table.rows)
    assert mixed.names == table.names
    assert shuffled(table, seed) == mixed


def test_the_seed_decides_the_order() -> None:
    table = Table(("a",), ("t",), tuple((float(row), 0.0) for row in range(20)))
    orders = {shuffled(table, seed).rows for seed in range(10)}
    assert len(orders) == 10
    assert shuffled(TABLE, 1).rows != shuffled(TABLE, 2).rows
    assert {type(row[0]) for row in shuffled(TABLE, 1).rows} == {str, float}  # cells as typed


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5])
def test_a_seed_that_is_none(seed: Any) -> None:
    with pytest.raises(InputError, match="whole number from 0 to 4,294,967,295"):
        shuffled(TABLE, seed)


def test_targets_are_stretched_and_inputs_stay_as_typed() -> None:
    mapped = mapped_targets(TABLE, -1, 1)
    assert mapped.rows == ((" 1", -1.0, 1.0), (2.0, 0.0, 1.0), ("3", 1.0, 1.0))
    assert mapped.names == TABLE.names


def test_a_mapping_by_hand() -> None:
    table = Table(("a",), ("t",), ((0.0, 20.0), (0.0, 40.0), (0.0, 30.0), (0.0, 25.0)))
    np.testing.assert_array_equal(targets(mapped_targets(table, 0, 1))[:, 0], [0, 1, 0.5, 0.25])
    thirds = Table(("a",), ("t",), ((0.0, 0.0), (0.0, 1.0), (0.0, 3.0)))
    assert mapped_targets(thirds, 0, 1).rows[1] == (0.0, 0.333333)


@given(
    st.lists(st.tuples(numbers, numbers), min_size=1, max_size=20),
    st.sampled_from([(0, 1), (-1, 1), (-1e6, 1e6)]),
)
def test_mapped_targets_fill_the_range_in_the_same_order(rows: list[Any], ends: Any) -> None:
    table = Table(("a",), ("t",), tuple(rows))
    before, after = targets(table)[:, 0], targets(mapped_targets(table, *ends))[:, 0]
    assert ends[0] <= after.min() <= after.max() <= ends[1]
    if before.min() < before.max():
        assert (after.min(), after.max()) == ends
    in_order = after[np.argsort(before, kind="stable")]
    assert (np.diff(in_order) >= 0).all()
    again = mapped_targets(mapped_targets(table, *ends), *ends)
    np.testing.assert_allclose(targets(again)[:, 0], after, atol=2e-6)


@pytest.mark.parametrize(("low", "high"), [(1, 0), (1, 1), (0, float("nan")), (0, 1e9)])
def test_bounds_that_are_none(low: float, high: float) -> None:
    with pytest.raises(InputError, match="a lowest and a highest value"):
        mapped_targets(TABLE, low, high)


def test_a_half_finished_table_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match='Row 1, column "t" is blank'):
        mapped_targets(Table(("a",), ("t",), ((1.0, None),)), 0, 1)


def test_no_minus_zero_is_left_in_the_table() -> None:
    table = Table(("a",), ("t",), ((0.0, 0.0), (0.0, 0.49999999), (0.0, 1.0), (0.0, -0.0)))
    assert repr(mapped_targets(table, -1, 1).rows[1]) == "(0.0, 0.0)"
    assert repr(mapped_targets(table, 0, 1).rows[3]) == "(0.0, 0.0)"
