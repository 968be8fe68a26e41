"""What separates the columns of a text, found by reading it in every way that there is."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, NamedTuple

from nn_core.errors import InputError
from nn_core.tables.csv_header import is_value

# The earlier one wins between two that part the lines equally well: a comma may be part of a number
# ("0,5"), a space part of a name.
DELIMITERS: Final = ("\t", ";", "|", ",", " ")

# A first line that tells spreadsheets.
_SAID = re.compile(r'"?sep=([^\w"\r\n])"?[\t;|, ]*+(?:\r\n|\r|\n|$)', re.IGNORECASE)
# A line drawn below the names, as in Markdown.
_RULE = re.compile(r":?-{2,}+:?|={2,}+")
# So much of a text decides.
_SAMPLE: Final = 100_000


class Record(NamedTuple):
    """One record of a file: the line where it begins (counted from 1), its fields, and whether
    blank lines stand above it."""

    line: int
    fields: tuple[str, ...]
    is_after_blank: bool = False

    @property
    def n_filled(self) -> int:
        """How many fields are not blank."""
        return sum(1 for field in self.fields if field.strip())

    @property
    def begin(self) -> int:
        """How many columns at its beginning are blank."""
        return next((at for at, text in enumerate(self.fields) if text.strip()), 0)

    @property
    def reach(self) -> int:
        """How many columns it reaches over, without blank ones at its end."""
        return max((at for at, text in enumerate(self.fields, start=1) if text.strip()), default=0)


def split(text: str) -> tuple[list[Record], str]:
    """All records that hold a value, and the delimiter between their fields.

    Raises InputError for quotation marks that do not enclose a whole value.
    """
    said = _SAID.match(text)
    if said is None:
        delimiter = _found(text[:_SAMPLE])
        return list(_records(text, delimiter)), delimiter
    return list(_records(text[said.end() :], said[1], first_line=2)), said[1]


def _found(text: str) -> str:
    qualities = {delimiter: _quality(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda each: qualities[each])
    return best if any(qualities[best]) else ","


def _quality(text: str, delimiter: str) -> tuple[int, bool]:
    """How many records have the same number of fields, and whether all of these are values."""
    sample: list[Record] = []
    with suppress(InputError):  # what was read before it counts
        sample.extend(_records(text, delimiter))
    widths = Counter(len(record.fields) for record in sample if len(record.fields) > 1)
    if not widths:
        return 0, False
    width, count = widths.most_common(1)[0]
    if delimiter == " " and 2 * count <= len(sample):
        return 0, False  # the words of a sentence
    fields = (field for one in sample if len(one.fields) == width for field in one.fields)
    return count, all(map(is_value, fields))


def _records(text: str, delimiter: str, first_line: int = 1) -> Iterator[Record]:
    source = io.StringIO(text, newline="")
    is_spaces = delimiter == " "
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=not is_spaces, strict=True)
    line, is_after_blank = first_line, False
    try:
        for fields in reader:
            filled = [field for field in map(str.strip, fields) if field]
            is_rule = bool(filled) and all(map(_RULE.fullmatch, filled))
            if filled and not is_rule:
                # Columns that are lined up have several spaces between them.
                kept = filter(None, fields) if is_spaces else fields
                yield Record(line, tuple(kept), is_after_blank)
            is_after_blank = not filled
            line = first_line + reader.line_num
    except csv.Error as error:
        raise InputError(_unreadable(line, str(error))) from error


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
