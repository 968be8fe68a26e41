"""The checks that all values share: each argument is of the right kind, or refused in a sentence.

NumPy's numbers and texts are taken and kept as Python's, so that a value can be written to a file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from typing import Final, TypeGuard, TypeVar

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.errors import InputError, shown
from nn_core.limits import MAX_SEED

Value = TypeVar("Value")
# The smallest number over 0, for what must not be 0 itself.
OVER_ZERO: Final = math.ulp(0.0)
# True is not a number here, and NumPy counts spans of time among its whole numbers.
_NO_NUMBERS: Final = (bool, np.timedelta64)


def whole(value: object, low: int, high: int | None, sentence: str) -> int:
    """A whole number from `low` to `high`, which may be without end."""
    if isinstance(value, int | np.integer) and not isinstance(value, _NO_NUMBERS):
        found = int(value)
        if low <= found and (high is None or found <= high):
            return found
    raise InputError(sentence)


def number(value: object, low: float, high: float, sentence: str) -> float:
    """A number from `low` to `high`, both finite."""
    if _is_number(value):
        try:
            found = float(value)
        except OverflowError as error:  # a whole number too long for a float
            raise InputError(sentence) from error
        if low <= found <= high:  # False for NaN as well
            return found
    raise InputError(sentence)


def checked_seed(value: object, what: str = "The seed") -> int:
    """A seed of NumPy's generators: a whole number of 32 bits."""
    sentence = f"{what} must be a whole number from 0 to {MAX_SEED:,}."
    return whole(value, 0, MAX_SEED, sentence)


def truth(value: object, sentence: str) -> bool:
    """True or false, which may be written as 1 and 0."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    return bool(whole(value, 0, 1, sentence))


def text(value: object, sentence: str) -> str:
    """A text."""
    if not isinstance(value, str):
        raise InputError(sentence)
    return str(value)


def texts(values: object, sentence: str) -> tuple[str, ...]:
    """Several texts; one text alone is not a list of its letters."""
    return tuple(text(one, sentence) for one in listed(values, sentence))


def instance(value: object, kind: type[Value]) -> Value:
    """A value of the project's own."""
    if not isinstance(value, kind):
        raise InputError(f"A value of the kind {kind.__name__} is needed, not {said(value)}.")
    return value


def instances(values: object, kind: type[Value]) -> tuple[Value, ...]:
    """Several of the project's own."""
    sentence = f"A list of values of the kind {kind.__name__} is needed, not {said(values)}."
    return tuple(instance(one, kind) for one in listed(values, sentence))


def listed(value: object, sentence: str) -> tuple[object, ...]:
    """What a list, a tuple, an array or another series holds, in its order."""
    if isinstance(value, str | bytes | Mapping | Set):
        raise InputError(sentence)
    try:
        return tuple(value)  # type: ignore[arg-type]
    except TypeError as error:
        raise InputError(sentence) from error


def check_distinct(names: Sequence[str]) -> None:
    """Raise InputError when two columns have the same name."""
    for number, name in enumerate(names, start=1):
        if name in names[: number - 1]:
            first = names.index(name) + 1
            raise InputError(
                f'Columns {first} and {number} are both named "{shown(name)}": rename one of them.'
            )


def floats(values: object, what: str) -> FloatArray:
    """A new array of numbers in double precision; `what` says in the sentence what they are.

    A cell that is masked or None becomes NaN: it is for the caller to say which one cannot be used.
    """
    sentence = f"{what} must hold numbers only, the same count in every row."
    try:
        found = np.asarray(_unmasked(values))
    except (TypeError, ValueError, RecursionError) as error:
        raise InputError(sentence) from error
    objects = found.dtype.kind == "O" and all(
        one is None or isinstance(one, bool | np.bool_) or _is_number(one) for one in found.flat
    )
    if not objects and found.dtype.kind not in "biuf":
        raise InputError(sentence)
    try:
        with np.errstate(over="ignore"):  # a longer float becomes infinite
            return np.array(found, dtype=np.float64)
    except OverflowError as error:
        raise InputError(sentence) from error


def said(value: object) -> str:
    """A value as a sentence repeats it."""
    try:
        return shown(f"{value:,}" if isinstance(value, int | float) else str(value))
    except ValueError:  # Python writes no whole number of over 4,300 digits
        return "a number of so many digits"


def keep(made: object, **fields: object) -> None:
    """Set the fields of a frozen value that is being made."""
    for name, value in fields.items():
        object.__setattr__(made, name, value)


def _is_number(value: object) -> TypeGuard[float]:
    is_number = isinstance(value, int | float | np.integer | np.floating)
    return is_number and not isinstance(value, _NO_NUMBERS)


def _unmasked(values: object) -> object:
    """`values` with NaN for what is masked, in rows of their own as well."""
    if isinstance(values, np.ma.MaskedArray):
        return np.ma.filled(values.astype(object), np.nan)
    if isinstance(values, list | tuple):
        return [_unmasked(one) for one in values]
    return values
