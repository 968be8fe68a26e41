"""Short experiments: what each claims is computed once more, in another way."""

import re

import numpy as np
import pytest

from nn_core import Run
from nn_core.lessons.short import SHORT_EXPERIMENTS, ShortExperiment
from tests.oracles import article

EVERY = pytest.mark.parametrize("one", SHORT_EXPERIMENTS, ids=lambda one: one.key)


def trained_by_hand(n_iterations: int) -> np.ndarray:
    """The article's program: its weights, (3, 1)."""
    X, y = np.array([[0, 1, 1], [1, 0, 0], [1, 0, 1]]), np.array([[1], [0], [1]])
    weights = 2 * np.random.RandomState(1).random_sample((3, 1)) - 1
    for _ in range(n_iterations):
        output = 1 / (1 + np.exp(-X @ weights))
        weights += X.T @ ((y - output) * output * (1 - output))
    return weights


def experiment(key: str) -> ShortExperiment:
    (found,) = [one for one in SHORT_EXPERIMENTS if one.key == key]
    return found


@EVERY
def test_words_are_whole_sentences_and_the_outcome_can_be_guessed(one: ShortExperiment) -> None:
    assert one.outcome in one.answers
    assert len(set(one.answers)) == 3
    for text in (one.question, one.do, one.claim, one.why):
        assert text[0].isupper() or text[0].isdigit()
        assert text[-1] in ".?"
        assert not {"nan", "inf"} & set(re.findall(r"\w+", text.lower()))


def test_the_answer_needs_no_rows() -> None:
    z = trained_by_hand(10_000)[[0, 2], 0].sum()
    digits = f"{1 / (1 + np.exp(-z)):.8f}"
    one = experiment("emptied_table")
    assert one.outcome == "no, not a digit"
    assert one.claim.count(digits) == 2
    assert "3 weights and no row" in one.claim


def test_asking_moves_no_weight_and_a_step_of_training_would() -> None:
    one = experiment("thousand_examples")
    assert one.outcome == "none of them"
    assert "0 of 3 weights have moved" in one.claim
    run = Run(article())
    run.advance_to(101)
    assert (run.at(100).parameters != run.at(101).parameters).all()


def test_it_never_answers_exactly_one() -> None:
    one = experiment("exactly_one")
    assert one.outcome == "no, it only gets closer"
    early, late = (trained_by_hand(n)[[0, 2], 0].sum() for n in (1000, 10_000))
    assert f"z of {late:.2f}" in one.claim
    assert f"up by {late - early:.2f}" in one.claim
    (rounded,) = re.findall(r"z = ([\d.]+) on", one.claim)
    assert 1 / (1 + np.exp(-float(rounded))) == 1
    assert 1 / (1 + np.exp(-float(rounded) + 0.01)) < 1
    tens = 4 + (float(rounded) - late) / (late - early)
    assert round(tens) == 30
    assert "some 10³⁰ iterations" in one.claim
