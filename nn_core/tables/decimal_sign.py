"""Which sign is the decimal one: the numbers of whole columns, each read as the others show.

"0,5" and "1.234,50" can be read in one way only, "1,000" in two: it is 1 to some people, and 1000
to others. What else stands in the column, or thousands elsewhere in the file, settle which; where
nothing does, the cell stays unclear, for the caller to ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

POINT: Final = "."
COMMA: Final = ","
UNITS: Final = "%‰$€£¥"

# What a text means with a decimal point, and with a decimal comma; None where it is no number.
_Readings: TypeAlias = tuple[float | None, float | None]
_Column: TypeAlias = Sequence[str]

# A repeat with a second + never gives back what it has taken: a long text takes one pass.
_WITH_POINT = re.compile(
    r"[+-]?(?:(?:[1-9]\d{0,2}(?:,\d{3})++|\d++)(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?", re.ASCII
)
_SPACED = re.compile(r"[+-]?[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3})++(?!\d)", re.ASCII)
_SPACES = re.compile(r"[ \u00a0\u2009\u202f'’]")
_SWAPPED: Final = MappingProxyType(str.maketrans(".,", ",."))


@dataclass(frozen=True)
class Numbers:
    """The numbers in a column of texts.

    values: None where a text is blank or no number; unit: the sign that all of them have, such as
    "%"; unclear: the places of texts that can be read in two ways, and are read as was guessed.
    """

    values: tuple[float | None, ...]
    unit: str = ""
    unclear: tuple[int, ...] = ()


@dataclass(frozen=True)
class _File:
    """What a whole file shows of its decimal sign, and that of numbers with thousands in groups."""

    signs: frozenset[str]
    signs_of_grouped: frozenset[str]
    delimiter: str

    def settled(self, text: str) -> str:
        """The decimal sign of a text that can be read in two ways; "" where it stays open."""
        if len(self.signs_of_grouped) == 1:
            return next(iter(self.signs_of_grouped))
        if COMMA in text:
            return COMMA if self.delimiter == ";" else ""
        if COMMA in self.signs or (POINT not in self.signs and self.delimiter == ";"):
            return ""
        return POINT


def numbers_in(columns: Sequence[_Column], delimiter: str, guess: str = "") -> tuple[Numbers, ...]:
    """The numbers in all columns of one file; `guess` is the decimal sign of unclear ones, by
    default the usual one beside this delimiter."""
    units = [_unit(column) for column in columns]
    readings = [
        [_readings(text, unit) for text in column]
        for column, unit in zip(columns, units, strict=True)
    ]
    file = _shown_by(columns, readings, delimiter)
    usual = guess or (COMMA if delimiter == ";" else POINT)
    return tuple(_read(*each, file, usual) for each in zip(columns, readings, units, strict=True))


def _read(
    column: _Column, readings: Sequence[_Readings], unit: str, file: _File, usual: str
) -> Numbers:
    signs = {sign for each in readings if (sign := _only_sign(each))}
    values: list[float | None] = []
    unclear = []
    for place, (text, (with_point, with_comma)) in enumerate(zip(column, readings, strict=True)):
        sign = POINT if with_comma is None else COMMA
        if with_point is not None and with_comma is not None and with_point != with_comma:
            sign = next(iter(signs)) if len(signs) == 1 else file.settled(text)
            if not sign:
                unclear.append(place)
        values.append(with_comma if (sign or usual) == COMMA else with_point)
    return Numbers(tuple(values), unit, tuple(unclear))


def _shown_by(
    columns: Sequence[_Column], readings: Sequence[Sequence[_Readings]], delimiter: str
) -> _File:
    signs, signs_of_grouped = set(), set()
    for column, of_column in zip(columns, readings, strict=True):
        for text, each in zip(column, of_column, strict=True):
            if sign := _only_sign(each):
                signs.add(sign)
                if (COMMA if sign == POINT else POINT) in text:
                    signs_of_grouped.add(sign)
    return _File(frozenset(signs), frozenset(signs_of_grouped), delimiter)


def _only_sign(readings: _Readings) -> str:
    """The decimal sign that a text must have; "" where it may have either, or is no number."""
    with_point, with_comma = readings
    if (with_point is None) == (with_comma is None):
        return ""
    return COMMA if with_point is None else POINT


def _readings(text: str, unit: str) -> _Readings:
    text, own_unit = _without_unit(text)
    if own_unit != unit:
        return None, None
    if _SPACED.match(text):
        text = _SPACES.sub("", text)
    return _with_point(text), _with_point(text.translate(_SWAPPED))


def _with_point(text: str) -> float | None:
    return float(text.replace(",", "")) if _WITH_POINT.fullmatch(text) else None


def _unit(column: _Column) -> str:
    """The unit of more numbers in a column than any other, or none, has."""
    found = Counter(
        unit for text in column for bare, unit in [_without_unit(text)] if bare[-1:].isdecimal()
    )
    unit = max(found, key=lambda each: found[each], default="")
    return unit if found[unit] > found[""] else ""


def _without_unit(text: str) -> tuple[str, str]:
    """A text without the unit behind or before it, and the unit."""
    text = text.strip().replace("\u2212", "-")  # the typographic minus sign
    if text and text[-1] in UNITS:
        return text[:-1].rstrip(), text[-1]
    sign, bare = (text[0], text[1:]) if text[:1] in ("+", "-") else ("", text)
    if bare and bare[0] in UNITS:
        return sign + bare[1:].lstrip(), bare[0]
    return text, ""
