"""A person's table, opened: its columns as they stand in the file, and nothing made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nn_core.errors import InputError, counted, shown
from nn_core.tables.cells import number_text
from nn_core.tables.column import Column, column
from nn_core.tables.csv_header import role_and_name, usual_names
from nn_core.tables.decimal_sign import numbers_in
from nn_core.tables.short_names import printable
from nn_core.tables.spreadsheets import as_typed
from nn_core.tables.text_table import TextTable, check_rows, read_text_table

# So much of a title is repeated.
_MOST: Final = 60


@dataclass(frozen=True)
class OpenedTable:
    """All columns of a file, left to right, and what is to be said of how they were read.

    marked, inputs: the places of the columns that the file itself names as targets, and as inputs,
    "input: NAME"; labels: how messages
    call each row; encoding: "utf-8", "utf-16" or "cp1252".
    """

    columns: tuple[Column, ...]
    marked: tuple[int, ...]
    labels: tuple[str, ...]
    encoding: str
    said: tuple[str, ...] = ()
    inputs: tuple[int, ...] = ()

    @property
    def n_rows(self) -> int:
        """How many rows the file holds."""
        return len(self.labels)

    @property
    def is_plain(self) -> bool:
        """Whether the file is a table of numbers that names its last columns as targets, as this
        app writes it: then its columns are what they are called."""
        width = len(self.columns)
        n_inputs = width - len(self.marked)
        return (
            0 < n_inputs < width
            and self.marked == tuple(range(n_inputs, width))
            and all(None not in one.numbers and not one.unit for one in self.columns)
        )

    def place(self, name: str) -> int:
        """The place of the column with this name, in any case; InputError when there is none."""
        names = [each.name for each in self.columns]
        wanted = [at for at, known in enumerate(names) if known.lower() == name.strip().lower()]
        if name in names:
            return names.index(name)
        if not wanted:
            known = ", ".join(f'"{shown(each)}"' for each in names[:12])
            raise InputError(f'There is no column "{shown(name)}": choose one of {known}.')
        return wanted[0]


def open_table(data: bytes, decimal: str = "") -> OpenedTable:
    """The table in a file of any form that `read_text_table` reads, with words as well as numbers.

    decimal: "." or ",", the decimal sign of numbers that can be read in two ways; without it the
    likelier one, which is said. Raises InputError for a file that holds no table.
    """
    read = read_text_table(data)
    check_rows(read)
    texts = [tuple(map(as_typed, column)) for column in read.columns]
    numbers = numbers_in(texts, read.delimiter, decimal)
    names, roles = _names(read, all(None not in one.values for one in numbers))
    blank = [not name.strip() for name in read.names] or [False] * len(texts)
    columns = tuple(
        column(name, cells, found, is_named=not is_blank)
        for name, cells, found, is_blank in zip(names, texts, numbers, blank, strict=True)
    )
    said = (*_titles(read), *_renamed(read, names), *_remarks(columns, read.labels))
    marked, named_inputs = (
        tuple(at for at, each in enumerate(roles) if each == role) for role in ("target", "input")
    )
    labels = tuple(read.labels)
    return OpenedTable(columns, marked, labels, read.encoding, said, named_inputs)


def _names(read: TextTable, has_numbers_only: bool) -> tuple[list[str], list[str]]:
    """A name of its own for each column, and the role that the file gives it, or ""."""
    width = len(read.columns)
    if not read.names and has_numbers_only:
        inputs, targets = usual_names(width)
        return [*inputs, *targets], [*([""] * len(inputs)), "target"]
    pairs = [role_and_name(printable(name)) for name in read.names or [""] * width]
    names: list[str] = []
    for number, (_, name) in enumerate(pairs, start=1):
        name = name or f"Column {number}"
        names.append(name if name not in names else _free(name, names))
    return names, [role for role, _ in pairs]


def _free(name: str, taken: Sequence[str]) -> str:
    return next(new for n in range(2, len(taken) + 3) if (new := f"{name} ({n})") not in taken)


def _titles(read: TextTable) -> Iterator[str]:
    for title in read.titles:
        yield f'"{shown(title, _MOST)}" stands above the names and is left out.'
    for note in read.notes:
        yield f'"{shown(note, _MOST)}" stands below the rows and is left out.'


def _renamed(read: TextTable, names: Sequence[str]) -> Iterator[str]:
    if not read.names:
        yield "No row of names was found: the columns are numbered."
        return
    for number, (given, name) in enumerate(zip(read.names, names, strict=True), start=1):
        own = role_and_name(printable(given))[1]
        if own and own != name:
            yield f'Column {number} is a second "{shown(own)}": it is called "{shown(name)}".'


def _remarks(columns: Sequence[Column], labels: Sequence[str]) -> Iterator[str]:
    for each in columns:
        if each.unreadable:
            row = each.unreadable[0]
            others = len(each.unreadable) - 1
            also = f", as are {counted(others, 'cell')} more" if others > 1 else ""
            also = ", as is 1 cell more" if others == 1 else also
            yield (
                f'{labels[row]}, column "{shown(each.name)}" holds "{shown(each.texts[row])}", '
                f"which is no number: it is taken as blank{also}."
            )
        if each.unclear and each.has_numbers:
            number = each.numbers[each.unclear[0]] or 0.0
            other = number * 1000 if abs(number) < 1000 else number / 1000
            yield (
                f'Column "{shown(each.name)}": "{shown(each.texts[each.unclear[0]])}" is read as '
                f"{number_text(number)}, not as {number_text(other)}: say if that is wrong."
            )
