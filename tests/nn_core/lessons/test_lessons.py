"""Every lesson's claim is what its experiment shows, recomputed here in another way."""

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, InputError, Intervention, Run
from nn_core.lessons import LESSONS, Lesson, lesson
from nn_core.sharing.link import from_query, to_query
from tests.oracles import article

EVERY = pytest.mark.parametrize("one", LESSONS, ids=lambda one: one.key)


@cache
def run_of(number: int) -> Run:
    return lesson(number).run()


def outcome(number: int) -> str:
    return lesson(number).outcome(run_of(number))


def numbers(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*\.?\d*", text)]


def sigmoid(z: float) -> float:
    return 1 / (1 + float(np.exp(-z)))


def test_there_are_twelve_in_their_order() -> None:
    assert [one.number for one in LESSONS] == list(range(1, 13))
    assert len({one.key for one in LESSONS}) == 12


@EVERY
def test_the_outcome_is_one_of_the_answers_and_the_challenge_is_not_met_yet(one: Lesson) -> None:
    run = run_of(one.number)
    assert 3 <= len(one.answers) <= 4
    assert len(set(one.answers)) == len(one.answers)
    assert one.outcome(run) in one.answers
    assert not one.challenge.is_met(run)


@EVERY
def test_a_run_that_has_not_come_so_far_has_no_outcome(one: Lesson) -> None:
    fresh = Run(one.setup.experiment())
    if one.iteration > 0:
        with pytest.raises(InputError, match=f"lesson {one.number} is seen at iteration"):
            one.outcome(fresh)


@EVERY
def test_its_setup_survives_a_link(one: Lesson) -> None:
    moment, complaints = from_query(to_query(one.setup), None)
    assert complaints == ()
    assert moment.setup.experiment() == one.setup.experiment()
    assert one.iteration <= one.setup.iterations


@EVERY
def test_words_are_whole_sentences(one: Lesson) -> None:
    for text in (one.question, one.do, one.why, one.challenge.words, one.claim):
        assert text[0].isupper() or text[0].isdigit() or text[0] == '"'
        assert text.rstrip()[-1] in ".?"
        assert "  " not in text
        assert not {"nan", "inf"} & set(re.findall(r"\w+", text.lower()))


def test_1_the_last_iterations_bring_less_than_a_fifth_of_the_first() -> None:
    run = Run(article())
    run.advance_to(10_000)
    first, early, late = (run.at(t).predict([[1, 0, 1]])[0, 0] for t in (0, 100, 10_000))
    assert (late - early) / (early - first) < 0.2
    assert outcome(1) == "0.99"
    assert numbers(lesson(1).claim)[:5] == [0.2376, 0.8768, 100, 0.9898, 9900]
    assert [1, 0, 1] in article().dataset.X.tolist()


def test_2_the_slope_is_made_of_the_output() -> None:
    z = -0.16595599 - 0.99977125  # inputs 1, 0, 1 with the article's first weights
    output, nudge = sigmoid(z), 1e-6
    measured = (sigmoid(z + nudge) - sigmoid(z - nudge)) / (2 * nudge)
    assert outcome(2) == "the output"
    assert measured == pytest.approx(output * (1 - output), rel=1e-8)
    assert f"is {measured:.4f}" in lesson(2).claim
    assert "= −2.52 cannot" in lesson(2).claim


def test_3_the_error_is_multiplied_by_one_minus_five_times_the_rate() -> None:
    for rate, factor in ((0.1, 0.5), (0.2, 0.0), (0.3, -0.5), (0.41, -1.05)):
        weight = 0.25
        gradient = (weight * 1 - 1) * 1 + (weight * 2 - 2) * 2
        assert (weight - rate * gradient) - 1 == pytest.approx(factor * (weight - 1), abs=1e-12)
    assert outcome(3) == "0.2"
    for part in ("0.5 at 0.1, 0 at 0.2, −0.5 at 0.3, −1.05 at 0.41", "grows by 5%", "= 0.4."):
        assert part in lesson(3).claim


def test_4_cross_entropy_steps_150_times_as_far() -> None:
    output = sigmoid(-5)
    assert 1 / (output * (1 - output)) == pytest.approx(150.4, abs=0.05)
    assert outcome(4) == "cross-entropy, over 100 times"
    assert "150 times as large" in lesson(4).claim


def test_5_without_a_bias_zeros_give_a_half_for_every_seed_and_rate() -> None:
    claim = lesson(5).claim
    assert outcome(5) == "0.50"
    assert claim.startswith("0.5, to the last digit.")
    assert "0.1, 1, 10 it is 0.5." in claim
    seeds = (replace(run_of(5).experiment, seed=seed) for seed in (17, 99))
    for experiment in seeds:
        run = Run(experiment)
        run.advance_to(500)
        assert run.at(500).predict([[0, 0]])[0, 0] == 0.5


def test_6_no_weights_get_four_rows_of_xor_right() -> None:
    grid = np.linspace(-4, 4, 33)
    w1, w2, b = np.meshgrid(grid, grid, grid)
    right = (b < 0).astype(int) + (b + w1 > 0) + (b + w2 > 0) + (b + w1 + w2 < 0)
    assert right.max() == 3
    assert outcome(6) == "3"
    assert "Never more than 3: of 50 starts none has more than 3" in lesson(6).claim


def test_7_zeros_stay_zeros() -> None:
    end = run_of(7).at(10_000)
    assert not any(weights.any() for weights in end.weights)
    assert not end.biases[0].any()
    assert outcome(7) == "never"
    assert lesson(7).claim.startswith("After 10,000 iterations the largest of all weights is 0,")


def test_8_luck_grows_with_the_width() -> None:
    experiment, solved = run_of(8).experiment, {}
    for hidden in (2, 4):
        network = replace(experiment.architecture, hidden=(hidden,))
        runs = [Run(replace(experiment, architecture=network, seed=s)) for s in range(1, 51)]
        solved[hidden] = sum(bool(run.at(run.advance_to(2000)).correct.all()) for run in runs)
    assert solved[2] < solved[4]
    assert outcome(8) == "about half of them"
    assert f"With 2 hidden neurons {solved[2]} of 50 starts" in lesson(8).claim
    assert lesson(8).claim.endswith(f"and with 4 {solved[4]}.")


def test_9_the_plain_is_left_by_a_nudge() -> None:
    run = run_of(9)
    gradients = [each.grad_weights for each in run.at(2000).gradients]
    assert all(np.abs(gradient).max() > 0 for gradient in gradients)
    assert outcome(9).startswith("a plain")
    nudged = replace(run.experiment, interventions=(Intervention(2000, "parameter", 3.0, 7),))
    again = Run(nudged)
    again.advance_to(20_000)
    assert lesson(9).challenge.is_met(again)


def test_10_a_dead_relu_gets_no_gradient_and_a_leaky_one_does() -> None:
    run = run_of(10)
    for t in (0, 1, 5000, 10_000):
        assert not run.at(t).gradients[0].grad_weights[:, 0].any()
        assert run.at(t).weights[0][:, 0].tobytes() == run.at(0).weights[0][:, 0].tobytes()
    assert outcome(10) == "nothing of it has changed, to the last digit"
    assert "its largest gradient is 0;" in lesson(10).claim
    leaky = replace(run.experiment.architecture, activation="leaky_relu")
    other = Run(replace(run.experiment, architecture=leaky))
    other.advance_to(10)
    assert (other.at(10).weights[0][:, 0] != other.at(0).weights[0][:, 0]).any()


def test_11_the_test_loss_rises_and_both_remedies_end_lower() -> None:
    end, least = numbers(lesson(11).claim)[3], numbers(lesson(11).claim)[2]
    with_l2, with_more = numbers(lesson(11).claim)[5], numbers(lesson(11).claim)[6]
    assert outcome(11) == "it falls, then rises"
    assert least < end
    assert max(with_l2, with_more) < end


def test_12_a_layer_folds_and_a_wide_one_adds() -> None:
    x = np.linspace(0, 1, 257)
    folded = x
    for _ in range(3):
        folded = 1 - np.abs(2 * folded - 1)
    answers = run_of(12).at(0).predict(x[:, np.newaxis])[:, 0]
    np.testing.assert_allclose(answers, folded, atol=1e-12)
    assert outcome(12) == "three layers of two"
    claim = lesson(12).claim
    assert "draw 8 straight pieces with 19" in claim
    assert "one layer of six draws 7 with 19" in claim
    assert "it is 64 against 13" in claim


def test_12_no_single_layer_of_six_draws_more_than_seven_pieces() -> None:
    random = np.random.default_rng(0)
    network = Architecture((6,), True, "relu", "identity")
    x = np.linspace(-3, 3, 6001)[:, np.newaxis]
    for seed in range(20):
        biases = [
            Intervention(0, "parameter", float(b), 6 + at)
            for at, b in enumerate(random.normal(size=6))
        ]
        made = Experiment(Dataset([[0.0]], [0.0]), network, seed=seed, interventions=tuple(biases))
        slopes = np.diff(Run(made).at(0).predict(x)[:, 0])
        corners = np.abs(np.diff(slopes)) > 1e-9
        pieces = 1 + int((corners & ~np.append(False, corners[:-1])).sum())
        assert pieces <= 7


def test_an_unknown_lesson_is_answered_in_a_sentence() -> None:
    with pytest.raises(InputError, match="Lessons go from 1 to 12, not to 13"):
        lesson(13)
