"""Stop rules: the first iteration that meets them is the one a naive look at every one finds."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment, InputError, Run, TrainingSettings
from nn_core.problems.ready_made import problem
from nn_core.run.stop_rule import Search, StopRule
from nn_core.tables.table import to_dataset
from tests.any_experiment import any_experiments
from tests.oracles import article, experiments

ALL_RIGHT = StopRule(all_right=True)


def trained(experiment: Experiment, n_iterations: int) -> Run:
    run = Run(experiment)
    run.advance_to(n_iterations)
    return run


def first_met(run: Run, rule: StopRule, start: int, end: int) -> int | None:
    """The first iteration from `start` to `end`."""
    if rule.is_met(run.at(start)):
        return start
    return Search(run, rule, start).look(end)


def naive(run: Run, rule: StopRule, start: int, end: int) -> int | None:
    return next((i for i in range(start, end + 1) if rule.is_met(run.at(i))), None)


@pytest.mark.parametrize("value", [0.0, -1.0, math.nan, math.inf])
def test_a_loss_to_stop_at_is_over_0(value: float) -> None:
    with pytest.raises(InputError, match="a number over 0"):
        StopRule(loss_under=value)


def test_what_meets_a_rule() -> None:
    run = trained(article(), 100)
    start, later = run.at(0), run.at(100)
    assert start.loss > later.loss
    between = StopRule(loss_under=(start.loss + later.loss) / 2)
    assert (between.is_met(start), between.is_met(later)) == (False, True)
    assert not StopRule(loss_under=later.loss).is_met(later)  # under, not at
    assert not StopRule().is_met(later)
    assert (StopRule().is_set, between.is_set, ALL_RIGHT.is_set) == (False, True, True)
    assert ALL_RIGHT.is_met(later) == bool(later.correct.all())


def test_either_of_two_rules_is_enough() -> None:
    run = trained(article(), 3000)
    small, right = StopRule(loss_under=0.001), ALL_RIGHT
    first = [first_met(run, rule, 0, 3000) for rule in (small, right)]
    assert None not in first
    assert first_met(run, StopRule(0.001, all_right=True), 0, 3000) == min(first)


@pytest.mark.long
@given(experiments(), st.floats(0.01, 1.0), st.booleans())
@settings(max_examples=40)
def test_in_the_first_thousand_every_iteration_counts(
    experiment: Experiment, share: float, all_right: bool
) -> None:
    run = trained(experiment, 60)
    rule = StopRule(max(share * run.at(0).loss, 1e-9), all_right)
    assert first_met(run, rule, 0, 60) == naive(run, rule, 0, 60)
    assert first_met(run, rule, 20, 50) == naive(run, rule, 20, 50)


@pytest.mark.parametrize("iteration", [1023, 1024, 1025, 2047, 2049, 4099, 5555])
def test_between_kept_iterations_the_first_one_is_found(iteration: int) -> None:
    run = trained(article(), 8192)
    rule = StopRule(loss_under=np.nextafter(run.at(iteration).loss, 1))
    assert first_met(run, rule, 0, 8192) == iteration
    assert not rule.is_met(run.at(iteration - 1))


@pytest.mark.long
def test_far_out_every_iteration_between_two_kept_ones_is_looked_at() -> None:
    run = trained(article(), 2**17 + 2048)
    iteration = 2**17 + 777  # kept ones are 256 apart here
    rule = StopRule(loss_under=np.nextafter(run.at(iteration).loss, 1))
    found = first_met(run, rule, 2**17, run.iteration)
    assert found == naive(run, rule, iteration - 300, iteration)


def test_a_low_between_two_kept_iterations_is_seen() -> None:
    training = TrainingSettings(1.0, optimiser="momentum", batch_size=1)
    run = trained(Experiment(to_dataset(problem("xor").table), training=training), 2100)
    loss = {iteration: run.at(iteration).loss for iteration in range(2048, 2101)}
    kept = [iteration for iteration in loss if iteration % 4 == 0]
    # The loss is lower than ever before, and higher again when the run keeps the next iteration.
    low = next(t for t in loss if t % 4 and loss[t] < min(loss[k] for k in kept if k < t + 4))
    rule = StopRule(loss_under=np.nextafter(loss[low], 1))
    assert first_met(run, rule, 2048, 2100) == naive(run, rule, 2048, 2100) == low


@pytest.mark.long
@given(any_experiments(), st.floats(0.3, 1.0), st.booleans())
@settings(max_examples=60)
def test_any_experiment_stops_where_every_iteration_would_say(
    experiment: Experiment, share: float, all_right: bool
) -> None:
    run = trained(experiment, 30)
    rule = StopRule(max(share * run.at(0).loss, 1e-9), all_right)
    assert first_met(run, rule, 0, run.iteration) == naive(run, rule, 0, run.iteration)


@pytest.mark.long
@given(st.lists(st.integers(0, 4000), max_size=6).map(sorted), st.floats(1e-3, 0.9))
@settings(max_examples=30)
def test_the_answer_does_not_depend_on_where_the_calls_fall(ends: list[int], share: float) -> None:
    run = trained(article(), 4000)
    rule = StopRule(loss_under=share * run.at(0).loss)
    search = Search(run, rule, 0)
    for end in [*ends, 4000]:
        search.look(end)
    assert search.met == first_met(run, rule, 0, 4000)


def test_xor_is_never_all_right_with_one_neuron() -> None:
    run = trained(Experiment(to_dataset(problem("xor").table)), 5000)
    assert first_met(run, ALL_RIGHT, 0, 5000) is None


def test_no_rule_is_never_met() -> None:
    run = trained(article(), 50)
    assert first_met(run, StopRule(), 0, 50) is None


def test_weights_of_zero_answer_exactly_the_threshold_and_are_not_right() -> None:
    experiment = Experiment(
        Dataset([[0.0, 0.0], [1.0, 1.0]], [1, 0]), Architecture(initial_weights="zero")
    )
    run = trained(experiment, 300)
    assert first_met(run, ALL_RIGHT, 0, 300) is None


def test_a_rule_is_found_in_many_small_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    run = trained(article(), 3000)
    rule = StopRule(loss_under=0.01)
    whole = first_met(run, rule, 0, 3000)
    monkeypatch.setattr("nn_core.run.run.CLOCK_STRIDE", 7)
    assert first_met(trained(article(), 3000), rule, 0, 3000) == whole is not None


def test_the_rate_of_learning_changes_when_it_is_met() -> None:
    rule = StopRule(loss_under=0.05)
    runs = [
        trained(Experiment(article().dataset, training=TrainingSettings(r)), 5000) for r in (1, 4)
    ]
    slow, fast = (first_met(run, rule, 0, 5000) for run in runs)
    assert slow is not None
    assert fast is not None
    assert fast < slow
