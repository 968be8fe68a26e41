"""The first layer of many inputs is a table of its weights, beside the diagram of the rest."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, Snapshot
from nn_core.limits import MAX_HIDDEN_LAYERS, MAX_INPUTS, MAX_NEURONS, MAX_OUTPUTS
from nn_core.training import parameters
from nn_ui.figures.diagram import WIDTH, diagram
from nn_ui.figures.network import network_figure, network_patch
from nn_ui.figures.palette import LIGHT, PALETTES, Palette
from nn_ui.figures.text import signed
from nn_ui.figures.weight_table import (
    BETWEEN,
    MOST_INPUTS_AS_LINES,
    SHADES,
    STEPS,
    shades,
    shades_of,
)
from nn_ui.stage.message import MOST_LINES_A_SECOND
from tests.colour_vision import contrast
from tests.node import in_node, patched

RANDOM = np.random.RandomState(4)


def wide(
    hidden: tuple[int, ...] = (4,), n_inputs: int = MAX_INPUTS, *, bias: bool = True, n_out: int = 1
) -> Snapshot:
    data = Dataset(RANDOM.rand(12, n_inputs), RANDOM.rand(12, n_out).round())
    run = Run(Experiment(data, Architecture(hidden, bias=bias), seed=3))
    run.advance_to(20)
    return run.at(20)


def example_of(moment: Snapshot) -> tuple[float, ...]:
    return tuple(moment.experiment.dataset.X[0].tolist())


def patch_of(moment: Snapshot) -> dict[str, Any]:
    return network_patch(moment, example_of(moment), LIGHT)["table"]


def meta_of(moment: Snapshot, chosen: int | None = None) -> dict[str, Any]:
    found: dict[str, Any] = network_figure(moment, example_of(moment), LIGHT, chosen).layout.meta
    return found


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("hidden", [(), (4,), (16, 3)])
def test_a_cell_says_the_weight_between_its_row_and_its_column(
    hidden: tuple[int, ...], bias: bool
) -> None:
    moment = wide(hidden, bias=bias, n_out=2)
    told, patch = meta_of(moment)["table"], patch_of(moment)
    n_columns = hidden[0] if hidden else 2
    numbers = np.array(patch["weights"].split(BETWEEN)).reshape(-1, n_columns)
    expected = moment.weights[0]
    if bias:
        expected = np.vstack([expected, moment.biases[0]])
    assert numbers.tolist() == [[signed(weight) for weight in row] for row in expected.tolist()]
    names = parameters.names(moment.experiment)
    pairs = [(row, column) for row in told["rows"] for column in told["columns"]]
    for (row, column), name in zip(pairs, names, strict=False):
        assert name == (f"Bias of {column}" if row == "Bias" else f"{row} → {column}")
    assert len(told["headings"]) == n_columns
    layer = moment.forward(np.array([example_of(moment)]))[0]
    np.testing.assert_allclose([*map(float, patch["outputs"])], layer.output[0], atol=0.005)


def test_the_rest_of_the_diagram_has_the_other_weights_and_no_inputs() -> None:
    moment = wide((4, 3))
    plan = diagram(moment.experiment)
    n_first = (MAX_INPUTS + 1) * 4
    assert plan.places.tolist() == list(range(n_first, moment.experiment.n_parameters))
    assert {neuron.x for neuron in plan.neurons} == {1, 2, 3}
    for edge in plan.edges:
        weight = (
            moment.biases[edge.layer][edge.target]
            if edge.start.is_bias
            else moment.weights[edge.layer][edge.source, edge.target]
        )
        assert moment.parameters[edge.parameter] == weight


def test_up_to_ten_inputs_are_lines_and_without_hidden_layers_the_table_is_all() -> None:
    few = wide((), MOST_INPUTS_AS_LINES)
    assert diagram(few.experiment).table is None
    assert "table" not in meta_of(few)
    assert "table" not in network_patch(few, example_of(few), LIGHT)
    alone = wide((), MOST_INPUTS_AS_LINES + 1)
    plan = diagram(alone.experiment)
    assert (plan.neurons, plan.edges) == ((), ())
    assert meta_of(alone)["table"]["share"] == 1


@pytest.mark.parametrize("n_out", [1, MAX_OUTPUTS])
@pytest.mark.parametrize("n_layers", range(1, MAX_HIDDEN_LAYERS + 1))
def test_diagram_and_table_share_the_view(n_layers: int, n_out: int) -> None:
    plan = diagram(wide((MAX_NEURONS,) * n_layers, n_out=n_out).experiment)
    assert plan.table is not None
    assert plan.left == plan.table.share
    places = [plan.across(neuron.x) * WIDTH for neuron in plan.neurons]
    assert min(places) - plan.neurons[0].size / 2 > plan.left * WIDTH
    assert max(places) + plan.neurons[-1].size / 2 < WIDTH
    columns = sorted(set(places))
    assert min(np.diff(columns)) > plan.neurons[0].size


def test_shades_grow_with_the_weight_and_numbers_have_a_sign() -> None:
    sizes = [0.0, *STEPS]
    assert shades_of(np.array(sizes)) == list(range(SHADES))
    assert shades_of(-np.array(STEPS)) == list(range(SHADES + 1, 2 * SHADES))
    for weight in (-7.5, -0.001, 0.0, 0.2, 1e9):
        assert signed(weight)[0] == ("−" if weight < 0 else "+")


@pytest.mark.parametrize("colours", [one for both in PALETTES.values() for one in both])
def test_a_number_is_legible_on_every_shade(colours: Palette) -> None:
    for shade in shades(colours):
        assert contrast(shade, colours.text) >= 4.5


def test_a_patch_makes_one_moment_s_table_the_other_s() -> None:
    moment, run = wide((4,)), Run(wide((4,)).experiment)
    figure = network_figure(run.at(0), example_of(moment), LIGHT)
    (found,) = patched(figure, [network_patch(moment, example_of(moment), LIGHT)])
    assert found == json.loads(network_figure(moment, example_of(moment), LIGHT).to_json())
    body = 'return (await at("network_table")).cellsOf(given);'
    cells = in_node(body, patch_of(moment))
    weights = moment.parameters[: (MAX_INPUTS + 1) * 4]
    assert [cell["number"] for cell in cells] == [signed(weight) for weight in weights.tolist()]
    assert [cell["shade"] for cell in cells] == shades_of(weights)


def test_a_chosen_weight_of_the_table_is_named_and_marked_by_no_line() -> None:
    moment = wide((4,))
    meta = meta_of(moment, 2)
    assert (meta["chosen"], meta["name"]) == (2, "Weight Input 1 → Neuron 1.3")
    assert meta["value"] == moment.weights[0][0, 2]
    assert meta_of(moment, MAX_INPUTS * 4)["name"] == "Bias of Neuron 1.1"
    plain, marked = (
        network_figure(moment, example_of(moment), LIGHT, chosen).layout.shapes
        for chosen in (None, 2)
    )
    assert len(plain) == len(marked)


def test_names_are_a_user_s_own_text() -> None:
    names = tuple(f"<b>{at}</b>|" for at in range(11))
    data = Dataset(np.eye(11), np.eye(11, 1), input_names=names)
    moment = Run(Experiment(data)).at(0)
    assert tuple(meta_of(moment)["table"]["rows"]) == names


def test_the_widest_table_is_sent_with_few_frames() -> None:
    n_weights = (MAX_INPUTS + 1) * MAX_NEURONS
    assert len(json.dumps(patch_of(wide((MAX_NEURONS,))), ensure_ascii=False).encode()) < 5000
    assert MOST_LINES_A_SECOND // n_weights >= 10
