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

from nn_core.cells import Cell, number_text, shown
from nn_core.errors import InputError
from nn_core.table import Table, checked_names, from_dataset, tidy_name, to_dataset

MAX_BYTES: Final = 1_000_000

# One record of a file: the line where it begins (counted from 1), and its fields.
_Record: TypeAlias = tuple[int, list[str]]
_Names: TypeAlias = tuple[str, ...]

_DELIMITERS = ("\t", ";", ",")
# A repeat with a second + never gives back what it has taken: reading takes one pass, whatever a
# stranger's file holds.
_QUOTED_FIELD = re.compile(r'(^|[\t;,\r\n]) *+"[^"]*+(?:""[^"]*+)*+"')
_NUMBER_LIKE = re.compile(
    r"[-+−]?[.,]*+\d[\d.,]*+(e[+-]?\d++)?|[-+]?(inf|nan)", re.ASCII | re.IGNORECASE
)
_DECIMAL_COMMA = re.compile(r"\s*+[-+−]?\d*+,\d++(e[+-]?\d++)?\s*+", re.ASCII | re.IGNORECASE)
_ROLE_IN_FRONT = re.compile(r"(input|target) ?: ?(\S.*+)", re.IGNORECASE)
_FORMULA_STARTS = ("=", "+", "-", "@")


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
    if _is_header(first):
        inputs, targets = _names_and_roles(first)
        records = records[1:]
    else:
        inputs, targets = _usual_names(len(first))
    checked_names(inputs, targets)
    if not records:
        raise InputError("The file has a row of names but no numbers: add rows below it.")
    rows = tuple(tuple(_cell(field, delimiter) for field in fields) for _, fields in records)
    return from_dataset(to_dataset(Table(inputs, targets, rows), _labels(records)))


def format_csv(table: Table) -> str:
    """The CSV text that `parse_csv` reads back as the same table, digit for digit.

    Raises InputError when the table is not finished (see `to_dataset`).
    """
    finished = from_dataset(to_dataset(table))
    lines = [_header(finished.input_names, finished.target_names), *finished.rows]
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


def _is_header(fields: Sequence[str]) -> bool:
    filled = [field.strip() for field in fields if field.strip()]
    return not filled or not all(_NUMBER_LIKE.fullmatch(field) for field in filled)


def _usual_names(n_columns: int) -> tuple[_Names, _Names]:
    return tuple(f"Input {number}" for number in range(1, n_columns)), ("Target",)


def _names_and_roles(fields: Sequence[str]) -> tuple[_Names, _Names]:
    """The names of the inputs and of the targets; InputError unless the targets come last."""
    roles, names = zip(*(_role_and_name(field) for field in fields), strict=True)
    n_targets = roles.count("target")
    if n_targets == 0 and roles[-1] == "":
        n_targets = 1
    at = len(names) - n_targets
    if "target" in roles[:at]:
        early = roles.index("target")
        raise InputError(
            f'Column {early + 1} ("{shown(names[early])}") is named as a target but stands before '
            "an input: move the target columns to the end."
        )
    return names[:at], names[at:]


def _role_and_name(field: str) -> tuple[str, str]:
    """The role that a header gives its column ("" when it leaves that open), and the name."""
    name = tidy_name(field)
    if in_front := _ROLE_IN_FRONT.fullmatch(name):
        return in_front[1].lower(), in_front[2]
    return ("target" if name.lower().startswith("target") else ""), name


def _cell(field: str, delimiter: str) -> Cell:
    # Where semicolons separate the values, a comma can only be a decimal comma: even in "1,000".
    if delimiter == ";" and _DECIMAL_COMMA.fullmatch(field):
        return field.replace(",", ".")
    return field


def _labels(records: Sequence[_Record]) -> list[str]:
    return [
        f"Row {row}" if row == line else f"Row {row} (line {line} of the file)"
        for row, (line, _) in enumerate(records, start=1)
    ]


def _header(inputs: _Names, targets: _Names) -> list[str]:
    """The plainest of three ways to write the names that is safe and reads back as the same."""
    marked_targets = [f"target: {name}" for name in targets]
    for fields in ([*inputs, *targets], [*inputs, *marked_targets]):
        if not _has_formula(fields) and _reads_back(fields, inputs, targets):
            return fields
    return [*(f"input: {name}" for name in inputs), *marked_targets]


def _has_formula(fields: Sequence[str]) -> bool:
    """Whether a spreadsheet would run a name as a formula. A table may come from someone else's
    link, so "=HYPERLINK(...)" is written as "input: =HYPERLINK(...)", which is only text."""
    return any(field.startswith(_FORMULA_STARTS) for field in fields)


def _reads_back(fields: Sequence[str], inputs: _Names, targets: _Names) -> bool:
    try:
        return _is_header(fields) and _names_and_roles(fields) == (inputs, targets)
    except InputError:
        return False


def _field(cell: Cell) -> str:
    if isinstance(cell, float):
        return number_text(cell)
    text = str(cell)
    # Semicolons and tabs are quoted too, so that they are not taken for the delimiter.
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in '",;\t') else text
