"""The first row of a CSV file: whether it names the columns, and which of them are targets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from nn_core.tables.short_names import tidy_name
from nn_core.tables.spreadsheets import begins_formula, guarded, unguarded

Names: TypeAlias = tuple[str, ...]

_SIGN = r"[-+−]?"
_DIGITS = r"[.,]*+\d[\d.,]*+"
_NUMBER = re.compile(rf"{_SIGN}{_DIGITS}(e[+-]?\d++)?|[-+]?(inf|nan)", re.ASCII | re.IGNORECASE)
_AMOUNT = re.compile(rf"{_SIGN}[$€£¥]? ?{_DIGITS} ?[%‰$€£¥]?", re.ASCII)
_DATE_OR_TIME = re.compile(r"\d++(?:[-/:.]\d++)++", re.ASCII)
_WHOLE = re.compile(r"\d++", re.ASCII)
# What statistics programs and people write for a value that is not there.
_MISSING: Final = frozenset(
    ("na", "n/a", "n.a.", "#n/a", "null", "none", "missing", "?", "-", "–", "—", ".")
)
_ROLE_IN_FRONT = re.compile(r"(input|target) ?: ?(\S.*+)", re.IGNORECASE)


def is_header(fields: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> bool:
    """Whether a first row names the columns; otherwise it is data, wrong as it may be.

    A value that cannot be used is no name: a row that holds one beside numbers would be lost.
    Whole numbers may be names, such as years, but only beside words. Words that stand again in
    their own columns of the `rows` below are no names, unless another word stands over values only.
    """
    filled = [field.strip() for field in fields if field.strip()]
    if not filled or any(role_and_name(field)[0] for field in filled):
        return True
    missing = [field for field in filled if is_missing(field)]
    values = [field for field in filled if is_value(field)]
    if len(missing) + len(values) == len(filled):
        return False
    if values and (missing or not all(_WHOLE.fullmatch(field) for field in values)):
        return False
    words = {
        place: field.strip()
        for place, field in enumerate(fields)
        if field.strip() and not is_missing(field) and not is_value(field)
    }
    n_again = _n_that_stand_again(words, rows)
    return 2 * n_again < len(words) or (n_again < len(words) and _is_over_values(words, rows))


def _is_over_values(words: Mapping[int, str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether one of the words stands over values and nothing else."""
    columns = ([row[place] for row in rows if place < len(row)] for place in words)
    return any(len(column) > 1 and all(map(is_value, column)) for column in columns)


def _n_that_stand_again(words: Mapping[int, str], rows: Sequence[Sequence[str]]) -> int:
    again = {
        place
        for row in rows
        for place, text in enumerate(row)
        if place in words and words[place] == text.strip()
    }
    return len(again)


def usual_names(n_columns: int) -> tuple[Names, Names]:
    """The names of columns that have none."""
    return tuple(f"Input {number}" for number in range(1, n_columns)), ("Target",)


def role_and_name(field: str) -> tuple[str, str]:
    """The role that a header gives its column ("" when it leaves that open), and the name."""
    name = unguarded(tidy_name(field))
    if in_front := _ROLE_IN_FRONT.fullmatch(name):
        return in_front[1].lower(), in_front[2]
    return ("target" if name.lower().startswith("target") else ""), name


def header(inputs: Names, targets: Names, *, must_say: bool = False) -> list[str]:
    """The plainest of three ways to write the names that is safe and says which are targets, so
    that nothing is left to be guessed; must_say: and which are inputs."""
    safe = [guarded(name) for name in inputs]
    marked = [f"target: {guarded(name)}" for name in targets]
    for fields in ([*safe, *map(guarded, targets)], [*safe, *marked]):
        if (
            not must_say
            and not any(map(begins_formula, fields))
            and _reads_back(fields, inputs, targets)
        ):
            return fields
    return [*(f"input: {name}" for name in safe), *marked]


def is_value(field: str) -> bool:
    """Whether a text is a number, an amount of something, a date or a time."""
    return any(kind.fullmatch(field.strip()) for kind in (_NUMBER, _AMOUNT, _DATE_OR_TIME))


def is_missing(field: str) -> bool:
    """Whether a text stands for a value that is not there."""
    return field.strip().lower() in _MISSING


def _reads_back(fields: Sequence[str], inputs: Names, targets: Names) -> bool:
    pairs = [role_and_name(field) for field in fields]
    is_marked = [role == "target" for role, _ in pairs]
    names = tuple(name for _, name in pairs)
    wanted = [False] * len(inputs) + [True] * len(targets)
    return is_header(fields) and is_marked == wanted and names == (*inputs, *targets)
