"""The output of each activation and its slope, written out with their numbers in LaTeX.

In a record's formula <z>, <-z> and <s> stand for z, −z and the output as numbers; <(z)> is a z
that is multiplied, and <base> an output with an exponent: in brackets where they are negative.
<terms> stands for e to each z of the row, added up.
"""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.network.activation import Activation
from nn_ui.tabs.numbers.rounding import latex_base, latex_factor, latex_number, marked


def output(
    activation: Activation, z: float, value: float, digits: int, row: Sequence[float]
) -> str:
    """One line: output = the formula = the formula with numbers = `value`. row: all z of the row,
    of which an output that is a share is made."""
    formula, numbers = activation.latex
    terms = " + ".join(f"e^{{{latex_number(each, digits)}}}" for each in row)
    numbers = numbers.replace("<terms>", terms)
    middle = f"{_with_numbers(numbers, z, value, digits)} = " if numbers else ""
    return rf"\text{{output}} &= {formula} = {middle}{latex_number(value, digits)}"


def slope(activation: Activation, z: float, value: float, its_slope: float, digits: int) -> str:
    """One line: slope = the formula = the formula with numbers = `its_slope`; `value` is the
    output. Where the slope is one of two numbers, the reason for it."""
    found = latex_number(its_slope, digits)
    if activation.slope_latex:
        formula, numbers = activation.slope_latex
        middle = _with_numbers(numbers, z, value, digits)
        return rf"\text{{slope}} &= {formula} = {middle} = {found}"
    if not activation.kinks:
        return rf"\text{{slope}} &= {found} \text{{ everywhere}}"
    kink = min(activation.kinks, key=lambda kink: abs(z - kink))
    side = f"> {kink:g}" if z > kink else rf"\le {kink:g}"
    return rf"\text{{slope}} &= {found} \text{{, since }} z = {latex_number(z, digits)} {side}"


def _with_numbers(pattern: str, z: float, value: float, digits: int) -> str:
    marks = {
        "z": latex_number(z, digits),
        "(z)": latex_factor(z, digits),
        "-z": latex_number(-z, digits),
        "s": latex_number(value, digits),
        "base": latex_base(value, digits),
    }
    return marked(pattern, marks)
