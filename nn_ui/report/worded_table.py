"""A table in its person's words and units, with the network's answers in the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from nn_core import Snapshot
from nn_core.tables.cells import Cell
from nn_core.tables.table import Table
from nn_core.tables.told_cell import told_cell


def titles(table: Table) -> list[str]:
    """What stands over the columns."""
    return [*table.names, *(f"Answer: {name}" for name in table.target_names)]


def rows(table: Table, snapshot: Snapshot) -> Iterator[list[str]]:
    """The cells of each row, with what the network answers to it."""
    coding = table.coding
    outputs = np.concatenate([snapshot.answers, snapshot.held_back_answers])
    for row, output in zip(table.rows, outputs.tolist(), strict=True):
        cells = [told_cell(cell, column) for cell, column in zip(row, coding.columns, strict=True)]
        yield [*cells, *map(str, coding.found(output))]


def example(table: Table, cells: Sequence[Cell]) -> str:
    """The new example, such as "sky = red, rain = 2.5 %"."""
    pairs = zip(table.coding.inputs, cells, strict=True)
    return ", ".join(f"{column.name} = {told_cell(cell, column)}" for column, cell in pairs)


def how_they_enter(table: Table) -> list[tuple[str, str]]:
    """Each column with how its cells become numbers."""
    coding = table.coding
    inputs = [(f"Input {one.name}", one.how) for one in coding.inputs]
    return [*inputs, *((f"Target {one.name}", one.how) for one in coding.targets)]
