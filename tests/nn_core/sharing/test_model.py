"""The model file: another program gets the page's answers from its numbers."""

import json

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nn_core import Architecture, Dataset, Experiment, Preparation, Run
from nn_core.network.activation import activation
from nn_core.sharing.model import model_json
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.form import WORDS, Form
from nn_core.tables.table import Table

PRICES = Dataset([[60.0, 2], [75, 3], [101, 4]], [[180.5, 7], [214, 7], [310, 7]])


@pytest.mark.parametrize("preparation", [Preparation(), Preparation((), True, True)])
@pytest.mark.parametrize("output", ["identity", "sigmoid"])
def test_the_answers_follow_from_the_numbers(preparation: Preparation, output: str) -> None:
    run = Run(Experiment(PRICES, Architecture((2,), True, "tanh", output), preparation=preparation))
    snapshot = run.at(run.advance_to(20))
    model = json.loads(model_json(snapshot))
    x = example = np.array([[80.0, 3]])
    if model["scaling"] is not None:
        x = (x - model["scaling"]["mean"]) / model["scaling"]["deviation"]
    for layer in model["layers"]:
        z = x @ np.array(layer["weights"]) + layer["biases"]
        x = activation(layer["activation"]).function(z)
    back = model["target_scaling"]
    assert (back is None) == (not preparation.scale_targets)
    answers = x if back is None else back["mean"] + np.array(back["deviation"]) * x
    assert_allclose(answers, snapshot.predict(example), rtol=1e-12)


def test_words_and_units_are_told_as_they_are_coded() -> None:
    table = Table(
        ("sky", "rain"),
        ("tree",),
        (("red", 5000.0, "arve"), ("blue", None, "lind"), ("grey", 7000.0, "ulme")),
        (Form(WORDS), Form(unit="mm", divisor=1000.0, fills=True), Form(WORDS)),
    )
    run = Run(Setup(OWN, table, ("red", 1.0)).experiment())
    model = json.loads(model_json(run.at(0), table.coding))
    row, x = {"sky": "grey", "rain": None}, []
    for column in model["columns"]:
        cell = column["blank"] if row[column["name"]] is None else row[column["name"]]
        words = column["words"]
        x += [float(cell == word) for word in words] if words else [cell / column["divisor"]]
    assert x == [0, 1, 0, 6]
    assert run.at(0).predict([x]).shape == (1, 3)
    (answer,) = model["answers"]
    assert (answer["name"], answer["words"]) == ("tree", ["arve", "lind", "ulme"])
    assert json.loads(model_json(run.at(0)))["columns"] == []


def test_a_model_says_what_fills_blank_cells_of_a_table_of_numbers() -> None:
    rows = ((1.0, 5.0, 0.0), (None, 2.0, 1.0), (4.0, 3.0, 0.0))
    table = Table(("a", "b"), ("y",), rows, (Form(fills=True), Form(), Form()))
    run = Run(Setup(OWN, table, (None, 1.0)).experiment())
    model = json.loads(model_json(run.at(0), table.coding))
    assert [column["blank"] for column in model["columns"]] == [2.5, None]
    assert model["version"] == 2
