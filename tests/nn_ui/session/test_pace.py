"""How fast a run is shown: the paces as plain functions of time."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_ui.session.pace import FASTEST, PACES, pace

LOG = pace("log")
CLOCKED = [each for each in PACES if each.due is not None]


def due(key: str, start: int, seconds: float) -> float:
    rule = pace(key).due
    assert rule is not None
    return rule(start, seconds)


def seconds_until(iteration: float) -> float:
    """The second at which the log pace from 0 shows `iteration`, found by halving."""
    low, high = 0.0, 60.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (low, middle) if due("log", 0, middle) >= iteration else (middle, high)
    return high


def test_the_default_pace_is_even_on_a_log_scale() -> None:
    assert PACES[0] is LOG
    first, last = seconds_until(10) - seconds_until(1), seconds_until(10_000) - seconds_until(1_000)
    assert first == pytest.approx(last)
    assert first == pytest.approx(3)


def test_the_default_run_takes_twelve_seconds() -> None:
    assert seconds_until(10_000) == pytest.approx(12)


@pytest.mark.parametrize("rate", [1, 10, 100, 1000])
def test_a_fixed_pace_shows_as_many_iterations_a_second_as_it_says(rate: int) -> None:
    assert due(str(rate), 50, 0) == 50
    assert due(str(rate), 50, 2.5) == 50 + 2.5 * rate


def test_only_the_fastest_pace_has_no_clock() -> None:
    assert [each for each in PACES if each.due is None] == [FASTEST]


def test_keys_and_labels_are_unique_and_an_unknown_key_gives_the_default() -> None:
    assert len({each.key for each in PACES}) == len({each.label for each in PACES}) == len(PACES)
    assert [pace(each.key) for each in PACES] == list(PACES)
    assert pace("no such pace") is LOG


@given(
    rule=st.sampled_from(CLOCKED),
    start=st.integers(0, 10_000_000),
    seconds=st.floats(0, 1e7),
    more=st.floats(0, 1e7),
)
def test_a_pace_never_goes_back_nor_overflows(rule, start, seconds, more) -> None:
    earlier, later = rule.due(start, seconds), rule.due(start, seconds + more)
    assert start <= earlier <= later
    assert math.isfinite(later)
