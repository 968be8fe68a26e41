"""What the browser tells: clicks are counted there, so that none is lost."""

from __future__ import annotations

from typing import Any

import pytest

from nn_ui.session.told import MOST_STEPS, Told


def test_clicks_that_come_while_a_run_is_busy_are_all_taken_up_once() -> None:
    told = Told()
    assert [told.take_steps((5, count)) for count in (1, 4, 4, 12)] == [1, 3, 0, 8]


def test_a_count_that_comes_late_takes_nothing_back() -> None:
    told = Told()
    assert [told.take_steps((5, count)) for count in (4, 3, 5)] == [4, 0, 1]


def test_a_page_that_was_loaded_again_counts_from_the_beginning() -> None:
    told = Told()
    assert [told.take_steps(counted) for counted in ((5, 4), (9, 2))] == [4, 2]


@pytest.mark.parametrize(
    "counted", [None, 3, "12", [1], [1, "x"], [1.5, 2], {}, [True, 1], [1, -3]]
)
def test_what_is_no_count_is_no_step(counted: Any) -> None:
    assert Told().take_steps(counted) == 0


def test_no_count_keeps_a_page_busy_for_long() -> None:
    assert Told().take_steps((1, 10**12)) == MOST_STEPS
