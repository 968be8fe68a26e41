"""The words over the columns of the training table, short enough to be told apart where it is
narrow. The columns keep their names."""

from __future__ import annotations

# Pixels: the pencil that the editor draws in front of each name, with the space around it, and what
# a letter needs beside it, taking wide and narrow ones together.
PENCIL, A_LETTER = 34, 5.2


def headers(names: tuple[str, ...], width: int) -> tuple[str, ...]:
    """What stands over columns of `width` pixels: their names, as long as their visible beginnings
    differ; else what differs, "In 1" or just "1" for "Input 1" and "sum" for "Target sum"."""
    room = int((width - PENCIL) / A_LETTER)
    shortened = tuple(_shortened(name, room) for name in names)
    numbered = tuple(f"{number}. {name}" for number, name in enumerate(names, start=1))
    tries = (names, shortened)
    return next((each for each in tries if _are_told_apart(each, room)), numbered)


def _are_told_apart(texts: tuple[str, ...], room: int) -> bool:
    return len({text[:room] for text in texts}) == len(texts)


def _shortened(name: str, room: int) -> str:
    first, _, last = name.rpartition(" ")
    if len(name) <= room or not first:
        return name
    if last.isdecimal():  # nothing by itself
        return f"{first[: max(0, room - 1 - len(last))].rstrip()} {last}".strip()
    return last.strip("()") or last
