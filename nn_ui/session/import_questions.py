"""What a person may be asked of a table that they open: only where there is a choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from nn_core.errors import shown
from nn_core.tables.cells import number_text
from nn_core.tables.coding import AMOUNT, TWO_CLASSES
from nn_core.tables.decimal_sign import COMMA, POINT
from nn_core.tables.roles import INPUT
from nn_core.tables.target_kind import may_be_classes
from nn_ui.session.importing import Importing, with_decimal

# So much of a word is shown in a list to choose from.
_MOST: Final = 60


@dataclass(frozen=True)
class Question:
    """label: what is asked, in plain text; options: a title for each answer; answer: the present
    one; use: the table with another answer."""

    key: str
    label: str
    options: Mapping[Any, str]
    answer: Any
    use: Callable[[Importing, Any], Importing]


def questions(one: Importing) -> tuple[Question, ...]:
    """All that can be asked of a table."""
    return (*_decimal(one), *_classes(one), *_which_is_one(one), *_blanks(one))


def _decimal(one: Importing) -> Iterator[Question]:
    """The sign of a number that can be read in two ways."""
    unclear = next((each for each in one.opened.columns if each.unclear and each.has_numbers), None)
    if unclear is None or not one.data:
        return
    text, number = unclear.texts[unclear.unclear[0]], unclear.numbers[unclear.unclear[0]] or 0.0
    is_grouped = abs(number) >= 1000
    small, large = (number / 1000, number) if is_grouped else (number, number * 1000)
    sign = COMMA if COMMA in text else POINT
    other = POINT if sign == COMMA else COMMA
    yield Question(
        "decimal",
        f'"{shown(text)}" in the column "{shown(unclear.name)}" is',
        {sign: number_text(small), other: number_text(large)},
        other if is_grouped else sign,
        with_decimal,
    )


def _classes(one: Importing) -> Iterator[Question]:
    """Whether few whole numbers are classes or amounts."""
    asked = [each.column for each in one.targets if may_be_classes(each.column)]
    if not asked:
        return
    names = " and ".join(f'"{shown(each.name)}"' for each in asked)
    kinds = [target.kind for target in one.plan.coding.targets] if one.plan else []
    is_guess = one.choices.has_classes is None
    yield Question(
        "classes",
        f"The whole numbers of {names} are",
        {True: "classes", False: "amounts"},
        any(kind != AMOUNT for kind in kinds) if is_guess else one.choices.has_classes,
        lambda table, answer: replace(table, choices=replace(table.choices, has_classes=answer)),
    )


def _which_is_one(one: Importing) -> Iterator[Question]:
    """Which of two words is 1."""
    codings = one.plan.coding.targets if one.plan else ()
    if len(codings) != 1 or codings[0].kind != TWO_CLASSES or codings[0].is_plain:
        return
    words = codings[0].words
    yield Question(
        "one",
        f'The output for "{shown(codings[0].name)}" is 1 for',
        {word: shown(word, _MOST) for word in sorted(words)},
        words[1],
        lambda table, answer: replace(table, choices=replace(table.choices, one=answer)),
    )


def _blanks(one: Importing) -> Iterator[Question]:
    """What becomes of rows with blank cells among the inputs."""
    inputs = [each.column for each in one.columns if each.role == INPUT]
    answers = zip(*(each.column.cells for each in one.targets), strict=True)
    rows = [row for row, cells in enumerate(answers) if None not in cells]
    if not any(each.n_blank and None in [each.cells[row] for row in rows] for each in inputs):
        return
    filled = [each.filling is not None for each in one.plan.coding.inputs] if one.plan else []
    yield Question(
        "blanks",
        "Rows with a blank cell among the inputs are",
        {False: "left out", True: "filled: mean or commonest word"},
        any(filled) if one.choices.fills_blanks is None else one.choices.fills_blanks,
        lambda table, answer: replace(table, choices=replace(table.choices, fills_blanks=answer)),
    )
