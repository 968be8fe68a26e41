"""− and + beside a field: by 1 where each number counts, by 1, 2, 5, 10 where the size does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.limits import MAX_ITERATIONS, MAX_LEARNING_RATE
from nn_ui.number_field import RoundSteps, Steps
from tests.nn_ui.test_journeys import in_field, opened, player, press, type_in

RATES = RoundSteps(1e-6, 1000.0)


def test_round_steps_go_up_and_down_the_same_way() -> None:
    up = [1e-6]
    while up[-1] < 1000:
        up.append(RATES.after(up[-1], 1))
    assert up[:5] == [1e-6, 2e-6, 5e-6, 1e-5, 2e-5]
    assert up[-5:] == [50.0, 100.0, 200.0, 500.0, 1000.0]
    down = [1000.0]
    while down[-1] > 1e-6:
        down.append(RATES.after(down[-1], -1))
    assert down == up[::-1]
    assert RATES.after(1000.0, 1) == 1000.0
    assert RATES.after(1e-6, -1) == 1e-6


@given(number=st.floats(1e-9, 1e9))
def test_a_number_between_goes_to_its_round_neighbours(number: float) -> None:
    wide = RoundSteps(1e-12, 1e12)
    below, above = wide.after(number, -1), wide.after(number, 1)
    assert below < number < above
    assert above / below <= 5.01
    for one in (below, above):
        assert f"{one:.15e}"[:2] in ("1.", "2.", "5.")


@pytest.mark.parametrize(("number", "by"), [(0.0, 1), (-3.0, 1), (0.0, -1)])
def test_below_the_least_comes_the_least(number: float, by: int) -> None:
    assert RATES.after(number, by) == 1e-6


def test_single_steps_keep_their_bounds() -> None:
    steps = Steps(0, 3)
    assert [steps.after(number, 1) for number in (0, 2, 3)] == [1, 3, 3]
    assert [steps.after(number, -1) for number in (0, 3)] == [0, 2]


def test_iterations_and_rate_step_by_size_and_the_seed_by_one() -> None:
    page = opened()
    for key, found in (
        ("iterations_less", ("iterations", 5000)),
        ("iterations_less", ("iterations", 2000)),
        ("iterations_more", ("iterations", 5000)),
        ("learning_rate_less", ("learning_rate", 0.5)),
        ("learning_rate_less", ("learning_rate", 0.2)),
        ("seed_more", ("seed", 2)),
    ):
        press(page, key)
        assert in_field(page, found[0]) == found[1]
    experiment = player(page).experiment
    assert (player(page).goal, experiment.training.learning_rate, experiment.seed) == (5000, 0.2, 2)
    type_in(page, "iterations", 7)
    press(page, "iterations_more")
    assert player(page).goal == 10
    type_in(page, "iterations", MAX_ITERATIONS)
    press(page, "iterations_more")
    assert player(page).goal == MAX_ITERATIONS
    type_in(page, "learning_rate", "nonsense")
    press(page, "learning_rate_more")
    assert page.text_input(key="learning_rate").value == "nonsense"
    type_in(page, "learning_rate", MAX_LEARNING_RATE)
    press(page, "learning_rate_more")
    assert in_field(page, "learning_rate") == MAX_LEARNING_RATE
