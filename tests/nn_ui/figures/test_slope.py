"""The picture of the sigmoid: every row's point lies on the curve, and its tangent touches it."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import pytest

from nn_ui.figures.palette import DARK, LIGHT
from nn_ui.figures.slope import slope_figure


def drawn(z: list[float], row: int = 0) -> go.Figure:
    at = np.array(z)
    output = 1 / (1 + np.exp(-at))
    return slope_figure(at, output, output * (1 - output), row, LIGHT)


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
    figure = drawn(z) if max(np.abs(z)) < 700 else _extreme(z)
    low, high = figure.layout.xaxis.range
    assert low <= min(z)
    assert max(z) <= high
    for tangent in tangents(figure):
        heights = [y for y in tangent.y if y is not None]
        assert -0.5 < min(heights) <= max(heights) < 1.5


def _extreme(z: list[float]) -> go.Figure:
    at = np.array(z)
    output = (at > 0).astype(float)
    return slope_figure(at, output, output * 0, 0, DARK)
