"""A file as a table of texts: what its rows and the names over them are, however it was saved.

Everything that reads a table from outside begins here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nn_core.errors import InputError, counted
from nn_core.tables.csv_header import is_header, is_value
from nn_core.tables.decoding import decoded
from nn_core.tables.delimiter import Record, split

# More than any table needs, and few enough to be looked at one by one.
MAX_COLUMNS: Final = 500
_MOST_TITLE_LINES: Final = 10


@dataclass(frozen=True)
class TextTable:
    """The texts of a file.

    names: as they stand there, "" for a column that has none; empty where no row names the columns.
    rows: as many texts as columns in each; lines: where each row begins in the file, counted from
    1; titles and notes: what stands above the names and below the rows, and is no part of the
    table.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    encoding: str
    delimiter: str
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def labels(self) -> list[str]:
        """How messages call each row."""
        return [
            f"Row {row}" if row == line else f"Row {row} (line {line} of the file)"
            for row, line in enumerate(self.lines, start=1)
        ]

    @property
    def columns(self) -> list[tuple[str, ...]]:
        """The texts of each column."""
        return list(zip(*self.rows, strict=True)) if self.rows else [()] * len(self.names)


def read_text_table(data: bytes) -> TextTable:
    """The table in a file of at most 1 MB: text in UTF-8, UTF-16 or cp1252, its columns separated
    by tabs, semicolons, pipes, commas or spaces.

    Titles above the names, blank lines, and separators at the ends of lines are no part of it.
    Raises InputError for a file that holds no table, naming the line where that can be seen.
    """
    text, encoding = decoded(data)
    records, delimiter = split(text)
    if not records:
        raise InputError("The file is empty: it needs a row of names, and rows of numbers.")
    records = _without_blank_ends(records)
    records, notes = _without_notes(records)
    titles, records = _parted(records)
    first = records[0].fields
    if len(first) == 1:
        raise InputError(
            "The file has a single column: it needs at least one input and one target, "
            "separated by a comma, a semicolon or a tab."
        )
    names: tuple[str, ...] = ()
    if _has_names(records):
        names, records = first, records[1:]
        if _lacks_a_name(names, records):
            names = ("", *names)
    rows = tuple(tuple(field.strip() for field in record.fields) for record in records)
    lines = tuple(record.line for record in records)
    table = TextTable(names, rows, lines, encoding, delimiter, titles, notes)
    _check_widths(table, len(names or first))
    return table


def check_rows(table: TextTable) -> None:
    """Raise InputError for a table that consists of names."""
    if not table.rows:
        raise InputError("The file has a row of names but no numbers: add rows below it.")


def tells_apart(column: Sequence[str]) -> bool:
    """Whether every row has a whole number or a word of its own."""
    return len(set(column)) == len(column) and not any(
        "." in text or "," in text for text in column
    )


def _without_blank_ends(records: Sequence[Record]) -> list[Record]:
    """The records without the columns at their ends that are blank everywhere; InputError for too
    many columns."""
    begin, width = min(one.begin for one in records), max(one.reach for one in records)
    if width > MAX_COLUMNS:
        raise InputError(f"The file has {width:,} columns: keep at most {MAX_COLUMNS}.")
    return [record._replace(fields=record.fields[begin:width]) for record in records]


def _parted(records: list[Record]) -> tuple[tuple[str, ...], list[Record]]:
    """What stands above the names, one text a line, and the rest."""
    widths = Counter(len(record.fields) for record in records if len(record.fields) > 1)
    width = widths.most_common(1)[0][0] if widths else 1
    n_titles = 0
    for record in records[:_MOST_TITLE_LINES]:
        is_other = record.reach != width or (record.n_filled == 1 and width > 2)
        if not is_other or not (record.n_filled == 1 or is_header(record.fields)):
            break
        n_titles += 1
    n_titles = n_titles or _is_title_of_many_words(records)
    titles, rest = records[:n_titles], records[n_titles:]
    if not titles or not rest:
        return (), records
    is_longer = any(record.reach > width for record in titles)
    if not _has_names(rest) and (is_longer or not rest[0].is_after_blank):
        return (), records
    return tuple(map(_in_one, titles)), rest


def _without_notes(records: list[Record]) -> tuple[list[Record], tuple[str, ...]]:
    """The records without what stands below the table, behind blank lines, in a single column; and
    that, one text a line."""
    width = max(len(record.fields) for record in records)
    n_rows = len(records)
    while n_rows > 1 and width > 1 and _is_note(records[n_rows - 1]):
        n_rows -= 1
    if n_rows == len(records) or not records[n_rows].is_after_blank:
        return records, ()
    return records[:n_rows], tuple(map(_in_one, records[n_rows:]))


def _is_note(record: Record) -> bool:
    return record.reach == 1 and not is_value(record.fields[0])


def _in_one(record: Record) -> str:
    return ", ".join(filter(None, map(str.strip, record.fields)))


def _is_title_of_many_words(records: Sequence[Record]) -> bool:
    """Whether the only blank lines of the file stand between its first row, of words, and a row of
    names, with a column of values below one of these."""
    if len(records) < 3 or not records[1].is_after_blank:
        return False
    names, rows = records[1].fields, records[2:]
    return (
        not any(record.is_after_blank for record in rows)
        and _has_names(records)
        and not any(map(is_value, names))
        and any(
            all(len(row.fields) > at and is_value(row.fields[at]) for row in rows)
            for at in range(len(names))
        )
    )


def _has_names(records: Sequence[Record]) -> bool:
    return is_header(records[0].fields, [record.fields for record in records[1:]])


def _lacks_a_name(names: Sequence[str], records: Sequence[Record]) -> bool:
    """Whether each row begins with its own number or word, over which there is no name."""
    return (
        len(names) > 1
        and all(len(record.fields) == len(names) + 1 for record in records)
        and tells_apart([record.fields[0] for record in records])
    )


def _check_widths(table: TextTable, width: int) -> None:
    for label, row in zip(table.labels, table.rows, strict=True):
        if len(row) != width:
            raise InputError(
                f"{label} has {counted(len(row), 'value')} where the table has "
                f"{counted(width, 'column')}: give each column one value."
            )
