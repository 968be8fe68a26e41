"""Where the output is looked at: grids, ranges, and which inputs vary by themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Dataset
from nn_core.limits import MAX_ABSOLUTE_VALUE
from nn_ui.figures.scope import (
    Scope,
    contains,
    grid,
    input_range,
    input_ranges,
    steps,
    usual_inputs,
)

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


def test_a_map_s_grid_goes_along_the_first_input_and_then_up() -> None:
    scope = Scope((2, 0), ((0.0, 1.0), (-1.0, 1.0)), held=(7.0, 8.0, 9.0))
    expected = [
        [-1, 8, 0], [-1, 8, 0.5], [-1, 8, 1],
        [0, 8, 0], [0, 8, 0.5], [0, 8, 1],
        [1, 8, 0], [1, 8, 0.5], [1, 8, 1],
    ]  # fmt: skip
    np.testing.assert_array_equal(grid(scope, 3), expected)


def test_a_curve_s_and_a_cube_s_grid() -> None:
    curve = Scope((1,), ((0.0, 4.0),), held=(3.0, 0.0))
    np.testing.assert_array_equal(grid(curve, 3), [[3, 0], [3, 2], [3, 4]])
    cube = Scope((0, 1, 2), ((0.0, 1.0),) * 3, held=(0.0,) * 3)
    rows = grid(cube, 2)
    np.testing.assert_array_equal(rows[:3], [[0, 0, 0], [1, 0, 0], [0, 1, 0]])
    assert rows.shape == (8, 3)
    assert (curve.kind, cube.kind, Scope((0, 1), (), ()).kind) == ("curve", "cube", "map")


def test_a_map_has_at_least_fifty_points_each_way() -> None:
    assert Scope((0, 1), ((0, 1), (0, 1)), (0, 0)).n_points >= 50


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1, (-0.2, 1.2)),
        (0.3, 0.4, (-0.2, 1.2)),  # at least 0 to 1
        (-5, 5, (-7, 7)),
        (-4, 5, (-7, 7)),  # nearly symmetrical
        (-1, 10, (-3, 12)),
        (0, 100, (-20, 120)),
        (0, 900_000, (-200_000, 1_000_000)),  # no further than inputs may go
        (-1_000_000, 0, (-1_000_000, 200_000)),
        (-1_000_000, 1_000_000, (-1_000_000, 1_000_000)),
    ],
)
def test_ranges_are_round(low: float, high: float, expected: tuple[float, float]) -> None:
    assert input_range(low, high) == expected


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_slider_reaches_zero_and_one_where_they_count(
    first: float, second: float, value: float
) -> None:
    scope_range = input_range(*sorted((first, second)))
    low, high, step = steps(scope_range, value)
    assert low <= min(*scope_range, value)
    assert high >= max(*scope_range, value)
    assert max(abs(low), abs(high)) <= MAX_ABSOLUTE_VALUE
    assert 30 <= (high - low) / step <= 102
    for wanted in (0.0, *(() if step > 1 else (1.0,))):
        assert (wanted - low) / step == pytest.approx(round((wanted - low) / step), abs=1e-6)


@given(NUMBERS, NUMBERS)
def test_a_range_holds_its_values_and_zero_and_one(first: float, second: float) -> None:
    low, high = sorted((first, second))
    bottom, top = input_range(low, high)
    assert bottom < min(low, 0) or bottom == low == -MAX_ABSOLUTE_VALUE
    assert top > max(high, 1) or top == high == MAX_ABSOLUTE_VALUE
    assert top - bottom <= 3.2 * (max(high, 1) - min(low, 0))


def test_ranges_of_a_table_and_whether_rows_are_inside() -> None:
    data = Dataset(X=[[0, -5], [1, 5]], y=[0, 1])
    ranges = input_ranges(data)
    assert ranges == ((-0.2, 1.2), (-7, 7))
    assert contains(ranges, data.X)
    assert not contains(ranges, np.array([[0.0, 7.5]]))


@pytest.mark.parametrize(
    ("X", "expected"),
    [
        ([[0.0], [1]], (0,)),
        ([[0.0, 0], [1, 1]], (0, 1)),
        ([[0.0, 0, 1], [1, 1, 0]], (0, 1, 2)),
        ([[0.0, 0, 1], [1, 1, 1]], (0, 1)),  # the column that is always 1
        ([[1.0, 0, 1], [1, 1, 0]], (1, 2)),
        ([[1.0, 0, 1, 0, 0], [1, 1, 0, 1, 1]], (1, 2)),
        ([[1.0, 1, 1]], (0, 1)),
        ([[1.0, 0, 1], [1, 1, 1]], (0, 1)),
    ],
)
def test_which_inputs_vary_by_themselves(X: list[list[float]], expected: tuple[int, ...]) -> None:
    assert usual_inputs(np.array(X)) == expected
