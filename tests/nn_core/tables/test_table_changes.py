"""Shuffling rows: what changes in the table, and what does not."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import InputError
from nn_core.tables.table import Table
from nn_core.tables.table_changes import shuffled

TABLE = Table(("a",), ("t", "u"), ((" 1", 0.0, 5.0), (2.0, "0,5", 5.0), ("3", 1.0, 5.0)))
numbers = st.floats(-1e6, 1e6)


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
