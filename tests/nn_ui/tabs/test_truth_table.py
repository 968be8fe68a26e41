"""The truth table: every combination once, with the network's own answer."""

from itertools import product

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run
from nn_core.problems.ready_made import problem
from nn_core.tables.table import to_dataset
from nn_ui.tabs.truth_table import content


def test_it_holds_every_combination_with_the_answer_and_the_training_rows() -> None:
    run = Run(Experiment(to_dataset(problem("article").table)))
    run.advance_to(10_000)
    table = content(run.at(10_000))
    assert table[["in0", "in1", "in2"]].values.tolist() == [*map(list, product((0, 1), repeat=3))]
    assert table["rows"].tolist() == ["", "", "", "1", "2", "3", "", ""]
    assert table["targets"].tolist() == ["", "", "", "1", "0", "1", "", ""]
    assert table["right"].tolist() == ["", "", "", "✓", "✓", "✓", "", ""]
    assert round(table["out0"][5], 7) == 0.9897704  # the article's own digits
    assert table["out0"][0] == 0.5


def test_rows_that_contradict_each_other_are_all_told() -> None:
    data = Dataset(X=[[1], [1], [0.5]], y=[[0, 1], [1, 1], [0, 0]])
    table = content(Run(Experiment(data, Architecture(bias=True))).at(0))
    assert table["rows"].tolist() == ["", "1, 2"]
    assert table["targets"].tolist() == ["", "0, 1 or 1, 1"]
    assert table["right"].tolist() == ["", "✗"]  # nobody can be right about both
    assert {"out0", "out1"} <= set(table.columns)


@pytest.mark.parametrize("n_inputs", [1, 10])
def test_it_has_at_most_1024_rows(n_inputs: int) -> None:
    data = Dataset(X=np.eye(2, n_inputs), y=[0, 1])
    table = content(Run(Experiment(data)).at(0))
    assert len(table) == 2**n_inputs <= 1024
    assert np.isfinite(table["out0"]).all()
