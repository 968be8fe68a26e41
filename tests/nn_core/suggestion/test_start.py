"""What a table begins with: the search's first network, without a search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nn_core import InputError, Run
from nn_core.problems.ready_made import problem
from nn_core.sharing.setup import OWN, Setup
from nn_core.suggestion.start import begun
from nn_core.tables.table import Table


def test_one_layer_learns_what_one_layer_can() -> None:
    rows = tuple((70.0 + at, float(at >= 5)) for at in range(10))
    made = begun(Setup(OWN, Table(("heat",), ("fever",), rows), (70.0,), seed=3))
    assert (made.architecture.hidden, made.architecture.bias, made.seed) == ((), True, 3)
    assert made.preparation.scale
    run = Run(made.experiment())
    run.advance_to(made.iterations)
    answers = run.at(run.iteration).predict([row[:1] for row in rows]).ravel()
    assert (answers > 0.5).tolist() == [bool(row[1]) for row in rows]


def test_a_table_that_is_not_finished_has_no_start() -> None:
    article = problem("article").table
    with pytest.raises(InputError):
        begun(replace(Setup(), table=replace(article, rows=((1.0, None, 0.0, 1.0),))))
