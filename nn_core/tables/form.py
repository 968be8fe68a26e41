"""What stands in one column of a table: numbers, perhaps with a unit, or words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nn_core.checks import OVER_ZERO, keep, number, text, truth
from nn_core.errors import InputError
from nn_core.limits import MAX_NAME_LENGTH
from nn_core.tables.cells import Cell, cell_of

NUMBERS: Final = "numbers"
WORDS: Final = "words"
# The largest number that a file may hold is 1.8e308.
_LARGEST_DIVISOR: Final = 1e306


@dataclass(frozen=True)
class Form:
    """How the cells of one column become numbers.

    kind: "numbers", or "words", each of which has a 0/1 number of its own; unit: what stands
    behind the numbers, such as "%"; divisor: what numbers over a million are divided by; one: of
    the two words of a target the one that is 1, "" for the affirmative one; fills: whether blank
    cells of an input are filled with its mean, or its commonest word.
    Raises InputError for another kind, and for a divisor that is not over 0.
    """

    kind: str = NUMBERS
    unit: str = ""
    divisor: float = 1.0
    one: str = ""
    fills: bool = False

    def __post_init__(self) -> None:
        sentence = "A column holds numbers or words."
        if text(self.kind, sentence) not in (NUMBERS, WORDS):
            raise InputError(sentence)
        unit = text(self.unit, "A unit is a text, such as %.")
        if len(unit) > MAX_NAME_LENGTH:
            raise InputError(f"A unit has at most {MAX_NAME_LENGTH} characters.")
        sentence = "Numbers are divided by a number over 0."
        keep(self, divisor=number(self.divisor, OVER_ZERO, _LARGEST_DIVISOR, sentence))
        keep(self, unit=unit, one=text(self.one, "The word that is 1 is a text."))
        keep(self, fills=truth(self.fills, "Blank cells are filled or not: True or False."))

    @property
    def has_words(self) -> bool:
        """Whether its cells are words."""
        return self.kind == WORDS


PLAIN: Final = Form()


def cell_in(typed: object, form: Form) -> Cell:
    """What was typed, as a cell of a column: a word stays as it is, also where it could be read as
    a number."""
    if form.has_words and isinstance(typed, str):
        return typed.strip() or None
    return cell_of(typed)
