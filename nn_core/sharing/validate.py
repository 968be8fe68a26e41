"""Values from a link or a file, taken only after a look at their type and range."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from nn_core.errors import InputError, counted, shown
from nn_core.tables.cells import read_number

Value = TypeVar("Value")
MOST_COMPLAINTS: Final = 8


class Complaints:
    """What could not be used, one sentence each; the first few of them are kept."""

    def __init__(self) -> None:
        self._sentences: list[str] = []
        self._n_more = 0

    def add(self, sentence: str) -> None:
        """Note one more."""
        if len(self._sentences) < MOST_COMPLAINTS:
            self._sentences.append(sentence)
        else:
            self._n_more += 1

    def attempt(self, where: str, read: Callable[[], Value], otherwise: Value) -> Value:
        """What `read` gives; where it raises InputError, that is noted and `otherwise` is taken."""
        try:
            return read()
        except InputError as error:
            self.add(f'"{where}" is left out: {error}')
            return otherwise

    def group(self, plain: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        """The named values at `name`, none where there are none."""
        nothing: Mapping[str, Any] = {}
        return self.attempt(name, lambda: group(plain.get(name, nothing)), nothing)

    def list_of(self, plain: Mapping[str, Any], name: str, most: int) -> Sequence[Any]:
        """The list at `name`, empty where there is none."""
        nothing: Sequence[Any] = []
        return self.attempt(name, lambda: list_of(plain.get(name, nothing), most), nothing)

    def unknown(self, names: Iterable[str]) -> None:
        """Note names that mean nothing here."""
        listed = list(names)
        if listed:
            first = ", ".join(f'"{shown(name)}"' for name in listed[:3])
            more = f" and {len(listed) - 3:,} more" if len(listed) > 3 else ""
            self.add(f"Not known here and left out: {first}{more}.")

    @property
    def sentences(self) -> tuple[str, ...]:
        """Those that are kept, and how many more there were."""
        if not self._n_more:
            return tuple(self._sentences)
        return (*self._sentences, f"{counted(self._n_more, 'more thing')} could not be used.")


def whole(value: object) -> int:
    """A whole number that is not absurdly long; 5.0 is one as well."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
        raise InputError(f"{_said(value)} is no whole number.")
    return value


def whole_from(low: int, high: int) -> Callable[[object], int]:
    """A reader of whole numbers from `low` to `high`."""

    def read(value: object) -> int:
        number = whole(value)
        if not low <= number <= high:
            raise InputError(f"{number:,} is not a whole number from {low:,} to {high:,}.")
        return number

    return read


def whole_or_none(value: object) -> int | None:
    """A whole number, or null."""
    return None if value is None else whole(value)


def number(value: object) -> float:
    """A finite number."""
    try:
        if not isinstance(value, bool) and isinstance(value, int | float):
            found = float(value)
            if math.isfinite(found):
                return found
    except OverflowError:  # a whole number too long for a float
        pass
    raise InputError(f"{_said(value)} is no number that can be used.")


def number_or_none(value: object) -> float | None:
    """A finite number, or null."""
    return None if value is None else number(value)


def truth(value: object) -> bool:
    """True or false; a link says 1 or 0."""
    if isinstance(value, bool) or (isinstance(value, int) and value in (0, 1)):
        return bool(value)
    raise InputError(f"{_said(value)} is neither true nor false.")


def text(value: object) -> str:
    """A text."""
    if isinstance(value, str):
        return value
    raise InputError(f"{_said(value)} is no text.")


def whole_list(value: object) -> list[int]:
    """A list of at most 20 whole numbers."""
    return [whole(one) for one in list_of(value, 20)]


def list_of(value: object, most: int) -> Sequence[Any]:
    """A list of at most so many values."""
    if not isinstance(value, list):
        raise InputError(f"{_said(value)} is no list.")
    if len(value) > most:
        raise InputError(f"It has {len(value):,} entries: use at most {most:,}.")
    return value


def group(value: object) -> Mapping[str, Any]:
    """Names with their values."""
    if not isinstance(value, dict):
        raise InputError(f"{_said(value)} is no group of named values.")
    return value


def cell(value: object, where: str) -> float | None:
    """One cell of a table: blank, or a number of any size (the table itself says what it takes).

    A text is read as if it had been typed.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return read_number(value, where) if value.strip() else None
    try:
        return number(value)
    except InputError as error:
        raise InputError(f"{where}: {error}") from error


def _said(value: object) -> str:
    if isinstance(value, str):
        return f'"{shown(value)}"'
    if isinstance(value, bool) or value is None:
        return {True: "True", False: "False", None: "Nothing"}[value]
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, int):
        return f"{value:,}" if abs(value) < 10**15 else "A number this long"
    return "A list" if isinstance(value, list) else "A group of named values"
