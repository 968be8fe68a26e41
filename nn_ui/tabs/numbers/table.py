"""A table of numbers as a value: its columns, what its rows are, and which of them are shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nn_core.arrays import FloatArray

# Of a longer table the first rows are shown: a thousand of them make the page slow.
MOST_ROWS = 100


@dataclass(frozen=True, eq=False)
class Column:
    """Numbers under a title; `parameter` is the weight they belong to, where that is one, and
    `significant` is how many digits are shown where that is not asked for."""

    title: str
    values: FloatArray
    parameter: int | None = None
    significant: int | None = None


@dataclass(frozen=True, eq=False)
class Table:
    """`rows_title` stands over `rows`, which name the rows; `rows_are` is "rows" where a row is a
    training row, "parameters" where it is a weight, and "" where it can not be chosen.

    `numbers` are the training rows of the rows, counted from 0, `parameters` their weights, and
    `remarks` words behind each row, under their own title.
    """

    key: str
    rows_title: str
    rows: tuple[str, ...]
    columns: tuple[Column, ...]
    rows_are: str = "rows"
    numbers: tuple[int, ...] = ()
    parameters: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
    remarks_title: str = "Verdict"

    @property
    def has_weight_columns(self) -> bool:
        """Whether a column belongs to a weight, so that it can be chosen."""
        return any(column.parameter is not None for column in self.columns)


def stacked(above: Table, below: Table) -> Table:
    """Two tables with the same columns as one, to be copied together."""
    columns = tuple(
        replace(column, values=np.concatenate([column.values, more.values]))
        for column, more in zip(above.columns, below.columns, strict=True)
    )
    return replace(above, rows=above.rows + below.rows, columns=columns)


def capped(table: Table, row: int) -> Table:
    """The first rows of a long table of training rows, and the training row `row`, from 0."""
    if table.rows_are != "rows" or len(table.rows) <= MOST_ROWS:
        return table
    kept = np.arange(MOST_ROWS)
    chosen = table.numbers.index(row) if row in table.numbers else 0
    if chosen >= MOST_ROWS:
        kept[-1] = chosen
    columns = tuple(replace(column, values=column.values[kept]) for column in table.columns)
    rows = tuple(table.rows[at] for at in kept)
    numbers = tuple(table.numbers[at] for at in kept)
    return replace(table, rows=rows, columns=columns, numbers=numbers)
