"""What kind of answer a target column asks for: an amount, one of two words, or one of several."""

from __future__ import annotations

from typing import Final

from nn_core.errors import InputError, shown
from nn_core.tables.cells import number_text
from nn_core.tables.coding import AMOUNT, SEVERAL_CLASSES, TWO_CLASSES, TargetCoding
from nn_core.tables.column import Column
from nn_core.tables.target_guess import is_name_of_classes

MAX_CLASSES: Final = 10
_TWO: Final = ((0.0, 1.0), (-1.0, 1.0))
# So many rows of each class are needed to ask, and to take numbers for classes by themselves.
_LEAST_ROWS_TO_ASK: Final = 2
_LEAST_ROWS: Final = 5

_AFFIRMATIVE: Final = frozenset(
    (
        *("yes", "y", "true", "t", "ja", "wahr", "oui", "vrai", "sí", "si", "on", "pass", "passed"),
        *("positive", "positiv", "present", "success", "good", "granted", "approved", "alive"),
    )
)
_NEGATIVE: Final = frozenset(
    (
        *("no", "n", "false", "f", "nein", "falsch", "non", "faux", "off", "fail", "failed"),
        *("negative", "negativ", "absent", "failure", "bad", "refused", "denied", "dead", "none"),
    )
)


def may_be_classes(target: Column) -> bool:
    """Whether a target of numbers has few whole ones again and again, which may stand for classes
    or amounts; 0 and 1, and -1 and 1, are two classes in any case."""
    values = target.values
    n_filled = len(target.texts) - target.n_blank
    return (
        target.is_of_numbers
        and 2 <= len(values) <= MAX_CLASSES
        and all(isinstance(value, float) and value.is_integer() for value in values)
        and values not in _TWO
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


def target_coding(target: Column, has_classes: bool, one: str = "") -> TargetCoding:
    """How a target column becomes outputs. has_classes: whether its numbers are classes; one: the
    word of two that is 1. Raises InputError for a column that cannot be a target."""
    name, values = target.name, target.values
    words = tuple(map(_text, values))
    if values in _TWO:
        numbers = (float(values[0]), float(values[1]))
        return TargetCoding(name, TWO_CLASSES, _one_last(words, one or words[1]), values=numbers)
    if target.is_of_numbers and not has_classes:
        return TargetCoding(name, AMOUNT, unit=target.unit, divisor=target.divisor)
    if len(words) < 2:
        count = f'one word only, "{shown(words[0])}"' if words else "no value at all"
        raise InputError(f'The target "{shown(name)}" has {count}: choose another target.')
    if len(words) > MAX_CLASSES:
        raise InputError(
            f'The target "{shown(name)}" has {len(words):,} different values that are no amounts: '
            f"at most {MAX_CLASSES} can be told apart. Choose another target."
        )
    if len(words) == 2:
        return TargetCoding(name, TWO_CLASSES, _one_last(words, one))
    return TargetCoding(name, SEVERAL_CLASSES, words)


def _one_last(words: tuple[str, ...], one: str) -> tuple[str, ...]:
    """The two words, the one that is 1 behind the other: the affirmative one as long as nobody
    says."""
    if one and one not in words:
        raise InputError(
            f'The target has no "{shown(one)}": choose "{shown(words[0])}" or "{shown(words[1])}".'
        )
    first, second = (word.lower() for word in words)
    is_turned = first in _AFFIRMATIVE or second in _NEGATIVE
    return words[::-1] if (one == words[0] if one else is_turned) else words


def _text(value: float | str) -> str:
    return number_text(value) if isinstance(value, float) else value
