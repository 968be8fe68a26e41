"""Texts that no spreadsheet runs as a formula, whatever it takes for the end of a column.

A table may come from someone else's link, and a name such as "=HYPERLINK(...)" with it. Where a
spreadsheet separates columns by semicolons, "x;=1+1" is a formula as well, quotes or not.
"""

from __future__ import annotations

import re
from typing import Final

# Spreadsheets of East Asia read the full-width signs as well.
_STARTS: Final = "-=+@＝＋－＠"
_AT_START = re.compile(f'[ "]*+[{_STARTS}]')
_BEHIND_SEMICOLON = re.compile(f"(;[ \"]*+)(?='*+[{_STARTS}])")
_GUARDED = re.compile(f"(;[ \"]*+)'(?='*+[{_STARTS}])")


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text, but for what `guarded` sees to."""
    return _AT_START.match(text) is not None


def guarded(text: str) -> str:
    """The text with an apostrophe before all that would begin a formula behind a semicolon."""
    return _BEHIND_SEMICOLON.sub(r"\1'", text)


def unguarded(text: str) -> str:
    """The text that `guarded` has guarded."""
    return _GUARDED.sub(r"\1", text)


def harmless(text: str) -> str:
    """The text of a cell with an apostrophe before what a spreadsheet would run."""
    return guarded(f"'{text}" if begins_formula(text) else text)


def as_typed(text: str) -> str:
    """The text that `harmless` has made harmless."""
    bare = unguarded(text)
    return bare[1:] if bare.startswith("'") and begins_formula(bare[1:]) else bare
