"""What kind of answer a target column asks for: an amount, or one of several words."""

from __future__ import annotations

from typing import Final

from nn_core.errors import InputError, shown
from nn_core.experiment.dataset import CLASSES
from nn_core.limits import MAX_OUTPUTS
from nn_core.tables.column import Column, as_words
from nn_core.tables.form import NUMBERS, WORDS, Form
from nn_core.tables.table_coding import words_in
from nn_core.tables.target_guess import is_name_of_classes

# So many rows of each class are needed to ask, and to take numbers for classes by themselves.
_LEAST_ROWS_TO_ASK: Final = 2
_LEAST_ROWS: Final = 5


def may_be_classes(target: Column) -> bool:
    """Whether a target of numbers has few whole ones again and again, which may stand for classes
    or amounts; 0 and 1, and -1 and 1, are two classes in any case."""
    values = target.values
    n_filled = len(target.texts) - target.n_blank
    return (
        target.is_of_numbers
        and 2 <= len(values) <= MAX_OUTPUTS
        and all(isinstance(value, float) and value.is_integer() for value in values)
        and values not in CLASSES
        and n_filled >= _LEAST_ROWS_TO_ASK * len(values)
        and not target.unit
    )


def are_classes(target: Column) -> bool:
    """Whether such numbers are taken for classes as long as nobody says: 1, 2, 3 and so on, or 0,
    1, 2, each in rows enough."""
    n_values, n_filled = len(target.values), len(target.texts) - target.n_blank
    if is_name_of_classes(target.name):
        return True
    counting = (tuple(map(float, range(n_values))), tuple(map(float, range(1, n_values + 1))))
    return n_filled >= _LEAST_ROWS * n_values and target.values in counting


def target_form(target: Column, has_classes: bool, one: str = "") -> Form:
    """How a target column becomes outputs. has_classes: whether its numbers are classes; one: the
    word of two that is 1. Raises InputError for a word that the column has not."""
    if target.is_of_numbers and (target.values in CLASSES or not has_classes):
        return Form(NUMBERS, unit=target.unit, divisor=target.divisor)
    if not target.values:
        raise InputError(
            f'The target "{shown(target.name)}" has no value at all: choose another target.'
        )
    words = words_in(as_words(target).cells)
    if one and one not in words:
        known = " or ".join(f'"{shown(word)}"' for word in words[:2])
        raise InputError(f'The target has no "{shown(one)}": choose {known}.')
    return Form(WORDS, one=one)
