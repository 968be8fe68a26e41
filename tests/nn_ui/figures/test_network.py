"""The diagram of the network: every weight a line, and patches from one moment to another."""

import html

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment, Run, Snapshot
from nn_core import parameters as parameters_file
from nn_core.problems import PROBLEMS
from nn_core.table import to_dataset
from nn_ui.figures.diagram import diagram
from nn_ui.figures.network import MOST_NUMBERS, network_figure, network_patch
from nn_ui.figures.palette import DARK, LIGHT
from nn_ui.figures.text import signed

ARTICLE = Experiment(to_dataset(PROBLEMS[0].table))
WIDE = Experiment(Dataset(X=np.eye(12, 10), y=np.full((12, 4), 0.5)))
DEEP = Experiment(
    Dataset(X=np.eye(3), y=np.eye(3, 2)), Architecture(hidden=(4, 2), bias=True), seed=3
)
DEEPEST = Experiment(
    Dataset(X=np.eye(12, 10), y=np.full((12, 4), 0.5)), Architecture((16,) * 6, bias=True)
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


def figure_of(moment: Snapshot) -> go.Figure:
    return network_figure(moment, example_of(moment.experiment), LIGHT)


@pytest.mark.parametrize("experiment", ALL)
def test_there_is_a_line_for_every_weight_and_bias(experiment: Experiment) -> None:
    plan, figure = diagram(experiment), figure_of(snapshot(experiment, 2))
    assert len(plan.edges) == parameters_file.count(experiment)
    assert len(figure.data) == len(plan.edges) + 3
    assert all(trace.mode == "lines" for trace in figure.data[1:-2])
    numbers, neurons = figure.data[-2:]
    assert len(numbers.x) == len(numbers.text) == len(numbers.hovertext) == len(plan.edges)
    n_biases = len(experiment.architecture.hidden) + 1 if experiment.architecture.bias else 0
    n_neurons = sum(map(len, parameters_file.neuron_names(experiment))) + n_biases
    assert len(neurons.x) == len(neurons.text) == len(figure.layout.annotations) == n_neurons


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
        assert signed(value) in numbers.hovertext[place].split("<br>")[0].split()


@pytest.mark.parametrize("experiment", SMALL)
def test_neurons_stand_apart_and_inside_the_picture(experiment: Experiment) -> None:
    plan = diagram(experiment)
    assert len({(neuron.x, neuron.y) for neuron in plan.neurons}) == len(plan.neurons)
    figure = figure_of(snapshot(experiment, 0))
    for axis, values in (
        (figure.layout.xaxis, [neuron.x for neuron in plan.neurons]),
        (figure.layout.yaxis, [neuron.y for neuron in plan.neurons]),
    ):
        assert axis.range[0] < min(values) <= max(values) < axis.range[1]


def test_neurons_show_the_values_of_the_new_example() -> None:
    moment = snapshot(DEEP, 50)
    example = (1.0, 0.0, -2.0)
    texts = network_figure(moment, example, LIGHT).data[-1].text
    layers = moment.forward(np.array([example]))
    assert texts[:4] == ("1", "0", "−2", "1")  # the fourth is the bias
    assert texts[4:8] == tuple(f"{value:.3f}" for value in layers[0].output[0])
    assert texts[8] == "1"
    assert texts[-2:] == tuple(f"{value:.3f}" for value in layers[-1].output[0])


@given(weights=st.lists(st.floats(-1e7, 1e7), min_size=3, max_size=3))
def test_a_larger_weight_is_never_thinner_and_a_negative_one_is_dashed(
    weights: list[float],
) -> None:
    weights.sort(key=abs)
    lines = figure_of(with_weights(*weights)).data[1:4]
    widths = [line.line.width for line in lines]
    assert widths == sorted(widths)
    assert 0 < widths[0] <= widths[-1] <= 10
    for weight, line in zip(weights, lines, strict=True):
        assert (line.line.dash == "solid") == (weight >= 0)
        assert line.line.color == (LIGHT.positive if weight >= 0 else LIGHT.negative)


def test_weights_of_another_size_are_told_apart() -> None:
    lines = figure_of(with_weights(0.1, 1.0, 5.0)).data[1:4]
    assert len({line.line.width for line in lines}) == 3


@pytest.mark.parametrize("experiment", SMALL)
@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_patch_makes_one_moment_s_figure_the_other_s(
    experiment: Experiment, colours: object
) -> None:
    run, example = Run(experiment), example_of(experiment)
    run.advance_to(40)
    for before, after in ((0, 40), (40, 0), (3, 17)):
        figure = network_figure(run.at(before), example, colours)
        for trace, change in network_patch(run.at(after), example, colours).items():
            figure.data[int(trace)].update(change)
        own = network_figure(run.at(after), example, colours)
        assert figure.to_plotly_json() == own.to_plotly_json()


def test_a_patch_fits_another_example_too() -> None:
    moment = snapshot(ARTICLE, 10)
    figure = network_figure(moment, (1.0, 0.0, 1.0), LIGHT)
    for trace, change in network_patch(moment, (0.0, 7.0, 0.5), LIGHT).items():
        figure.data[int(trace)].update(change)
    own = network_figure(moment, (0.0, 7.0, 0.5), LIGHT)
    assert figure.to_plotly_json() == own.to_plotly_json()


def test_many_numbers_are_left_to_the_hover_labels() -> None:
    assert "text" in figure_of(snapshot(ARTICLE, 0)).data[-2].mode
    assert len(diagram(WIDE).edges) > MOST_NUMBERS
    assert "text" not in figure_of(snapshot(WIDE, 0)).data[-2].mode


def test_names_are_shown_to_the_letter() -> None:
    names = ("<b>bold</b>", "<a href='x'>l</a>", "a & b", "%{y}")
    data = Dataset(np.eye(4), np.eye(4, 2), input_names=names, target_names=("<br>", "<i>t"))
    figure = figure_of(snapshot(Experiment(data, Architecture((2,), bias=True)), 1))
    beside = [annotation.text for annotation in figure.layout.annotations]
    assert "<b>bold</b>" in [html.unescape(text) for text in beside]
    texts = [*beside, *figure.data[-1].hovertext, *figure.data[-2].hovertext]
    # The one tag is ours: the line break between a weight and the way it goes.
    assert not [text for text in texts if "<" in text.replace("<br>", "", 1)]


def test_extreme_weights_give_a_valid_figure() -> None:
    figure = figure_of(with_weights(1e300, -1e300, 0.0))
    assert [line.line.width for line in figure.data[1:4]] == [9, 9, 1]
    assert "NaN" not in figure.to_json()


def test_the_chosen_weight_is_marked_along_its_own_line_and_no_other() -> None:
    moment = snapshot(ARTICLE, 3)
    example = example_of(moment.experiment)
    for edge in diagram(ARTICLE).edges:
        halo = network_figure(moment, example, LIGHT, edge.parameter).data[0]
        assert tuple(halo.x) == (edge.start.x, edge.end.x)
        assert tuple(halo.y) == (edge.start.y, edge.end.y)
    assert not network_figure(moment, example, LIGHT).data[0].x


def test_a_click_on_a_weight_tells_its_place_in_the_flat_row() -> None:
    for experiment in SMALL:
        plan = diagram(experiment)
        told = figure_of(snapshot(experiment, 1)).data[-2].customdata
        assert sorted(told) == list(range(len(plan.edges)))
        flat = snapshot(experiment, 1).parameters
        texts = figure_of(snapshot(experiment, 1)).data[-2].text
        assert [signed(flat[place]) for place in told] == list(texts)
