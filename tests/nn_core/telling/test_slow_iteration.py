"""A beat in words: its numbers are those of the explanation, and its sums are right."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from nn_core import Architecture, Dataset, Experiment, Intervention, Run, TrainingSettings
from nn_core.experiment.intervention import PARAMETER
from nn_core.explanation.beats import GRAINS, LAYER, NEURON, PRODUCT, Beat, beats
from nn_core.explanation.explanation import Explanation, explain
from nn_core.telling.slow_iteration import slowly
from tests.any_experiment import any_experiments
from tests.oracles import article

DEEP = Experiment(Dataset(np.eye(3), np.eye(3, 2)), Architecture((2,), True, "tanh"), seed=3)


def explained(experiment: Experiment, iteration: int = 0) -> Explanation:
    run = Run(experiment)
    run.advance_to(iteration)
    return explain(run.at(iteration))


def told(experiment: Experiment, grain: str, row: int = 0) -> list[str]:
    explanation = explained(experiment)
    return [slowly(explanation, row, beat).sentence for beat in beats(experiment, grain)]


def test_the_first_iteration_of_the_article_by_hand() -> None:
    # Weights -0.166, 0.441, -1.000 from seed 1; row 1 is 0, 1, 1 with target 1:
    # z = 0.441 - 1.000 = -0.559, output = 0.364, error = 0.636, slope = 0.364 * 0.636 = 0.231,
    # delta = -0.636 * 0.231 = -0.147. The changes are those of the article's own line.
    X, y = article().dataset.X, article().dataset.y
    before = 2 * np.random.RandomState(1).random_sample((3, 1)) - 1
    output = 1 / (1 + np.exp(-X @ before))
    changes = (X.T @ ((y - output) * output * (1 - output))).ravel()
    assert changes == pytest.approx([0.0242, 0.147, 0.285], rel=0.01)
    assert told(article(), NEURON) == [
        "z = 0 × (−0.166) + 1 × 0.441 + 1 × (−1) = −0.559. Sigmoid makes 0.364 of it.",
        "Error = target − output = 1 − 0.364 = 0.636.",
        "The slope is 0.231. Delta is minus error × slope: −0.147.",
        "The changes: Input 1 0.0242, Input 2 0.147, Input 3 0.285.",
        "The new weights: Input 1 −0.142, Input 2 0.588, Input 3 −0.714.",
    ]
    products = told(article(), PRODUCT)
    assert products[2] == "Input 3: 1 × (−1) = −1. Together with those before: −0.559."
    assert products[7] == (
        "Input 2: 1 × (−0.147) = −0.147, input × delta. The sum over 3 rows, the gradient, is "
        "−0.147. So the change is 0.147."
    )
    assert products[-1] == "Input 3: −1 + 0.285 = −0.714."


def test_what_comes_back_to_a_hidden_neuron_by_hand() -> None:
    explanation = explained(DEEP)
    back, delta = explanation.hidden[0].carried_back[1, 1], explanation.hidden[0].delta[1, 1]
    said = slowly(explanation, 1, Beat("slope", 0, 1))
    assert said.title == "Slope, Neuron 1.2"
    first, second = explanation.output.delta[1] * explanation.snapshot.weights[1][1]
    assert first + second == pytest.approx(back)
    numbers = [float(one) for one in re.findall(r"-?[\d.]*\d", said.sentence.replace("−", "-"))]
    assert numbers[-3] == pytest.approx(back, rel=0.01)
    assert numbers[-1] == pytest.approx(delta, rel=0.01)


def test_sums_are_told_as_they_grow() -> None:
    explanation = explained(DEEP, 3)
    for beat in beats(DEEP, PRODUCT):
        if beat.phase != "forward" or beat.other in (None, 0):
            continue
        layer, neuron = explanation.layers[beat.layer], beat.neuron
        values = [*layer.inputs[0], 1.0][: beat.other + 1]
        weights = [*layer.weights[:, neuron], layer.bias[neuron]][: beat.other + 1]
        end = slowly(explanation, 0, beat).sentence.rpartition(": ")[2].rstrip(".")
        assert float(end.replace("−", "-")) == pytest.approx(
            np.dot(values, weights), rel=0.01, abs=1e-12
        )


def test_a_layer_is_told_in_its_own_words() -> None:
    forward, output, *_ = told(DEEP, LAYER)
    assert "tanh(z)" in forward
    assert "sigmoid" in output
    slopes = told(DEEP, LAYER)[3:5]
    assert "minus error × slope" in slopes[0]
    assert "come back through the weights" in slopes[1]


def test_of_many_products_only_the_sum_is_told() -> None:
    wide = Experiment(Dataset(np.eye(8), np.ones(8)))
    assert told(wide, NEURON)[0].startswith("z = the sum of 8 products = ")
    assert "and 3 more" in told(wide, NEURON)[-1]


def test_a_weight_that_is_set_by_hand_is_told_so() -> None:
    change = Intervention(1, PARAMETER, 2.5, 0)
    experiment = replace(article(), interventions=(change,))
    assert told(experiment, PRODUCT)[-3] == "Input 1: 2.5, set by hand."


def test_a_batch_of_one_row_has_no_sum() -> None:
    experiment = replace(article(), training=TrainingSettings(batch_size=1))
    assert not any("sum over" in sentence for sentence in told(experiment, PRODUCT))


@settings(max_examples=25)
@given(any_experiments())
def test_every_beat_of_any_network_is_a_sentence(experiment: Experiment) -> None:
    for grain in GRAINS:
        for sentence in told(experiment, grain):
            assert sentence.endswith(".")
            assert "nan" not in sentence
            assert "inf" not in sentence
