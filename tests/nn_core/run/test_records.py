"""Records stay below their ceiling, and what they do without comes back by replay, bit for bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core.run import schedule
from nn_core.run.records import BLOCK, CEILING, Records

LAST = 40_000
N_STATE, N_PARAMETERS = 3, 2
# Of a state of this kind, what curves need and two records.
SMALLEST = (64 * 15 * N_PARAMETERS + 2 * N_STATE) * 8


def states_after(iteration: int, n_states: int) -> np.ndarray:
    """States that say which iteration they are of."""
    places = np.arange(iteration + 1, iteration + n_states + 1, dtype=np.float64)
    return places[:, np.newaxis] + np.array([0.0, 0.25, 0.5])


def filled(ceiling: int, steps: list[int]) -> Records:
    records = Records(states_after(-1, 1)[0], N_PARAMETERS, ceiling)
    iteration = 0
    for step in steps:
        records.add(iteration, states_after(iteration, step))
        iteration += step
    return records


def in_steps_of(step: int, last: int = LAST) -> list[int]:
    return [min(step, last - start) for start in range(0, last, step)]


def assert_holds(records: Records, last: int) -> None:
    """All kept states, and all parameters that curves need, and at most `spacing` is replayed."""
    kept = schedule.up_to(last, least=records.spacing)
    for iteration in kept.tolist():
        assert records.one(iteration).tolist() == states_after(iteration - 1, 1)[0].tolist()
    for iteration in schedule.up_to(last, schedule.CURVE_POINTS_PER_OCTAVE).tolist():
        found = records.parameters(iteration)
        assert found is not None
        assert found.tolist() == states_after(iteration - 1, 1)[0, :N_PARAMETERS].tolist()
    assert records.last_at(last) == kept[-1]


def test_what_fits_is_kept_as_the_schedule_says() -> None:
    records = filled(10**6, in_steps_of(256))
    assert records.spacing == 1
    assert records.memory == len(schedule.up_to(LAST)) * N_STATE * 8
    assert_holds(records, LAST)


@pytest.mark.long
@settings(max_examples=30)
@given(
    ceiling=st.integers(SMALLEST, 10**5),
    steps=st.lists(st.integers(1, 9000), min_size=1, max_size=8),
    end=st.integers(0, LAST),
)
def test_records_stay_below_their_ceiling_and_lose_nothing_that_curves_need(
    ceiling: int, steps: list[int], end: int
) -> None:
    records, last = filled(ceiling, steps), sum(steps)
    assert records.memory <= ceiling
    assert_holds(records, last)
    # Twice as many would have been too many.
    if records.spacing > 1:
        n_kept = len(schedule.up_to(last, least=records.spacing // 2))
        n_points = 64 * (records.spacing.bit_length() - 2)
        assert (n_kept * N_STATE + n_points * N_PARAMETERS) * 8 > ceiling
    copy = records.up_to(min(end, last))
    assert_holds(copy, min(end, last))
    copy.add(min(end, last), states_after(min(end, last), 5000))
    assert_holds(copy, min(end, last) + 5000)
    assert_holds(records, last)


@given(st.lists(st.integers(1, 700), min_size=1, max_size=20), st.integers(0, 20))
def test_records_may_be_given_up_at_any_time(steps: list[int], n_times: int) -> None:
    half = len(steps) // 2
    records = filled(10**6, steps[:half])
    for _ in range(n_times):
        records.thin()
    assert records.spacing == 2**n_times
    reached = sum(steps[:half])
    assert_holds(records, reached)
    records.add(reached, states_after(reached, sum(steps[half:])))
    assert_holds(records, sum(steps))


def test_records_are_thinned_evenly_where_they_are_densest() -> None:
    assert schedule.up_to(9000, least=4).tolist() == [
        t for t in schedule.up_to(9000).tolist() if t % 4 == 0
    ]


@pytest.mark.parametrize("n_state", [1, 7, BLOCK // 8, BLOCK // 4])
def test_rows_of_every_size_fit_into_blocks(n_state: int) -> None:
    records = Records(np.zeros(n_state), 1, ceiling=40 * BLOCK)
    for iteration in range(9):
        records.add(iteration, np.full((1, n_state), iteration + 1.0))
    assert [float(records.one(t)[-1]) for t in range(10)] == list(range(10))
    assert records.memory == 10 * 8 * n_state


@pytest.mark.parametrize(("last", "spacing"), [(10_000, 16), (10**6, 2048), (10**7, 16384)])
def test_the_deepest_network_stays_below_the_ceiling_however_long_it_trains(
    last: int, spacing: int
) -> None:
    n_parameters = 3 * 16 + 16 + 5 * (16 * 16 + 16) + 16 + 1
    zeros = np.zeros(3 * n_parameters)
    records = Records(zeros, n_parameters)
    for start in range(0, last, 10_000):
        records.add(start, np.broadcast_to(zeros, (10_000, len(zeros))))
        assert records.memory <= CEILING
    assert records.spacing == spacing
    assert records.last_at(last) > last - spacing
