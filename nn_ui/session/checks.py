"""Checks of what stands in the sidebar's fields, each with a sentence for who typed it."""

from __future__ import annotations

import math
import re
from typing import Final

from nn_core import InputError
from nn_core.errors import shown
from nn_core.tables.cells import number_in

_THOUSANDS: Final = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})++", re.ASCII)
_TEN_OR_TEN_THOUSAND: Final = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)


def whole_number(typed: object, name: str, low: int, high: int) -> int:
    """The whole number in a field; InputError when it is empty or outside `low` to `high`.

    "10,000" is ten thousand, as the page writes it. "10.000" is refused: it is 10 to some people.
    """
    wanted = f"type a whole number from {low:,} to {high:,}."
    if is_empty(typed):
        raise InputError(f"{name} is empty: {wanted}")
    text = str(typed).strip()
    if _TEN_OR_TEN_THOUSAND.fullmatch(text):
        ways = f"{text.partition('.')[0]} or {text.replace('.', '')}"
        raise InputError(
            f'{name} holds "{text}", which can be read in two ways: type {ways} instead.'
        )
    try:
        number = number_in(text.replace(",", "") if _THOUSANDS.fullmatch(text) else text, name)
    except InputError:
        raise InputError(f'{name} holds "{shown(text)}": {wanted}') from None
    if not low <= number <= high or number != int(number):
        raise InputError(f"{name} is {_said(number)}: {wanted}")
    return int(number)


def positive_number(typed: object, name: str, high: float) -> float:
    """The number in a field; InputError when it is empty, not over 0, or over `high`."""
    wanted = f"type a number over 0, at most {high:,.0f}."
    if is_empty(typed):
        raise InputError(f"{name} is empty: {wanted}")
    number = number_in(typed, name)
    if not 0 < number <= high:
        raise InputError(f"{name} is {_said(number)}: {wanted}")
    return number


def number(typed: object, name: str) -> float:
    """The number in a field that is not empty, of any size; InputError when there is none."""
    found = number_in(typed, name)
    if math.isinf(found):
        raise InputError(f"{name} is infinite or far too large: type a smaller number.")
    return found


def is_empty(typed: object) -> bool:
    """Whether nothing stands in a field."""
    return typed is None or not str(typed).strip()


def _said(number: float) -> str:
    return f"{number:,.10g}" if math.isfinite(number) else "infinite or far too large"
