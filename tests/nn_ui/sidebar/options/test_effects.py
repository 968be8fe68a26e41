"""What each option did to the run: sentences with numbers worked out by hand."""

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Feature, Preparation, TrainingSettings
from nn_core.training.parameters import initial, views
from nn_ui.sidebar.options import effects

DATA = Dataset([[0, 10, 3], [1, 20, 3], [1, 30, 3]], [0, 1, 1])
# Input 1 is 0, 1, 1: mean 2/3, deviation sqrt(2)/3. Input 2: mean 20, deviation sqrt(200/3).
SCALED = (
    "Scaled: Input 1 − 0.667, divided by 0.471; Input 2 − 20, divided by 8.16; Input 3 as it is."
)

SCALED_TARGETS = Preparation(scale_targets=True)


def made(**parts: object) -> Experiment:
    return Experiment(**({"dataset": DATA} | parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("architecture", "sentence"),
    [
        (Architecture(), "From inputs to output 3 – 1: this network has 3 weights."),
        (
            Architecture((4,), bias=True),
            "From inputs to output 3 – 4 – 1: this network has 21 weights and biases.",
        ),
    ],
)
def test_the_size_of_the_network(architecture: Architecture, sentence: str) -> None:
    assert effects.size(made(architecture=architecture)) == sentence


@pytest.mark.parametrize(
    ("batch", "sentence"),
    [
        (None, "Each iteration looks at all 3 training rows: it is 1 epoch."),
        (3, "Each iteration looks at all 3 training rows: it is 1 epoch."),
        (2, "1 epoch = 2 iterations, the last batch has 1 row."),
        (1, "1 epoch = 3 iterations."),
    ],
)
def test_how_many_batches_make_an_epoch(batch: int | None, sentence: str) -> None:
    assert effects.batches(made(training=TrainingSettings(batch_size=batch))) == sentence


def test_what_scaling_did_to_each_input() -> None:
    assert effects.scaling(made()) == ""
    assert effects.scaling(made(preparation=Preparation(scale=True))) == SCALED


def test_a_negative_mean_stands_in_brackets() -> None:
    data = Dataset([[-3], [-1]], [0, 1])
    sentence = effects.scaling(Experiment(data, preparation=Preparation(scale=True)))
    assert sentence == "Scaled: Input 1 − (−2), divided by 1."


PRICES = Dataset([[1], [2], [4]], [[100, 7], [300, 7], [500, 7]], target_names=["Price", "Rent"])


@pytest.mark.parametrize(
    ("output", "how", "back"),
    [
        # The deviation of 100, 300 and 500 is 200 × sqrt(2/3).
        (
            "identity",
            "minus their mean, divided by their standard deviation",
            "Price = 300 + 163.299 × its output",
        ),
        (
            "relu",
            "divided by their standard deviation, and moved so that the smallest becomes 0",
            "Price = 100 + 163.299 × its output",
        ),
        (
            "tanh",
            "in a straight line, so that the smallest becomes −1 and the largest 1",
            "Price = 300 + 200 × its output",
        ),
    ],
)
def test_what_scaling_does_to_targets(output: str, how: str, back: str) -> None:
    architecture = Architecture(output_activation=output)
    asked = made(dataset=PRICES, architecture=architecture, preparation=SCALED_TARGETS)
    assert effects.scaled_targets(asked) == (
        f"Targets are scaled {how}. Answers are scaled back: {back}."
    )
    assert effects.scaled_targets(made(dataset=PRICES, architecture=architecture)) == ""


def test_why_targets_are_not_scaled() -> None:
    classes = made(preparation=SCALED_TARGETS)
    assert effects.scaled_targets(classes) == (
        "The targets are classes, no amounts: they stay as they are."
    )
    constant = made(dataset=Dataset([[1], [2]], [7, 7]), preparation=SCALED_TARGETS)
    assert effects.scaled_targets(constant) == "A target with one value only stays as it is."


def test_how_many_inputs_enter() -> None:
    assert effects.features(made()) == ""
    features = (Feature("square", 0), Feature("product", 0, 1))
    sentence = effects.features(made(preparation=Preparation(features)))
    assert sentence == "5 inputs enter the network: 3 + 2."


def test_which_rows_are_held_back() -> None:
    assert effects.held_back(made()) == "All 3 rows are training rows."
    one = Dataset(DATA.X[:2], DATA.y[:2], X_test=DATA.X[2:], y_test=DATA.y[2:])
    two = Dataset(DATA.X[:1], DATA.y[:1], X_test=DATA.X[1:], y_test=DATA.y[1:])
    assert effects.held_back(made(dataset=one)) == (
        "2 training rows; row 3 is held back for testing."
    )
    assert effects.held_back(made(dataset=two)) == (
        "1 training row; rows 2 to 3 are held back for testing."
    )


def test_what_the_weights_cost_at_the_beginning() -> None:
    assert effects.penalties(made()) == ""
    experiment = made(training=TrainingSettings(l1=0.5, l2=0.1))
    weights = views(initial(experiment), experiment).weights[0]
    cost = 0.5 * np.abs(weights).sum() + 0.05 * np.square(weights).sum()
    assert effects.penalties(experiment) == (
        f"The weights of iteration 0 cost {cost:.8f}, added to the loss."
    )


def test_initial_weights_and_activations() -> None:
    zero = made(architecture=Architecture((2,), initial_weights="zero"))
    assert effects.initial_weights(zero) == "All weights start at 0."
    assert effects.initial_weights(made()).endswith("in the layer: 1.00.")  # the article's third
    deep = made(architecture=Architecture((2,), False, "tanh", "identity"))
    assert effects.activations(deep) == "Hidden: tanh(z); output = z, any number."
    assert effects.activations(made()) == "Output = 1 / (1 + e^(−z)), between 0 and 1."
