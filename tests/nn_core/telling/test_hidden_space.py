"""A hidden layer's space in words."""

import numpy as np

from nn_core import Architecture, Dataset, Experiment, Run, Snapshot
from nn_core.run.hidden_space import places
from nn_core.tables.number_style import rounded
from nn_core.telling.hidden_space import in_words

XOR = Dataset(X=[[0, 0], [0, 1], [1, 0], [1, 1]], y=[0, 1, 1, 0])


def snapshot(dataset: Dataset = XOR, iteration: int = 20) -> Snapshot:
    run = Run(Experiment(dataset, Architecture((2,), bias=True)))
    return run.at(run.advance_to(iteration))


def test_few_rows_are_named_with_their_places() -> None:
    said, found = in_words(snapshot(), 0), places(snapshot(), 0, XOR.X)
    assert said.startswith("Where hidden layer 1 puts the rows. Its axes are Neuron 1.1, ")
    for number, row in enumerate(found.tolist(), start=1):
        assert f"Row {number} at {', '.join(rounded(value, 2) for value in row)}." in said
    n_right = int(snapshot().correct.sum())
    assert said.endswith(f"The border has {n_right} of 4 rows on their own side.")


def test_of_many_rows_the_places_are_counted() -> None:
    X = np.repeat([[0.0, 0.0], [0.0, 1.0], [1.0, 1.0]], 5, axis=0)
    said = in_words(snapshot(Dataset(X, [0.0] * 5 + [1.0] * 10)), 0)
    assert "15 rows stand on 3 places." in said


def test_amounts_have_no_border_to_be_right_of() -> None:
    said = in_words(snapshot(Dataset(XOR.X, [0.5, 2.5, 3.5, 1.0]), 0), 0)
    assert "border" not in said
