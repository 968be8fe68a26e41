"""How sentences call the columns of a table and what stands in them: in the table's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nn_core.errors import shown
from nn_core.tables.answer import with_unit
from nn_core.tables.coding import Coding, ColumnCoding, InputCoding, TargetCoding
from nn_core.tables.number_style import rounded, shortest


def inputs_are(names: Sequence[str], coding: Coding | None, values: Sequence[float]) -> list[str]:
    """For each input number, (n_inputs,), what its column is: 'Input column "a" is 0'."""
    if coding is None:
        return [_plain("Input", *pair) for pair in zip(names, values, strict=True)]
    places = [(each, word) for each in coding.inputs for word in _words_of(each)]
    return _all_are("Input", places, names, values)


def targets_are(names: Sequence[str], coding: Coding | None, values: Sequence[float]) -> list[str]:
    """The same for each output, (n_outputs,)."""
    if coding is None:
        return [_plain("Target", *pair) for pair in zip(names, values, strict=True)]
    places = [(each, word) for each in coding.targets for word in _words_of(each)]
    return _all_are("Target", places, names, values)


def targets_in_words(names: Sequence[str], coding: Coding | None, y: Sequence[float]) -> str:
    """The targets of one row, (n_outputs,): "its target is 1", "its target is setosa"."""
    said = [shortest(value) for value in y]
    if coding is not None:
        names = [each.name for each in coding.targets]
        said = [_target(each, part) for each, part in coding.parts(y)]
    if len(said) == 1:
        return f"its target is {said[0]}"
    pairs = zip(said, names, strict=True)
    return "its targets are " + ", ".join(f"{text} ({name})" for text, name in pairs)


def _target(column: TargetCoding, y: Sequence[float]) -> str:
    if column.is_plain:
        return shortest(y[0])
    return column.found(y).in_full()


def _all_are(
    role: str,
    places: Sequence[tuple[ColumnCoding, str]],
    names: Sequence[str],
    values: Sequence[float],
) -> list[str]:
    return [
        _is(role, column, word, value) if _is_told(column) else _plain(role, name, value)
        for (column, word), name, value in zip(places, names, values, strict=True)
    ]


def _plain(role: str, name: str, value: float) -> str:
    return f'{role} column "{name}" is {shortest(value)}'


def _is_told(column: ColumnCoding) -> bool:
    """Whether its numbers are not those of the table."""
    if isinstance(column, TargetCoding) and column.is_plain:
        return False
    return bool(column.words or column.unit or column.divisor != 1)


def _words_of(column: ColumnCoding) -> Iterator[str]:
    """For each number of a column the word that it stands for, "" where it is an amount."""
    if not column.words:
        yield ""
    else:
        yield from column.words[-len(column.names) :]


def _is(role: str, column: ColumnCoding, word: str, value: float) -> str:
    name = f'{role} column "{shown(column.name)}"'
    if not word:
        return f"{name} is {with_unit(rounded(value * column.divisor, 12), column.unit)}"
    if value > 0 if isinstance(column, InputCoding) else value == column.values[1]:
        return f'{name} is "{shown(word)}"'
    if len(column.words) == 2:
        return f'{name} is "{shown(column.words[0])}"'
    return f'{name} is other than "{shown(word)}"'
