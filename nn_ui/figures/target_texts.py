"""What pictures call targets: a person's words, and amounts with their unit.

The table's `coding` is None where its targets are plain numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.errors import shown
from nn_core.tables.answer import Answer
from nn_core.tables.coding import SEVERAL_CLASSES, TWO_CLASSES, Coding, TargetCoding
from nn_ui.figures.text import shortened

# So much of a word has room.
MOST_LETTERS: Final = 24
_LETTERS_ON_AXIS: Final = 10


def target_text(y: Sequence[float], output: int, coding: Coding | None) -> str:
    """The target of a row, y (n_outputs,), in the column to which the output belongs: "target 1",
    "target 280,000 €", "target: setosa"."""
    if coding is None:
        return f"target {Answer(y[output]).in_full()}"
    column, first = _column(coding, output)
    if column.is_plain:
        return f"target {Answer(y[output]).in_full()}"
    found = column.found(y[first : first + len(column.names)])
    return f"target{':' if found.word else ''} {found.in_full(MOST_LETTERS)}"


def two_words(output: int, coding: Coding | None) -> tuple[str, str] | None:
    """What an output says at its low and its high end, where it stands for words."""
    if coding is None:
        return None
    column, first = _column(coding, output)
    if column.kind == SEVERAL_CLASSES:
        word = shown(column.words[output - first], MOST_LETTERS)
        return f"not {word}", word
    if column.kind == TWO_CLASSES and not column.is_plain:
        low, high = (shown(word, MOST_LETTERS) for word in column.words)
        return low, high
    return None


def ends_text(coding: Coding | None) -> str:
    """What the ends of the only output say, for an axis: "0 no, 1 yes"; "" where they say no word
    of their own."""
    if coding is None or len(coding.target_names) != 1:
        return ""
    words = two_words(0, coding)
    pairs = zip(coding.targets[0].values, words or (), strict=False)
    return ", ".join(f"{value:g} {shortened(word, _LETTERS_ON_AXIS)}" for value, word in pairs)


def unit(output: int, coding: Coding | None) -> str:
    """What stands behind an output's numbers."""
    return coding.output_units[output][1] if coding else ""


def factors(n_outputs: int, coding: Coding | None) -> FloatArray:
    """What each output is multiplied by to be told, (n_outputs,)."""
    if coding is None:
        return np.ones(n_outputs)
    return np.array([divisor for divisor, _ in coding.output_units])


def _column(coding: Coding, output: int) -> tuple[TargetCoding, int]:
    """The target column to which an output belongs, and the first of its outputs."""
    first = 0
    for column in coding.targets:
        if output < first + len(column.names):
            return column, first
        first += len(column.names)
    raise IndexError(output)
