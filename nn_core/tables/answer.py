"""What a network answers for one target, in the person's words and units."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from nn_core.errors import shown
from nn_core.tables.number_style import fixed, rounded

# The answer where two words are as near to 1 as each other.
UNDECIDED: Final = "undecided"
# So much of a word is repeated in an answer.
MOST_LETTERS: Final = 60


@dataclass(frozen=True)
class Answer:
    """A `word`, and in `number` how near the output for it is to 1; or an amount, with its `unit`,
    and no word."""

    number: float
    word: str = ""
    unit: str = ""

    def __str__(self) -> str:
        """Such as "setosa (0.93)", "280,259.74 €"."""
        if self.word:
            return f"{shown(self.word, MOST_LETTERS)} ({fixed(self.number, 2)})"
        return amount_text(self.number, self.unit)

    def in_full(self, letters: int = MOST_LETTERS) -> str:
        """The word, of which so many letters are repeated, or the amount to twelve digits."""
        return shown(self.word, letters) or with_unit(rounded(self.number, 12), self.unit)


def amount_text(amount: float, unit: str = "") -> str:
    """An answer that is an amount, as page, report, terminal and programs tell it: with two
    decimals, more below 1, where three digits count, and eight digits at most."""
    size = abs(amount)
    places = 2 - math.floor(math.log10(size)) if 0 < size < 1 else 2
    return with_unit(fixed(amount, places, most=8), unit)


def with_unit(number: str, unit: str) -> str:
    """A number as it is written, with the unit of its column."""
    return f"{number} {unit}" if unit else number
