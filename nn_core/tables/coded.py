"""The numbers that a network sees of a person's table; the table keeps its words and units."""

from __future__ import annotations

from nn_core.experiment.dataset import Dataset
from nn_core.tables.opening import OpenedTable
from nn_core.tables.plan import Plan
from nn_core.tables.roles import INPUT, TARGET


def coded(opened: OpenedTable, plan: Plan) -> Dataset:
    """The rows that the plan uses as numbers: X (n_rows, n_inputs) and y (n_rows, n_outputs).

    Raises InputError naming the row and the column of a cell that cannot be used.
    """
    inputs = [each.column for each in plan.columns if each.role == INPUT]
    targets = [each.column for each in plan.columns if each.role == TARGET]
    X = [
        [
            number
            for column, coding in zip(inputs, plan.coding.inputs, strict=True)
            for number in coding.numbers(
                column.cells[row], f'{opened.labels[row]}, column "{column.name}"'
            )
        ]
        for row in plan.rows
    ]
    y = [
        [
            number
            for column, coding in zip(targets, plan.coding.targets, strict=True)
            for number in coding.numbers(column.cells[row])
        ]
        for row in plan.rows
    ]
    return Dataset(X, y, plan.coding.input_names, plan.coding.target_names)
