"""The formulas of the chosen row and weight, and how numbers are rounded for the eye."""

from __future__ import annotations

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Run
from nn_ui.choice import Choice
from nn_ui.numbers import formulas
from nn_ui.numbers.focus import Focus, focus
from nn_ui.numbers.rounding import (
    column_format,
    in_powers,
    latex_factor,
    latex_given,
    latex_number,
)

ARTICLE = Experiment(Dataset([[0, 1, 1], [1, 0, 0], [1, 0, 1]], [1, 0, 1]), seed=1)
NASTY = ["\\input{x}", "$y$", "**z**"]


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
    for write in (
        formulas.forward,
        formulas.error,
        formulas.slope,
        formulas.change,
        formulas.new_weight,
    ):
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


@pytest.mark.parametrize(
    ("values", "digits", "expected"),
    [
        ([0.5, -0.25, 0.0], 4, "%.4f"),
        ([0.5, 0.00001], 4, "%.4f"),
        ([0.0003, -0.00001], 4, "%.4e"),
        ([0.0, 0.0], 4, "%.4f"),
        ([2e6, 1.0], 4, "%.4e"),
        ([0.5, 1e-11], 12, "%.12f"),
        ([0.5, 1e-14], 12, "%.12e"),
        ([1e9], 12, "%.12e"),
    ],
)
def test_a_column_is_written_alike(values: list[float], digits: int, expected: str) -> None:
    assert column_format(np.array(values), digits) == expected


def test_numbers_in_formulas_and_sentences() -> None:
    assert latex_number(-0.0, 4) == "0.0000"
    assert latex_number(-1.2345e-7, 4) == r"-1.2345 \cdot 10^{-7}"
    assert latex_factor(-0.5, 4) == "(-0.5000)"
    assert [latex_given(value, 4) for value in (1.0, -0.5, 0.12345, -0.0)] == [
        "1",
        "(-0.5)",
        "0.1235" if f"{0.12345:.4f}" == "0.1235" else "0.1234",
        "0",
    ]
    assert in_powers(1.8e-10) == "1.8 × 10⁻¹⁰"
    assert in_powers(1e-7) == "1 × 10⁻⁷"
    assert in_powers(0.0) == "0"
