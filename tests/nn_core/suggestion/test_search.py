"""What fits a table: found again and again, as good as it should be, and told truly."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nn_core import InputError, Run
from nn_core.problems.ready_made import PROBLEMS
from nn_core.sharing.setup import OWN, Setup, usual_example
from nn_core.suggestion.search import search
from nn_core.suggestion.values import Progress, Suggestion
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import Table

TABLES = Path(__file__).parents[2] / "tables"
with (TABLES / "expected.csv").open(encoding="utf-8") as listed:
    EXPECTED = {row["file"]: float(row["at least"]) for row in csv.DictReader(listed)}


def opened(name: str) -> Setup:
    table = plan_for(open_table((TABLES / name).read_bytes())).table
    return Setup(OWN, table, usual_example(OWN, table))


def suggestion(setup: Setup) -> tuple[Suggestion, list[Progress]]:
    steps, going = search(setup), []
    while True:
        try:
            going.append(next(steps))
        except StopIteration as end:
            return end.value, going


def reached(setup: Setup) -> float:
    """The share of right answers over all rows, or R²."""
    run = Run(setup.experiment())
    run.advance_to(setup.iterations)
    data = run.experiment.dataset
    X, y = np.vstack([data.X, data.X_test]), np.vstack([data.y, data.y_test])
    answers = run.at(setup.iterations).predict(X)
    if not data.is_classification:
        return float(1 - ((y - answers) ** 2).sum() / ((y - y.mean()) ** 2).sum())
    if data.n_outputs > 1:
        return float((answers.argmax(axis=1) == y.argmax(axis=1)).mean())
    return float(((answers > data.threshold) == (y > data.threshold)).mean())


@pytest.mark.long
@pytest.mark.parametrize("name", EXPECTED)
def test_every_table_reaches_its_level(name: str) -> None:
    before = opened(name)
    found, going = suggestion(before)
    assert reached(found.setup) >= EXPECTED[name]
    assert [step.share for step in going] == sorted(step.share for step in going)
    assert all(0 <= step.share < 1 for step in going)
    assert sorted(found.setup.table.rows, key=str) == sorted(before.table.rows, key=str)
    assert found.setup.table.forms == before.table.forms
    assert all(sentence.endswith(".") for sentence in found.said)


def test_the_same_table_gets_the_same_choice() -> None:
    assert suggestion(opened("fever.csv")) == suggestion(opened("fever.csv"))


def test_xor_gets_a_hidden_layer_and_and_gets_none() -> None:
    problems = {each.key: each for each in PROBLEMS}
    xor, _ = suggestion(Setup("xor", problems["xor"].table, problems["xor"].new_example))
    assert xor.setup.architecture.hidden == (4,)
    assert reached(xor.setup) == 1
    assert "4 of 4 rows are right; without a hidden layer" in " ".join(xor.said)
    plain, _ = suggestion(Setup("and", problems["and"].table, problems["and"].new_example))
    assert plain.setup.architecture.hidden == ()
    assert reached(plain.setup) == 1


def test_rows_that_are_held_back_stay_so() -> None:
    before = replace(opened("admission.csv"), held_back=0.5)
    found, _ = suggestion(before)
    assert found.setup.held_back == 0.5
    assert found.setup.table == before.table
    assert "50 rows stay held back for testing, as you had it." in found.said


def test_an_unfinished_table_is_refused() -> None:
    with pytest.raises(InputError):
        suggestion(Setup(OWN, Table(("a",), ("b",), ((1.0, None),)), (0.0,)))
