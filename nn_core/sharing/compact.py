"""A table as a piece of a web address: short, made of characters that an address need not escape.

Cells are separated by "_" and rows by "~" ("," and ";" are read as well, for links typed by hand);
a word stands behind an apostrophe.
A table that is long this way is packed: "z", then the same text deflated (RFC 1951) in base64url
(RFC 4648). An address comes from anyone, so sizes are bounded before anything is unpacked.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, unquote

from nn_core.errors import InputError
from nn_core.limits import MAX_INPUTS, MAX_ROWS, MAX_TARGETS
from nn_core.tables.cells import Cell, number_text

NO_ROWS: Final = "none"
MAX_COLUMNS: Final = MAX_INPUTS + MAX_TARGETS
# The longest number, -1.2345678901234567e-100, has 24 characters.
MAX_TEXT: Final = MAX_ROWS * MAX_COLUMNS * 25
# A table that is not longer than this can be read in the address.
_READABLE = 200
_PACKED = "z"
_RAW_DEFLATE = -15
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d++\.?\d*+|\.\d++)(e[+-]?\d{1,4})?", re.ASCII | re.IGNORECASE)


def table_text(rows: Sequence[Sequence[Cell]]) -> str:
    """The rows as text; blank cells are empty."""
    if not rows:
        return NO_ROWS
    plain = rows_text([cell_text(cell) for cell in row] for row in rows)
    if len(plain) <= _READABLE:
        return plain
    packed = _pack(plain)
    return packed if len(packed) < len(plain) else plain


def table_rows(text: str) -> list[list[object]]:
    """What `table_text` wrote, not checked yet: cells are numbers, None where blank, or any text.

    Raises InputError when it is damaged or too large.
    """
    if text == NO_ROWS:
        return []
    return split_rows(_unpack(text[1:]) if text.startswith(_PACKED) else text, MAX_ROWS)


def cell_text(cell: Cell) -> str:
    """One cell: a word has an apostrophe before it, and no letter that an address must escape."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return "'" + quote(cell, safe="").replace("_", "%5F").replace("~", "%7E")
    return number_text(float(cell))


def rows_text(rows: object) -> str:
    """Rows of texts without "_" and "~" as one text."""
    return "~".join("_".join(row) for row in rows)  # type: ignore[attr-defined]


def split_rows(text: str, most: int) -> list[list[object]]:
    """The rows in a text, at most so many, as numbers, None and texts."""
    if len(text) > MAX_TEXT:
        raise InputError("It is too long.")
    lines = re.split("[~;]", text, maxsplit=most)
    if len(lines) > most:
        raise InputError(f"It has more than {most:,} rows.")
    return [[scalar(cell) for cell in split_cells(line)] for line in lines]


def split_cells(line: str) -> list[str]:
    """The cells of one row; a few more than a table may have are enough to be refused."""
    return re.split("[_,]", line, maxsplit=MAX_COLUMNS + 10)


def scalar(text: str) -> object:
    """A whole number, a number, None for nothing, a word, or the text itself."""
    stripped = text.strip()
    if stripped.startswith("'"):
        return unquote(stripped[1:])
    if not stripped:
        return None
    if _WHOLE.fullmatch(stripped) and stripped != "-0":  # as a whole number it would lose its sign
        return int(stripped)
    if len(stripped) < 100 and _NUMBER.fullmatch(stripped):
        return float(stripped)
    return text


def _pack(text: str) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW_DEFLATE)
    data = deflate.compress(text.encode("ascii")) + deflate.flush()
    return _PACKED + base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _unpack(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise InputError("It is too long.")
    try:
        padded = text.translate(str.maketrans("-_", "+/")) + "=" * (-len(text) % 4)
        inflate = zlib.decompressobj(_RAW_DEFLATE)
        data = inflate.decompress(base64.b64decode(padded, validate=True), MAX_TEXT)
        plain = data.decode("ascii")
    except (binascii.Error, zlib.error, ValueError) as error:
        raise InputError("It is damaged, perhaps cut off or mistyped.") from error
    if not inflate.eof:
        raise InputError("It is cut off, or far too large.")
    return plain
