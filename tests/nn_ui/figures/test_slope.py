"""The picture of an activation: every row's point lies on the curve, and its tangent touches it."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import pytest

from nn_core.arrays import quiet_overflow
from nn_core.network.activation import ACTIVATIONS
from nn_core.network.forward import LayerState
from nn_ui.figures.palette import DARK, LIGHT
from nn_ui.figures.slope import slope_figure

OTHERS = (0.3, -1.2)


def drawn(z: list[float], row: int = 0, key: str = "sigmoid") -> go.Figure:
    # Of a row's other outputs only softmax knows.
    at = np.column_stack([z, *(np.full(len(z), other) for other in OTHERS)])
    with quiet_overflow():
        layer = LayerState(at, at, ACTIVATIONS[key].function(at), ACTIVATIONS[key])
    return slope_figure(layer, 0, range(len(z)), row, LIGHT)


def tangents(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.mode == "lines"][1:]


def test_the_chosen_row_s_tangent_has_its_slope_and_goes_through_its_point() -> None:
    others, chosen = tangents(drawn([-0.5, 0.25, 2.0], row=1))
    (x0, x1), (y0, y1) = chosen.x[:2], chosen.y[:2]
    output = 1 / (1 + np.exp(-0.25))
    assert (y1 - y0) / (x1 - x0) == pytest.approx(output * (1 - output))
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((0.25, output))
    assert others.x.count(None) == 2
    assert chosen.line.width > 2 * others.line.width


def test_the_curve_is_the_sigmoid() -> None:
    curve = drawn([-0.5, 0.25]).data[0]
    assert np.allclose(curve.y, 1 / (1 + np.exp(-np.asarray(curve.x))))


def test_many_rows_show_the_chosen_tangent_only() -> None:
    assert len(tangents(drawn(list(np.linspace(-3, 3, 20))))) == 2
    (only,) = tangents(drawn(list(np.linspace(-3, 3, 21)), row=20))
    assert np.mean(only.x[:2]) == pytest.approx(3)


def test_the_label_names_the_chosen_row_and_its_slope() -> None:
    (label,) = drawn([0.0, 1.0]).layout.annotations
    assert "Row 1: slope 0.25" in label.text


def test_labels_of_rows_that_coincide_do_not_overlap() -> None:
    points = drawn([0.0, 1.0, 1.01, 3.0]).data[-2]
    assert list(points.text) == ["Row 2", "", "Row 4"]


@pytest.mark.parametrize("z", [[-900.0, 1e6], [0.0], [1e5] * 3])
def test_extreme_sums_stay_in_the_picture(z: list[float]) -> None:
    figure = drawn(z)
    low, high = figure.layout.xaxis.range
    assert low <= min(z)
    assert max(z) <= high
    for tangent in tangents(figure):
        heights = [y for y in tangent.y if y is not None]
        assert -0.5 < min(heights) <= max(heights) < 1.5


@pytest.mark.parametrize("key", ACTIVATIONS)
@pytest.mark.parametrize("z", [[-2.0, 0.5, 3.0], [-40.0, 70.0, 0.0]])
def test_every_curve_is_its_activation_s_and_stays_in_the_picture(key: str, z: list[float]) -> None:
    figure = drawn(z, 1, key)
    curve, chosen = figure.data[0], tangents(figure)[-1]
    rows = np.column_stack([curve.x, *np.broadcast_to(OTHERS, (len(curve.x), 2)).T])
    np.testing.assert_allclose(curve.y, ACTIVATIONS[key].function(rows)[:, 0])
    bottom, top = figure.layout.yaxis.range
    assert bottom < min(curve.y)
    assert max(curve.y) < top
    at = np.array([[z[1], *OTHERS]])
    slope = ACTIVATIONS[key].slope_at(at, ACTIVATIONS[key].function(at))[0, 0]
    (x0, x1), (y0, y1) = chosen.x[:2], chosen.y[:2]
    assert (y1 - y0) / (x1 - x0) == pytest.approx(slope, abs=1e-12)


def test_a_kink_is_a_corner_and_a_wide_sine_is_cut() -> None:
    assert 0.0 in drawn([-1.0, 90.0], key="relu").data[0].x
    low, high = drawn([-500.0, 20.0], 1, "sine").layout.xaxis.range
    assert (low, high) == (-10.0, 50.0)


def test_rows_of_a_batch_keep_their_numbers() -> None:
    layer = LayerState(*(np.zeros((2, 1)) for _ in range(3)), ACTIVATIONS["sine"])
    figure = slope_figure(layer, 0, [6, 2], 1, DARK)
    assert "Row 3: slope 1" in figure.layout.annotations[0].text
    assert "Row 7" in figure.data[-2].hovertext[0]
