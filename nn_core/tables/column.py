"""What is in one column of a person's table: numbers, words, an identifier, dates, or nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from nn_core.errors import counted, shown
from nn_core.limits import MAX_ABSOLUTE_VALUE
from nn_core.tables.cells import Cell
from nn_core.tables.csv_header import is_missing
from nn_core.tables.decimal_sign import Numbers

NUMBERS: Final = "numbers"
WORDS: Final = "words"
IDENTIFIER: Final = "identifier"
DATES: Final = "dates"
CONSTANT: Final = "constant"
EMPTY: Final = "empty"

# Shorter tables of words have a word of its own in every row by chance.
_LEAST_ROWS_OF_IDENTIFIER: Final = 3
_BLANK: Final = frozenset(("", "na", "n/a", "#n/a", "<na>", "nan", "null", "?"))
_IDENTIFYING: Final = frozenset(("id", "ids", "index", "idx", "nr", "no", "key", "uuid", "unnamed"))
_PART_OF_NAME = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]++|[A-ZÄÖÜ]++")
_MONTH: Final = "(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zä]*+"
_TIME: Final = r"\d{1,2}:\d\d(?::\d\d(?:[.,]\d++)?)?(?: ?[ap]m)?(?:z|[+-]\d\d:?\d\d)?"
_DATE: Final = "|".join(
    (
        r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?",
        r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)",
        rf"(?:\d{{1,2}}[-. ]{{1,2}})?{_MONTH}[-. ]{{1,2}}(?:\d{{1,2}},? )?\d{{2,4}}",
    )
)
_DATE_OR_TIME = re.compile(rf"(?:{_DATE})(?:[t ]{_TIME})?|{_TIME}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """A column as it stands in the file, and what it is taken for.

    texts: one a row; numbers: the same as numbers, None where there is none, with `unit` behind
    them all, such as "%"; unclear: the rows whose number can be read in two ways. Rows count
    from 0.
    """

    name: str
    kind: str
    texts: tuple[str, ...]
    numbers: tuple[float | None, ...]
    unit: str = ""
    unclear: tuple[int, ...] = ()

    @cached_property
    def has_numbers(self) -> bool:
        """Whether most cells that are not blank are numbers."""
        n_filled = sum(not is_missing(text) and bool(text) for text in self.texts)
        return 2 * sum(number is not None for number in self.numbers) > n_filled

    @property
    def is_of_numbers(self) -> bool:
        """Whether it is used as numbers, and not as words."""
        return self.has_numbers and self.kind != WORDS

    @property
    def divisor(self) -> float:
        """1, or the power of a thousand by which its numbers are divided to be no larger than the
        app takes them."""
        largest = max((abs(one) for one in self.numbers if one is not None), default=0.0)
        divisor = 1.0
        while largest / divisor > MAX_ABSOLUTE_VALUE:
            divisor *= 1000
        return divisor

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """A number or a word for each row, None where it is blank, or no number among numbers."""
        if self.is_of_numbers:
            return self.numbers
        return tuple(None if text.lower() in _BLANK else text for text in self.texts)

    @cached_property
    def values(self) -> tuple[float | str, ...]:
        """Every value once, numbers by size and words by the alphabet."""
        return tuple(sorted({cell for cell in self.cells if cell is not None}))

    @property
    def n_blank(self) -> int:
        """How many cells hold nothing that can be used."""
        return self.cells.count(None)

    @cached_property
    def unreadable(self) -> tuple[int, ...]:
        """The rows that hold a text among numbers."""
        if not self.is_of_numbers:
            return ()
        pairs = enumerate(zip(self.texts, self.numbers, strict=True))
        return tuple(
            row
            for row, (text, number) in pairs
            if number is None and text and text.lower() not in _BLANK and not is_missing(text)
        )

    @property
    def what(self) -> str:
        """Its kind, with the number of its words and blank cells: "3 words, 2 blank"."""
        what = self.kind
        if self.kind == WORDS:
            what = counted(len(self.values), "word")
        elif self.kind == NUMBERS and self.unit:
            what = f"numbers in {self.unit}"
        elif self.kind == CONSTANT:
            what = f'constant "{shown(self.texts[self.cells.index(self.values[0])])}"'
        is_filled = 0 < self.n_blank < len(self.texts)
        return f"{what}, {self.n_blank:,} blank" if is_filled else what


def column(name: str, texts: Sequence[str], found: Numbers, *, is_named: bool = True) -> Column:
    """A column of texts with the kind that it seems to have; `is_named`: the file has its name."""
    finite = tuple(None if each is None or math.isinf(each) else each for each in found.values)
    made = Column(name, NUMBERS, tuple(texts), finite, found.unit, found.unclear)
    return replace(made, kind=_kind(made, is_named=is_named))


def as_words(one: Column) -> Column:
    """The same column with its numbers taken for words."""
    return replace(one, kind=WORDS)


def _kind(made: Column, *, is_named: bool) -> str:
    if not made.has_numbers:
        made = as_words(made)
    filled = [text for text, cell in zip(made.texts, made.cells, strict=True) if cell is not None]
    if not filled:
        return EMPTY
    if len(made.values) == 1 and len(filled) > 1:
        return CONSTANT
    is_distinct = len(made.values) == len(filled) == len(made.texts)
    if made.kind == WORDS:
        if all(_DATE_OR_TIME.fullmatch(text) for text in filled):
            return DATES
        is_identifier = is_distinct and len(filled) >= _LEAST_ROWS_OF_IDENTIFIER
        return IDENTIFIER if is_identifier else WORDS
    is_identifier = is_distinct and (not is_named or names_rows(made.name))
    is_whole = all(isinstance(value, float) and value.is_integer() for value in made.values)
    return IDENTIFIER if is_identifier and is_whole else NUMBERS


def names_rows(name: str) -> bool:
    """Whether a name ends or begins as those of identifiers do: "Id", "PassengerId", "row nr"."""
    parts = [part.lower() for part in _PART_OF_NAME.findall(name)]
    return bool(parts) and (parts[-1] in _IDENTIFYING or parts[0] in _IDENTIFYING)
