"""Axes: where iterations stand, and ranges that hold every value and seldom change."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_ui.figures.axes import (
    LOG_PLACE_OF_ZERO,
    Axes,
    iteration_axis,
    iteration_range,
    log_range,
    places,
    round_range,
    value_axis,
)
from nn_ui.figures.palette import LIGHT

LOG = Axes(last=10_000, log_iterations=True, log_loss=False, colours=LIGHT)
LINEAR = replace(LOG, log_iterations=False)
VALUES = st.floats(-1e16, 1e16).filter(lambda value: value == 0 or abs(value) > 1e-200)


def test_iteration_0_has_a_place_of_its_own_on_a_logarithmic_axis() -> None:
    iterations = np.arange(5)
    np.testing.assert_array_equal(places(iterations, LOG), [LOG_PLACE_OF_ZERO, 1, 2, 3, 4])
    np.testing.assert_array_equal(places(iterations, LINEAR), iterations)
    axis = iteration_axis(LOG)
    labels = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    assert labels[LOG_PLACE_OF_ZERO] == "0"
    assert labels[10_000] == "10,000"
    assert all(label == f"{int(place):,}" for place, label in labels.items() if place >= 1)


@pytest.mark.parametrize("last", [1, 2, 9, 10, 100, 9_999, 10_000, 10_000_000])
def test_the_axis_holds_every_iteration_from_0_to_the_last(last: int) -> None:
    log, linear = replace(LOG, last=last), replace(LINEAR, last=last)
    low, high = iteration_range(log)
    assert low < math.log10(LOG_PLACE_OF_ZERO) < math.log10(last) < high
    low, high = iteration_range(linear)
    assert low < 0 < last < high
    assert len(iteration_axis(log)["tickvals"]) == len(iteration_axis(log)["ticktext"])
    assert max(iteration_axis(log)["tickvals"]) >= last


def test_the_axes_name_what_they_show() -> None:
    assert "Iteration" in iteration_axis(LOG)["title"]["text"]
    assert value_axis("Weight", (0, 1), LOG)["title"]["text"] == "Weight"
    assert value_axis("Loss", (-3, 0), LOG, log=True)["type"] == "log"
    assert value_axis("Loss", (0, 1), LOG)["type"] == "linear"


@given(values=st.lists(VALUES, min_size=1, max_size=20))
def test_a_round_range_holds_zero_and_every_value_and_is_not_much_wider(
    values: list[float],
) -> None:
    low, high = round_range(values)
    assert low <= min(0.0, *values) <= max(0.0, *values) <= high
    assert math.isfinite(low)
    assert low < high
    spread = max(0.0, *values) - min(0.0, *values)
    assert high - low <= 2.6 * spread or spread == 0


def test_a_range_without_any_value_but_zero_can_still_be_drawn() -> None:
    assert round_range([0.0]) == (-1.0, 1.0)
    assert log_range(np.zeros(3)) == (-1.0, 0.0)


def test_a_range_changes_rarely_while_the_values_grow() -> None:
    growing = np.geomspace(0.01, 100, 4000)
    ranges = {round_range([value]) for value in growing}
    assert len(ranges) <= 4 * 3 * 3  # four decades of three step sizes, few multiples of each
    both = {round_range([value, -value / 2]) for value in growing}
    assert len(both) <= 4 * 3 * 6


@given(values=st.lists(st.floats(1e-300, 1e16), min_size=1, max_size=20))
def test_a_logarithmic_range_holds_every_positive_value_in_whole_decades(
    values: list[float],
) -> None:
    low, high = log_range(np.array([0.0, *values]))
    assert low <= math.log10(min(values))
    assert math.log10(max(values)) <= high
    assert high - low >= 1
    assert round(low + 0.05) == pytest.approx(low + 0.05)
    assert round(high - 0.05) == pytest.approx(high - 0.05)
