"""A table that is in use, opened again: it is planned as it is, and can be planned otherwise."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from nn_core.problems.ready_made import PROBLEMS
from nn_core.tables.form import Form
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.reopening import reopened
from nn_core.tables.roles import INPUT, LEFT_OUT, TARGET
from nn_core.tables.table import Table
from nn_core.tables.typical import typical_inputs

TABLES = Path(__file__).resolve().parents[2] / "tables"
FILES = [
    each["file"]
    for each in csv.DictReader((TABLES / "expected.csv").read_text("utf-8").splitlines())
]


def of_file(name: str) -> Table:
    return plan_for(open_table((TABLES / name).read_bytes())).table


@pytest.mark.parametrize("name", FILES)
def test_a_table_from_a_file_is_planned_as_it_is(name: str) -> None:
    table = of_file(name)
    assert plan_for(*reopened(table)).table == table


@pytest.mark.parametrize("each", PROBLEMS, ids=lambda each: str(each.key))
def test_a_ready_made_table_is_planned_as_it_is(each) -> None:
    assert plan_for(*reopened(each.table)).table == each.table


def test_choices_are_those_by_which_the_table_is_what_it_is() -> None:
    classes = of_file("grain_types.csv")
    assert reopened(classes)[1].has_classes is True
    amounts = replace(classes, forms=())
    assert reopened(amounts)[1].has_classes is False
    assert plan_for(*reopened(amounts)).table == amounts
    turned = replace(of_file("fever.csv"), forms=(Form(), Form("words", one="no")))
    plan = plan_for(*reopened(turned))
    assert plan.table.forms[-1].one == turned.forms[-1].one


def test_columns_with_a_value_in_every_row_and_constant_ones_stay_inputs() -> None:
    rows = tuple((f"w{at}", 7.0, float(at), float(at % 2)) for at in range(4))
    forms = (Form("words"), Form(), Form(), Form())
    table = Table(("name", "same", "id"), ("y",), rows, forms)
    opened, choices = reopened(table)
    plan = plan_for(opened, choices)
    assert [each.role for each in plan.columns] == [INPUT, INPUT, INPUT, TARGET]
    fewer = plan_for(opened, replace(choices, inputs=("name", "id"), left_out=("same",)))
    assert [each.role for each in fewer.columns] == [INPUT, LEFT_OUT, INPUT, TARGET]


def test_what_is_being_typed_is_no_part_of_the_plan() -> None:
    table = Table(("a", "b"), ("y",), ((1.0, 2.0, 3.0), (2.0, "many", 4.0), (3.0, 1.0, None)))
    plan = plan_for(*reopened(table))
    assert plan.table.rows == ((1.0, 2.0, 3.0), (2.0, None, 4.0))
    assert plan.rows == (0, 1)


def test_a_typical_row_has_the_middle_number_and_the_commonest_word() -> None:
    rows = (
        (5.0, "red", None, 1.0),
        (9.0, "blue", None, 0.0),
        (1.0, "blue ", None, 1.0),
        (None, None, None, 1.0),
        (7.0, "red", None, 1.0),
        ("many", "blue", None, 1.0),
    )
    forms = (Form(), Form("words"), Form("words"), Form())
    table = Table(("size", "colour", "nothing"), ("y",), rows, forms)
    assert typical_inputs(table) == (5.0, "blue", None)
    assert typical_inputs(Table(("a",), ("y",), ())) == (0.0,)
