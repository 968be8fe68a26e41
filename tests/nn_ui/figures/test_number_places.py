"""Numbers on lines: they keep away from each other, or none is shown."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from nn_ui.figures.number_places import SMALL, shares

POINTS = st.tuples(st.just(0.0), st.integers(-100, 100).map(float))
LINES = st.lists(st.tuples(POINTS, POINTS.map(lambda at: (200.0, at[1]))), min_size=1, max_size=6)


def test_a_single_number_stands_before_the_middle() -> None:
    assert shares([((0, 0), (100, 50))], []) == (0.36,)


def test_a_number_makes_way_for_a_neuron_and_for_another_number() -> None:
    neuron = (60.0, 80.0, -10.0, 10.0)  # where a number at 0.36 of 200 pixels would stand
    (alone,) = shares([((0, 0), (200, 0))], [neuron]) or (0,)
    assert alone > 0.46
    same = shares([((0, 0), (200, 0))] * 2, []) or (0, 0)
    assert abs(same[0] - same[1]) * 200 >= SMALL[0]


def test_what_does_not_fit_is_not_shown_at_all() -> None:
    assert shares([((0, 0), (60, 0))] * 3, []) is None


@given(lines=LINES)
def test_numbers_never_touch(lines: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    found = shares(lines, [])
    for one, other in combinations(zip(lines, found or (), strict=False), 2):
        (x0, y0), (x1, y1) = (
            (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))
            for (a, b), share in (one, other)
        )
        assert abs(x0 - x1) >= SMALL[0] - 1e-9 or abs(y0 - y1) >= SMALL[1] - 1e-9
