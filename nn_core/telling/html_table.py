"""Tables as HTML; whatever stands in a cell is text."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence


def in_columns(titles: Sequence[str], rows: Sequence[Sequence[str]], most: int) -> str:
    """A table in pieces of at most so many rows, all about as long, which stand side by side where
    there is room."""
    n_pieces = math.ceil(len(rows) / most)
    length = math.ceil(len(rows) / n_pieces)
    starts = range(0, len(rows), length)
    pieces = (titled(titles, rows[start : start + length]) for start in starts)
    return f'<div class="columns">{"".join(pieces)}</div>'


def titled(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table with a title above each column."""
    head = "".join(f"<th>{html.escape(title)}</th>" for title in titles)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(map(_row, rows))}</tbody></table>"


def named(pairs: Iterable[tuple[str, str]]) -> str:
    """A table of names, each with its value beside it."""
    return f'<table class="said">{"".join(map(_row, pairs))}</table>'


def _row(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
