"""Tools that rewrite a whole table, so that what is trained on can be seen in it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nn_core.checks import checked_seed
from nn_core.tables.table import Table


def shuffled(table: Table, seed: int) -> Table:
    """The same rows in an order that the seed (0 to 4,294,967,295) decides. Cells stay as typed."""
    order = np.random.RandomState(checked_seed(seed)).permutation(len(table.rows))
    return replace(table, rows=tuple(table.rows[row] for row in order.tolist()))
