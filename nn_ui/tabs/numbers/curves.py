"""The output of each activation and its slope, written out with their numbers in LaTeX."""

from __future__ import annotations

from types import MappingProxyType

from nn_ui.tabs.numbers.rounding import latex_base, latex_factor, latex_number

# The formula in general, and with numbers put in for <z> and <-z>.
_OUTPUTS = MappingProxyType(
    {
        "sigmoid": (r"\frac{1}{1 + e^{-z}}", r"\frac{1}{1 + e^{<-z>}}"),
        "tanh": (r"\tanh(z)", r"\tanh(<z>)"),
        "relu": (r"\max(z, 0)", r"\max(<z>, 0)"),
        "leaky_relu": (r"\max(z, 0.01 \times z)", r"\max(<z>, 0.01 \times <(z)>)"),
        "softplus": (r"\ln(1 + e^{z})", r"\ln(1 + e^{<z>})"),
        "identity": ("z", ""),
        "sine": (r"\sin(z)", r"\sin(<z>)"),
    }
)
# The same for the slope, with <s> for the output, and <base> where it has an exponent.
_SLOPES = MappingProxyType(
    {
        "sigmoid": (r"\text{output} \times (1 - \text{output})", r"<s> \times (1 - <s>)"),
        "tanh": (r"1 - \text{output}^2", "1 - <base>^2"),
        "softplus": (r"\frac{1}{1 + e^{-z}}", r"\frac{1}{1 + e^{<-z>}}"),
        "sine": (r"\cos(z)", r"\cos(<z>)"),
    }
)


def output(key: str, z: float, value: float, digits: int) -> str:
    """One line: output = the formula = the formula with numbers = `value`."""
    formula, numbers = _OUTPUTS[key]
    middle = f"{_with_numbers(numbers, z, value, digits)} = " if numbers else ""
    return rf"\text{{output}} &= {formula} = {middle}{latex_number(value, digits)}"


def slope(key: str, z: float, value: float, its_slope: float, digits: int) -> str:
    """One line: slope = the formula = the formula with numbers = `its_slope`; `value` is the
    output. Where the slope is one of two numbers, the reason for it."""
    found = latex_number(its_slope, digits)
    if key in _SLOPES:
        formula, numbers = _SLOPES[key]
        middle = _with_numbers(numbers, z, value, digits)
        return rf"\text{{slope}} &= {formula} = {middle} = {found}"
    if key == "identity":
        return rf"\text{{slope}} &= {found} \text{{ everywhere}}"
    side = "> 0" if z > 0 else r"\le 0"
    return rf"\text{{slope}} &= {found} \text{{, since }} z = {latex_number(z, digits)} {side}"


def _with_numbers(pattern: str, z: float, value: float, digits: int) -> str:
    for mark, text in (
        ("<z>", latex_number(z, digits)),
        ("<(z)>", latex_factor(z, digits)),
        ("<-z>", latex_number(-z, digits)),
        ("<s>", latex_number(value, digits)),
        ("<base>", latex_base(value, digits)),
    ):
        pattern = pattern.replace(mark, text)
    return pattern
