"""The words over the columns of the training table."""

import pytest

from nn_core.problems.ready_made import PROBLEMS, problem
from nn_core.tables.table import Table
from nn_ui.sidebar.headers import headers
from nn_ui.sidebar.table_editor import _columns


def shown(table: Table) -> tuple[list[str], int]:
    columns = _columns(table)
    (width,) = {columns[name]["width"] for name in table.names}
    return [columns[name]["label"] for name in table.names], width


@pytest.mark.parametrize("each", PROBLEMS, ids=lambda each: each.key)
def test_the_columns_of_every_problem_are_told_apart(each) -> None:
    labels, width = shown(each.table)
    letters = int((width - 34) / 5.2)
    assert len({label[:letters] for label in labels}) == len(labels)


def test_names_are_shortened_only_where_they_would_look_the_same() -> None:
    assert headers(("Input 1", "Always 1 (bias)"), 90) == ("Input 1", "Always 1 (bias)")
    assert shown(problem("and").table)[0] == ["In 1", "In 2", "bias", "Target"]
    assert shown(problem("half_adder").table)[0] == ["Inp 1", "Inp 2", "bias", "sum", "carry"]
    inputs = [f"Inp {number}" for number in range(1, 6)]
    assert shown(problem("copy").table)[0] == [*inputs, "Target"]


def test_names_that_cannot_be_shortened_are_counted() -> None:
    assert headers(("measured_a", "measured_b"), 60) == ("1. measured_a", "2. measured_b")
    assert headers(("me ab", "my ab"), 40) == ("1. me ab", "2. my ab")
