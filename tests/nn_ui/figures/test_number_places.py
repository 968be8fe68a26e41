"""Numbers on lines: they keep away from each other, or none is shown."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment
from nn_ui.figures.diagram import diagram
from nn_ui.figures.number_places import LARGE, SMALL, Place, box_of, places

POINTS = st.tuples(st.just(0.0), st.integers(-100, 100).map(float))
LINES = st.lists(st.tuples(POINTS, POINTS.map(lambda at: (200.0, at[1]))), min_size=1, max_size=6)


def test_a_single_number_stands_before_the_middle() -> None:
    assert places([((0, 0), (100, 5))], []) == (Place(0.36, "top center"),)


def test_a_number_stands_beside_a_steep_line() -> None:
    assert places([((0, 0), (100, 50))], []) == (Place(0.36, "top left"),)
    assert places([((0, 0), (100, -50))], []) == (Place(0.36, "top right"),)


def test_a_number_makes_way_for_another_line() -> None:
    lines = (((0.0, 0.0), (200.0, 0.0)), ((0.0, 40.0), (200.0, -10.0)))
    for line, place in zip(lines, places(lines, []) or (), strict=True):
        left, right, bottom, top = box_of(line, place, LARGE)
        for (x0, y0), (x1, y1) in lines:
            heights = [y0 + (x - x0) / (x1 - x0) * (y1 - y0) for x in (left, right)]
            assert max(heights) <= bottom or min(heights) >= top


def test_a_number_makes_way_for_a_neuron_and_for_another_number() -> None:
    neuron = (60.0, 80.0, -10.0, 10.0)  # where a number at 0.36 of 200 pixels would stand
    assert places([((0, 0), (200, 0))], [neuron]) == (Place(0.54, "top center"),)
    same = places([((0, 0), (200, 0))] * 2, [])
    assert same == (Place(0.36, "top center"), Place(0.36, "bottom center"))


def test_in_a_crowd_numbers_stand_closer_rather_than_not_at_all() -> None:
    data = Dataset(X=[[0, 0, 1], [1, 1, 0]], y=[0, 1])
    network = Architecture(hidden=(3,), bias=True)
    plan = diagram(Experiment(dataset=data, architecture=network, seed=1))
    assert all(edge.has_number for edge in plan.edges)
    assert {edge.side for edge in plan.edges if edge.layer == 0} == {"top center"}


def test_what_does_not_fit_is_not_shown_at_all() -> None:
    assert places([((0, 0), (60, 0))] * 5, []) is None


@given(lines=LINES)
def test_numbers_never_touch(lines: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    found = places(lines, []) or ()
    boxes = [box_of(line, place, SMALL) for line, place in zip(lines, found, strict=False)]
    for one, other in combinations(boxes, 2):
        is_beside = one[1] <= other[0] + 1e-9 or other[1] <= one[0] + 1e-9
        assert is_beside or one[3] <= other[2] + 1e-9 or other[3] <= one[2] + 1e-9
