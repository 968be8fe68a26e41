"""The bytes of a file as text, whatever program has saved it."""

from __future__ import annotations

import codecs
import unicodedata
from typing import Final

from nn_core.errors import InputError

MAX_BYTES: Final = 1_000_000

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What a file of Excel, LibreOffice or Numbers begins with: a ZIP archive, or the older format.
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_LINE_CONTROLS: Final = "\t\r\n\f"


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file of at most 1 MB, and its encoding: UTF-8, UTF-16 with its mark, or else
    Windows' cp1252. Raises InputError for workbooks and other files that hold no text."""
    if len(data) > MAX_BYTES:
        raise InputError(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB: choose a smaller one."
        )
    if data.startswith(_WORKBOOK_MARKS):
        raise InputError(
            "The file is a workbook, not text: open it in your spreadsheet, choose Save as or "
            'Download, then "CSV UTF-8", and open the file that this writes.'
        )
    if data.startswith(_UTF_16_MARKS):
        return _plain(_strict(data, "utf-16")), "utf-16"
    if b"\0" in data:
        raise _no_text()
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data, "utf-8-sig"), "utf-8"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _plain(_strict(data, "cp1252")), "cp1252"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            'The file is damaged text, or none: save it as "CSV UTF-8" in your spreadsheet.'
        ) from error


def _plain(text: str) -> str:
    """The text; bytes that give any text in this encoding need not be one."""
    controls = {letter for letter in set(text) if unicodedata.category(letter) in ("Cc", "Cs")}
    if controls.difference(_LINE_CONTROLS):
        raise _no_text()
    return text


def _no_text() -> InputError:
    return InputError("The file holds binary data, not text: choose a CSV file.")
