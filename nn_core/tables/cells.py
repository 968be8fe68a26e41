"""One cell of the table: how typed text is read as a number, and how a number is written."""

import math
import re
from numbers import Real
from typing import TypeAlias

from nn_core.errors import InputError, shown
from nn_core.limits import MAX_ABSOLUTE_VALUE

Cell: TypeAlias = float | str | None

# A repeat with a second + never gives back what it has taken: a long text takes one pass.
_NUMBER = re.compile(r"[+-]?(\d++([.,]\d*+)?|[.,]\d++)([eE][+-]?\d++)?", re.ASCII)
_ONE_OR_ONE_THOUSAND = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_RANGE = f"type a number from {-MAX_ABSOLUTE_VALUE:,.0f} to {MAX_ABSOLUTE_VALUE:,.0f}"


def read_number(cell: object, where: str) -> float:
    """The number in a cell; `where` opens the sentence of the InputError when there is none.

    "0,5" is read as 0.5. "1,000" is refused, since it means 1 to some people and 1000 to others.
    """
    # Nearly every cell is one: a page looks through its whole table in each of its runs.
    if type(cell) is float and abs(cell) <= MAX_ABSOLUTE_VALUE:
        return cell
    number = number_in(cell, where)
    if math.isinf(number):
        raise InputError(f"{where} is infinite or far too large: {_RANGE}.")
    if abs(number) > MAX_ABSOLUTE_VALUE:
        raise InputError(f"{where} holds {number_text(number)}, which is too large: {_RANGE}.")
    return number


def number_in(cell: object, where: str) -> float:
    """The same of a number of any size; infinite where it is too large to be one."""
    try:
        number = float(cell) if isinstance(cell, Real) else _number_in_text(cell, where)
    except OverflowError:  # a whole number too long for a float
        return math.inf
    if math.isnan(number):  # how pandas writes an empty cell
        raise InputError(f"{where} is blank: type a number.")
    return number


def two_readings(where: str, text: str) -> str:
    """The sentence about a number such as "1,000" or "1.000", which is 1 or 1000."""
    plain = text.replace(",", ".") if "," in text else f"{text}0"
    grouped = text.replace(",", "").replace(".", "")
    return f'{where} holds "{text}", which can be read in two ways: type {plain} or {grouped}.'


def cell_of(typed: object) -> Cell:
    """What was typed, as a cell: a number where it can be read as one, None where it is blank, and
    else the text itself, so that it can be complained about."""
    try:
        return read_number(typed, "")
    except InputError:
        return None if typed is None else str(typed).strip() or None


def number_or_none(cell: object) -> float | None:
    """The number in a cell, of any size; None where there is none."""
    try:
        return number_in(cell, "")
    except InputError:
        return None


def written(cell: Cell) -> str:
    """A cell as it is written: "0.5", "red"; "" where it is blank."""
    return number_text(cell) if isinstance(cell, float) else cell or ""


def number_text(number: float) -> str:
    """The shortest text that is read back as the same number: "1", "0.1", "1e-07"."""
    return repr(float(number)).removesuffix(".0")


def _number_in_text(cell: object, where: str) -> float:
    text = "" if cell is None else str(cell)
    typed = text.strip().replace("\u2212", "-")  # the typographic minus sign
    if not typed:
        raise InputError(f"{where} is blank: type a number.")
    if _ONE_OR_ONE_THOUSAND.fullmatch(typed):
        raise InputError(two_readings(where, typed))
    if _NUMBER.fullmatch(typed):
        return float(typed.replace(",", "."))
    if typed.lstrip("+-").lower() in ("inf", "infinity", "∞"):
        return math.inf
    if typed.lstrip("+-").lower() == "nan":
        raise InputError(f'{where} holds "{typed}" (not a number): type a number.')
    raise InputError(f'{where} holds "{shown(typed)}": type a number, such as 0.5.')
