"""Tools that rewrite a whole table, so that what is trained on can be seen in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.checks import checked_seed
from nn_core.errors import InputError
from nn_core.limits import MAX_ABSOLUTE_VALUE
from nn_core.tables.table import Table, to_dataset

DECIMALS: Final = 6


def shuffled(table: Table, seed: int) -> Table:
    """The same rows in an order that the seed (0 to 4,294,967,295) decides. Cells stay as typed."""
    order = np.random.RandomState(checked_seed(seed)).permutation(len(table.rows))
    return replace(table, rows=tuple(table.rows[row] for row in order.tolist()))


def mapped_targets(table: Table, low: float, high: float) -> Table:
    """The table with every target column stretched in a straight line from its own smallest and
    largest value to `low` and `high`, rounded to 6 decimals.

    A column with one value only keeps it, or takes the nearest value from `low` to `high`. Raises
    InputError for cells that are no numbers, and for bounds in the wrong order.
    """
    if not -MAX_ABSOLUTE_VALUE <= low < high <= MAX_ABSOLUTE_VALUE:
        raise InputError("The targets need a lowest and a highest value, the lowest one first.")
    n_inputs = len(table.input_names)
    targets = np.column_stack([_mapped(column, low, high) for column in to_dataset(table).y.T])
    rows = zip(table.rows, targets.tolist(), strict=True)
    return replace(table, rows=tuple((*row[:n_inputs], *new) for row, new in rows))


def _mapped(column: FloatArray, low: float, high: float) -> FloatArray:
    smallest, largest = column.min(), column.max()
    if smallest == largest:
        return np.clip(column, low, high)
    share = (column - smallest) / (largest - smallest)
    return np.asarray(np.round(low * (1 - share) + high * share, DECIMALS) + 0.0)  # no -0.0
