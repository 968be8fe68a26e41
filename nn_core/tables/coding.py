"""How a person's words and amounts become numbers, and how answers come back as words and amounts.

A two-word column is one number, 0 or 1; one of more words is a 0/1 number for each. Amounts over a
million enter as thousands or millions. Everything else enters as it is. `table_coding` finds the
coding of a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

from nn_core.errors import InputError, counted, shown
from nn_core.tables.answer import MOST_LETTERS, UNDECIDED, Answer
from nn_core.tables.cell_words import amount_in, is_blank, known_word
from nn_core.tables.cells import Cell, number_text
from nn_core.tables.number_style import rounded

Column = TypeVar("Column", "InputCoding", "TargetCoding")
AMOUNT: Final = "amount"
TWO_CLASSES: Final = "two classes"
SEVERAL_CLASSES: Final = "several classes"


@dataclass(frozen=True)
class InputCoding:
    """One column of the table as one or more numbers.

    words: of a column of words, all there are; with two of them the last one is 1. unit: behind
    the numbers of a column, such as "%"; divisor: what they are divided by; filling: what stands
    for a blank cell, None where blank cells are not filled.
    """

    name: str
    words: tuple[str, ...] = ()
    unit: str = ""
    divisor: float = 1.0
    filling: Cell = None

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each number, such as "sex = male"."""
        if not self.words:
            return (_per(self.name, self.divisor),)
        return tuple(f"{self.name} = {word}" for word in self.coded_words)

    @property
    def is_plain(self) -> bool:
        """Whether its one number is what stands in each cell."""
        is_number = not self.words and not self.unit and self.divisor == 1
        return is_number and self.filling is None

    @property
    def has_words(self) -> bool:
        """Whether its cells are words."""
        return bool(self.words)

    @property
    def coded_words(self) -> tuple[str, ...]:
        """The words that have a 0/1 number."""
        return self.words[-1:] if len(self.words) == 2 else self.words

    @property
    def how(self) -> str:
        """How the column enters: in a few words."""
        if not self.words:
            return "as it is" if self.divisor == 1 else f"in units of {rounded(self.divisor, 3)}"
        if len(self.words) == 2:
            return f"0 or 1, {shown(self.words[1])} is 1"
        return f"{len(self.words)} numbers, 0 or 1, one a word"

    def numbers(self, cell: Cell, where: str) -> tuple[float, ...]:
        """A cell as numbers, (len(names),); `where` opens the sentence of the InputError when it
        is blank, or a word that is not known."""
        cell = self.filling if is_blank(cell) else cell
        if not self.words:
            return (amount_in(cell, self.unit, self.divisor, where),)
        word = known_word(cell, self.words, where)
        return tuple(float(word == each) for each in self.coded_words)


@dataclass(frozen=True)
class TargetCoding:
    """One target column as one or more outputs.

    kind: AMOUNT; TWO_CLASSES, one output that is `values[0]` for the first of the two words and
    `values[1]` for the second; SEVERAL_CLASSES, one output of 0 or 1 for each word.
    """

    name: str
    kind: str
    words: tuple[str, ...] = ()
    unit: str = ""
    divisor: float = 1.0
    values: tuple[float, float] = (0.0, 1.0)

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each output."""
        if self.kind == SEVERAL_CLASSES:
            return tuple(f"{self.name} = {word}" for word in self.words)
        return (_per(self.name, self.divisor),)

    @property
    def how(self) -> str:
        """What the outputs are: in a few words."""
        if self.kind == SEVERAL_CLASSES:
            return f"{len(self.words)} outputs, 0 or 1, one a class"
        if self.kind == AMOUNT:
            return "an amount" if self.divisor == 1 else f"in units of {rounded(self.divisor, 3)}"
        if self.is_plain:
            return f"{self.words[0]} or {self.words[1]}"
        return f"0 or 1, {shown(self.words[1])} is 1"

    @property
    def has_words(self) -> bool:
        """Whether its cells are words, and not the numbers that come out."""
        return self.kind != AMOUNT and not self.is_plain

    @property
    def is_plain(self) -> bool:
        """Whether its one output is the number that stands in the table."""
        is_number = self.kind == AMOUNT or self.words == tuple(map(number_text, self.values))
        return is_number and not self.unit and self.divisor == 1

    def numbers(self, cell: Cell, where: str) -> tuple[float, ...]:
        """A cell as outputs, (len(names),); `where` opens the sentence of the InputError when it
        cannot be used."""
        if not self.has_words:
            return (amount_in(cell, self.unit, self.divisor, where),)
        word = known_word(cell, self.words, where)
        if self.kind == TWO_CLASSES:
            return (self.values[self.words.index(word)],)
        return tuple(float(word == each) for each in self.words)

    def found(self, outputs: Sequence[float]) -> Answer:
        """What its outputs, (len(names),), say; the word is UNDECIDED between two that are as near
        to 1 as each other."""
        if self.kind == AMOUNT:
            return Answer(outputs[0] * self.divisor, unit=self.unit)
        shares = list(outputs)
        if self.kind == TWO_CLASSES:
            low, high = self.values
            share = (outputs[0] - low) / (high - low)
            shares = [1 - share, share]
        largest = max(shares)
        is_one = shares.count(largest) == 1
        return Answer(largest, self.words[shares.index(largest)] if is_one else UNDECIDED)

    def answer(self, outputs: Sequence[float]) -> str:
        """What the outputs say, in the person's words and units: "setosa (0.93)", "280 €"."""
        return str(self.found(outputs))


@dataclass(frozen=True)
class Coding:
    """How a whole table becomes numbers, and back.

    input_names, target_names: a short name of its own for each number, in their order.
    """

    inputs: tuple[InputCoding, ...]
    targets: tuple[TargetCoding, ...]
    input_names: tuple[str, ...]
    target_names: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether every number is as it stands in the table, and so is every answer."""
        return all(one.is_plain for one in self.inputs) and self.has_plain_answers

    @property
    def has_plain_answers(self) -> bool:
        """Whether every answer is the number that comes out."""
        return all(one.is_plain for one in self.targets)

    @property
    def columns(self) -> tuple[ColumnCoding, ...]:
        """All columns, inputs first."""
        return (*self.inputs, *self.targets)

    @property
    def output_units(self) -> tuple[tuple[float, str], ...]:
        """For each output what it is multiplied by to be told, and the unit behind it."""
        return tuple((each.divisor, each.unit) for each in self.targets for _ in each.names)

    def example(
        self, cells: Sequence[Cell], where: str = "The example's value for"
    ) -> tuple[float, ...]:
        """A new example in words and amounts, one cell for each input column, as the numbers that
        stand for it: (len(input_names),). Raises InputError for cells that cannot be used; its
        sentence opens with `where` and the column's name."""
        if len(cells) != len(self.inputs):
            raise InputError(
                f"The example has {counted(len(cells), 'value')} but the table has "
                f"{counted(len(self.inputs), 'input')}: type one value for each, in this order: "
                f"{', '.join(shown(each.name) for each in self.inputs)}."
            )
        pairs = zip(self.inputs, cells, strict=True)
        parts = [each.numbers(cell, f'{where} "{shown(each.name)}"') for each, cell in pairs]
        return tuple(number for part in parts for number in part)

    def answers(self, outputs: Sequence[float]) -> tuple[str, ...]:
        """The answer for each target column: "tree: arve (0.93)"."""
        return tuple(
            f"{shown(target.name, MOST_LETTERS)}: {target.answer(part)}"
            for target, part in self.parts(outputs)
        )

    def found(self, outputs: Sequence[float]) -> tuple[Answer, ...]:
        """The same as values; of a column of 0 and 1, or of other plain numbers, its number."""
        return tuple(
            Answer(part[0]) if target.is_plain else target.found(part)
            for target, part in self.parts(outputs)
        )

    def parts(self, outputs: Sequence[float]) -> Iterator[tuple[TargetCoding, Sequence[float]]]:
        """Each target column with its share of the outputs, (len(target_names),)."""
        return _shared_out(self.targets, outputs)

    def input_parts(
        self, numbers: Sequence[float]
    ) -> Iterator[tuple[InputCoding, Sequence[float]]]:
        """Each input column with its share of the numbers, (len(input_names),)."""
        return _shared_out(self.inputs, numbers)


ColumnCoding: TypeAlias = InputCoding | TargetCoding


def _shared_out(
    columns: Sequence[Column], numbers: Sequence[float]
) -> Iterator[tuple[Column, Sequence[float]]]:
    at = 0
    for column in columns:
        yield column, numbers[at : at + len(column.names)]
        at += len(column.names)


def _per(name: str, divisor: float) -> str:
    return name if divisor == 1 else f"{name} (in {rounded(divisor, 3)})"
