"""The output's figures: valid, with the table's rows where and as they are."""

import json
from itertools import combinations, product
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from nn_core import Architecture, Dataset, Experiment, Run, Snapshot
from nn_core.problems.ready_made import PROBLEMS, Problem
from nn_core.tables.table import to_dataset
from nn_ui.figures.data_points import classes, held_back_rows, level, output_range
from nn_ui.figures.output import output_figure
from nn_ui.figures.palette import DARK, LIGHT
from nn_ui.figures.row_points import ring_traces, row_traces
from nn_ui.figures.scope import Scope, grid, input_ranges
from nn_ui.figures.slices import caption
from nn_ui.figures.told_output import painted_range

NASTY = ("<b>bold</b>", "%{y}", "$x$")
DATA = Dataset(
    X=[[0, 0, 2], [0, 1, 2], [1, 0, 2], [1, 1, 3]],
    y=[[0, 1], [1, 0], [1, 1], [0, 0]],
    input_names=NASTY,
    target_names=("<i>a</i>", "b"),
)
EXPERIMENT = Experiment(DATA, Architecture((3,), bias=True))


def snapshot(experiment: Experiment = EXPERIMENT, iteration: int = 40) -> Snapshot:
    run = Run(experiment)
    run.advance_to(iteration)
    return run.at(iteration)


def scope(*inputs: int, output: int = 0, two_colours: bool = False) -> Scope:
    ranges = input_ranges(DATA)
    held = (0.25, 0.5, 2.0)
    return Scope(inputs, tuple(ranges[place] for place in inputs), held, output, two_colours)


def problem(key: str) -> Problem:
    return next(each for each in PROBLEMS if each.key == key)


def rows_in(figure: go.Figure) -> list[Any]:
    return [trace for trace in figure.data if trace.text]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("inputs", [(0,), (2, 0), (0, 1, 2)])
def test_figures_are_valid_and_names_stay_text(inputs: tuple[int, ...], colours: Any) -> None:
    text = output_figure(snapshot(), scope(*inputs), colours).to_json()
    json.loads(text, parse_constant=pytest.fail)
    shown = json.loads(text)["layout"]
    shown.pop("meta")  # the browser shows these names as text
    assert "<i>" not in json.dumps(shown)
    assert "<b>bold" not in json.dumps(shown)


def test_the_curve_is_the_prediction_over_its_input() -> None:
    moment, where = snapshot(), scope(1, output=1)
    line = output_figure(moment, where, LIGHT).data[0]
    expected = moment.predict([[0.25, value, 2.0] for value in line.x])[:, 1]
    np.testing.assert_array_equal(line.y, expected)
    assert (line.x[0], line.x[-1]) == where.ranges[0]


def test_points_stand_at_their_inputs_and_are_told_apart_by_shape_and_colour() -> None:
    high, low = rows_in(output_figure(snapshot(), scope(2, 1, output=1), LIGHT))
    assert (list(high.x), list(high.y)) == ([2, 2], [0, 0])
    assert (list(low.x), list(low.y)) == ([2, 3], [1, 1])
    assert (high.name, low.name) == ("target 1", "target 0")
    assert high.marker.symbol != low.marker.symbol
    assert high.marker.color != low.marker.color
    assert high.text[1].startswith("Training row 3<br>")
    flat, _ = rows_in(output_figure(snapshot(), scope(1), LIGHT))
    assert (list(flat.x), list(flat.y)) == ([1, 0], [1, 1])  # a curve's points stand at the target
    deep, _ = rows_in(output_figure(snapshot(), scope(0, 1, 2), LIGHT))
    assert (list(deep.x), list(deep.y), list(deep.z)) == ([0, 1], [1, 0], [2, 2])


def test_test_rows_are_open_symbols() -> None:
    data = Dataset(DATA.X, DATA.y, X_test=[[9, 8, 2]], y_test=[[1, 0]])
    last = row_traces(Experiment(data), scope(0, 1), LIGHT)[-1]
    assert (list(last["x"]), list(last["y"]), last["name"]) == ([9], [8], "test rows")
    assert last["marker"]["symbol"] == "circle-open"
    assert last["text"][0].startswith("Test row 5")
    assert held_back_rows(DATA).X.shape == (0, 3)


@pytest.mark.parametrize("inputs", [(0,), (2, 0), (0, 1, 2)])
def test_marked_rows_have_a_ring_where_they_stand(inputs: tuple[int, ...]) -> None:
    figure = output_figure(snapshot(), scope(*inputs), LIGHT)
    assert ring_traces(EXPERIMENT, scope(*inputs), (), LIGHT) == []
    figure.add_traces(ring_traces(EXPERIMENT, scope(*inputs), (1, 3), LIGHT))
    ring = figure.data[-1]
    shown = [getattr(ring, axis) for axis, _ in zip("xyz", inputs, strict=False)]
    assert np.array_equal(shown, DATA.X[[1, 3]][:, inputs].T)
    assert ring.marker.symbol == "circle-open"
    if len(inputs) == 1:
        assert ring.y.tolist() == [1, 0]


@pytest.mark.parametrize(("held", "counted"), [(1.0, 4), (0.0, 4), (0.5, 8)])
def test_rows_that_are_not_on_the_slice_are_hollow_and_faint_and_counted(
    held: float, counted: int
) -> None:
    moment = snapshot(Experiment(to_dataset(problem("majority").table), Architecture((4,))), 1000)
    ranges = input_ranges(moment.experiment.dataset)
    where = Scope((0, 1), ranges[:2], (1.0, 0.0, held, 1.0))
    assert moment.correct.all()
    figure = output_figure(moment, where, LIGHT)
    (said,) = figure.layout.annotations
    # The fourth input is 1 in every row and on the slice: it needs no word.
    assert said.text == f"at Input 3 = {held:g} · {counted} rows elsewhere: faint"
    drawn = rows_in(figure)
    faint = [trace for trace in drawn if trace.opacity < 1]
    full = [trace for trace in drawn if trace.opacity == 1]
    assert drawn == [*faint, *full], "what lies on the slice is on top"
    assert sum(len(trace.x) for trace in faint) == counted
    assert all(trace.marker.symbol.endswith("-open") for trace in faint)
    assert all("elsewhere, at Input 3 = " in text for trace in faint for text in trace.text)
    assert {each.name for each in drawn if each.showlegend} == {"target 0", "target 1"}
    # Every row that is drawn in full stands on its own class's colour.
    for trace in full:
        inputs = [[x, y, held, 1.0] for x, y in zip(trace.x, trace.y, strict=True)]
        answers = moment.predict(inputs)[:, 0]
        assert ((answers >= 0.5) == (trace.name == "target 1")).all()


def test_a_slice_that_holds_every_row_needs_no_words() -> None:
    data = to_dataset(problem("xor_two_inputs").table)
    where = Scope((0, 1), input_ranges(data), (0.0, 0.0))
    figure = output_figure(snapshot(Experiment(data)), where, LIGHT)
    assert not figure.layout.annotations
    assert {trace.opacity for trace in rows_in(figure)} == {1}


def test_a_caption_names_as_many_inputs_as_a_phone_has_room_for() -> None:
    wide = Dataset(X=np.eye(10), y=np.eye(10)[:, :1], input_names=[f"<b>{n}" for n in range(10)])
    said = caption(wide, Scope((0, 1), ((-1, 2),) * 2, (0.0,) * 10))
    assert said == "at &lt;b&gt;2 = 0, &lt;b&gt;3 = 0 and 6 more · 8 rows elsewhere: faint"
    assert caption(DATA, scope(0, 1)).endswith(" = 2 · 1 row elsewhere: faint")


def test_no_corner_of_the_cube_hides_another_at_first() -> None:
    camera = output_figure(snapshot(), scope(0, 1, 2), LIGHT).layout.scene.camera
    eye, centre = (np.array([each.x, each.y, each.z]) for each in (camera.eye, camera.center))
    forward = (centre - eye) / np.linalg.norm(centre - eye)
    right = np.cross(forward, [0, 0, 1])
    right /= np.linalg.norm(right)
    up = np.cross(right, forward)
    # The rows of 0 and 1 on axes from -0.2 to 1.2, in a cube from -0.5 to 0.5.
    corners = (np.array(list(product((0, 1), repeat=3))) - 0.5) / 1.4 - eye
    seen = np.column_stack([corners @ right, corners @ up]) / (corners @ forward)[:, None]
    apart = [np.linalg.norm(one - other) for one, other in combinations(seen, 2)]
    assert min(apart) > 0.15 * np.ptp(seen, axis=0).max()
    # Only the two ends of one edge stand above each other.
    columns = np.sort(seen[:, 0].reshape(4, 2).mean(axis=1))
    assert np.diff(columns).min() > 0.2 * np.ptp(columns)


def test_the_cube_s_surface_is_where_the_output_passes_the_threshold() -> None:
    moment, where = snapshot(), scope(0, 1, 2)
    surface = output_figure(moment, where, LIGHT).data[0]
    assert surface.isomin == surface.isomax == level(EXPERIMENT, 0)
    rows = np.column_stack([surface.x, surface.y, surface.z])
    np.testing.assert_array_equal(rows, grid(where, where.n_points))
    np.testing.assert_array_equal(surface.value, moment.predict(rows)[:, 0])


def test_a_page_that_paints_nothing_gets_the_map_as_a_figure() -> None:
    moment, where = snapshot(), scope(0, 1)
    drawn = output_figure(moment, where, LIGHT, with_map=True).data[0]
    assert drawn.type == "heatmap"
    assert drawn.z[3][7] == moment.predict([[drawn.x[7], drawn.y[3], 2.0]])[0, 0]
    assert output_figure(moment, where, LIGHT).data[0].type == "scatter"


@pytest.mark.parametrize(
    ("targets", "expected", "levels"),
    [
        ([0, 1], (0, 1), (0, 1)),
        ([1, 1], (0, 1), (0, 1)),
        ([-1, 1], (-1, 1), (-1, 1)),
        ([3, 8], (3, 8), (0, 1)),
        ([7, 7], (6, 8), (0, 1)),
    ],
)
def test_the_colour_range_follows_the_targets(
    targets: list[float], expected: tuple[float, float], levels: tuple[float, float]
) -> None:
    data = Dataset(X=[[0], [1]], y=targets)
    assert output_range(data, 0) == expected
    assert classes(data) == levels
    moment = snapshot(Experiment(data), 0)
    assert painted_range(moment, Scope((0, 0), ((0, 1), (0, 1)), (0,))) == expected


def test_the_browser_is_told_how_to_paint() -> None:
    figure = output_figure(snapshot(), scope(0, 1, two_colours=True), LIGHT)
    meta = figure.layout.meta
    assert (meta["low"], meta["high"], meta["threshold"], meta["two_colours"]) == (0, 1, 0.5, True)
    assert meta["ramp"] == [colour for _, colour in figure.data[0].marker.colorscale]
    assert list(figure.layout.xaxis.range) == meta["ranges"][0]
    assert figure.layout.xaxis.fixedrange
