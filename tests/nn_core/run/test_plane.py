"""Planes in the space of weights: what they go through, and how much of a path they hold."""

import numpy as np
import pytest

from nn_core.arrays import FloatArray
from nn_core.run.plane import PATH, Plane, along_line, of_path, of_two, through_ends

RANDOM = np.random.RandomState(3)
WALK: FloatArray = np.cumsum(RANDOM.normal(size=(40, 6)), axis=0)
NOW = WALK[-1]


def is_square(plane: Plane) -> bool:
    return bool(np.allclose(plane.directions @ plane.directions.T, np.eye(2), atol=1e-12))


def test_the_plane_of_two_weights_has_their_values_as_places() -> None:
    plane = of_two(NOW, 4, 1)
    assert plane.places(WALK).tolist() == WALK[:, [4, 1]].tolist()
    assert plane.at(np.array([[0.5, -2.0]])).tolist() == [[NOW[0], -2.0, *NOW[2:4], 0.5, NOW[5]]]
    assert plane.distances(WALK[-1:]).tolist() == [0.0]
    assert plane.weights == (4, 1)


def test_the_share_is_counted_by_hand() -> None:
    path = np.array([[3.0, 0.0, 4.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    # Squared distances from the end: 25 and 1; of them 16 lie beside the plane of weights 1 and 2.
    assert of_two(path[-1], 0, 1).share(path) == pytest.approx(1 - 16 / 26)


def test_the_plane_through_the_ends_holds_all_three() -> None:
    path = WALK[:20]
    plane = through_ends(path, path[-1], NOW)
    assert plane.n_own == 2
    assert is_square(plane)
    three = np.stack([path[0], path[-1], NOW])
    assert plane.distances(three) == pytest.approx(np.zeros(3), abs=1e-12)


def test_where_this_moment_is_the_end_the_path_gives_the_second_direction() -> None:
    plane = through_ends(WALK, NOW, NOW)
    assert plane.n_own == 1
    assert is_square(plane)
    assert plane.distances(WALK[[0, -1]]) == pytest.approx(np.zeros(2), abs=1e-12)
    along = (NOW - WALK[0]) / np.linalg.norm(NOW - WALK[0])
    share = plane.share(WALK)
    assert share is not None
    for _ in range(50):
        other = RANDOM.normal(size=6)
        other -= along * (other @ along)
        random = Plane(NOW, np.stack([along, other / np.linalg.norm(other)]), PATH)
        assert (random.share(WALK) or 0) <= share + 1e-12


def test_the_plane_along_a_line_holds_both_of_its_ends() -> None:
    other = RANDOM.normal(size=6)
    plane = along_line(WALK, NOW, other)
    assert plane.n_own == 1
    assert is_square(plane)
    assert plane.distances(np.stack([NOW, other])).tolist() == [0.0, 0.0]
    distance = np.linalg.norm(other - NOW)
    assert plane.places(np.stack([NOW, other])) == pytest.approx(np.array([[0, 0], [distance, 0]]))
    assert along_line(WALK, NOW, NOW).n_own == 0


def test_no_plane_holds_more_of_the_path_than_that_of_its_largest_directions() -> None:
    share = of_path(WALK, NOW).share(WALK)
    assert share is not None
    assert is_square(of_path(WALK, NOW))
    for _ in range(200):
        directions, _ = np.linalg.qr(RANDOM.normal(size=(6, 2)))
        assert (Plane(NOW, directions.T, PATH).share(WALK) or 0) <= share + 1e-12


def test_a_straight_path_has_one_direction_of_its_own() -> None:
    straight = np.linspace(0, 1, 9)[:, np.newaxis] * np.array([3.0, 0.0, 4.0])
    plane = of_path(straight, straight[-1])
    assert plane.n_own == 1
    assert is_square(plane)
    assert plane.share(straight) == pytest.approx(1.0)


def test_a_path_of_one_point_has_no_share() -> None:
    for plane in (of_path(WALK[:1], WALK[0]), through_ends(WALK[:1], WALK[0], WALK[0])):
        assert plane.n_own == 0
        assert is_square(plane)
        assert plane.share(WALK[:1]) is None
