"""Whether a prediction is the one that somebody has written down, to the digits that they gave."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from nn_core.errors import InputError, counted, shown

# What is printed of a prediction, so more digits cannot be asked for.
MOST_DECIMALS = 8


class Comparison(NamedTuple):
    """Whether all digits are the same, and the sentence that says so."""

    is_same: bool
    sentence: str


def comparison(expected: str, prediction: Sequence[float]) -> Comparison:
    """Compare `prediction`, one number a target, with a text such as "0.98977040" or "0.9, 0.1".

    Each number counts to as many decimals as are written of it. Raises InputError for a text that
    does not hold one number a target, or one with more decimals than are printed.
    """
    parts = [part.strip() for part in expected.split(",")]
    if len(parts) != len(prediction):
        wanted = counted(len(prediction), "number")
        raise InputError(
            f'--expect takes {wanted} with a decimal point, one a target, not "{shown(expected)}".'
        )
    decimals = [_decimals(part) for part in parts]
    pairs = list(zip(parts, prediction, decimals, strict=True))
    found = ", ".join(f"{value:.{n}f}" for _, value, n in pairs)
    wanted = ", ".join(f"{float(part):.{n}f}" for part, _, n in pairs)
    if found == wanted:
        return Comparison(True, f"Expected {wanted}: yes, to every digit given.")
    return Comparison(False, f"Expected {wanted}: NO, the prediction is {found}.")


def _decimals(text: str) -> int:
    try:
        exponent = Decimal(text).as_tuple().exponent
    except InvalidOperation:
        exponent = "n"
    if not isinstance(exponent, int):
        raise InputError(f'--expect takes a number such as 0.98977040, not "{shown(text)}".')
    if not 0 <= -exponent <= MOST_DECIMALS:
        raise InputError(
            f'--expect takes a number with 0 to {MOST_DECIMALS} decimals, not "{shown(text)}".'
        )
    return -exponent
