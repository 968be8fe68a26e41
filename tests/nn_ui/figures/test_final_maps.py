"""The small maps of many starts: each is what its network answers, and opens its seed."""

from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from nn_core import Architecture, Dataset, Ensemble, Experiment, TrainingSettings
from nn_core.telling.outcomes import outcomes
from nn_ui.figures.final_maps import (
    COLUMNS,
    GAP,
    MOST_MAPS,
    POINTS,
    drawn_as_maps,
    final_maps_figure,
    has_maps,
)
from nn_ui.figures.palette import DARK, LIGHT
from nn_ui.figures.scope import Scope, grid, input_ranges

XOR = Experiment(
    Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]),
    Architecture((2,), bias=True),
    TrainingSettings(0.5),
)
CLASSES = Experiment(
    Dataset([[0, 0], [0, 1], [1, 1]], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    Architecture((2,), bias=True, output_activation="softmax"),
    TrainingSettings(0.5, "categorical_cross_entropy"),
)


def trained(experiment: Experiment, n_seeds: int, n: int = 400) -> Ensemble:
    many = Ensemble(experiment, range(1, n_seeds + 1))
    many.advance_to(n)
    return many


def drawn(many: Ensemble, **how: Any) -> dict[str, Any]:
    figure = final_maps_figure(many, outcomes(many), how.get("colours", LIGHT))
    go.Figure(figure)  # raises for anything that Plotly does not know
    return figure


def pixels(figure: dict[str, Any], place: int) -> Any:
    row, column = divmod(place, COLUMNS)
    top, left = row * (POINTS + GAP) + GAP, column * (POINTS + GAP)
    return figure["data"][0]["z"][top : top + POINTS, left : left + POINTS][::-1]


def test_the_networks_answer_as_their_runs_do() -> None:
    many = trained(XOR, 12)
    rows = np.random.default_rng(1).normal(size=(5, 2))
    found = many.answers(rows, [11, 0])
    assert found.shape == (2, 5, 1)
    for answers, index in zip(found, (11, 0), strict=True):
        assert answers.tolist() == many.run(index).at(400).predict(rows).tolist()


@pytest.mark.parametrize("experiment", [XOR, CLASSES])
def test_each_map_is_painted_with_what_its_network_answers(experiment: Experiment) -> None:
    many = trained(experiment, 13)
    figure = drawn(many)
    data = experiment.dataset
    rows = grid(Scope((0, 1), input_ranges(data), (0.0, 0.0)), POINTS)
    for place in (0, 9, 10, 12):
        answers = many.run(place).at(400).predict(rows)
        share = answers[:, 0] if experiment is XOR else (answers.argmax(axis=1) + 0.5) / 3
        expected = np.rint(1 + share.reshape(POINTS, POINTS) * 254)
        assert np.abs(pixels(figure, place) - expected).max() <= 1
    assert (pixels(figure, 13) == 0).all()  # no map there


def test_marks_open_seeds_and_frames_tell_outcomes_apart_without_colour() -> None:
    many = trained(XOR, 20, 4000)
    found, figure = outcomes(many), drawn(many)
    marks = figure["data"][2]
    assert marks["customdata"] == list(many.seeds)
    assert [one["line"]["dash"] == "solid" for one in figure["layout"]["shapes"]] == list(
        found.solved
    )
    assert [text.endswith("✓") for text in figure["data"][1]["text"]] == list(found.solved)
    assert 0 < found.solved.sum() < 20
    for at, told in enumerate(marks["text"]):
        assert told.startswith(f"{found.n_right[at]} of 4 rows right, loss ")


def test_of_a_thousand_starts_fifty_are_drawn_and_of_those_that_stopped_none() -> None:
    many = trained(XOR, 260, 20)
    figure = drawn(many)
    assert len(figure["layout"]["shapes"]) == len(figure["data"][2]["customdata"]) == MOST_MAPS
    assert figure["data"][0]["z"].nbytes < 50_000
    growing = Experiment(
        Dataset([[1.0, 0.0], [2.0, 0.0]], [1.0, 2.0]),
        Architecture(output_activation="identity"),
        TrainingSettings(1000.0),
    )
    stopped = trained(growing, 3, 200)
    assert not len(drawn_as_maps(outcomes(stopped)))
    assert drawn(stopped)["layout"]["shapes"] == []


def test_dark_maps_have_other_colours_and_other_tables_no_maps() -> None:
    many = trained(XOR, 3, 10)
    light, dark = drawn(many), drawn(many, colours=DARK)
    assert light["data"][0]["colorscale"] != dark["data"][0]["colorscale"]
    assert light["data"][0]["colorscale"][0] == dark["data"][0]["colorscale"][0]
    assert has_maps(XOR.dataset)
    assert not has_maps(replace(XOR, dataset=Dataset([[0, 1, 1]], [1])).dataset)
