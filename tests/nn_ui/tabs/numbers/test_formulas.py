"""The formulas of the chosen row and weight, and how numbers are rounded for the eye."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    Intervention,
    Preparation,
    Run,
    TrainingSettings,
)
from nn_ui.session.choice import Choice
from nn_ui.tabs.numbers import formulas
from nn_ui.tabs.numbers.focus import Focus, can_be_shown, focus
from nn_ui.tabs.numbers.rounding import latex_base, latex_factor, latex_given, latex_number
from tests.any_experiment import any_experiments

ARTICLE = Experiment(Dataset([[0, 1, 1], [1, 0, 0], [1, 0, 1]], [1, 0, 1]), seed=1)
NASTY = ["\\input{x}", "$y$", "**z**"]
WRITERS = (
    formulas.forward,
    formulas.error,
    formulas.slope,
    formulas.change,
    formulas.new_weight,
)


def shown(choice: Choice | None = None, digits: int = 4) -> Focus:
    return focus(Run(ARTICLE).at(0), choice or Choice(), 0, 0, digits)


def test_forward_is_written_out_with_its_numbers() -> None:
    formula = formulas.forward(shown())
    assert r"0 \times (-0.1660) + 1 \times 0.4406 + 1 \times (-0.9998) = -0.5591" in formula
    assert r"\frac{1}{1 + e^{0.5591}} = 0.3638" in formula


def test_error_and_slope_follow_the_row() -> None:
    assert "= 0 - 0.4586 = -0.4586" in formulas.error(shown(Choice(row=1)))
    slope = formulas.slope(shown(Choice(row=1)))
    assert r"0.4586 \times (1 - 0.4586) = 0.2483" in slope
    assert r"-((-0.4586) \times 0.2483) = 0.1139" in slope


def test_change_and_new_weight_follow_the_weight() -> None:
    change = formulas.change(shown(Choice(0, 1)))
    assert r"1 \times (-0.1473) + 0 \times 0.1139 + 0 \times (-0.1381) = -0.1473" in change
    assert r"= -1 \times (-0.1473) = 0.1473" in change
    assert "= 0.4406 + 0.1473 = 0.5879" in formulas.new_weight(shown(Choice(0, 1)))


def test_twelve_digits() -> None:
    assert "= -0.559122263481" in formulas.forward(shown(digits=12))


def test_many_rows_show_the_chosen_one_s_share() -> None:
    dataset = Dataset(np.linspace(-1, 1, 40).reshape(20, 2), [0, 1] * 10)
    formula = formulas.change(focus(Run(Experiment(dataset)).at(0), Choice(row=12), 0, 0, 4))
    assert r"\text{row } 13\text{'s share}" in formula
    assert "the sum of 20 shares" in formula


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_no_name_gets_into_a_formula(layer: int) -> None:
    dataset = Dataset([[0, 1, 1], [1, 0, 0]], [[1], [0]], NASTY, ["\\href{a}{b}"])
    run = Run(Experiment(dataset, Architecture((2, 2), bias=True)))
    found = focus(run.at(0), Choice(), layer, 0, 4)
    for write in WRITERS:
        formula = write(found)
        assert not any(name in formula for name in (*NASTY, "href"))
        assert formula.count("{") == formula.count("}")


def test_a_hidden_neuron_is_told_what_is_carried_back() -> None:
    dataset = Dataset([[0, 1], [1, 0]], [1, 0])
    run = Run(Experiment(dataset, Architecture((2,))))
    found = focus(run.at(0), Choice(), 0, 1, 4)
    carried = found.hidden_steps.carried_back[0, 1]
    assert f"= {carried:.4f}" in formulas.error(found)
    assert r"\text{carried back} \times \text{slope}" in formulas.slope(found)


def test_numbers_in_formulas() -> None:
    assert latex_number(-0.0, 4) == "0.0000"
    assert latex_number(-1.2345e-7, 4) == r"-1.2345 \cdot 10^{-7}"
    assert latex_factor(-0.5, 4) == "(-0.5000)"
    assert [latex_given(value, 4) for value in (1.0, -0.5, 0.12345, -0.0)] == [
        "1",
        "(-0.5)",
        "0.1235" if f"{0.12345:.4f}" == "0.1235" else "0.1234",
        "0",
    ]
    assert latex_number(-1234567.5, 4) == "-1{,}234{,}567.5000"
    assert latex_number(0.00034, 4) == "0.00034"


def test_a_number_in_powers_of_ten_is_squared_in_parentheses() -> None:
    assert latex_base(1.5e-7, 4) == r"(1.5000 \cdot 10^{-7})"
    assert latex_base(-0.5, 4) == "(-0.5000)"
    assert latex_base(0.5, 4) == "0.5000"
    run = Run(replace(ARTICLE, training=TrainingSettings(0.1, optimiser="adam")))
    run.advance_to(200)
    change = formulas.change(focus(run.at(200), Choice(), 0, 0, 4))
    assert re.search(r"0\.001 \\times 0\.00\d{2,3}\^2", change)
    tanh = formulas.slope(options(TrainingSettings(), "tanh", input_size=1e-9))
    assert r"1 - (3.0000 \cdot 10^{-9})^2" in tanh


def options(
    training: TrainingSettings,
    activation: str = "identity",
    iteration: int = 0,
    choice: Choice | None = None,
    has_bias: bool = False,
    input_size: float = 1.0,
    **changes: Any,
) -> Focus:
    """A neuron with the weights 3 and -1, inputs 1 and 0, target 1, so that z = 3."""
    experiment = Experiment(
        Dataset([[input_size, 0]], [1]),
        Architecture((), has_bias, "sigmoid", activation),
        training,
        interventions=(Intervention(0, "parameter", 3.0, 0), Intervention(0, "parameter", -1.0, 1)),
    )
    run = Run(replace(experiment, **changes))
    run.advance_to(iteration)
    return focus(run.at(iteration), choice or Choice(), 0, 0, 4)


@pytest.mark.parametrize(
    ("activation", "output", "slope"),
    [
        ("sigmoid", r"\frac{1}{1 + e^{-3.0000}} = 0.9526", r"0.9526 \times (1 - 0.9526) = 0.0452"),
        ("tanh", r"\tanh(3.0000) = 0.9951", "1 - 0.9951^2 = 0.0099"),
        ("relu", r"\max(3.0000, 0) = 3.0000", r"1.0000 \text{, since } z = 3.0000 > 0"),
        (
            "leaky_relu",
            r"\max(3.0000, 0.01 \times 3.0000) = 3.0000",
            r"1.0000 \text{, since } z = 3.0000 > 0",
        ),
        ("softplus", r"\ln(1 + e^{3.0000}) = 3.0486", r"\frac{1}{1 + e^{-3.0000}} = 0.9526"),
        ("identity", r"\text{output} &= z = 3.0000", r"1.0000 \text{ everywhere}"),
        ("sine", r"\sin(3.0000) = 0.1411", r"\cos(3.0000) = -0.9900"),
    ],
)
def test_every_activation_is_written_out(activation: str, output: str, slope: str) -> None:
    shown = options(TrainingSettings(), activation)
    assert output in formulas.forward(shown)
    assert slope in formulas.slope(shown)


@pytest.mark.parametrize(
    ("loss", "activation", "delta"),
    [
        # The error is 1 - 3 = -2, and the slope of the identity 1.
        (
            "half_sum_of_squares",
            "identity",
            r"-(\text{error} \times \text{slope}) = -((-2.0000) \times 1.0000) = 2.0000",
        ),
        (
            "mean_squared_error",
            "identity",
            r"-\frac{2 \times \text{error} \times \text{slope}}{1}"
            r" = -\frac{2 \times (-2.0000) \times 1.0000}{1} = 4.0000",
        ),
        # sigmoid(3) = 0.9526, so the error is 0.0474.
        ("cross_entropy", "sigmoid", r"-\frac{\text{error}}{1} = -\frac{0.0474}{1} = -0.0474"),
    ],
)
def test_every_loss_has_its_delta(loss: str, activation: str, delta: str) -> None:
    assert delta in formulas.slope(options(TrainingSettings(loss=loss), activation))


def test_regularisation_is_written_separately() -> None:
    # The gradient is 1 * 2; L1 adds 0.5 * 1, L2 0.25 * 3.
    training = TrainingSettings(0.1, l1=0.5, l2=0.25)
    formula = formulas.change(options(training))
    assert r"\text{regularisation} &= \text{L1} \times \text{sign} + \text{L2}" in formula
    assert r"= 0.5 \times 1 + 0.25 \times 3.0000 = 1.2500" in formula
    assert r"\text{gradient with it} &= 2.0000 + 1.2500 = 3.2500" in formula
    assert r"= -0.1 \times 3.2500 = -0.3250" in formula
    other = formulas.change(options(training, choice=Choice(0, 1)))
    assert r"= 0.5 \times (-1) + 0.25 \times (-1.0000) = -0.7500" in other
    of_bias = formulas.change(options(training, choice=Choice(0, 2), has_bias=True))
    assert r"0 \text{ for a bias}" in of_bias


def test_momentum_remembers_its_velocity() -> None:
    # Velocity 2 after the first update, weight 3 - 0.1 * 2 = 2.8, so the gradient is 1.8.
    formula = formulas.change(options(TrainingSettings(0.1, optimiser="momentum"), iteration=1))
    assert r"\text{velocity} &= 0.9 \times 2.0000 + 1.8000 = 3.6000" in formula
    assert r"= -0.1 \times 3.6000 = -0.3600" in formula


def test_rmsprop_divides_by_the_usual_size() -> None:
    # 0.01 * 2² = 0.04, whose root is 0.2: the change is -0.1 * 2 / 0.2.
    formula = formulas.change(options(TrainingSettings(0.1, optimiser="rmsprop")))
    assert r"\text{mean square} &= 0.99 \times 0.0000 + 0.01 \times 2.0000^2 = 0.0400" in formula
    assert r"-0.1 \times \frac{2.0000}{\sqrt{0.0400} + 10^{-8}} = -1.0000" in formula


def test_adam_corrects_its_averages() -> None:
    formula = formulas.change(options(TrainingSettings(0.1, optimiser="adam")))
    assert r"\text{mean} &= 0.9 \times 0.0000 + 0.1 \times 2.0000 = 0.2000" in formula
    assert r"\text{mean, corrected} &= 0.2000 \div (1 - 0.9^{1}) = 2.0000" in formula
    assert r"\text{mean square, corrected} &= 0.0040 \div (1 - 0.999^{1}) = 4.0000" in formula
    assert r"-0.1 \times \frac{2.0000}{\sqrt{4.0000} + 10^{-8}} = -0.1000" in formula


def test_a_weight_that_is_set_by_hand() -> None:
    setting = (Intervention(1, "parameter", 7.5, 0),)
    formula = formulas.new_weight(options(TrainingSettings(), interventions=setting))
    assert r"\text{after} &= 7.5000 \text{, set by hand}" in formula


@given(any_experiments(), st.integers(0, 10), st.data())
@settings(max_examples=60)
def test_every_option_has_its_formulas(
    experiment: Experiment, iteration: int, data: st.DataObject
) -> None:
    run = Run(experiment)
    run.advance_to(iteration)
    snapshot = run.at(run.iteration)
    assume(can_be_shown(snapshot))
    layer = data.draw(st.integers(0, len(experiment.shapes) - 1))
    found = focus(snapshot, Choice(data.draw(st.integers(0, 6))), layer, 0, 4)
    for write in WRITERS:
        formula = write(found)
        assert formula.count("{") == formula.count("}")
        assert formula.count("(") == formula.count(")")
        assert not any(mark in formula for mark in ("nan", "inf", "<", "None", "--", "+ -"))


@pytest.mark.parametrize(
    ("y", "target", "back"),
    [
        # Of 100, 300 and 500 with a sigmoid 100 becomes 0 and 500 becomes 1.
        ([300, 100, 500], r"\frac{300 - 100}{400.0000} = 0.5000", r"100 + 400.0000 \times 0.9526"),
        ([-3, -4, -2], r"\frac{-3 - (-4)}{2.0000} = 0.5000", r"-4 + 2.0000 \times 0.9526"),
    ],
)
def test_a_scaled_target_is_written_out_with_the_way_back(
    y: list[float], target: str, back: str
) -> None:
    data = Dataset([[1, 0], [0, 1], [1, 1]], y)
    inside = Preparation(scale_targets=True)
    found = options(TrainingSettings(), "sigmoid", dataset=data, preparation=inside)
    assert rf"\text{{target}} &= {target}" in formulas.error(found)
    assert rf"\text{{answer}} &= {back} = " in formulas.forward(found)
    assert r"\text{error} &= \text{target} - \text{output} = 0.5 - 0.9526" in formulas.error(found)
    plain = options(TrainingSettings(), "sigmoid", dataset=data)
    assert r"\text{target} &=" not in formulas.error(plain)
    assert "answer" not in formulas.forward(plain)


def test_a_target_that_is_not_scaled_has_no_lines_of_its_own() -> None:
    """A target with one value only, and a hidden neuron."""
    data = Dataset([[1, 0], [0, 1]], [[7, 100], [7, 500]])
    inside = Preparation(scale_targets=True)
    run = Run(Experiment(data, Architecture((2,), output_activation="tanh"), preparation=inside))
    for layer, neuron, is_scaled in ((0, 1, False), (1, 0, False), (1, 1, True)):
        found = focus(run.at(0), Choice(), layer, neuron, 4)
        assert ("answer" in formulas.forward(found)) == is_scaled
        assert (r"\text{target} &=" in formulas.error(found)) == is_scaled
