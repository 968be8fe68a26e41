"""The training table as CSV text, to carry it to a spreadsheet and back without losing a digit.

The first row holds the names of the columns. Targets are the last columns: those whose name begins
with "target", or the last column alone when no name does. A name that would be misread is written
with its role in front, "input: NAME" or "target: NAME", and read back without it.
"""

import codecs
import csv
import io
import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from nn_core.errors import InputError
from nn_core.tables.cells import Cell, number_text
from nn_core.tables.csv_header import header, is_header, names_and_roles, usual_names
from nn_core.tables.table import Table, checked_names, from_dataset, to_dataset

MAX_BYTES: Final = 1_000_000

# Some more than a table may have; what has still more is refused, whatever its columns are called.
_MOST_COLUMNS_READ: Final = 100

# One record of a file: the line where it begins (counted from 1), and its fields.
_Record: TypeAlias = tuple[int, list[str]]

_DELIMITERS = ("\t", ";", ",")
# A repeat with a second + never gives back what it has taken: reading takes one pass, whatever a
# stranger's file holds.
_QUOTED_FIELD = re.compile(r'(^|[\t;,\r\n]) *+"[^"]*+(?:""[^"]*+)*+"')
_DECIMAL_COMMA = re.compile(r"\s*+[-+−]?\d*+,\d++(e[+-]?\d++)?\s*+", re.ASCII | re.IGNORECASE)
_DECIMAL_POINT = re.compile(r"\s*+[-+−]?\d*+\.\d++(e[+-]?\d++)?\s*+", re.ASCII | re.IGNORECASE)
_POINT_OR_THOUSANDS = re.compile(r"\s*+[-+−]?[1-9]\d{0,2}\.\d{3}\s*+", re.ASCII)


def parse_csv(data: bytes) -> Table:
    """The table in a CSV file of at most 1 MB: UTF-8, columns separated by commas, semicolons or
    tabs. A first row of numbers is data, and the columns get the usual names.

    Raises InputError naming the row, its line in the file and the column of what cannot be used.
    """
    text = _decoded(data)
    delimiter = _delimiter(text)
    records = _records(text, delimiter)
    if not records:
        raise InputError("The file is empty: it needs a row of names, and rows of numbers.")
    first = records[0][1]
    if len(first) == 1:
        raise InputError(
            "The file has a single column: it needs at least one input and one target, "
            "separated by a comma, a semicolon or a tab."
        )
    if len(first) <= _MOST_COLUMNS_READ and is_header(first):
        inputs, targets = names_and_roles(first)
        records = records[1:]
    else:
        inputs, targets = usual_names(len(first))
    names = checked_names(inputs, targets)
    if not records:
        raise InputError("The file has a row of names but no numbers: add rows below it.")
    rows = tuple(tuple(_cell(field, delimiter) for field in fields) for _, fields in records)
    table = from_dataset(to_dataset(Table(inputs, targets, rows), _labels(records)))
    _refuse_two_readings(records, names, delimiter)
    return table


def format_csv(table: Table) -> str:
    """The CSV text that `parse_csv` reads back as the same table, digit for digit.

    Raises InputError when the table is not finished (see `to_dataset`).
    """
    finished = from_dataset(to_dataset(table))
    lines = [header(finished.input_names, finished.target_names), *finished.rows]
    return "".join(",".join(_field(cell) for cell in line) + "\r\n" for line in lines)


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise InputError(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB: choose a smaller one."
        )
    is_utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in data and not is_utf_16:
        raise InputError("The file holds binary data, not text: choose a CSV file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            'The file is not UTF-8 text: save it as "CSV UTF-8" in your spreadsheet.'
        ) from error


def _delimiter(text: str) -> str:
    """The delimiter that stands in the first row outside quoted names.

    A comma may be part of a number ("0,5") or of a name ("Size, cm"), a semicolon seldom is, a tab
    never: so the comma is taken only where the first row holds neither of the others.
    """
    first_row = _QUOTED_FIELD.sub(r"\1", text).strip("\r\n").partition("\n")[0].partition("\r")[0]
    return next((delimiter for delimiter in _DELIMITERS if delimiter in first_row), ",")


def _records(text: str, delimiter: str) -> list[_Record]:
    """All records but blank lines, and but those at the end that hold no value."""
    source = io.StringIO(text, newline="")
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=True, strict=True)
    records: list[_Record] = []
    line = 1
    try:
        for fields in reader:
            if fields:
                records.append((line, fields))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(_unreadable(line, str(error))) from error
    while records and not any(field.strip() for field in records[-1][1]):
        records.pop()
    return records


def _unreadable(line: int, reason: str) -> str:
    if "limit" in reason:
        return (
            f"Line {line} of the file has a value that is far too long, or a quotation mark that "
            "is not closed: correct it."
        )
    return (
        f'The quotation marks (") in line {line} of the file do not enclose a whole value: '
        "correct them."
    )


def _cell(field: str, delimiter: str) -> Cell:
    # Where semicolons separate the values, a comma can only be a decimal comma: even in "1,000".
    if delimiter == ";" and _DECIMAL_COMMA.fullmatch(field):
        return field.replace(",", ".")
    return field


def _refuse_two_readings(records: Sequence[_Record], names: Sequence[str], delimiter: str) -> None:
    """InputError for "1.000", which is 1 or 1000, where the comma is the decimal sign: where some
    number has a decimal comma, and between semicolons unless one has a decimal point."""
    fields = [field for _, line in records for field in line]
    unclear = {field for field in fields if _POINT_OR_THOUSANDS.fullmatch(field)}
    has_point = any(_DECIMAL_POINT.fullmatch(field) for field in fields if field not in unclear)
    has_comma = any(_DECIMAL_COMMA.fullmatch(field) for field in fields)
    if not has_comma and (has_point or delimiter != ";"):
        return
    for label, (_, line) in zip(_labels(records), records, strict=True):
        for name, field in zip(names, line, strict=True):
            if field in unclear:
                typed = field.strip()
                raise InputError(
                    f'{label}, column "{name}" holds "{typed}", which can be read in two ways: '
                    f"type {typed}0 or {typed.replace('.', '')}."
                )


def _labels(records: Sequence[_Record]) -> list[str]:
    return [
        f"Row {row}" if row == line else f"Row {row} (line {line} of the file)"
        for row, (line, _) in enumerate(records, start=1)
    ]


def _field(cell: Cell) -> str:
    if isinstance(cell, float):
        return number_text(cell)
    text = str(cell)
    # Semicolons and tabs are quoted too, so that they are not taken for the delimiter.
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in '",;\t') else text
