"""The diagram of the network: every weight a line, and patches from one moment to another."""

import html
import json
from itertools import combinations, pairwise

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment, Preparation, Run, Snapshot
from nn_core.problems.ready_made import PROBLEMS
from nn_core.tables.table import to_dataset
from nn_core.training import parameters as parameters_file
from nn_ui.figures.diagram import HEIGHT, MOST_NUMBERS, NAME_HEIGHT, WIDTH, diagram
from nn_ui.figures.diagram_parts import Edge, Neuron
from nn_ui.figures.network import UNSEEN, network_figure, network_patch
from nn_ui.figures.neuron_texts import BLANK
from nn_ui.figures.palette import DARK, LIGHT
from nn_ui.figures.text import signed
from tests.node import in_node, patched

ARTICLE = Experiment(to_dataset(PROBLEMS[0].table))
WIDE = Experiment(Dataset(X=np.eye(12, 10), y=np.full((12, 4), 0.5)))
DEEP = Experiment(
    Dataset(X=np.eye(3), y=np.eye(3, 2)), Architecture(hidden=(4, 2), bias=True), seed=3
)
DEEPEST = Experiment(
    Dataset(X=np.eye(12, 10), y=np.full((12, 4), 0.5)), Architecture((16,) * 6, bias=True)
)
# Its first layer stands in a table.
TABLED = Experiment(
    Dataset(X=np.eye(12, 20), y=np.full((12, 2), 0.5)), Architecture((5, 3), bias=True)
)
SMALL = [ARTICLE, WIDE, DEEP]
ALL = [*SMALL, DEEPEST]


def snapshot(experiment: Experiment, iteration: int) -> Snapshot:
    run = Run(experiment)
    run.advance_to(iteration)
    return run.at(iteration)


def with_weights(*weights: float) -> Snapshot:
    return Snapshot(ARTICLE, 0, np.array(weights))


def example_of(experiment: Experiment) -> tuple[float, ...]:
    return tuple(np.linspace(-2, 1, experiment.dataset.n_inputs))


def ends(edge: Edge) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(((edge.start.x, edge.start.y), (edge.end.x, edge.end.y))))


def on_axes(path: str, layout: go.Layout) -> list[tuple[float, ...]]:
    """The points of a path in shares of the plotting area, as places on the axes."""
    ranges = [layout.xaxis.range, layout.yaxis.range]
    shares = [map(float, point.split(",")) for point in path.removeprefix("M").split("L")]
    return [
        tuple(low + share * (high - low) for share, (low, high) in zip(point, ranges, strict=True))
        for point in shares
    ]


def lines_of(shape: go.layout.Shape) -> list[tuple[tuple[int, int], ...]]:
    """The straight lines of a path such as "M0,5L1,-5L0,6", each with its ends in order."""
    found = []
    for path in shape.path.split("M")[1:]:
        points = [tuple(map(int, point.split(","))) for point in path.split("L")]
        found += [tuple(sorted(pair)) for pair in pairwise(points)]
    return found


def figure_of(moment: Snapshot) -> go.Figure:
    return network_figure(moment, example_of(moment.experiment), LIGHT)


@pytest.mark.parametrize("experiment", ALL)
def test_there_is_a_line_for_every_weight_and_bias(experiment: Experiment) -> None:
    plan, figure = diagram(experiment), figure_of(snapshot(experiment, 2))
    assert len(plan.edges) == parameters_file.count(experiment)
    drawn = [line for shape in figure.layout.shapes for line in lines_of(shape)]
    assert sorted(drawn) == sorted(ends(edge) for edge in plan.edges)
    numbers, neurons = figure.data
    assert len(numbers.x) == len(numbers.text) == len(numbers.hovertext) == len(plan.edges)
    n_biases = len(experiment.architecture.hidden) + 1 if experiment.architecture.bias else 0
    n_neurons = sum(map(len, parameters_file.neuron_names(experiment))) + n_biases
    assert len(neurons.x) == len(neurons.text) == len(neurons.hovertext) == n_neurons


@pytest.mark.parametrize("experiment", SMALL)
def test_every_line_says_the_weight_between_its_own_two_ends(experiment: Experiment) -> None:
    moment = snapshot(experiment, 5)
    numbers = figure_of(moment).data[-2]
    for place, edge in enumerate(diagram(experiment).edges):
        value = (
            moment.biases[edge.layer][edge.target]
            if edge.start.is_bias
            else moment.weights[edge.layer][edge.source, edge.target]
        )
        assert numbers.text[place] == signed(value)
        assert edge.end.name in numbers.hovertext[place]
    assert numbers.hovertemplate.startswith("%{hovertext}<br>%{text}")


def box(neuron: Neuron) -> tuple[float, float]:
    """The height that a neuron takes with its name: its lower and its upper end."""
    name = NAME_HEIGHT if neuron.x and neuron.has_name else 0
    below, above = (0, name) if neuron.is_named_above else (name, 0)
    return neuron.y - neuron.size / 2 - below, neuron.y + neuron.size / 2 + above


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("size", range(1, 17))
def test_neurons_and_their_names_stand_apart_and_inside_the_picture(size: int, bias: bool) -> None:
    n_outputs = min(size, 4)
    data = Dataset(np.eye(4, min(size, 10)), np.zeros((4, n_outputs)))
    plan = diagram(Experiment(data, Architecture((size, size), bias=bias)))
    for layer in plan.layers:
        assert all(low >= -HEIGHT / 2 and high <= HEIGHT / 2 for low, high in map(box, layer))
        for above, below in combinations(layer, 2):
            assert box(below)[1] <= box(above)[0] + 1, "half a pixel each is rounded"
    low, high = plan.x_range
    column = WIDTH / (high - low)
    assert column > max(neuron.size for neuron in plan.neurons)
    assert -low * column > 80
    assert (high - 3) * column > 40


def crosses_name(edge: Edge, neuron: Neuron, column: float) -> bool:
    """Whether the line passes through the room of the neuron's name, on a page 1400 pixels wide."""
    side = 1 if neuron.is_named_above else -1
    middle, half_width = neuron.y + side * (neuron.size / 2 + 9), 3.2 * len(neuron.name)
    places = np.linspace(0, 1, 401)
    x = (edge.start.x + places * (edge.end.x - edge.start.x) - neuron.x) * column
    y = edge.start.y + places * (edge.end.y - edge.start.y)
    return bool(((np.abs(x) < half_width) & (np.abs(y - middle) < 7)).any())


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("n_inputs", [1, 2, 3, 5, 10])
@pytest.mark.parametrize("hidden", [(2,), (3,), (4,), (3, 3), (4, 4)])
def test_no_line_passes_through_the_first_name_of_a_layer(
    hidden: tuple[int, ...], n_inputs: int, bias: bool
) -> None:
    data = Dataset(np.eye(2, n_inputs), np.zeros((2, 1)))
    plan = diagram(Experiment(data, Architecture(hidden, bias=bias)))
    low, high = plan.x_range
    column = WIDTH / (high - low)
    for layer in plan.layers[1:-1]:
        assert layer[0].has_name
        assert not [edge for edge in plan.edges if crosses_name(edge, layer[0], column)]


@pytest.mark.parametrize("hidden", [(), (4,), (16, 16, 16)])
@pytest.mark.parametrize("n_inputs", [2, 30])
def test_many_outputs_have_their_names_beside_them(hidden: tuple[int, ...], n_inputs: int) -> None:
    words = ["adelie", "beech", "chinstrap", "gentoo", "versicolor"]
    names = [f"kind = {word}" for word in words]
    data = Dataset(np.eye(5, n_inputs), np.eye(5), target_names=names)
    figure = figure_of(snapshot(Experiment(data, Architecture(hidden, bias=True)), 1))
    plan = diagram(Experiment(data, Architecture(hidden, bias=True)))
    if not plan.neurons:
        assert figure.layout.meta["table"]["headings"] == words
        return
    last = [one for one in figure.layout.annotations if one.x == len(hidden) + 1]
    assert [one.text for one in last] == words
    assert {one.xanchor for one in last} == {"left"}
    right = WIDTH * (1 - plan.across(plan.neurons[-1].x)) - plan.neurons[-1].size / 2
    assert right > 6.2 * len("versicolor")


def test_the_article_s_neurons_are_large_and_have_their_names() -> None:
    assert {(neuron.size, neuron.has_name) for neuron in diagram(ARTICLE).neurons} == {(46, True)}


def test_only_a_table_of_two_inputs_has_places_for_pictures() -> None:
    two = Experiment(Dataset(np.eye(2), np.eye(2)), Architecture((3,), bias=True))
    plan, layout = diagram(two), figure_of(snapshot(two, 0)).layout
    drawn = [neuron for layer in plan.layers[1:] for neuron in layer if not neuron.is_bias]
    places = [tuple(place) for place in layout.meta["pictures"]["neurons"]]
    assert places == [(neuron.x, neuron.y, neuron.size) for neuron in drawn]
    assert len(places) == 5
    assert not figure_of(snapshot(ARTICLE, 0)).layout.meta["pictures"]["neurons"]


def test_a_crowd_of_lines_is_sixteen_shapes_of_ever_thicker_pens() -> None:
    moment = snapshot(DEEPEST, 0)
    shapes = figure_of(moment).layout.shapes
    assert len(shapes) == 16
    for half, colour_dash in ((shapes[:8], "solid"), (shapes[8:], "6px,4px")):
        widths = [shape.line.width for shape in half]
        assert widths == sorted(widths)
        assert {shape.line.dash for shape in half} == {colour_dash}
    thickness = {line: number for number, shape in enumerate(shapes) for line in lines_of(shape)}
    for edge in diagram(DEEPEST).edges:
        weight, pen = moment.parameters[edge.parameter], thickness[ends(edge)]
        assert (pen >= 8) == (weight < 0)
        assert pen % 8 == sum(abs(weight) >= step for step in (0.1, 0.25, 0.5, 1, 2, 4, 8))


def test_the_largest_network_s_patch_is_small() -> None:
    moment = snapshot(DEEPEST, 2)
    patch = network_patch(moment, example_of(DEEPEST), LIGHT)
    assert len(json.dumps(patch)) < 40_000


def test_neurons_show_the_values_of_the_new_example() -> None:
    moment = snapshot(DEEP, 50)
    example = (1.0, 0.0, -2.0)
    texts = network_figure(moment, example, LIGHT).data[-1].text
    layers = moment.forward(np.array([example]))
    assert texts[:4] == ("1", "0", "−2", "1")  # the fourth is the bias
    assert texts[4:8] == tuple(f"{value:.2f}" for value in layers[0].output[0])
    assert texts[8] == "1"
    assert texts[-2:] == tuple(f"{value:.3f}" for value in layers[-1].output[0])


@given(weights=st.lists(st.floats(-1e7, 1e7), min_size=3, max_size=3))
def test_a_larger_weight_is_never_thinner_and_a_negative_one_is_dashed(
    weights: list[float],
) -> None:
    weights.sort(key=abs)
    lines = figure_of(with_weights(*weights)).layout.shapes
    widths = [line.line.width for line in lines]
    assert widths == sorted(widths)
    assert 0 < widths[0] <= widths[-1] <= 10
    for weight, line in zip(weights, lines, strict=True):
        assert (line.line.dash == "solid") == (weight >= 0)
        assert line.line.color == (LIGHT.positive if weight >= 0 else LIGHT.negative)


def test_weights_of_another_size_are_told_apart() -> None:
    lines = figure_of(with_weights(0.1, 1.0, 5.0)).layout.shapes
    assert len({line.line.width for line in lines}) == 3


@pytest.mark.parametrize("experiment", ALL)
@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_patch_makes_one_moment_s_figure_the_other_s(
    experiment: Experiment, colours: object
) -> None:
    run, example = Run(experiment), example_of(experiment)
    run.advance_to(40)
    first, *others = (run.at(iteration) for iteration in (0, 40, 0, 3, 17))
    patches = [network_patch(other, example, colours) for other in others]
    found = patched(network_figure(first, example, colours), patches)
    for other, figure in zip(others, found, strict=True):
        assert figure == json.loads(network_figure(other, example, colours).to_json())


def test_a_neuron_too_small_for_its_value_leaves_it_to_the_hover_label() -> None:
    plan, neurons = diagram(DEEPEST), figure_of(snapshot(DEEPEST, 1)).data[-1]
    for neuron, text in zip(plan.neurons, neurons.text, strict=True):
        assert (text != BLANK) == (neuron.size >= 28)
    assert neurons.text[20] == BLANK
    assert neurons.hovertext[20].startswith("Neuron 1.10: 0.")


def test_a_patch_fits_another_example_too() -> None:
    moment = snapshot(ARTICLE, 10)
    figure = network_figure(moment, (1.0, 0.0, 1.0), LIGHT)
    (found,) = patched(figure, [network_patch(moment, (0.0, 7.0, 0.5), LIGHT)])
    own = network_figure(moment, (0.0, 7.0, 0.5), LIGHT)
    assert found == json.loads(own.to_json())


def test_many_numbers_are_left_to_the_hover_labels() -> None:
    assert "text" in figure_of(snapshot(ARTICLE, 0)).data[-2].mode
    assert len(diagram(WIDE).edges) > MOST_NUMBERS
    assert "text" not in figure_of(snapshot(WIDE, 0)).data[-2].mode


def test_a_gap_has_all_its_numbers_or_none() -> None:
    data = Dataset(np.eye(3), np.eye(3, 1))
    crowded = Experiment(data, Architecture((4, 2)))
    edges = diagram(crowded).edges
    shown = {layer: {e.has_number for e in edges if e.layer == layer} for layer in range(3)}
    assert [len(each) for each in shown.values()] == [1, 1, 1]
    assert shown[0] == {False}
    assert shown[2] == {True}
    colours = figure_of(snapshot(crowded, 1)).data[-2].textfont.color
    assert [colour != UNSEEN for colour in colours] == [edge.has_number for edge in edges]


def test_names_are_shown_to_the_letter() -> None:
    names = ("<b>bold</b>", "<a href='x'>l</a>", "a & b", "%{y}")
    data = Dataset(np.eye(4), np.eye(4, 2), input_names=names, target_names=("<br>", "<i>t"))
    figure = figure_of(snapshot(Experiment(data, Architecture((2,), bias=True)), 1))
    beside = [annotation.text for annotation in figure.layout.annotations]
    assert beside[:2] == ["&lt;b&gt;bold&lt;…", "&lt;a<br>href='x'…"]
    assert "<b>bold</b>: −2" in [html.unescape(text) for text in figure.data[-1].hovertext]
    texts = [*beside, *figure.data[-1].hovertext, *figure.data[-2].hovertext]
    # The one tag is ours: a line break in a long name, or between a weight and the way it goes.
    assert not [text for text in texts if "<" in text.replace("<br>", "", 1)]


def test_extreme_weights_give_a_valid_figure() -> None:
    figure = figure_of(with_weights(1e300, -1e300, 0.0))
    assert [line.line.width for line in figure.layout.shapes] == [9, 9, 1]
    assert "NaN" not in figure.to_json()


def test_the_chosen_weight_is_marked_along_its_own_line_and_no_other() -> None:
    moment = snapshot(ARTICLE, 3)
    example = example_of(moment.experiment)
    for edge in diagram(ARTICLE).edges:
        figure = network_figure(moment, example, LIGHT, edge.parameter)
        *lines, halo = figure.layout.shapes
        assert on_axes(halo.path, figure.layout) == [
            pytest.approx((end.x, end.y), abs=0.01) for end in (edge.start, edge.end)
        ]
        # Plotly puts what stands on the paper under what stands on the axes, and never empties the
        # layer "between".
        assert (halo.layer, halo.xref, halo.yref) == ("below", "paper", "paper")
        assert {(line.layer, line.xref, line.yref) for line in lines} == {("below", None, None)}
        assert figure.layout.meta["chosen"] == edge.parameter
    assert len(network_figure(moment, example, LIGHT).layout.shapes) == 3


def test_a_click_on_a_weight_tells_its_place_in_the_flat_row() -> None:
    for experiment in SMALL:
        plan = diagram(experiment)
        told = figure_of(snapshot(experiment, 1)).data[-2].customdata
        assert sorted(told) == list(range(len(plan.edges)))
        flat = snapshot(experiment, 1).parameters
        texts = figure_of(snapshot(experiment, 1)).data[-2].text
        assert [signed(flat[place]) for place in told] == list(texts)


@pytest.mark.parametrize("experiment", [DEEP, DEEPEST, TABLED])
def test_the_browser_finds_the_ends_of_every_line(experiment: Experiment) -> None:
    figure = json.loads(figure_of(snapshot(experiment, 0)).to_json())
    found = in_node('return (await at("line_hits")).endsOf(given);', figure)
    plan = diagram(experiment)
    places = {(neuron.x, neuron.y): place for place, neuron in enumerate(plan.neurons)}
    both = [(edge.start, edge.end) for edge in plan.edges]
    assert found == [[places[neuron.x, neuron.y] for neuron in ends] for ends in both]


def test_an_output_says_its_answer_where_targets_are_scaled() -> None:
    data = Dataset([[1.0], [2.0]], [[100, 7], [500, 8]], target_names=["Price", "Rent"])
    architecture = Architecture(output_activation="tanh")
    experiment = Experiment(data, architecture, preparation=Preparation(scale_targets=True))
    # tanh(0) = 0 is the middle of 100 and 500, and of 7 and 8.
    figure = network_figure(Snapshot(experiment, 0, np.zeros(2)), (3.0,), LIGHT)
    assert list(figure.data[-1].hovertext) == [
        "Input 1: 3",
        "Price: 0<br>scaled back: 300.00",
        "Rent: 0<br>scaled back: 7.50",
    ]
