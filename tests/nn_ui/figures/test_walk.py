"""The diagram of one phase: its numbers are the explanation's, its dots run the right way."""

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.explanation.explanation import Explanation, explain
from nn_core.problems.ready_made import problem
from nn_core.program.phases import Phase, phases
from nn_core.tables.table import to_dataset
from nn_ui.figures.diagram import diagram
from nn_ui.figures.palette import LIGHT
from nn_ui.figures.text import signed
from nn_ui.figures.walk import walk_figure

ARTICLE = Experiment(to_dataset(problem("article").table))
DEEP = Experiment(
    Dataset(X=np.eye(3), y=np.eye(3, 2)), Architecture(hidden=(2, 3), bias=True), seed=3
)


def explained(experiment: Experiment, iteration: int = 0) -> Explanation:
    run = Run(experiment)
    run.advance_to(iteration)
    return explain(run.at(iteration))


def phase(experiment: Experiment, key: str) -> Phase:
    return next(each for each in phases(experiment) if each.key == key)


def drawn(experiment: Experiment, key: str, row: int = 0) -> go.Figure:
    return walk_figure(explained(experiment), phase(experiment, key), row, LIGHT, None)


def edge_texts(figure: go.Figure) -> list[str]:
    return list(figure.data[-3].text)


def notes(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("experiment", [ARTICLE, DEEP])
def test_every_phase_can_be_drawn(experiment: Experiment) -> None:
    for each in phases(experiment):
        assert len(edge_texts(drawn(experiment, each.key))) == len(diagram(experiment).edges)


def test_the_first_iteration_of_the_article_by_hand() -> None:
    # Weights -0.166, 0.441, -1.000 from seed 1; row 1 is 0, 1, 1 with target 1:
    # z = 0.441 - 1.000 = -0.56, output = 0.364, error = 0.636, slope = 0.364 * 0.636 = 0.231,
    # delta = -0.636 * 0.231 = -0.147.
    forward = drawn(ARTICLE, "forward")
    assert edge_texts(forward) == ["0 × −0.17", "1 × +0.44", "1 × −1.00"]
    assert "z = −0.56" in notes(forward)
    assert "target 1, error = +0.64" in notes(drawn(ARTICLE, "error"))
    assert "slope = 0.231, delta = −0.15" in notes(drawn(ARTICLE, "slope"))


@pytest.mark.parametrize("experiment", [ARTICLE, DEEP])
def test_the_new_weights_are_the_runs_next_ones(experiment: Experiment) -> None:
    run = Run(experiment)
    run.advance_to(1)
    before, after = run.at(0).parameters, run.at(1).parameters
    places = [edge.parameter for edge in diagram(experiment).edges]
    expected = [f"{signed(before[place])} → {signed(after[place])}" for place in places]
    assert edge_texts(drawn(experiment, "new_weights")) == expected
    changes = [f"change {signed(after[place] - before[place])}" for place in places]
    assert edge_texts(drawn(experiment, "change")) == changes


@pytest.mark.parametrize(
    ("key", "is_forward"), [("forward", True), ("slope", False), ("change", False)]
)
def test_dots_run_from_the_inputs_forwards_and_from_the_output_backwards(
    key: str, is_forward: bool
) -> None:
    ways = drawn(DEEP, key).data[-1].meta["ways"]
    assert len(ways) == len(diagram(DEEP).edges)
    for way in ways:
        (x0, _), (x1, _) = way["ends"]
        assert x1 - x0 == (1 if is_forward else -1)
        assert way["turn"] == (x0 if is_forward else 3 - x0)


@pytest.mark.parametrize("key", ["error", "new_weights"])
def test_nothing_travels_while_nothing_is_sent(key: str) -> None:
    assert drawn(ARTICLE, key).data[-1].meta["ways"] == []


def test_a_batch_shows_its_own_rows() -> None:
    experiment = replace(ARTICLE, training=TrainingSettings(batch_size=1))
    explanation = explained(experiment)
    (row,) = explanation.rows
    figure = walk_figure(explanation, phase(experiment, "error"), 0, LIGHT, None)
    target = experiment.dataset.y[row, 0]
    assert any(text.startswith(f"target {target:g}, error = ") for text in notes(figure))
    forward = walk_figure(explanation, phase(experiment, "forward"), 0, LIGHT, None)
    assert [text[0] for text in edge_texts(forward)] == [f"{x:g}" for x in experiment.X[row]]


def test_in_a_large_network_few_things_move_and_no_notes_overlap() -> None:
    rng = np.random.default_rng(1)
    dataset = Dataset(rng.normal(size=(5, 3)), rng.integers(0, 2, 5))
    large = Experiment(dataset, Architecture((16, 16), True, "tanh"))
    figure = drawn(large, "slope")
    assert 100 < len(figure.data[-1].meta["ways"]) <= 200
    assert sum("delta" in text for text in notes(figure)) == 1


def test_in_a_crowded_column_a_note_takes_the_place_of_the_name() -> None:
    crowded = Experiment(ARTICLE.dataset, Architecture((4,), True))
    shown = notes(drawn(crowded, "forward"))
    assert sum(text.startswith("z = ") for text in shown) == 5
    assert "Target" in shown
    # The first neuron's is above it, where there is room for it.
    assert [text for text in shown if text.startswith("Neuron")] == ["Neuron 1.1"]
    # The hidden neurons of this phase have no note, so they keep their names.
    assert "Neuron 1.4" in notes(drawn(crowded, "error"))
