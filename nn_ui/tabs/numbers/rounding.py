"""Numbers in a formula, in LaTeX: in the style of all numbers, but for the dot before a power of
ten, since × is a step of the calculation there."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from nn_core.tables.number_style import LARGEST, SMALLEST


def latex_number(value: float, digits: int) -> str:
    r"""A number for a formula, with its sign: "0.3637", "-1.2345 \cdot 10^{-7}"."""
    size = abs(value)
    if size == 0 or SMALLEST <= size < LARGEST:
        # A small one has two digits that count, so that the reader can do the sum.
        places = max(digits, 1 - math.floor(math.log10(size))) if size else digits
        # 0.0 is added since -0.0 would have a sign.
        return f"{value + 0.0:,.{places}f}".replace(",", "{,}")
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


def marked(formula: str, marks: Mapping[str, str]) -> str:
    """A record's formula with numbers for its marks, such as <z>."""
    return re.sub("<([^<>]++)>", lambda mark: marks[mark[1]], formula)
