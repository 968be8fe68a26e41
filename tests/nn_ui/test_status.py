"""The line under the transport: one sentence for every state of the page."""

from dataclasses import replace

import pytest

from nn_core import Architecture, Dataset, Experiment, TrainingSettings
from nn_core.problems import PROBLEMS
from nn_core.table import to_dataset
from nn_ui.learner import Learner
from nn_ui.pace import pace
from nn_ui.status import reason_for_new_run, status

ARTICLE = Experiment(to_dataset(PROBLEMS[0].table))


def at(cursor: int, reached: int = 0, goal: int = 10_000) -> Learner:
    learner = Learner(ARTICLE, (1.0, 0.0, 1.0), goal)
    learner.go_to(max(cursor, reached), 0.0)
    learner.go_to(cursor, 0.0)
    return learner


def playing(learner: Learner) -> Learner:
    learner.play(pace("log"), 0.0)
    learner.tick(0.0)
    return learner


def test_each_state_has_a_sentence_of_its_own_with_its_numbers() -> None:
    sentences = {
        status(at(0), ""): "10,000",
        status(playing(at(0)), ""): "10,000",
        status(at(2000), ""): "2,000",
        status(at(1500, reached=3000), ""): "1,500",
        status(at(0, reached=3000), ""): "0",
        status(at(10_000), ""): "10,000",
    }
    assert len(sentences) == 6
    for sentence, number in sentences.items():
        assert number in sentence
        assert sentence.endswith(".")


def test_a_notice_is_said_only_before_the_run_begins() -> None:
    notice = "New run from iteration 0, because the seed changed."
    assert status(at(0), notice).startswith(notice)
    assert "Train" in status(at(0), notice)
    for learner in (at(5), at(10_000), playing(at(0))):
        assert notice not in status(learner, notice)


def test_replaying_and_training_are_told_apart() -> None:
    learner = at(10_000)
    replay = Learner(ARTICLE, (1.0, 0.0, 1.0), 10_000)
    assert status(playing(learner), "") != status(playing(replay), "")


@pytest.mark.parametrize(
    ("after", "what"),
    [
        (replace(ARTICLE, seed=2), "the seed"),
        (replace(ARTICLE, training=TrainingSettings(0.5)), "the learning rate"),
        (replace(ARTICLE, dataset=Dataset(X=[[1]], y=[1])), "the training table"),
        (replace(ARTICLE, architecture=Architecture(hidden=(2,))), "the network"),
    ],
)
def test_the_reason_for_a_new_run_names_what_changed_and_nothing_else(
    after: Experiment, what: str
) -> None:
    sentence = reason_for_new_run(ARTICLE, after)
    named = ["the seed", "the learning rate", "the training table", "the network"]
    assert [each for each in named if each in sentence] == [what]


def test_two_changes_at_once_are_both_named() -> None:
    after = replace(ARTICLE, seed=2, training=TrainingSettings(0.5))
    assert "the seed and the learning rate" in reason_for_new_run(ARTICLE, after)
