"""The tables of the article's first iteration, against values worked by hand."""

from __future__ import annotations

import csv
import io
from math import exp

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run
from nn_core.gradient_check import gradient_check
from nn_ui.choice import Choice
from nn_ui.numbers import tables
from nn_ui.numbers.copying import csv_text
from nn_ui.numbers.focus import Focus, focus, neuron_of
from nn_ui.numbers.table import Table, stacked

# The first three numbers of MT19937 with seed 1, which NumPy documents nowhere but never changes.
DRAWN = (0.417022004702574, 0.7203244934421581, 0.00011437481734488664)
W1, W2, W3 = (2 * drawn - 1 for drawn in DRAWN)
# Worked by hand: rows (0, 1, 1), (1, 0, 0), (1, 0, 1) with targets 1, 0, 1.
Z = (W2 + W3, W1, W1 + W3)
OUTPUT = tuple(1 / (1 + exp(-z)) for z in Z)
ERROR = (1 - OUTPUT[0], 0 - OUTPUT[1], 1 - OUTPUT[2])
SLOPE = tuple(output * (1 - output) for output in OUTPUT)
D1, D2, D3 = (-error * slope for error, slope in zip(ERROR, SLOPE, strict=True))
GRADIENT = (D2 + D3, D1, D1 + D3)


def article(layer: int = 0, neuron: int = 0) -> Focus:
    dataset = Dataset([[0, 1, 1], [1, 0, 0], [1, 0, 1]], [1, 0, 1])
    return focus(Run(Experiment(dataset, seed=1)).at(0), Choice(), layer, neuron, 4)


def deep(layer: int, neuron: int, choice: Choice | None = None) -> Focus:
    dataset = Dataset([[0, 1], [1, 0.5], [2, -1]], [[1, 0], [0, 1], [1, 1]], ["a", "b"], ["p", "q"])
    run = Run(Experiment(dataset, Architecture((3, 2), bias=True), seed=4))
    run.advance_to(3)
    return focus(run.at(3), choice or Choice(row=1), layer, neuron, 4)


def by_title(table: Table) -> dict[str, list[float]]:
    return {column.title: column.values.tolist() for column in table.columns}


def near(*values: float) -> object:
    return pytest.approx(values, abs=1e-14)


def test_the_weights_drawn_are_the_ones_worked_with() -> None:
    assert np.allclose(article().steps.weights[:, 0], [W1, W2, W3], rtol=0, atol=1e-15)


def test_forward() -> None:
    shown = by_title(tables.forward(article()))
    assert shown["Input 1 × weight"] == near(0, W1, W1)
    assert shown["Input 2 × weight"] == near(W2, 0, 0)
    assert shown["Input 3 × weight"] == near(W3, 0, W3)
    assert shown["z (sum)"] == near(*Z)
    assert shown["Output"] == near(*OUTPUT)
    assert len(shown) == 5


def test_error_and_slope() -> None:
    assert by_title(tables.error(article())) == {
        "Target": near(1, 0, 1),
        "Output": near(*OUTPUT),
        "Error": near(*ERROR),
    }
    assert by_title(tables.slope(article())) == {
        "Output": near(*OUTPUT),
        "Slope": near(*SLOPE),
        "Error": near(*ERROR),
        "Delta": near(D1, D2, D3),
    }


def test_contributions_and_their_sums() -> None:
    assert by_title(tables.contributions(article())) == {
        "Input 1": near(0, D2, D3),
        "Input 2": near(D1, 0, 0),
        "Input 3": near(D1, 0, D3),
    }
    sums = tables.sums(article())
    assert sums.rows == ("Sum (gradient)", "Sum × −1 (change)")
    assert by_title(sums) == {
        f"Input {number}": near(gradient, -gradient)
        for number, gradient in enumerate(GRADIENT, start=1)
    }


def test_new_weights() -> None:
    table = tables.new_weights(article())
    assert table.rows == ("Input 1", "Input 2", "Input 3")
    assert by_title(table) == {
        "Before": near(W1, W2, W3),
        "Change": near(*(-gradient for gradient in GRADIENT)),
        "After": near(W1 - GRADIENT[0], W2 - GRADIENT[1], W3 - GRADIENT[2]),
    }


def test_the_weights_after_are_those_of_the_next_iteration() -> None:
    run = Run(article().snapshot.experiment)
    run.advance_to(1)
    after = tables.new_weights(article()).columns[2].values
    assert after.tolist() == run.at(1).weights[0][:, 0].tolist()


@pytest.mark.parametrize(("layer", "neuron"), [(0, 0), (0, 2), (1, 1), (2, 0), (2, 1)])
def test_every_neuron_of_a_deep_network_adds_up(layer: int, neuron: int) -> None:
    shown = deep(layer, neuron)
    forward = [column.values for column in tables.forward(shown).columns]
    assert np.allclose(sum(forward[:-2]), forward[-2])
    signal = tables.error(shown).columns
    if layer < 2:
        assert np.allclose(sum(column.values for column in signal[:-1]), signal[-1].values)
    output, slope, error, delta = (column.values for column in tables.slope(shown).columns)
    assert np.allclose(slope, output * (1 - output))
    assert np.allclose(delta, error * slope * (1 if layer < 2 else -1))
    rows, sums = tables.contributions(shown), tables.sums(shown)
    for row, total in zip(rows.columns, sums.columns, strict=True):
        assert row.values.sum() == pytest.approx(total.values[0])
        assert total.values[1] == -total.values[0]
    before, update, after = (column.values for column in tables.new_weights(shown).columns)
    assert (before + update).tolist() == after.tolist()
    flat = shown.snapshot.parameters
    assert flat[list(shown.parameters)].tolist() == before.tolist()


def test_a_parameter_leads_to_its_neuron_and_back() -> None:
    experiment = deep(0, 0).snapshot.experiment
    for parameter in range(len(deep(0, 0).snapshot.parameters)):
        layer, neuron = neuron_of(experiment, parameter)
        found = deep(layer, neuron, Choice(2, parameter))
        assert found.parameter == parameter == found.parameters[found.followed]
    with pytest.raises(ValueError, match="no parameter 1000"):
        neuron_of(experiment, 1000)


def test_a_weight_of_another_neuron_is_not_followed() -> None:
    found = deep(2, 0, Choice(2, 0))
    assert found.parameter is None
    assert found.followed == 0


def test_the_gradient_check_names_every_parameter() -> None:
    snapshot = deep(0, 0).snapshot
    table = tables.checked_gradients(gradient_check(snapshot))
    assert len(table.rows) == len(snapshot.parameters) == len(table.remarks)
    assert set(table.remarks) == {"agrees"}


def test_csv_has_every_number_in_full() -> None:
    for table in (
        tables.forward(deep(1, 1)),
        stacked(tables.contributions(article()), tables.sums(article())),
        tables.new_weights(article()),
        tables.checked_gradients(gradient_check(article().snapshot)),
    ):
        header, *lines = csv.reader(io.StringIO(csv_text(table)))
        assert header[1 : len(table.columns) + 1] == [column.title for column in table.columns]
        assert [line[0] for line in lines] == list(table.rows)
        for at, column in enumerate(table.columns, start=1):
            assert [float(line[at]) for line in lines] == column.values.tolist()
        assert all(len(line) == len(header) for line in lines)
    assert "-0.0," not in csv_text(tables.contributions(article()))


def test_csv_quotes_names_and_leaves_no_formula_to_a_spreadsheet() -> None:
    names = ['=HYPERLINK("x")', 'a,"b"']
    dataset = Dataset([[1, 2]], [1], names)
    shown = focus(Run(Experiment(dataset)).at(0), Choice(), 0, 0, 4)
    header, *_ = csv.reader(io.StringIO(csv_text(tables.contributions(shown))))
    assert header == ["Row", 'name: =HYPERLINK("x")', 'a,"b"']
