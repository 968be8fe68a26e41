"""Generated problems: the same value gives the same points, and each claim about them holds."""

import math
from dataclasses import FrozenInstanceError, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from nn_core import Dataset, InputError
from nn_core.advice.on_tables import remarks
from nn_core.problems.generated import GeneratedProblem, generated_kind
from nn_core.problems.generated_kinds import GENERATED, GeneratedKind
from nn_core.problems.ready_made import PROBLEMS
from nn_core.tables.csv_text import format_csv
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import to_dataset

Array = NDArray[np.float64]
KEYS = list(GENERATED)
CLASSIFICATIONS = [kind.key for kind in GENERATED.values() if not kind.is_regression]
DIRECTIONS = [(math.sin(angle), math.cos(angle)) for angle in np.linspace(0, math.pi, 90)]
values = st.builds(
    GeneratedProblem,
    st.sampled_from(KEYS),
    st.integers(2, 120),
    st.floats(0, 0.5),
    st.integers(0, 2**32 - 1),
)


def dataset(kind: str, n_points: int = 200, noise: float = 0.0, data_seed: int = 1) -> Dataset:
    return to_dataset(GeneratedProblem(kind, n_points, noise, data_seed).table())


def of_class(data: Dataset, target: float) -> Array:
    return data.X[data.y[:, 0] == target]


def share_right_of_best_line(data: Dataset) -> float:
    """Of all straight borders in 90 directions: how many points the best one gets right."""
    best = 0.0
    for direction in DIRECTIONS:
        along = data.X @ direction
        right = (along[:, None] > along[None, :]) == (data.y == 1)
        share = right.mean(axis=0)
        best = max(best, share.max(), 1 - share.min())
    return best


def test_the_kinds_of_the_list() -> None:
    assert KEYS == [
        "circle",
        "two_gaussians",
        "xor_clouds",
        "spiral",
        "moons",
        "plane",
        "several_gaussians",
    ]
    assert KEYS[:5] == CLASSIFICATIONS
    assert not set(KEYS) & {each.key for each in PROBLEMS}
    titles = [kind.title for kind in GENERATED.values()] + [each.title for each in PROBLEMS]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("kind", GENERATED.values())
def test_what_is_said_about_each_kind(kind: GeneratedKind) -> None:
    assert generated_kind(kind.key) is kind
    assert kind.about.endswith(".")
    assert kind.about.count(". ") == 0
    assert kind.source.startswith("https://")
    assert len(kind.new_example) == 2


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kind": "cirle"}, "No problem of this name can be generated: use one of circle, "),
        ({"n_points": 1}, "The number of points must be whole, 2 to 1,000"),
        ({"n_points": 1001}, "The number of points must be whole"),
        ({"n_points": 20.0}, "The number of points must be whole"),
        ({"noise": -0.01}, "The noise goes from 0 to 50%"),
        ({"noise": 0.51}, "The noise goes from 0 to 50%"),
        ({"noise": math.nan}, "The noise goes from 0 to 50%"),
        ({"data_seed": -1}, "The data seed must be a whole number from 0 to 4,294,967,295"),
        ({"data_seed": 2**32}, "The data seed must be a whole number"),
        ({"data_seed": 1.5}, "The data seed must be a whole number"),
    ],
)
def test_what_cannot_be_generated(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        replace(GeneratedProblem("circle"), **changed)
    with pytest.raises(FrozenInstanceError):
        GeneratedProblem("circle").noise = 0.2  # type: ignore[misc]


@given(values)
def test_any_value_gives_a_table_to_train_on(value: GeneratedProblem) -> None:
    table = value.table()
    data = to_dataset(table)
    assert table == replace(value).table()
    assert table.names == ("x1", "x2", "Target")
    assert data.X.shape == (value.n_points, 2)
    assert np.abs(data.X).max() <= 6
    assert plan_for(open_table(format_csv(table).encode())).table == table
    np.testing.assert_array_equal(np.round(table.rows, 3), table.rows)
    if generated_kind(value.kind).is_regression:
        assert np.abs(data.y).max() <= 1
    else:
        assert set(data.y[:, 0]) == {0, 1}


@given(values.filter(lambda value: value.kind in CLASSIFICATIONS), st.data())
def test_every_part_of_the_table_is_a_fair_sample(
    value: GeneratedProblem, data: st.DataObject
) -> None:
    y = to_dataset(value.table()).y[:, 0]
    assert abs((y == 1).sum() - (y == 0).sum()) <= 1
    tail = y[data.draw(st.integers(0, len(y) - 1)) :]
    assert abs((tail == 1).sum() - (tail == 0).sum()) <= 2


@given(values, st.integers(0, 120))
def test_more_points_leave_the_first_ones_alone(value: GeneratedProblem, n_more: int) -> None:
    more = replace(value, n_points=value.n_points + n_more).table().rows
    assert more[: value.n_points] == value.table().rows


@pytest.mark.parametrize("kind", ["circle", "xor_clouds", "spiral", "moons"])
def test_noise_moves_each_point_by_its_share_and_leaves_its_target(kind: str) -> None:
    clean, little, more = (dataset(kind, noise=noise) for noise in (0.0, 0.05, 0.1))
    np.testing.assert_array_equal(clean.y, more.y)
    inside = (np.abs(more.X) < 5.5).all(axis=1)  # the others may have met the edge
    moved = (more.X - clean.X)[inside]
    np.testing.assert_allclose(moved, 2 * (little.X - clean.X)[inside], atol=0.002)
    assert (np.abs(moved).max(axis=1) > 0.002).mean() > 0.9
    assert np.abs(moved).max() <= 0.5 + 0.002


def test_noise_widens_the_gaussians_around_their_centres() -> None:
    clean, noisy = dataset("two_gaussians"), dataset("two_gaussians", noise=0.1)
    np.testing.assert_array_equal(clean.y, noisy.y)
    centre = 4 * clean.y - 2
    widened = math.sqrt(1.2 / 0.5) * (clean.X - centre)
    inside = (np.abs(noisy.X) < 5.5).all(axis=1)
    np.testing.assert_allclose((noisy.X - centre)[inside], widened[inside], atol=0.002)


@pytest.mark.parametrize("kind", ["plane", "several_gaussians"])
def test_noise_leaves_the_points_of_a_regression_where_they_are(kind: str) -> None:
    clean, noisy = dataset(kind), dataset(kind, noise=0.2)
    np.testing.assert_array_equal(clean.X, noisy.X)
    assert 0.01 < np.abs(clean.y - noisy.y).mean() < 0.4


@pytest.mark.parametrize("kind", KEYS)
def test_the_data_seed_decides_the_points(kind: str) -> None:
    first, second = dataset(kind, data_seed=1), dataset(kind, data_seed=2)
    assert (first.X != second.X).any(axis=1).mean() > 0.9


@pytest.mark.parametrize("kind", KEYS)
def test_without_noise_nothing_is_odd_about_the_table(kind: str) -> None:
    data = dataset(kind, n_points=1000)
    assert remarks(data) == ()
    assert len(np.unique(data.X, axis=0)) == 1000


def test_two_gaussians_have_their_centres_and_spread() -> None:
    data = dataset("two_gaussians", n_points=1000)
    for target, centre in ((1, 2), (0, -2)):
        points = of_class(data, target)
        np.testing.assert_allclose(points.mean(axis=0), centre, atol=0.15)
        np.testing.assert_allclose(points.var(axis=0), 0.5, atol=0.1)
    assert share_right_of_best_line(data) > 0.995


def test_circle_is_parted_by_its_squares_and_by_no_line() -> None:
    data = dataset("circle", n_points=1000)
    square = (data.X**2).sum(axis=1)
    np.testing.assert_array_equal(square < 9, data.y[:, 0] == 1)
    for direction in DIRECTIONS:
        disc, ring = of_class(data, 1) @ direction, of_class(data, 0) @ direction
        assert ring.min() < disc.min() < disc.max() < ring.max()


def test_xor_clouds_are_parted_by_their_product_and_by_no_line() -> None:
    data = dataset("xor_clouds", n_points=1000)
    np.testing.assert_array_equal(data.X[:, 0] * data.X[:, 1] < 0, data.y[:, 0] == 1)
    np.testing.assert_array_equal((data.X > 0).sum(axis=1) == 1, data.y[:, 0] == 1)
    assert np.abs(data.X).min() >= 0.3
    assert share_right_of_best_line(data) < 0.8
    quadrants = [tuple(row) for row in np.sign(data.X).astype(int).tolist()]
    assert min(quadrants.count(each) for each in set(quadrants)) > 200


def test_a_spiral_arm_is_the_other_one_turned_round() -> None:
    data = dataset("spiral", n_points=100)
    ones, zeros = of_class(data, 1), of_class(data, 0)
    np.testing.assert_allclose(ones, -zeros, atol=1e-9)
    radius = np.linalg.norm(ones, axis=1)
    angle = np.arctan2(ones[:, 0], ones[:, 1])
    turns = (3.5 * math.pi * radius / 5 - angle) / (2 * math.pi)
    np.testing.assert_allclose(turns, np.round(turns), atol=0.002)
    gaps = np.diff(np.sort(radius))
    assert gaps.max() < 3 * 4.75 / 50
    assert share_right_of_best_line(data) < 0.75


def test_moons_are_half_circles_and_almost_parted_by_a_line() -> None:
    data = dataset("moons")
    upper, lower = of_class(data, 0), of_class(data, 1)
    np.testing.assert_allclose(np.linalg.norm(upper - (-1.5, -0.75), axis=1), 3, atol=0.002)
    np.testing.assert_allclose(np.linalg.norm(lower - (1.5, 0.75), axis=1), 3, atol=0.002)
    assert 0.85 < share_right_of_best_line(data) < 0.99


def test_the_plane_is_a_plane() -> None:
    data = dataset("plane")
    np.testing.assert_allclose(data.y, data.X.sum(axis=1, keepdims=True) / 12, atol=0.001)
    assert np.abs(data.y).max() > 0.7


def test_several_gaussians_have_three_hills_and_three_hollows() -> None:
    data = dataset("several_gaussians", n_points=1000)
    for x1, x2, target in [(-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1)]:
        distance = np.linalg.norm(data.X - (x1, x2), axis=1)
        near = distance < 2
        np.testing.assert_allclose(data.y[near, 0], target * (1 - distance[near] / 2), atol=0.002)
    peaks = np.array([[x1, x2] for x1 in (-4, 0, 4) for x2 in (2.5, -2.5)])
    far = (np.linalg.norm(data.X[:, None] - peaks, axis=2) > 2.01).all(axis=1)
    np.testing.assert_array_equal(data.y[far], 0)
    assert far.any()


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("circle", 1), ("two_gaussians", 1), ("xor_clouds", 1), ("moons", 1)],
)
def test_the_new_example_lies_among_the_points_of_one_class(kind: str, answer: int) -> None:
    data = dataset(kind, n_points=1000)
    distance = np.linalg.norm(data.X - generated_kind(kind).new_example, axis=1)
    nearest = np.argsort(distance)[:5]
    np.testing.assert_array_equal(data.y[nearest, 0], answer)


def test_what_is_left_out_is_as_on_the_page() -> None:
    usual = GeneratedProblem("circle")
    assert (usual.n_points, usual.noise, usual.data_seed) == (200, 0.1, 1)


@pytest.mark.parametrize("kind", list(GENERATED))
def test_no_minus_zero_stands_in_a_table(kind: str) -> None:
    for seed in range(30):
        rows = np.array(GeneratedProblem(kind, 1000, data_seed=seed).table().rows)
        assert not (np.signbit(rows) & (rows == 0)).any()
