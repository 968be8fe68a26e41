"""A run of another experiment that begins alike takes over what is known, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import Architecture, Experiment, Intervention, Run, TrainingSettings
from nn_core.run import schedule
from nn_core.run.run import Run as RunClass
from nn_core.training.trainer import Trainer
from tests.any_experiment import any_experiments, interventions
from tests.oracles import article

LATER = Intervention(1500, "learning_rate", 0.1)


def trained(experiment: Experiment, iteration: int) -> Run:
    made = Run(experiment)
    made.advance_to(iteration)
    return made


def assert_same_run(first: Run, second: Run) -> None:
    assert (first.iteration, first.stopped) == (second.iteration, second.stopped)
    kept = schedule.up_to(first.iteration)
    assert first.parameters_at(kept).tobytes() == second.parameters_at(kept).tobytes()
    for iteration in np.linspace(0, first.iteration, 7).astype(int).tolist():
        ours, theirs = first.at(iteration), second.at(iteration)
        assert ours.parameters.tobytes() == theirs.parameters.tobytes()
        assert ours.memory.tobytes() == theirs.memory.tobytes()


def test_a_change_later_on_keeps_what_came_before() -> None:
    made = trained(article(), 5000)
    changed = replace(article(), interventions=(LATER,))
    continued = made.continued(changed)
    assert continued.iteration == 1499
    assert continued.experiment == changed
    continued.advance_to(5000)
    assert_same_run(continued, trained(changed, 5000))
    assert made.iteration == 5000
    assert_same_run(made, trained(article(), 5000))


def test_taking_the_change_back_is_a_difference_too() -> None:
    changed = replace(article(), interventions=(LATER,))
    assert trained(changed, 5000).continued(article()).iteration == 1499


def test_a_change_that_was_not_reached_keeps_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    made = trained(article(), 1200)
    monkeypatch.setattr(Trainer, "advance_recording", None)  # nothing is trained again
    assert made.continued(replace(article(), interventions=(LATER,))).iteration == 1200
    assert made.continued(article()).iteration == 1200


@pytest.mark.parametrize(
    "other",
    [
        article(seed=2),
        article(learning_rate=0.5),
        replace(article(), training=TrainingSettings(l2=0.1)),
        replace(article(), interventions=(Intervention(0, "parameter", 1.0, 0),)),
        replace(article(), interventions=(Intervention(0, "l1", 1.0),)),
        Experiment(
            article().dataset,
            Architecture((4,)),
            interventions=(Intervention(50, "parameter", 1.0, 15),),
        ),
    ],
)
def test_another_experiment_begins_again(other: Experiment) -> None:
    continued = trained(article(), 100).continued(other)
    assert continued.iteration == 0
    assert_same_run(continued, Run(other))


@pytest.mark.long
@settings(max_examples=60)
@given(st.data(), any_experiments(), st.integers(0, 40), st.integers(0, 40))
def test_a_continued_run_is_a_fresh_one(
    data: st.DataObject, experiment: Experiment, reached: int, goal: int
) -> None:
    change = interventions(experiment.n_parameters, 40)
    changes = tuple(data.draw(st.lists(change, max_size=3)))
    changed = replace(experiment, interventions=(*experiment.interventions, *changes))
    continued = trained(experiment, reached).continued(changed)
    assert isinstance(continued, RunClass)
    fresh = trained(changed, continued.iteration)
    assert fresh.iteration == continued.iteration
    for run in (continued, fresh):
        run.advance_to(goal)
    assert_same_run(continued, fresh)
