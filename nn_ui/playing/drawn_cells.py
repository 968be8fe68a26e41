"""Numbers of the map as cells of a table with words: what a stroke adds, and where its rows are."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core import InputError
from nn_core.errors import shown
from nn_core.tables.cells import Cell
from nn_core.tables.coding import AMOUNT, SEVERAL_CLASSES, InputCoding, TargetCoding
from nn_core.tables.table import Table


def row_of(
    table: Table, inputs: Sequence[float], levels: tuple[float, float], high: int | None
) -> tuple[Cell, ...]:
    """The cells whose numbers are `inputs`, (n_inputs,), with the high class of output `high`, None
    for none, and the low one of all others. InputError where no cell has these numbers."""
    coding = table.coding
    places = coding.parts(range(len(coding.target_names)))
    return (
        *(_input_cell(column, tuple(part)) for column, part in coding.input_parts(inputs)),
        *(
            _target_cell(target, levels, None if high is None else high - int(outputs[0]))
            for target, outputs in places
        ),
    )


def numbers_of_rows(table: Table) -> list[tuple[Cell, ...]]:
    """The inputs of each row as numbers; cells as they are, or blanks, where they have none."""
    n_inputs = len(table.input_names)
    if not table.forms:
        return [row[:n_inputs] for row in table.rows]
    coding, found = table.coding, list[tuple[Cell, ...]]()
    for row in table.rows:
        try:
            found.append(coding.example(row[:n_inputs]))
        except InputError:
            found.append((None,) * len(coding.input_names))
    return found


def _input_cell(coding: InputCoding, numbers: tuple[float, ...]) -> Cell:
    if not coding.words:
        _refuse_divided(coding.name, coding.divisor)
        return numbers[0]
    found = [word for word in coding.words if coding.numbers(word, "") == numbers]
    if not found:
        raise InputError(
            f'A row needs a word for "{shown(coding.name)}": choose two columns of numbers as the '
            "inputs that vary, and hold its numbers at those of a word."
        )
    return found[0]


def _target_cell(target: TargetCoding, levels: tuple[float, float], high: int | None) -> Cell:
    if target.kind == AMOUNT:
        _refuse_divided(target.name, target.divisor)
    if target.kind == AMOUNT or target.is_plain:
        return levels[high == 0]
    if target.kind != SEVERAL_CLASSES:
        return target.words[high == 0]
    if high is None:
        raise InputError(
            f'"{shown(target.name)}" has several classes: choose in “Output view” the one to draw, '
            "and draw its rows in its own colour."
        )
    return target.words[high]


def _refuse_divided(name: str, divisor: float) -> None:
    if divisor != 1:
        raise InputError(f'The numbers of "{shown(name)}" are divided: rows cannot be drawn.')
