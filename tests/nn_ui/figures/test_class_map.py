"""The map of classes: the largest output at each point, borders between them, a mark for each."""

from __future__ import annotations

import base64
import json
from itertools import product

import numpy as np
import plotly.graph_objects as go
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, Snapshot
from nn_core.arrays import FloatArray
from nn_core.limits import MAX_OUTPUTS
from nn_ui.figures.axes import Axes
from nn_ui.figures.class_map import MARGIN_BITS, SYMBOLS, class_points, has_classes
from nn_ui.figures.output import output_figure
from nn_ui.figures.palette import CLASSES, DARK, LIGHT, Palette
from nn_ui.figures.scope import Scope, grid
from nn_ui.figures.text import told_apart
from nn_ui.session.player import Player
from nn_ui.stage.message import figures
from nn_ui.stage.pictures import picture
from nn_ui.stage.scene import View
from tests.node import in_node

RANGES = ((-2.0, 2.0), (-2.0, 2.0))
MAP = Scope((0, 1), RANGES, (0.0, 0.0), has_classes=True)
RANDOM = np.random.RandomState(6)


def moment(n_classes: int = 3, n_test: int = 0) -> Snapshot:
    place = np.arange(40) % n_classes
    angle = 2 * np.pi * place / n_classes
    X = np.column_stack([np.cos(angle), np.sin(angle)]) + 0.1 * RANDOM.randn(40, 2)
    y, first = np.eye(n_classes)[place], 40 - n_test
    names = [f"kind = <i>{number}</i>" for number in range(n_classes)]
    data = Dataset(X[:first], y[:first], X_test=X[first:], y_test=y[first:], target_names=names)
    run = Run(Experiment(data, Architecture((5,), bias=True), seed=2))
    run.advance_to(150)
    return run.at(150)


def test_each_point_has_the_class_of_the_largest_output() -> None:
    snapshot = moment()
    outputs = snapshot.predict(grid(MAP, MAP.n_points))
    points = class_points(snapshot, MAP)
    assert ((points >> MARGIN_BITS) == outputs.argmax(axis=1)).all()
    ordered = np.sort(outputs, axis=1)
    lead = ordered[:, -1] - ordered[:, -2]
    steps = points & (2**MARGIN_BITS - 1)
    np.testing.assert_allclose(steps / steps.max(), lead / lead.max(), atol=0.0005)
    assert steps.min() >= 1
    sent = np.frombuffer(base64.b64decode(picture(snapshot, MAP)), "<u2")
    assert (sent == points).all()


def scripts(numbers: list[int], width: int) -> tuple[FloatArray, FloatArray, list[int]]:
    """What the browser makes of a grid: a finer grid of classes, borders, the class at points."""
    body = """
    const { classAt, classBorders, classGrid } = await at("classes");
    const { numbers, width, bits } = given;
    const fine = classGrid(numbers, width, bits, 4);
    const last = width - 1;
    const points = numbers.map((_, at) => classAt(numbers, width, bits, at % width,
      Math.floor(at / width)));
    return [[...fine.grid], classBorders(numbers, width, bits), points];
    """
    fine, ends, points = in_node(body, {"numbers": numbers, "width": width, "bits": MARGIN_BITS})
    return np.array(fine), np.array(ends).reshape(-1, 4), points


def test_the_browser_paints_the_largest_output_and_borders_between_the_points() -> None:
    snapshot, width = moment(4), MAP.n_points
    fine, ends, points = scripts(class_points(snapshot, MAP).tolist(), width)
    outputs = snapshot.predict(grid(MAP, width))
    assert points == outputs.argmax(axis=1).tolist()
    truth = snapshot.predict(grid(MAP, 4 * (width - 1) + 1)).argmax(axis=1)
    assert (fine == truth).mean() > 0.99
    # A border lies where the two largest outputs are nearly the same.
    middles = (ends[:, :2] + ends[:, 2:]) / 2 * 4 / (width - 1) - 2
    found = np.sort(snapshot.predict(middles), axis=1)
    assert len(middles) > 50
    assert np.quantile(found[:, -1] - found[:, -2], 0.95) < 0.03


def test_one_class_everywhere_has_no_border() -> None:
    numbers = [(2 << MARGIN_BITS) + 7] * 9
    fine, ends, points = scripts(numbers, 3)
    assert set(fine.tolist()) == set(points) == {2}
    assert ends.size == 0


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("n_test", [0, 8])
def test_every_row_stands_on_the_map_with_the_mark_of_its_class(
    colours: Palette, n_test: int
) -> None:
    snapshot = moment(MAX_OUTPUTS, n_test)
    data = snapshot.experiment.dataset
    figure = output_figure(snapshot, MAP, colours)
    drawn = [
        (x, y, trace.marker.symbol.removesuffix("-open"), trace.marker.symbol.endswith("-open"))
        for trace in figure.data
        for x, y in zip(trace.x, trace.y, strict=True)
    ]
    rows = [(*x, SYMBOLS[place], False) for x, place in zip(data.X, data.y.argmax(1), strict=True)]
    rows += [
        (*x, SYMBOLS[place], True)
        for x, place in zip(data.X_test, data.y_test.argmax(1), strict=True)
    ]
    assert sorted(drawn) == sorted(rows)
    legend = figure.layout.legend
    assert legend.title.text == "Largest output"
    # Only so may it be higher than the plot, which ten names are on a low page.
    assert (legend.xref, legend.yref, legend.maxheight) == ("container", "container", 1)
    named = [trace.name for trace in figure.data if trace.showlegend]
    assert named == [f"&lt;i&gt;{place}&lt;/i&gt;" for place in range(MAX_OUTPUTS)]
    assert len(figure.layout.meta["areas"]) == len(set(figure.layout.meta["areas"])) == MAX_OUTPUTS
    json.loads(figure.to_json(), parse_constant=pytest.fail)


def test_colours_and_marks_are_as_many_as_classes_may_be() -> None:
    assert len(set(CLASSES)) == len(set(SYMBOLS)) == MAX_OUTPUTS
    one = output_figure(moment(), Scope((0, 1), RANGES, (0.0, 0.0)), LIGHT)
    assert one.layout.meta["areas"] == []


def test_a_page_without_a_film_has_the_areas_in_the_figure() -> None:
    snapshot = moment()
    heatmap, *_ = output_figure(snapshot, MAP, LIGHT, with_map=True).data
    assert isinstance(heatmap, go.Heatmap)
    classes = class_points(snapshot, MAP) >> MARGIN_BITS
    assert (np.asarray(heatmap.z).ravel() == classes).all()
    areas = output_figure(snapshot, MAP, LIGHT).layout.meta["areas"]
    ends, colours = zip(*heatmap.colorscale, strict=True)
    assert list(colours) == [area for area in areas for _ in range(2)]
    assert ends == pytest.approx((0, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 1))


def test_only_targets_of_one_class_a_row_are_classes() -> None:
    corners = np.array([*product((0.0, 1.0), repeat=2)])
    assert has_classes(Dataset(corners, np.eye(4)))
    assert not has_classes(Dataset(corners, corners))
    assert not has_classes(Dataset(corners, [0, 1, 1, 0]))


def test_classes_of_one_column_are_told_apart_by_their_words() -> None:
    assert told_apart(("kind = a", "kind = b = c")) == ("a", "b = c")
    for others in (("kind = a",), ("kind = a", "size = b"), ("kind", "size"), ("a = b", "a")):
        assert told_apart(others) == others


def test_rows_that_the_verdict_names_have_a_ring_on_the_map_of_classes() -> None:
    experiment = moment().experiment
    player = Player(experiment, (0.0, 0.0), 100)
    axes = Axes(100, log_iterations=True, log_loss=False, colours=LIGHT)
    plain, ringed = (
        dict(figures(player, View(axes, scope=MAP, marked=marked)))["output"].data
        for marked in ((), (0, 4))
    )
    assert len(ringed) == len(plain) + 1
    assert ringed[-1].marker.symbol == "circle-open"
    assert list(zip(ringed[-1].x, ringed[-1].y, strict=True)) == [
        tuple(experiment.dataset.X[row]) for row in (0, 4)
    ]
