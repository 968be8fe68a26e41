"""What becomes of the setup when a table is opened: a network that can be trained on it at once."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nn_core import Architecture, InputError, Intervention, Run, TrainingSettings
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import Table
from nn_ui.session.events.opened_table import opened_table, other_columns
from tests.nn_core.tables.test_opening import first_rows, with_other_cells

TABLES = Path(__file__).resolve().parents[2] / "tables"
FILES = [
    each["file"]
    for each in csv.DictReader((TABLES / "expected.csv").read_text("utf-8").splitlines())
]
# As many as take a second; ten times as many were tried by hand.
N_MUTATIONS = 200


def of_file(name: str) -> Table:
    return plan_for(open_table((TABLES / name).read_bytes())).table


def output_and_loss(setup: Setup) -> tuple[str, str]:
    return setup.architecture.output_activation, setup.training.loss


@pytest.mark.parametrize("name", FILES)
def test_every_table_can_be_trained_at_once_and_is_learned_a_little(name: str) -> None:
    before = Setup(
        architecture=Architecture((3,), activation="relu"),
        training=TrainingSettings(1000.0, optimiser="adam"),
        interventions=(Intervention(5, "learning_rate", 0.5),),
    )
    made = opened_table(before, of_file(name))
    assert made.problem == OWN
    assert len(made.example()) == made.dataset().n_inputs
    run = Run(made.experiment())
    assert run.advance_to(200) == 200
    losses = [run.at(t).loss for t in (0, 100, 200)]
    assert losses[0] > losses[1]
    assert losses[2] <= losses[1] * (1 + 1e-9)
    assert np.isfinite(run.at(200).predict([made.example()])).all()


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("fever.csv", ("sigmoid", "cross_entropy")),
        ("leaves.csv", ("softmax", "categorical_cross_entropy")),
        ("grain_types.csv", ("softmax", "categorical_cross_entropy")),
        ("preise.csv", ("identity", "mean_squared_error")),
    ],
)
def test_output_and_loss_are_those_of_the_kind_of_target(
    name: str, chosen: tuple[str, str]
) -> None:
    made = opened_table(Setup(), of_file(name))
    assert output_and_loss(made) == chosen
    assert made.architecture.bias
    assert made.preparation.scale
    assert made.preparation.scale_targets == (chosen[0] == "identity")


def test_targets_of_minus_1_and_1_get_an_output_that_reaches_both() -> None:
    rows = tuple((float(at), float((-1) ** at)) for at in range(4))
    made = opened_table(Setup(), Table(("a",), ("y",), rows))
    assert output_and_loss(made) == ("tanh", "mean_squared_error")


def test_other_columns_keep_the_example_by_its_names() -> None:
    setup = replace(opened_table(Setup(), of_file("leaves.csv")), new_example=(1.0, 2.0, 3.0, 4.0))
    table = setup.table
    assert other_columns(setup, table) == setup
    fewer = Table(
        table.input_names[1:],
        table.target_names,
        tuple(row[1:] for row in table.rows),
        table.forms[1:],
    )
    made = other_columns(setup, fewer)
    assert made.new_example == (2.0, 3.0, 4.0)
    assert output_and_loss(made) == output_and_loss(setup)
    amounts = Table(
        ("a", "b"), ("y",), tuple((float(at), float(at % 3), 10.0 * at) for at in range(9))
    )
    made = other_columns(setup, amounts)
    assert output_and_loss(made) == ("identity", "mean_squared_error")


@pytest.mark.long
def test_what_can_be_planned_of_mutated_files_can_be_trained() -> None:
    rng = random.Random(2)
    sources = [first_rows((TABLES / name).read_bytes()) for name in FILES]
    n_trained = 0
    for _ in range(N_MUTATIONS):
        try:
            table = plan_for(open_table(with_other_cells(rng.choice(sources), rng))).table
        except InputError:
            continue
        made = opened_table(Setup(), table)
        run = Run(made.experiment())
        run.advance_to(3)
        assert np.isfinite(run.at(run.iteration).predict([made.example()])).all()
        n_trained += 1
    assert n_trained > N_MUTATIONS // 3
