"""Advice: it speaks where choices do not go together, is silent elsewhere, and its cures work."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    InputError,
    Preparation,
    Run,
    TrainingSettings,
)
from nn_core.advice import Advice, Choices, advice, advice_on
from nn_core.experiment.held_back import hold_back
from nn_core.experiment.preparation import Feature
from nn_core.network.activation import ACTIVATIONS, of_hidden_layers
from nn_core.network.loss import LOSSES
from nn_core.network.optimiser import OPTIMISERS
from nn_core.network.start import STARTS
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.generated_kinds import GENERATED
from nn_core.problems.ready_made import PROBLEMS
from nn_core.tables.table import to_dataset
from tests.oracles import tables

TWO = Dataset([[1.0, 2.0], [2.0, 1.0]], [0, 1])
BIG = Dataset([[150.0, 1.0], [170.0, 1.0]], [0, 1], ["size", "b"])
ZEROS = Dataset([[1.0, 2.0], [0.0, 0.0]], [0, 1])
DEFAULT = TrainingSettings()


def advised(dataset: Dataset, loss: str = "half_sum_of_squares", **shape: Any) -> dict[str, Advice]:
    found = advice(dataset, Architecture(**shape), TrainingSettings(0.1, loss=loss))
    assert len({one.key for one in found}) == len(found)
    return {one.key: one for one in found}


def labels(one: Advice) -> list[str]:
    return [remedy.label for remedy in one.remedies]


@pytest.mark.parametrize("each", PROBLEMS)
@pytest.mark.parametrize("bias", [False, True])
def test_the_ready_made_problems_need_no_advice(each: Any, bias: bool) -> None:
    dataset = to_dataset(each.table)
    if each.key == "xor_two_inputs" and not bias:
        assert list(advised(dataset)) == ["row_of_zeros"]  # its text says that it needs a bias
        return
    hidden = Architecture((3,), bias=bias, activation="tanh")
    assert advice(dataset, Architecture(bias=bias), DEFAULT) == ()
    assert advice(dataset, hidden, DEFAULT) == ()
    assert advice(dataset, hidden, TrainingSettings(0.3, "cross_entropy", "adam", 2)) == ()


@pytest.mark.parametrize("kind", GENERATED.values())
@pytest.mark.parametrize("noise", [0.0, 0.5])
@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu", "sine"])
def test_generated_problems_with_sensible_settings_need_no_advice(
    kind: Any, noise: float, activation: str
) -> None:
    dataset = hold_back(to_dataset(GeneratedProblem(kind.key, 200, noise).table()), 0.3)
    output = "identity" if kind.is_regression else "sigmoid"
    loss = "mean_squared_error" if kind.is_regression else "cross_entropy"
    shape = Architecture((4, 2), True, activation, output, "glorot")
    squares = Preparation((Feature("square", 0), Feature("product", 0, 1)))
    for training in (TrainingSettings(0.03, loss), TrainingSettings(0.3, loss, "adam", 10)):
        assert advice(dataset, shape, training) == ()
        assert advice(dataset, shape, training, squares) == ()
    found = advice(dataset, replace(shape, output_activation="tanh"), TrainingSettings(0.03))
    expected = [] if kind.is_regression else ["half_of_the_range"]
    assert [one.key for one in found] == expected


@pytest.mark.parametrize(
    ("key", "dataset", "loss", "shape", "part", "buttons"),
    [
        (
            "cross_entropy_output",
            TWO,
            "cross_entropy",
            {"output_activation": "relu"},
            "only a sigmoid output is one: with ReLU it cannot be trained.",
            [
                "Choose Sigmoid as the output activation",
                "Choose the mean squared error as the loss",
            ],
        ),
        (
            "cross_entropy_targets",
            Dataset([[1.0], [2.0]], [-1, 1]),
            "cross_entropy",
            {},
            'from 0 to 1, but target column "Target" holds −1.',
            ["Use Tanh with the mean squared error"],
        ),
        (
            "target_range",
            Dataset([[1.0], [2.0]], [3, 1.5]),
            "half_sum_of_squares",
            {},
            'A Sigmoid output stays between 0 and 1, but target column "Target" holds 3:',
            [
                "Use Identity with the mean squared error, and scale inputs and targets",
                "Scale the targets inside",
            ],
        ),
        (
            "cross_entropy_targets",
            Dataset([[1.0], [2.0]], [3, 1.5]),
            "cross_entropy",
            {},
            'from 0 to 1, but target column "Target" holds 3.',
            [
                "Use Identity with the mean squared error, and scale inputs and targets",
                "Scale the targets inside",
            ],
        ),
        (
            "target_range",
            Dataset([[1.0], [2.0]], [-0.5, 0.25]),
            "half_sum_of_squares",
            {},
            'A Sigmoid output stays between 0 and 1, but target column "Target" holds −0.5:',
            [
                "Use Identity with the mean squared error, and scale inputs and targets",
                "Scale the targets inside",
                "Choose Tanh as the output activation",
            ],
        ),
        (
            "target_range",  # a target with one value only cannot be scaled
            Dataset([[1.0], [2.0]], [3, 3]),
            "half_sum_of_squares",
            {},
            'A Sigmoid output stays between 0 and 1, but target column "Target" holds 3:',
            ["Use Identity with the mean squared error, and scale inputs and targets"],
        ),
        (
            "target_range",
            Dataset([[1.0], [2.0]], [-1, 1]),
            "mean_squared_error",
            {"output_activation": "relu"},
            'A ReLU output is never under 0, but target column "Target" holds −1:',
            [
                "Choose Tanh as the output activation",
                "Choose Identity (linear) as the output activation",
            ],
        ),
        (
            "half_of_the_range",
            TWO,
            "half_sum_of_squares",
            {"output_activation": "tanh"},
            "but the targets are 0 and 1: this can be trained, but half of the range is not used.",
            ["Choose Sigmoid as the output activation"],
        ),
        (
            "weights_of_zero",
            TWO,
            "half_sum_of_squares",
            {"hidden": (2,), "initial_weights": "zero"},
            "get the same correction in every iteration, and stay alike for ever",
            ["Start from random weights"],
        ),
        (
            "weights_of_zero",
            TWO,
            "half_sum_of_squares",
            {"hidden": (1,), "bias": True, "activation": "relu", "initial_weights": "zero"},
            "of all weights and biases only the bias of the output ever changes.",
            ["Start from random weights"],
        ),
        (
            "row_of_zeros",
            ZEROS,
            "half_sum_of_squares",
            {},
            "every weighted sum is 0 there, so the network answers 0.5 for this row",
            ["Switch the bias on"],
        ),
        (
            "hidden_identity",
            TWO,
            "half_sum_of_squares",
            {"hidden": (2,), "activation": "identity"},
            "such as XOR, they cannot either.",
            ["Choose Tanh as the hidden activation"],
        ),
        (
            "large_inputs",
            BIG,
            "half_sum_of_squares",
            {},
            'Input "size" holds large numbers (row 2: 170): the weighted sum z gets so large that',
            ["Scale the inputs"],
        ),
        (
            "large_inputs",
            BIG,
            "half_sum_of_squares",
            {"hidden": (2,), "activation": "relu"},
            "get so large that steps can overshoot.",
            ["Scale the inputs"],
        ),
    ],
)
def test_choices_that_do_not_go_together(
    key: str, dataset: Dataset, loss: str, shape: dict[str, Any], part: str, buttons: list[str]
) -> None:
    found = advised(dataset, loss, **shape)
    assert list(found) == [key]
    assert part in found[key].sentence
    assert labels(found[key]) == buttons


@pytest.mark.parametrize(
    ("dataset", "shape"),
    [
        (TWO, {"initial_weights": "zero"}),  # one neuron learns from zero
        (TWO, {"hidden": (1, 1), "initial_weights": "zero"}),  # a sigmoid of 0 is not 0
        (ZEROS, {"bias": True}),
        (ZEROS, {"hidden": (2,)}),  # the hidden sigmoids answer 0.5, not 0
        (Dataset([[1.0], [0.0]], [1, 0.5]), {}),
        (Dataset([[1.0], [0.0]], [1, 0]), {"output_activation": "relu"}),
        (Dataset([[100.0], [-100.0]], [1, 0]), {}),
        (Dataset([[500.0], [500.0]], [1, 0]), {}),  # a constant cannot be scaled
        (Dataset([[1.0], [2.0]], [-1, 1]), {"output_activation": "tanh"}),
        (Dataset([[1.0], [2.0]], [0, 0]), {"output_activation": "tanh"}),
        (Dataset([[0.1], [0.2]], [9, -9]), {"output_activation": "leaky_relu"}),
    ],
)
def test_the_edges_of_what_goes_together(dataset: Dataset, shape: dict[str, Any]) -> None:
    assert advised(dataset, **shape) == {}


def test_a_batch_larger_than_the_table() -> None:
    for size, n_found in ((2, 0), (3, 1)):
        found = advice(TWO, Architecture(), TrainingSettings(batch_size=size))
        assert len(found) == n_found
    assert found[0].sentence == (
        "The batch size is 3, but there are only 2 training rows: each update looks at all of them."
    )
    assert found[0].remedies[0].training == TrainingSettings()


def test_scaled_inputs_are_not_large() -> None:
    assert advice(BIG, Architecture(), DEFAULT, Preparation(scale=True)) == ()
    squares = Preparation((Feature("square", 0),))
    found = advice(Dataset([[11.0], [1.0]], [0, 1]), Architecture(), DEFAULT, squares)
    assert [one.key for one in found] == ["large_inputs"]
    assert 'Input "Input 1²" holds large numbers (row 1: 121)' in found[0].sentence


def test_held_back_targets_count_as_well() -> None:
    held = Dataset([[1.0]], [1], X_test=[[1.0]], y_test=[2])
    assert list(advised(held)) == ["target_range"]


def test_large_steps_on_a_sum_over_many_rows() -> None:
    plane = to_dataset(GeneratedProblem("plane").table())
    shape = Architecture((4,), True, "tanh", "identity")
    (found,) = advice(plane, shape, TrainingSettings(0.1))
    assert found.key == "large_steps"
    assert found.sentence.startswith(
        "The learning rate 0.1 is large for a sum over 200 rows, in which every row adds to the "
        "step: as a rule of thumb, steps then overshoot where"
    )
    assert labels(found) == [
        "Choose the mean squared error as the loss",
        "Set the learning rate to 0.003",
    ]
    assert advice(plane, shape, TrainingSettings(0.1, batch_size=20)) == ()
    assert advice(plane, shape, TrainingSettings(0.1, optimiser="adam")) == ()
    assert advice(plane, replace(shape, output_activation="tanh"), TrainingSettings(0.1)) == ()


def test_large_steps_on_a_mean_come_from_the_inputs() -> None:
    tens = Dataset([[10.0], [-10.0]], [1, -1])
    linear = Architecture(output_activation="identity")
    mean = TrainingSettings(0.1, "mean_squared_error")
    (found,) = advice(tens, linear, mean)
    assert found.sentence.startswith("The learning rate 0.1 is large for inputs of this size")
    assert labels(found) == ["Scale the inputs", "Set the learning rate to 0.003"]


def test_large_steps_that_come_from_l2() -> None:
    shape, training = Architecture((3,), True, "tanh"), TrainingSettings(30.0, l2=0.1)
    (found,) = advice(TWO, shape, training)
    assert found.sentence == (
        "The learning rate 30 is large for an L2 of 0.1, which takes learning rate × L2 times its "
        "own size from every weight: steps then overshoot, and the weights grow without end "
        "instead of shrinking."
    )
    assert labels(found) == ["Set the learning rate to 10", "Switch L2 off"]
    assert found.remedies[1].training == replace(training, l2=0.0)
    assert advice(TWO, shape, replace(training, learning_rate=20.0)) == ()
    assert advice(TWO, shape, replace(training, optimiser="adam")) == ()
    (by_rows,) = advice(TWO, Architecture(output_activation="identity"), training)
    assert by_rows.sentence.startswith("The learning rate 30 is large for a sum over 2 rows")


def test_a_feature_of_an_input_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match="a feature needs another one"):
        advice(TWO, Architecture(), DEFAULT, Preparation((Feature("square", 5),)))


any_choices = st.builds(
    Choices,
    st.builds(hold_back, tables() | tables(1e6), st.sampled_from([0, 0.5])),
    st.builds(
        Architecture,
        st.lists(st.integers(1, 3), max_size=2),
        st.booleans(),
        st.sampled_from(list(of_hidden_layers())),
        st.sampled_from(list(ACTIVATIONS)),
        st.sampled_from(tuple(STARTS)),
    ),
    st.builds(
        TrainingSettings,
        st.sampled_from([1e-3, 0.1, 1.0, 1000.0]),
        st.sampled_from(list(LOSSES)),
        st.sampled_from(sorted(OPTIMISERS)),
        st.none() | st.integers(1, 5),
    ),
    st.builds(
        Preparation,
        st.sampled_from([(), (Feature("square", 0),), (Feature("sine", 0),)]),
        st.booleans(),
        st.booleans(),
    ),
)


@given(any_choices)
def test_every_cure_cures_what_it_is_offered_for(choices: Choices) -> None:
    for one in advice_on(choices):
        assert one.sentence[0].isupper()
        assert one.sentence.endswith(".")
        assert one.remedies
        for remedy in one.remedies:
            after = advice_on(remedy.settings(choices))
            assert one.key not in {other.key for other in after}


@given(any_choices, st.integers(0, 2))
def test_cures_lead_to_an_experiment_without_advice(choices: Choices, favourite: int) -> None:
    for _ in range(12):
        found = advice_on(choices)
        if not found:
            break
        remedies = found[0].remedies
        choices = remedies[min(favourite, len(remedies) - 1)].settings(choices)
    assert advice_on(choices) == ()
    Experiment(
        choices.dataset, choices.architecture, choices.training, preparation=choices.preparation
    )


@given(any_choices)
def test_what_is_refused_is_advised_on_first(choices: Choices) -> None:
    try:
        Experiment(
            choices.dataset,
            choices.architecture,
            choices.training,
            preparation=choices.preparation,
        )
    except InputError:
        assert advice_on(choices)[0].key.startswith("cross_entropy")


def test_a_remedy_leaves_everything_else_alone() -> None:
    choices = Choices(ZEROS, Architecture(), TrainingSettings(0.1), Preparation(scale=False))
    (found,) = advice_on(choices)
    after = found.remedies[0].settings(choices)
    assert after == replace(choices, architecture=Architecture(bias=True))
    np.testing.assert_array_equal(after.X, ZEROS.X)


def test_a_row_of_zeros_is_stuck_where_any_target_is_not_its_answer() -> None:
    X = [[1.0, 2.0], [0.0, 3.0], [0.0, 0.0], [0.0, 0.0]]
    for targets, row in (
        ([[1, 1], [0, 0], [0.5, 0.5], [0.5, 0.5]], None),
        ([[1, 1], [0, 0], [0.5, 0.5], [0.5, 1]], 4),
        ([[1, 1], [0, 0], [0, 0.5], [1, 1]], 3),
    ):
        found = advised(Dataset(X, targets))
        assert list(found) == ([] if row is None else ["row_of_zeros"])
        if row is not None:
            assert found["row_of_zeros"].sentence.startswith(f"In row {row} every input is 0")


def test_half_of_the_range_with_two_targets() -> None:
    for first, second, is_half in (
        ([0, 1], [0, 0], True),
        ([1, 1], [1, 0], True),
        ([1, 1], [0, 0], False),  # neither varies
        ([0, 1], [0.5, 0], False),
        ([0, 1], [-1, 0], False),
    ):
        targets = list(zip(first, second, strict=True))
        found = advised(Dataset([[1.0], [2.0]], targets), output_activation="tanh")
        assert list(found) == ["half_of_the_range"] * is_half


def test_the_farthest_target_is_named_on_either_side() -> None:
    for targets, said in (
        ([[3, 0], [1, -5]], 'target column "Target 2" holds −5'),
        ([[-3, 0], [1, 5]], 'target column "Target 2" holds 5'),
        ([[-0.25, 0.5], [1, 1.125]], 'target column "Target 1" holds −0.25'),
    ):
        found = advised(Dataset([[1.0], [2.0]], targets), "mean_squared_error")
        assert said in found["target_range"].sentence
        entropy = advised(Dataset([[1.0], [2.0]], targets), "cross_entropy")
        assert said in entropy["cross_entropy_targets"].sentence


@pytest.mark.parametrize(
    ("dataset", "shape", "training", "rate"),
    [
        # One row of 10: the curvature is 100, so 2 / 100 is the limit, and half of it 0.01.
        (Dataset([[10.0]], [1]), {}, {}, 0.01),
        # A little larger inputs, and 0.01 is over half of the limit.
        (Dataset([[10.001]], [1]), {}, {}, 0.003),
        # With momentum 3.8 / 100 is the limit.
        (Dataset([[10.0]], [1]), {}, {"optimiser": "momentum"}, 0.01),
        (Dataset([[7.0]], [1]), {}, {"optimiser": "momentum"}, 0.03),
        # Two rows add up to 200, and 1 for the bias of each does not matter.
        (Dataset([[10.0], [-10.0]], [1, 0]), {"bias": True}, {}, 0.003),
        # The mean over 2 rows and 2 targets of the square: 2 / 4 × 200.
        (Dataset([[10.0], [-10.0]], [[1, 0], [0, 1]]), {}, {"loss": "mean_squared_error"}, 0.01),
        # Batches of one row: half of the sum, and the mean over one.
        (Dataset([[10.0], [-10.0]], [1, 0]), {}, {"batch_size": 1}, 0.01),
        (
            Dataset([[5.0], [-5.0]], [1, 0]),
            {},
            {"batch_size": 1, "loss": "mean_squared_error"},
            0.01,
        ),
        # Hidden outputs are taken as 1: five rows are 5, or 2 as a mean.
        (Dataset([[1.0]] * 5, [1] * 5), {"hidden": (2,)}, {}, 0.1),
        (Dataset([[1.0]] * 5, [1] * 5), {"hidden": (2,)}, {"loss": "mean_squared_error"}, 0.3),
    ],
)
def test_the_suggested_smaller_rate_by_hand(
    dataset: Dataset, shape: dict[str, Any], training: dict[str, Any], rate: float
) -> None:
    architecture = Architecture(output_activation="identity", **shape)
    found = advice(dataset, architecture, TrainingSettings(1000.0, **training))
    (large,) = (one for one in found if one.key == "large_steps")
    assert f"Set the learning rate to {rate:g}" in labels(large)


def test_a_single_row_is_no_sum_over_rows() -> None:
    linear = Architecture(output_activation="identity")
    for n_rows, cause in ((1, "for inputs of this size"), (2, "for a sum over 2 rows")):
        (found,) = advice(Dataset([[50.0]] * n_rows, [1] * n_rows), linear, TrainingSettings(1.0))
        assert f"The learning rate 1 is large {cause}" in found.sentence


@pytest.mark.parametrize("output", ["sigmoid", "relu", "softplus", "tanh", "sine"])
def test_scaled_targets_are_within_every_output_s_range(output: str) -> None:
    low = Dataset([[1.0], [2.0]], [-3, 1.5], X_test=[[3.0]], y_test=[9])
    found = advised(low, "mean_squared_error", output_activation=output)["target_range"]
    assert labels(found)[1] == "Scale the targets inside"
    assert not any("Tanh" in label for label in labels(found))
    inside = found.remedies[1].preparation
    assert inside == Preparation(scale_targets=True)
    shape = Architecture(output_activation=output)
    assert advice(low, shape, TrainingSettings(0.1, "mean_squared_error"), inside) == ()


def test_the_first_cure_of_amounts_does_not_overshoot() -> None:
    """Five inputs that are the same have a curvature of 2 × 5, once scaled: 0.1 is half of the
    limit, and 0.3 is over it."""
    prices = Dataset([[1.0] * 5, [2.0] * 5], [300, 150])
    (found,) = advice(prices, Architecture(), TrainingSettings(1.0))
    label = "Use Identity with the mean squared error, and scale inputs and targets"
    assert labels(found)[0] == f"{label}, at learning rate 0.1"
    after = found.remedies[0].settings(Choices(prices, training=TrainingSettings(1.0)))
    assert after.training == TrainingSettings(0.1, "mean_squared_error")
    assert after.preparation == Preparation(scale=True, scale_targets=True)
    assert advice_on(after) == ()


def test_a_row_of_zeros_may_be_right_once_targets_are_scaled() -> None:
    """Without bias it is answered with 0, which is the mean of scaled targets."""
    data, shape = Dataset([[0.0], [1.0], [-1.0]], [20, 30, 10]), {"output_activation": "identity"}
    assert list(advised(data, **shape)) == ["row_of_zeros"]
    inside = Preparation(scale_targets=True)
    assert advice(data, Architecture(**shape), TrainingSettings(0.1), inside) == ()


def test_advice_on_hidden_neurons_needs_hidden_neurons() -> None:
    assert advised(TWO, activation="identity") == {}
    assert "half_of_the_range" not in advised(TWO, "cross_entropy", output_activation="tanh")
    assert "large_steps" not in {
        one.key
        for one in advice(
            Dataset([[50.0]], [1]),
            Architecture(output_activation="identity"),
            TrainingSettings(1.0, "cross_entropy"),
        )
    }


@pytest.mark.parametrize(("activation", "start"), [("relu", "he"), ("tanh", "glorot")])
def test_random_weights_suit_the_activation(activation: str, start: str) -> None:
    for hidden in ((3, 1), (1, 3)):
        shape = {"hidden": hidden, "activation": activation, "initial_weights": "zero"}
        (remedy,) = advised(TWO, **shape)["weights_of_zero"].remedies
        assert remedy.architecture is not None
        assert remedy.architecture.initial_weights == start
    one_is_enough = {"hidden": (1, 3), "initial_weights": "zero"}
    assert list(advised(TWO, **one_is_enough)) == ["weights_of_zero"]


def test_l2_adds_to_the_curvature_of_a_hidden_network() -> None:
    shape = Architecture((2,), True, "tanh", "identity")
    # Two rows have a curvature of 2; 0.95 × (2 + 0.1) is still under 2.
    for l2, n_found in ((0.0, 0), (0.1, 0), (0.2, 1)):
        assert len(advice(TWO, shape, TrainingSettings(0.95, l2=l2))) == n_found


def test_targets_a_little_over_1_are_outside() -> None:
    for most, is_outside in ((1.0, False), (1.5, True)):
        targets = Dataset([[1.0], [2.0]], [0, most])
        assert ("cross_entropy_targets" in advised(targets, "cross_entropy")) == is_outside
        below = Dataset([[1.0], [2.0]], [-1, most])
        relu = advised(below, "mean_squared_error", output_activation="relu")["target_range"]
        assert any("Tanh" in label for label in labels(relu)) != is_outside


@pytest.mark.parametrize(
    ("targets", "answer"),
    [
        ([[20.0], [30.0]], "25"),
        ([[20.0, -1.0], [30.0, 1.0]], "25 and 0"),
        ([[20, 20], [30, 30]], "25"),
    ],
)
def test_a_row_of_zeros_is_answered_in_the_table_s_numbers(targets: Any, answer: str) -> None:
    data, shape = Dataset([[0.0], [1.0]], targets), Architecture(output_activation="tanh")
    inside = Preparation(scale_targets=True)
    (found,) = advice(data, shape, TrainingSettings(0.1), inside)
    assert f"so the network answers {answer} for this row, whatever" in found.sentence
    start = Run(Experiment(data, shape, preparation=inside)).at(0)
    assert {f"{one:g}" for one in start.answers[0]} == {*answer.split(" and ")}
