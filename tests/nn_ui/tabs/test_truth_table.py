"""The truth table: every combination once, with the network's own answer."""

from itertools import product

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run
from nn_core.problems.ready_made import problem
from nn_core.tables.coding import Coding
from nn_core.tables.form import WORDS, Form
from nn_core.tables.table import Table, from_dataset, to_dataset
from nn_ui.tabs.truth_table import content, is_logical


def coding_of(data: Dataset) -> Coding:
    return from_dataset(data).coding


def test_it_holds_every_combination_with_the_answer_and_the_training_rows() -> None:
    run = Run(Experiment(to_dataset(problem("article").table)))
    run.advance_to(10_000)
    table = content(run.at(10_000), problem("article").table.coding)
    assert table[["in0", "in1", "in2"]].values.tolist() == [*map(list, product((0, 1), repeat=3))]
    assert table["rows"].tolist() == ["", "", "", "1", "2", "3", "", ""]
    assert table["targets"].tolist() == ["", "", "", "1", "0", "1", "", ""]
    assert table["right"].tolist() == ["", "", "", "✓", "✓", "✓", "", ""]
    assert round(table["out0"][5], 7) == 0.9897704  # the article's own digits
    assert table["out0"][0] == 0.5


def test_rows_that_contradict_each_other_are_all_told() -> None:
    data = Dataset(X=[[1], [1], [0.5]], y=[[0, 1], [1, 1], [0, 0]])
    table = content(Run(Experiment(data, Architecture(bias=True))).at(0), coding_of(data))
    assert table["rows"].tolist() == ["", "1, 2"]
    assert table["targets"].tolist() == ["", "0, 1 or 1, 1"]
    assert table["right"].tolist() == ["", "✗"]  # nobody can be right about both
    assert {"out0", "out1"} <= set(table.columns)


@pytest.mark.parametrize("n_inputs", [1, 10])
def test_it_has_at_most_1024_rows(n_inputs: int) -> None:
    data = Dataset(X=np.eye(2, n_inputs), y=[0, 1])
    table = content(Run(Experiment(data)).at(0), coding_of(data))
    assert len(table) == 2**n_inputs <= 1024
    assert np.isfinite(table["out0"]).all()


def test_words_are_combined_and_not_the_numbers_that_stand_for_them() -> None:
    rows = (("sunny", "high", "stay"), ("rain", "low", "go"), ("fog", "high", "stay"))
    table = Table(("sky", "air"), ("plan",), rows, (Form(WORDS),) * 3)
    data = to_dataset(table)
    found = content(Run(Experiment(data, Architecture(bias=True))).at(0), table.coding)
    assert [*zip(found["in0"], found["in1"], strict=True)] == [
        *product(("fog", "rain", "sunny"), ("high", "low"))
    ]
    assert found["rows"].tolist() == ["3", "", "", "2", "1", ""]
    assert found["targets"].tolist() == ["stay", "", "", "go", "stay", ""]
    assert set(found["answer"]) <= {"stay", "go"}


def test_no_table_has_so_many_combinations_that_they_fill_the_memory() -> None:
    few, many = (from_dataset(Dataset(np.eye(2, n), [0, 1])) for n in (10, 30))
    assert is_logical(to_dataset(few), few.coding)
    assert not is_logical(to_dataset(many), many.coding)
