"""Numbers rounded for the eye: the same count of decimals down a column."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from nn_core.arrays import FloatArray

# From here on a number with all its decimals is wider than its cell.
LARGEST_IN_DECIMALS = 1e6
_RAISED = MappingProxyType(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def column_format(values: FloatArray, digits: int) -> str:
    """How to write a column, for printf: "%.4f", or "%.4e" where decimals would say nothing.

    Every number of a column is written alike, so that the decimal points stand in one line.
    """
    return f"%.{digits}{'e' if needs_powers(values, digits) else 'f'}"


def needs_powers(values: FloatArray, digits: int) -> bool:
    """Whether powers of ten are needed: too large, or zeros where there is something.

    With 4 digits small numbers beside larger ones are rounded to 0.0000, as one expects; with 12
    digits none is.
    """
    sizes = np.abs(values[values != 0])
    if not len(sizes):
        return False
    few = digits <= 4
    shown, enough = (sizes.max(), 5.0) if few else (sizes.min(), 0.5)
    return bool(sizes.max() >= LARGEST_IN_DECIMALS or shown < enough * 10.0**-digits)


def latex_number(value: float, digits: int) -> str:
    """A number for a formula, with its sign: "0.3637", "-1.2345 \\cdot 10^{-7}"."""
    if not needs_powers(np.array([value]), digits):
        return f"{value + 0.0:.{digits}f}"  # 0.0 is added since -0.0 would have a sign
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}"


def latex_factor(value: float, digits: int) -> str:
    """The same in parentheses where it is negative, to stand behind an operator."""
    text = latex_number(value, digits)
    return rf"({text})" if text.startswith("-") else text


def latex_base(value: float, digits: int) -> str:
    """The same to stand before an exponent: in powers of ten it has one of its own."""
    text = latex_number(value, digits)
    return rf"({text})" if text.startswith("-") or "^" in text else text


def latex_given(value: float, digits: int) -> str:
    """A number of the table, with no more places than it has, to stand before or behind ×."""
    text = f"{value + 0.0:.{digits}g}"
    if "e" in text or float(text) != value:
        return latex_factor(value, digits)
    return f"({text})" if text.startswith("-") else text


def given_first(value: float, digits: int) -> str:
    """The same to stand at the beginning, where a minus needs no parentheses."""
    return latex_given(value, digits).removeprefix("(").removesuffix(")")


def in_powers(value: float) -> str:
    """A small number in a sentence: "1.8 × 10⁻¹⁰"."""
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.1e}".split("e")
    raised = str(int(exponent)).translate(_RAISED)
    return f"{mantissa.removesuffix('.0')} × 10{raised}"
