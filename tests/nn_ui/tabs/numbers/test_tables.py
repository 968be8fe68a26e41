"""The tables of the article's first iteration, against values worked by hand."""

from __future__ import annotations

import csv
import io
from math import exp

import numpy as np
import pytest

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    Feature,
    Intervention,
    Preparation,
    Run,
    TrainingSettings,
)
from nn_core.explanation.gradient_check import gradient_check
from nn_ui.session.choice import Choice
from nn_ui.tabs.numbers import tables
from nn_ui.tabs.numbers.copying import csv_text
from nn_ui.tabs.numbers.focus import Focus, focus, neuron_of
from nn_ui.tabs.numbers.table import Table, capped, stacked

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
    names = ['=HYPERLINK("x")', 'a,"b"', "＝1", "x;=1+1|"]
    dataset = Dataset([[1, 2, 3, 4]], [1], names)
    shown = focus(Run(Experiment(dataset)).at(0), Choice(), 0, 0, 4)
    header, *_ = csv.reader(io.StringIO(csv_text(tables.contributions(shown))))
    assert header == ["Row", 'name: =HYPERLINK("x")', 'a,"b"', "name: ＝1", "x;'=1+1|"]


def shown_of(experiment: Experiment, iteration: int, choice: Choice | None = None) -> Focus:
    run = Run(experiment)
    run.advance_to(iteration + 1)
    return focus(run.at(iteration), choice or Choice(), 0, 0, 4)


def test_the_sums_say_what_regularisation_and_the_optimiser_do() -> None:
    settings = TrainingSettings(0.1, optimiser="adam", l2=0.5)
    shown = shown_of(Experiment(article().snapshot.experiment.dataset, training=settings), 2)
    table = tables.sums(shown)
    assert table.rows == (
        "Sum (gradient)",
        "Regularisation",
        "Gradient with it",
        "Mean before",
        "Mean after",
        "Mean square before",
        "Mean square after",
        "Change",
    )
    gradient, price, total, mean, new_mean, square, new_square, change = table.columns[0].values
    weight = shown.snapshot.weights[0][0, 0]
    assert price == pytest.approx(0.5 * weight)
    assert total == pytest.approx(gradient + price)
    assert new_mean == pytest.approx(0.9 * mean + 0.1 * total)
    assert new_square == pytest.approx(0.999 * square + 0.001 * total**2)
    size = (new_square / (1 - 0.999**3)) ** 0.5
    assert change == pytest.approx(-0.1 * new_mean / (1 - 0.9**3) / size)


def test_a_batch_s_tables_have_its_rows_by_their_numbers() -> None:
    experiment = Experiment(
        Dataset([[1], [2], [3], [4], [5]], [1, 0, 1, 0, 1]), training=TrainingSettings(batch_size=2)
    )
    shown = shown_of(experiment, 0, Choice(4))
    rows = tuple(shown.rows.tolist())
    table = tables.forward(shown)
    assert len(rows) == 2
    assert table.numbers == rows
    assert table.rows == tuple(str(row + 1) for row in rows)
    weight = shown.snapshot.weights[0][0, 0]
    assert by_title(table)["z (sum)"] == pytest.approx([(row + 1) * weight for row in rows])
    assert shown.row == (4 if 4 in rows else rows[0])


@pytest.mark.parametrize(("row", "last"), [(0, 99), (50, 99), (700, 700)])
def test_a_long_table_is_capped_and_keeps_the_chosen_row(row: int, last: int) -> None:
    dataset = Dataset(np.linspace(0, 1, 1000).reshape(-1, 1), [0, 1] * 500)
    table = tables.forward(shown_of(Experiment(dataset), 0))
    short = capped(table, row)
    assert short.numbers == (*range(99), last)
    assert short.rows[-1] == str(last + 1)
    assert short.columns[1].values[-1] == table.columns[1].values[last]
    assert len(csv_text(table).splitlines()) == 1001
    assert capped(short, row) is short


def test_a_slope_made_of_z_stands_beside_z() -> None:
    experiment = Experiment(Dataset([[1]], [1]), Architecture((), False, "sigmoid", "relu"))
    assert [column.title for column in tables.slope(shown_of(experiment, 0)).columns] == [
        "z (sum)",
        "Slope",
        "Error",
        "Delta",
    ]


def test_features_have_their_names() -> None:
    preparation = Preparation((Feature("square", 0),), scale=True)
    experiment = Experiment(Dataset([[1], [3]], [1, 0], ["a"]), preparation=preparation)
    table = tables.forward(shown_of(experiment, 0))
    assert [column.title for column in table.columns][:2] == ["a × weight", "a² × weight"]


def test_a_weight_that_is_set_by_hand_is_marked() -> None:
    setting = (Intervention(1, "parameter", 7.5, 1),)
    data = article().snapshot.experiment.dataset
    table = tables.new_weights(shown_of(Experiment(data, interventions=setting), 0))
    assert table.remarks == ("", "set by hand", "")
    assert table.columns[2].values[1] == 7.5
    header, *lines = csv.reader(io.StringIO(csv_text(table)))
    assert header[-1] == "Remark"
    assert [line[-1] for line in lines] == ["", "set by hand", ""]


def test_a_scaled_target_stands_beside_the_table_s_own() -> None:
    data = Dataset([[1], [3]], [100, 500])
    network, inside = Architecture(output_activation="tanh"), Preparation(scale_targets=True)
    shown = shown_of(Experiment(data, network, preparation=inside), 0)
    table = tables.error(shown)
    titles = [column.title for column in table.columns]
    assert titles == ["Target in the table", "Target", "Output", "Error"]
    assert [column.values.tolist() for column in table.columns[:2]] == [[100, 500], [-1, 1]]
    forward = tables.forward(shown)
    assert forward.columns[-1].title == "Answer"
    assert_allclose = np.testing.assert_allclose
    assert_allclose(forward.columns[-1].values, 300 + 200 * forward.columns[-2].values)
