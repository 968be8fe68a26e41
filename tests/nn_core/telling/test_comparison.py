"""Kept runs compared: every number of the sentence is found again in the runs."""

import re
from dataclasses import replace

import numpy as np
import pytest

from nn_core import Architecture, Experiment, Run, TrainingSettings
from nn_core.problems.ready_made import problem
from nn_core.run import schedule
from nn_core.run.curves import curves
from nn_core.sharing.setup import Setup
from nn_core.telling.comparison import Trained, comparison, round_up
from tests.oracles import article

SLOW = replace(article(), training=TrainingSettings(learning_rate=0.1))


def trained(experiment: Experiment, t: int) -> Trained:
    run = Run(experiment)
    run.advance_to(t)
    found = curves(run, schedule.up_to(run.iteration, 64), [0.0] * experiment.dataset.n_inputs, 1)
    return Trained(run, found.iterations, found.loss)


def numbers(sentence: str) -> list[float]:
    return [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*\.?\d*", sentence)]


@pytest.mark.parametrize("t", [10, 300, 5_000])
def test_the_iterations_are_the_first_at_which_the_loss_is_there(t: int) -> None:
    slow, fast = trained(SLOW, t), trained(article(), t)
    sentence = comparison([slow], fast, t)
    assert re.fullmatch(
        r"The kept run needs [\d,]+ iterations to a loss of [\d.]+, this one [\d,]+\.", sentence
    )
    of_slow, aim, of_fast = numbers(sentence.rstrip("."))
    for one, needed in ((slow, int(of_slow)), (fast, int(of_fast))):
        losses = [one.run.at(at).loss for at in range(needed + 1)]
        assert losses[-1] <= aim < min(losses[:-1])
    # No rounder loss below it is reached by both.
    smaller = aim / 2.5
    assert max(min(one.loss.min() for one in (slow,)), fast.loss.min()) > smaller


def test_several_kept_runs_are_told_in_their_order() -> None:
    t = 2000
    kept = [trained(replace(SLOW, seed=seed), t) for seed in (1, 2)]
    sentence = comparison(kept, trained(article(), t), t)
    assert re.fullmatch(
        r"The kept runs need [\d,]+ and [\d,]+ iterations to a loss of [\d.]+, this one [\d,]+\.",
        sentence,
    )


def test_a_loss_that_one_begins_with_is_no_aim() -> None:
    xor = problem("xor")
    stuck = Setup("xor", xor.table, xor.new_example).experiment()
    stuck = replace(stuck, architecture=Architecture(initial_weights="zero"))
    good = replace(stuck, architecture=Architecture((4,), True), seed=3)
    t = 3000
    sentence = comparison([trained(stuck, t)], trained(good, t), t)
    loss, own = (trained(one, t).at(t).loss for one in (stuck, good))
    assert sentence.startswith(f"At iteration 3,000 the kept run has a loss of {loss:.3g}, this")
    assert numbers(sentence)[-1] == pytest.approx(own, rel=0.005)


def test_losses_of_two_kinds_are_not_compared_but_right_rows_are() -> None:
    other = replace(article(), training=TrainingSettings(loss="cross_entropy"))
    sentence = comparison([trained(other, 500)], trained(article(), 500), 500)
    assert sentence == ("At iteration 500 the kept run gets 3 of 3 rows right, this one 3 of 3.")


def test_before_training_and_of_the_same_run_there_is_nothing_to_say() -> None:
    same, slow = trained(article(), 10), trained(SLOW, 10)
    assert comparison([same], same, 10) == ""
    assert comparison([], same, 10) == ""
    assert comparison([slow], same, 0) == ""


def test_a_run_that_has_stopped_is_told_of_where_it_is() -> None:
    training = TrainingSettings(learning_rate=1000.0)
    wild = replace(
        article(), architecture=Architecture(output_activation="identity"), training=training
    )
    stopped = trained(wild, 5000)
    assert stopped.run.stopped is not None
    sentence = comparison([stopped], trained(article(), 5000), 5000)
    assert "nan" not in sentence
    assert "inf" not in sentence
    assert sentence.startswith("At iteration 5,000")


def test_round_losses() -> None:
    given = (0.0099, 0.01, 0.0101, 0.03, 0.06, 3.0, 1.0)
    assert [round_up(one) for one in given] == [0.01, 0.01, 0.02, 0.05, 0.1, 5.0, 1.0]
    assert all(round_up(float(x)) >= x for x in np.geomspace(1e-300, 1e300, 500))
