"""The coding of a table: which words stand in its columns, and what becomes of its blank cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from nn_core.errors import InputError, shown
from nn_core.experiment.dataset import CLASSES
from nn_core.limits import MAX_INPUTS, MAX_OUTPUTS
from nn_core.tables.cell_words import bare, commonest_word, filled, word_in
from nn_core.tables.cells import Cell, number_or_none, number_text
from nn_core.tables.coding import (
    AMOUNT,
    SEVERAL_CLASSES,
    TWO_CLASSES,
    Coding,
    InputCoding,
    TargetCoding,
)
from nn_core.tables.form import Form
from nn_core.tables.short_names import short_names
from nn_core.tables.two_words import one_last

Cells: TypeAlias = Sequence[Cell]


def coding_of(
    input_names: Sequence[str],
    target_names: Sequence[str],
    forms: Sequence[Form],
    columns: Sequence[Cells],
) -> Coding:
    """How columns of cells, inputs first, become numbers; forms: of each column.

    Raises InputError for targets that nothing can be learned of, and for more numbers than a
    network takes.
    """
    n_inputs = len(input_names)
    pairs = list(zip(forms, columns, strict=True))
    inputs = tuple(
        input_coding(name, form, cells)
        for name, (form, cells) in zip(input_names, pairs[:n_inputs], strict=True)
    )
    targets = tuple(
        target_coding(name, form, cells)
        for name, (form, cells) in zip(target_names, pairs[n_inputs:], strict=True)
    )
    of_inputs = [name for each in inputs for name in each.names]
    names = [*of_inputs, *(name for each in targets for name in each.names)]
    at = len(of_inputs)
    _check_counts(at, targets)
    short = short_names(names)
    return Coding(inputs, targets, short[:at], short[at:])


def input_coding(name: str, form: Form, cells: Cells) -> InputCoding:
    """How the cells of an input become numbers."""
    words = words_in(cells) if form.has_words else ()
    filling = _filling(form, cells) if form.fills else None
    return InputCoding(name, words, form.unit, form.divisor, filling)


def target_coding(name: str, form: Form, cells: Cells) -> TargetCoding:
    """How the cells of a target become outputs. Raises InputError for words that are too few or too
    many to be told apart."""
    if form.has_words:
        return _classes(name, words_in(cells), form.one)
    values = {number_or_none(cell) for cell in cells}
    pair = next((two for two in CLASSES if values == set(two)), None)
    if pair is None or form.unit or form.divisor != 1:
        return TargetCoding(name, AMOUNT, unit=form.unit, divisor=form.divisor)
    words = (number_text(pair[0]), number_text(pair[1]))
    return TargetCoding(name, TWO_CLASSES, words, values=pair)


def words_in(cells: Cells) -> tuple[str, ...]:
    """Every word once, by the alphabet; numbers by size."""
    words = set(map(word_in, filled(cells)))
    numbers = {word: number_or_none(word) for word in words}
    if None in numbers.values():
        return tuple(sorted(words))
    return tuple(sorted(words, key=lambda word: (numbers[word] or 0.0, word)))


def _classes(name: str, words: tuple[str, ...], one: str) -> TargetCoding:
    if len(words) < 2:
        count = f'one word only, "{shown(words[0])}"' if words else "no value at all"
        raise InputError(
            f'The target "{shown(name)}" has {count}: choose another target, or add rows with '
            "other words."
        )
    if len(words) > MAX_OUTPUTS:
        raise InputError(
            f'The target "{shown(name)}" has {len(words):,} different values that are no amounts: '
            f"at most {MAX_OUTPUTS} can be told apart. Choose another target."
        )
    if len(words) == 2:
        return TargetCoding(name, TWO_CLASSES, one_last(words, one))
    return TargetCoding(name, SEVERAL_CLASSES, words)


def _check_counts(n_inputs: int, targets: Sequence[TargetCoding]) -> None:
    if n_inputs > MAX_INPUTS:
        raise InputError(
            f"The inputs make {n_inputs:,} numbers, one for each word: keep at most {MAX_INPUTS}. "
            "Leave out a column of many words."
        )
    several = [each.name for each in targets if each.kind == SEVERAL_CLASSES]
    if several and len(targets) > 1:
        raise InputError(
            f'The target "{shown(several[0])}" has several classes, which need a network of their '
            "own: choose it alone as the target."
        )


def _filling(form: Form, cells: Cells) -> Cell:
    """What stands for a blank cell: the mean, or the commonest word; None where all are blank."""
    if form.has_words:
        return commonest_word(cells)
    found = (number_or_none(bare(cell, form.unit)) for cell in filled(cells))
    numbers = [number for number in found if number is not None]
    return float(np.mean(np.asarray(numbers, dtype=np.float64))) if numbers else None
