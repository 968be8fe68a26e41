"""Names that have room beside the network: long ones cut, each of them different."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from nn_core.limits import MAX_NAME_LENGTH


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names with at most 40 characters, all of which can be shown; those that would be the same
    get a number."""
    short: list[str] = []
    taken: set[str] = set()
    for name in map(printable, names):
        new, number = _cut(name, ""), 2
        while new in taken:
            new, number = _cut(name, f" ({number})"), number + 1
        taken.add(new)
        short.append(new)
    return tuple(short)


def printable(name: str) -> str:
    """A name on one line, without characters that control a terminal and halves of characters."""
    letters = (" " if unicodedata.category(each) in ("Cc", "Cs") else each for each in name)
    return tidy_name("".join(letters))


def tidy_name(name: str) -> str:
    """A name without white space around it, and with single spaces inside."""
    return " ".join(name.replace("\ufeff", " ").split())  # a byte order mark cannot be seen


def _cut(name: str, end: str) -> str:
    room = MAX_NAME_LENGTH - len(end)
    return (name if len(name) <= room else f"{name[: room - 1].rstrip()}…") + end
