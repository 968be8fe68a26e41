"""How a number is written for people, on the page, in the report and in the terminal alike.

Thousands have commas and the minus is a true one. From 10⁷ up and below 10⁻⁴ stand powers of ten,
since nobody counts digits: 8.68 × 10¹⁷. A number is never rounded to 0, so there is no −0.00.
Numbers that are to be read back, in fields and files, are written by `cells.number_text`.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Final

from nn_core.tables.cells import number_text

LARGEST: Final = 1e7
SMALLEST: Final = 1e-4
# What stands for a number that is infinite, or none.
NO_NUMBER: Final = "–"
_RAISED: Final = MappingProxyType(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def fixed(value: float, places: int, *, most: int | None = None, significant: int = 3) -> str:
    """A number with so many decimals: "0.98977040", "−1,234.50".

    A smaller one has as many as its first digit needs, and one with more than `most` digits in all
    has fewer. A power of ten has `significant` digits before it.
    """
    if not math.isfinite(value):
        return NO_NUMBER
    size = abs(value)
    if size == 0:
        return f"{0:.{places}f}"
    if SMALLEST <= size < LARGEST:
        exponent = math.floor(math.log10(size))
        shown = max(places, -exponent)
        if most is not None and exponent > 0:
            shown = max(0, min(shown, most - 1 - exponent))
        text = f"{size:,.{shown}f}"
        if float(text.replace(",", "")) < LARGEST:
            return _sign(value) + text
    return _sign(value) + _power(f"{size:.{significant - 1}e}")


def rounded(value: float, significant: int) -> str:
    """A number with at most so many significant digits, and no zeros at its end: "0.25", "1,234.5",
    "8.68 × 10¹⁷"; the digits of a whole number below 10⁷ all stand."""
    if not math.isfinite(value) or value == 0:
        return shortest(value)
    size, mantissa = abs(value), f"{abs(value):.{significant - 1}e}"
    if not SMALLEST <= size < LARGEST or float(mantissa) >= LARGEST:
        digits, exponent = mantissa.split("e")
        return _sign(value) + _power(f"{_trimmed(digits)}e{exponent}")
    places = max(0, significant - 1 - int(mantissa.split("e")[1]))
    return _sign(value) + _trimmed(f"{size:,.{places}f}")


def shortest(value: float) -> str:
    """A number with all the digits that it has, and no more: "1", "−0.1", "1 × 10⁻⁷"."""
    if not math.isfinite(value):
        return NO_NUMBER
    size = abs(value)
    text = number_text(size)
    if size == 0 or SMALLEST <= size < LARGEST:
        whole, _, decimals = text.partition(".")
        return _sign(value) + f"{int(whole):,}" + (f".{decimals}" if decimals else "")
    count = len(text.partition("e")[0].replace(".", "").strip("0"))
    return _sign(value) + _power(f"{size:.{count - 1}e}")


def power_of_ten(exponent: int) -> str:
    """Such as "10⁻⁴"."""
    return "10" + str(exponent).translate(_RAISED)


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").removesuffix(".") if "." in digits else digits


def _power(scientific: str) -> str:
    mantissa, exponent = scientific.split("e")
    return f"{mantissa} × {power_of_ten(int(exponent))}"


def _sign(value: float) -> str:
    return "−" if value < 0 else ""
