"""Which iterations are written down, against the definition in one line."""

from math import floor, log2

from hypothesis import given
from hypothesis import strategies as st

from nn_core.limits import MAX_ITERATIONS
from nn_core.run import schedule

ITERATIONS = st.integers(0, MAX_ITERATIONS) | st.integers(0, 5000)


def is_kept(t: int) -> bool:
    """The definition: t is a multiple of 2^max(0, floor(log2 t) - 9)."""
    return t == 0 or t % 2 ** max(0, floor(log2(t)) - 9) == 0


KEPT_TO_20_000 = [t for t in range(20_001) if is_kept(t)]


def test_the_kept_iterations_are_those_of_the_definition() -> None:
    assert schedule.up_to(20_000).tolist() == KEPT_TO_20_000
    assert schedule.up_to(0).tolist() == [0]
    assert [schedule.index_of(t) for t in KEPT_TO_20_000] == list(range(len(KEPT_TO_20_000)))


def test_the_counts_that_the_design_promises() -> None:
    assert schedule.up_to(1024).tolist() == list(range(1025))
    for octave in range(10, 22):
        inside = len(schedule.up_to(2 ** (octave + 1) - 1)) - len(schedule.up_to(2**octave - 1))
        assert inside == 512
    assert 5_500 < len(schedule.up_to(1_000_000)) < 6_500


@given(ITERATIONS)
def test_last_and_first_after_are_the_nearest_kept_ones(t: int) -> None:
    last, following = schedule.last_at(t), schedule.first_after(t)
    assert last <= t < following
    assert is_kept(last)
    assert is_kept(following)
    assert not any(is_kept(between) for between in range(last + 1, following))
    assert (last == t) == is_kept(t)


@given(ITERATIONS)
def test_places_and_lists_agree(t: int) -> None:
    kept = schedule.up_to(t)
    assert kept[-1] == schedule.last_at(t)
    assert schedule.index_of(int(kept[-1])) == len(kept) - 1
    assert schedule.index_of(schedule.first_after(t)) == len(kept)


@given(st.integers(0, MAX_ITERATIONS), st.data())
def test_up_to_is_rising_and_holds_only_kept_ones(t: int, data: st.DataObject) -> None:
    kept = schedule.up_to(t)
    assert (kept[1:] > kept[:-1]).all()
    place = data.draw(st.integers(0, len(kept) - 1))
    assert is_kept(int(kept[place]))
    assert schedule.index_of(int(kept[place])) == place


@given(st.integers(1, MAX_ITERATIONS))
def test_at_most_a_five_hundredth_is_replayed(t: int) -> None:
    assert (t - schedule.last_at(t)) / t <= 0.002


@given(ITERATIONS, st.integers(0, 12))
def test_a_coarser_schedule_keeps_some_of_the_finer_one(t: int, power: int) -> None:
    coarse = schedule.up_to(t, 2**power)
    assert set(coarse.tolist()) <= set(schedule.up_to(t, 4096).tolist())
    assert schedule.last_at(t, 2**power) == coarse[-1]
    assert schedule.index_of(int(coarse[-1]), 2**power) == len(coarse) - 1


@given(ITERATIONS, st.integers(0, 12))
def test_a_least_distance_leaves_out_the_others_and_nothing_else(t: int, power: int) -> None:
    least = 2**power
    kept = schedule.up_to(t, least=least)
    first = [each for each in range(0, min(t, 2048 * least) + 1, least) if is_kept(each)]
    assert kept.tolist()[: len(first)] == first
    last, following = schedule.last_at(t, least=least), schedule.first_after(t, least=least)
    assert last == kept[-1] <= t < following
    assert schedule.index_of(last, least=least) == len(kept) - 1
    assert schedule.index_of(following, least=least) == len(kept)
    assert schedule.end_of_octave(t, least=least) > t
