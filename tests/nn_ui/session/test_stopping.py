"""The end of a play: the first iteration that meets the rule, whatever the pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment, Run
from nn_core.problems.ready_made import PROBLEMS
from nn_core.run.stop_rule import StopRule
from nn_core.tables.table import to_dataset
from nn_ui.session.stopping import Stopping

ARTICLE = Experiment(to_dataset(PROBLEMS[0].table))
RULE = StopRule(loss_under=0.002)


def first_by_looking(run: Run, rule: StopRule, start: int, end: int) -> int | None:
    places = range(start + 1, end + 1)
    return next((place for place in places if rule.is_met(run.at(place))), None)


@given(st.lists(st.integers(1, 700), min_size=1, max_size=8), st.integers(0, 3000))
def test_the_end_does_not_depend_on_how_the_run_was_cut(steps: list[int], trained: int) -> None:
    run = Run(ARTICLE)
    run.advance_to(trained)
    stopping, reached = Stopping(run, RULE, 0), 0
    for step in steps:
        before = reached
        reached = stopping.advance_to(before + step)
        assert reached == stopping.iteration
        if stopping.place is not None:
            break
        assert reached == before + step <= run.iteration
    run.advance_to(reached)
    assert stopping.place == stopping.met == first_by_looking(run, RULE, 0, reached)


def test_what_is_met_at_the_start_does_not_end_the_play() -> None:
    run = Run(ARTICLE)
    run.advance_to(3000)
    met = first_by_looking(run, RULE, 0, 3000)
    assert met is not None
    for rule, start, place in ((RULE, met - 1, met), (RULE, met, None), (StopRule(), 0, None)):
        stopping = Stopping(run, rule, start)
        assert stopping.advance_to(3000) == (place or 3000)
        assert stopping.place == place


def test_a_search_through_a_long_run_takes_breaks() -> None:
    run = Run(ARTICLE)
    run.advance_to(20_000)
    stopping = Stopping(run, StopRule(loss_under=1e-9), 0)
    assert 0 < stopping.advance_to(20_000, within_seconds=0.0) < 20_000
    assert stopping.advance_to(20_000) == 20_000


@pytest.mark.parametrize("start", [0, 1500])
@pytest.mark.parametrize("rule", [RULE, StopRule()])
def test_a_run_that_can_go_no_further_ends_the_play(start: int, rule: StopRule) -> None:
    data = Dataset([[1], [2], [3]], [1, 2, 3])
    run = Run(Experiment(data, Architecture(output_activation="identity")))
    run.advance_to(start)
    stopping = Stopping(run, rule, run.iteration)
    assert stopping.advance_to(10_000) == run.stopped
    assert stopping.place == run.stopped is not None
