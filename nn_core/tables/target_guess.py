"""Which column of a person's table is the target, as long as nobody has said so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nn_core.tables.column import NUMBERS, WORDS, Column

# Names of kinds of things.
_OF_CLASSES: Final = ("class", "klasse", "type", "typ", "kind", "sort", "art", "category", "group")
# Names that mean the target wherever they stand, and names that do so in first or last place.
_ANYWHERE: Final = (
    *("target", "label", "labels", "outcome", "output", "species", "survived", "price", "preis"),
    *("ziel", "zielwert", "diagnosis", "diagnose", "churn", "default", "fraud", "spam"),
)
# What has happened or not, such as "survived" or "purchased": these columns have two values.
_HAPPENED: Final = ("bought", "sold", "won", "lost", "left", "quit", "bestanden")
_AT_AN_END: Final = (
    *_OF_CLASSES,
    *("y", "result", "ergebnis", "value", "score", "quality", "decision", "answer", "sales"),
    *("income", "salary"),
)
_WORD = re.compile(r"[^\W\d_]++")


def guessed_targets(
    columns: Sequence[Column], marked: Sequence[int]
) -> tuple[tuple[int, ...], str]:
    """The places of the target columns, and why they are taken; `marked` ones are named as targets
    by the file."""
    if marked:
        return tuple(marked), "its name says so"
    useful = [at for at, each in enumerate(columns) if each.kind in (NUMBERS, WORDS)]
    if not useful:
        return (len(columns) - 1,), "it is the last column"
    ends = (useful[0], useful[-1])
    named = [(_strength(columns[at], at in ends), at) for at in useful]
    strength, place = max(named)
    if strength > 0:
        return (place,), f"targets are often called so{_of_place(place, ends)}"
    return (useful[-1],), "it is the last column that can be one"


def is_name_of_classes(name: str) -> bool:
    """Whether a name is one of those that kinds of things have, such as "type"."""
    known = (*_OF_CLASSES, "species", "label", "cluster")
    return any(word in known for word in _words(name))


def _strength(column: Column, is_end: bool) -> int:
    """How much speaks for a column: first of all its name, and then its place."""
    words = _words(column.name)
    known = (*_ANYWHERE, *_AT_AN_END) if is_end else _ANYWHERE
    if " ".join(words) in known or _has_happened(column, words):
        return 4 if is_end else 2
    return 1 + 2 * is_end if is_end and any(word in known for word in words) else 0


def _has_happened(column: Column, words: Sequence[str]) -> bool:
    return len(column.values) == 2 and any(map(_is_participle, words))


def _is_participle(word: str) -> bool:
    is_german = word.startswith("ge") and word.endswith(("t", "en"))
    return word.endswith("ed") or is_german or word in _HAPPENED


def _of_place(place: int, ends: tuple[int, int]) -> str:
    if place == ends[1]:
        return ", and it is the last column"
    return ", and it is the first column" if place == ends[0] else ""


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]
