"""The diagram of one beat: its numbers are the explanation's, its dots run the right way."""

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.explanation.beats import GRAINS, LAYER, NEURON, PRODUCT, Beat, beats
from nn_core.explanation.explanation import Explanation, explain
from nn_core.problems.ready_made import problem
from nn_core.tables.table import to_dataset
from nn_ui.figures.diagram import diagram
from nn_ui.figures.network import NEURONS
from nn_ui.figures.neuron_texts import BLANK
from nn_ui.figures.palette import LIGHT
from nn_ui.figures.text import signed
from nn_ui.figures.walk import BeatPicture, beat_picture

ARTICLE = Experiment(to_dataset(problem("article").table))
DEEP = Experiment(
    Dataset(X=np.eye(3), y=np.eye(3, 2)), Architecture(hidden=(2, 3), bias=True), seed=3
)


def explained(experiment: Experiment, iteration: int = 0) -> Explanation:
    run = Run(experiment)
    run.advance_to(iteration)
    return explain(run.at(iteration))


def drawn(experiment: Experiment, beat: Beat, row: int = 0, chosen: int | None = None) -> go.Figure:
    return pictured(experiment, beat, row, chosen).figure


def pictured(
    experiment: Experiment, beat: Beat, row: int = 0, chosen: int | None = None
) -> BeatPicture:
    return beat_picture(explained(experiment), beat, row, LIGHT, chosen)


def labels(figure: go.Figure) -> list[str]:
    return [label.text for label in figure.layout.annotations]


def in_neurons(figure: go.Figure) -> list[str]:
    return list(figure.data[NEURONS].text)


@pytest.mark.parametrize("experiment", [ARTICLE, DEEP])
@pytest.mark.parametrize("grain", GRAINS)
def test_every_beat_can_be_drawn_and_read(experiment: Experiment, grain: str) -> None:
    for beat in beats(experiment, grain):
        assert pictured(experiment, beat).is_readable


def test_the_first_iteration_of_the_article_by_hand() -> None:
    # Weights -0.166, 0.441, -1.000 from seed 1; row 1 is 0, 1, 1 with target 1:
    # z = 0.441 - 1.000 = -0.56, output = 0.364, error = 0.636, slope = 0.364 * 0.636 = 0.231,
    # delta = -0.636 * 0.231 = -0.147.
    forward = labels(drawn(ARTICLE, Beat("forward", 0)))
    assert forward[-3:] == ["0 × −0.17", "1 × +0.44", "1 × −1.00"]
    assert "z = −0.56" in forward
    assert "target 1, error = +0.64" in labels(drawn(ARTICLE, Beat("error", 0)))
    assert "slope = 0.231, delta = −0.15" in labels(drawn(ARTICLE, Beat("slope", 0)))


@pytest.mark.parametrize("experiment", [ARTICLE, DEEP])
def test_the_new_weights_are_the_runs_next_ones(experiment: Experiment) -> None:
    run = Run(experiment)
    run.advance_to(1)
    before, after = run.at(0).parameters, run.at(1).parameters
    plan = diagram(experiment)
    for beat in beats(experiment, LAYER):
        places = [edge.parameter for edge in plan.edges if edge.layer == beat.layer]
        shown = labels(drawn(experiment, beat))[-len(places) :]
        if beat.phase == "new_weights":
            assert shown == [f"{signed(before[at])} → {signed(after[at])}" for at in places]
        if beat.phase == "change":
            assert shown == [f"change {signed(after[at] - before[at])}" for at in places]


def test_a_product_stands_alone_on_its_line_and_its_neuron_is_empty_until_the_sum() -> None:
    one, added = (drawn(DEEP, Beat("forward", 0, 1, other)) for other in (0, None))
    weight = explained(DEEP).snapshot.weights[0][0, 1]
    assert [text for text in labels(one) if "×" in text] == [f"1 × {signed(weight)}"]
    assert not any(text.startswith("z = ") for text in labels(one))
    # Three inputs and a bias, two neurons and a bias, three neurons and a bias, two outputs.
    known = [text != BLANK for text in in_neurons(one)]
    assert known == [*[True] * 4, True, False, True, False, False, False, True, False, False]
    known = [text != BLANK for text in in_neurons(added)]
    assert known == [*[True] * 4, True, True, True, False, False, False, True, False, False]
    assert sum(text.startswith("z = ") for text in labels(added)) == 1


def test_what_a_beat_is_about_stands_out() -> None:
    figure = drawn(DEEP, Beat("forward", 1, 2), chosen=0)
    faint = [shape for shape in figure.layout.shapes if shape.opacity == 0.2]
    bright = [shape for shape in figure.layout.shapes if shape.opacity is None]
    assert len(faint) == len(diagram(DEEP).edges)
    assert len(bright) == 3  # of two neurons and a bias
    assert len(figure.layout.shapes) == len(faint) + len(bright) + 1  # the chosen weight's mark
    widths = figure.data[NEURONS].marker.line.width
    assert [place for place, width in enumerate(widths) if width == 4] == [9]


def test_all_lines_are_bright_where_the_beat_is_about_all() -> None:
    assert all(shape.opacity is None for shape in drawn(ARTICLE, Beat("change", 0)).layout.shapes)
    assert all(shape.opacity == 0.2 for shape in drawn(ARTICLE, Beat("error", 0)).layout.shapes)


def test_dots_run_forwards_with_the_values_and_back_with_the_deltas() -> None:
    forward = pictured(DEEP, Beat("forward", 1)).ways
    assert [(start[0], end[0]) for start, end in forward] == [(1, 2)] * 9
    # Of the second layer's two neurons what comes back is multiplied by three weights each.
    back = pictured(DEEP, Beat("slope", 0)).ways
    assert [(start[0], end[0]) for start, end in back] == [(2, 1)] * 6
    assert len(pictured(DEEP, Beat("slope", 0, 1, 2)).ways) == 1
    for phase in ("error", "change", "new_weights"):
        assert pictured(ARTICLE, Beat(phase, 0)).ways == ()
    assert pictured(DEEP, Beat("slope", 2)).ways == (), "it has its delta from the error"


def test_a_batch_shows_its_own_rows() -> None:
    experiment = replace(ARTICLE, training=TrainingSettings(batch_size=1))
    (row,) = explained(experiment).rows
    target = experiment.dataset.y[row, 0]
    error = labels(drawn(experiment, Beat("error", 0)))
    assert any(text.startswith(f"target {target:g}, error = ") for text in error)
    products = labels(drawn(experiment, Beat("forward", 0)))[-3:]
    assert [text[0] for text in products] == [f"{x:g}" for x in experiment.X[row]]


def test_in_a_large_network_few_things_move_and_a_finer_grain_is_readable() -> None:
    rng = np.random.default_rng(1)
    dataset = Dataset(rng.normal(size=(5, 3)), rng.integers(0, 2, 5))
    large = Experiment(dataset, Architecture((16, 16), True, "tanh"))
    layer = pictured(large, Beat("forward", 1))
    assert 100 < len(layer.ways) <= 200
    assert not layer.is_readable
    assert not any(text.startswith("z = ") for text in labels(layer.figure)), "they would overlap"
    product = pictured(large, Beat("forward", 1, 3, 2))
    assert product.is_readable
    bright = [shape for shape in product.figure.layout.shapes if shape.opacity is None]
    assert len(bright) == 1


def test_in_a_crowded_column_a_number_takes_the_place_of_the_name() -> None:
    crowded = Experiment(ARTICLE.dataset, Architecture((4,), True))
    shown = labels(drawn(crowded, Beat("forward", 0)))
    assert sum(text.startswith("z = ") for text in shown) == 4
    assert "Target" in shown
    # The first neuron's is above it, where there is room for it.
    assert [text for text in shown if text.startswith("Neuron")] == ["Neuron 1.1"]
    # In this phase the hidden neurons have no number, so they keep their names.
    assert "Neuron 1.4" in labels(drawn(crowded, Beat("error", 1)))


def test_the_beats_of_a_grain_differ_in_what_they_show() -> None:
    shown = [drawn(DEEP, beat).to_json() for beat in beats(DEEP, PRODUCT)]
    assert len(set(shown)) == len(shown)
    assert len(beats(DEEP, NEURON)) < len(shown)
