"""The end of a play: the first iteration that meets the rule, whatever the pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment, Run
from nn_core.problems import PROBLEMS
from nn_core.stop_rule import StopRule
from nn_core.table import to_dataset
from nn_ui.ending import Ending

ARTICLE = Experiment(to_dataset(PROBLEMS[0].table))
RULE = StopRule(loss_under=0.002)


def first_by_looking(run: Run, rule: StopRule, start: int) -> int | None:
    places = range(start + 1, run.iteration + 1)
    return next((place for place in places if rule.is_met(run.at(place))), None)


@given(st.lists(st.integers(1, 700), min_size=1, max_size=8))
def test_the_end_does_not_depend_on_how_the_run_was_cut(steps: list[int]) -> None:
    run, ending = Run(ARTICLE), Ending(RULE, 0)
    found = None
    for step in steps:
        run.advance_to(run.iteration + step)
        found = ending.of(run)
        if found is not None:
            break
    assert found == first_by_looking(run, RULE, 0)


def test_what_is_met_at_the_start_does_not_end_the_play() -> None:
    run = Run(ARTICLE)
    run.advance_to(3000)
    met = first_by_looking(run, RULE, 0)
    assert met is not None
    assert Ending(RULE, met - 1).of(run) == met
    assert Ending(RULE, met).of(run) is None
    assert Ending(StopRule(), 0).of(run) is None


@pytest.mark.parametrize("start", [0, 1500])
def test_a_run_that_can_go_no_further_ends_the_play(start: int) -> None:
    data = Dataset([[1], [2], [3]], [1, 2, 3])
    run = Run(Experiment(data, Architecture(output_activation="identity")))
    run.advance_to(10_000)
    assert run.stopped is not None
    assert Ending(RULE, min(start, run.stopped)).of(run) == run.stopped
