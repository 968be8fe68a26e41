"""What fits a table: found again and again, as good as it should be, and told truly."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from nn_core import InputError, Intervention, Run
from nn_core.advice.values import Choices
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.ready_made import PROBLEMS
from nn_core.run.stop_rule import StopRule
from nn_core.sharing.setup import OWN, Setup, usual_example
from nn_core.suggestion.search import search, suggestion
from nn_core.suggestion.values import Progress, Suggestion
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import Table
from nn_core.verdict.rate_bound import rate_bound

TABLES = Path(__file__).parents[2] / "tables"
with (TABLES / "expected.csv").open(encoding="utf-8") as listed:
    EXPECTED = {row["file"]: float(row["at least"]) for row in csv.DictReader(listed)}


def opened(name: str) -> Setup:
    table = plan_for(open_table((TABLES / name).read_bytes())).table
    return Setup(OWN, table, usual_example(OWN, table))


def whole(setup: Setup) -> tuple[Suggestion, list[Progress]]:
    steps, going = search(setup), []
    while True:
        try:
            going.append(next(steps))
        except StopIteration as end:
            return end.value, going


@cache
def searched(name: str) -> tuple[Suggestion, list[Progress]]:
    """What fits a table of the folder, which several tests ask; a search takes seconds."""
    return whole(opened(name))


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
    found, going = searched(name)
    assert reached(found.setup) >= EXPECTED[name]
    assert [step.share for step in going] == sorted(step.share for step in going)
    assert all(0 <= step.share < 1 for step in going)
    assert sorted(found.setup.table.rows, key=str) == sorted(before.table.rows, key=str)
    assert found.setup.table.forms == before.table.forms
    assert all(sentence.endswith(".") for sentence in found.said)


@pytest.mark.long
def test_the_same_table_gets_the_same_choice() -> None:
    assert whole(opened("fever.csv")) == searched("fever.csv")


def test_xor_gets_a_hidden_layer_and_and_gets_none() -> None:
    problems = {each.key: each for each in PROBLEMS}
    xor, _ = whole(Setup("xor", problems["xor"].table, problems["xor"].new_example))
    assert xor.setup.architecture.hidden == (4,)
    assert reached(xor.setup) == 1
    assert "4 of 4 rows are right; without a hidden layer" in " ".join(xor.said)
    plain, _ = whole(Setup("and", problems["and"].table, problems["and"].new_example))
    assert plain.setup.architecture.hidden == ()
    assert reached(plain.setup) == 1


@pytest.mark.long
def test_rows_that_are_held_back_stay_so() -> None:
    before = replace(opened("admission.csv"), held_back=0.5)
    found, _ = whole(before)
    assert found.setup.held_back == 0.5
    assert found.setup.table == before.table
    assert "50 rows stay held back for testing, as you had it." in found.said


def test_an_unfinished_table_is_refused() -> None:
    with pytest.raises(InputError):
        whole(Setup(OWN, Table(("a",), ("b",), ((1.0, None),)), (0.0,)))


def with_rows(inputs: list[list[object]], targets: list[object]) -> Setup:
    lines = [
        ",".join(map(str, [*row, target])) for row, target in zip(inputs, targets, strict=True)
    ]
    names = ",".join([f"c{number}" for number in range(len(inputs[0]))])
    table = plan_for(open_table("\n".join([f"{names},target", *lines]).encode())).table
    return Setup(OWN, table, usual_example(OWN, table))


@pytest.mark.long
def test_rows_in_order_are_shuffled_before_some_are_held_back() -> None:
    found, _ = searched("leaves.csv")
    assert found.setup.held_back == 0.2
    assert found.setup.dataset().y_test.any(axis=0).all()  # each kind of tree, in file order last
    assert any("the rows are shuffled first (seed 1)" in sentence for sentence in found.said)


def test_a_generated_problem_keeps_its_points() -> None:
    made = GeneratedProblem("two_gaussians", 60)
    before = Setup("two_gaussians", made.table(), (2.0, 1.0), made)
    found = suggestion(before)
    assert (found.setup.table, found.setup.generated) == (before.table, made)
    assert found.setup.held_back == 0.2


def test_the_rate_is_under_the_bound_and_one_more_digit_would_not_be() -> None:
    found = searched("fever.csv")[0].setup
    experiment = found.experiment()
    bound = rate_bound(
        Choices(experiment.dataset, found.architecture, found.training, found.preparation)
    )
    assert bound is not None
    assert bound / 2 - 0.1 < found.training.learning_rate <= bound / 2


@pytest.mark.long
def test_noise_gets_no_hidden_layer_and_a_curve_gets_one() -> None:
    draw = np.random.RandomState(3)
    x = np.round(draw.uniform(0, 10, 40), 2)
    noise = draw.permutation(["yes", "no"] * 20)
    assert suggestion(with_rows([[one] for one in x], list(noise))).setup.architecture.hidden == ()
    curve = suggestion(with_rows([[one] for one in x], list(np.round((x - 5) ** 2, 3))))
    assert curve.setup.architecture.hidden
    assert reached(curve.setup) > 0.98
    assert "without a hidden layer R² is" in " ".join(curve.said)


def test_the_most_that_contradictory_rows_allow_is_said_and_ends_the_search() -> None:
    found, going = searched("contradictory.csv")
    assert {step.share for step in going} == {0}
    assert any("16 of 20 training rows is the most" in sentence for sentence in found.said)


def test_few_other_rows_get_what_can_be_trained() -> None:
    for targets in ([1, 1], [5, 7], ["a", "b"], [-1, 1]):
        found = suggestion(with_rows([[10], [20]], targets))
        run = Run(found.setup.experiment())
        assert run.advance_to(found.setup.iterations) == found.setup.iterations


def test_changes_on_the_way_and_stop_rules_go_and_that_is_said() -> None:
    change = Intervention(5, "learning_rate", 0.5)
    before = replace(opened("fever.csv"), interventions=(change,), stop=StopRule(all_right=True))
    found = suggestion(before)
    assert not found.setup.interventions
    assert not found.setup.stop.is_set
    assert [sentence.split()[0] for sentence in found.said[-2:]] == ["Changes", "Training"]


@pytest.mark.long
def test_a_search_pauses_often() -> None:
    _, going = searched("sep_line.csv")
    assert len(going) > 50
