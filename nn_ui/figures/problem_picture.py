"""A small picture of a problem, drawn from its own rows: points in a plane, or a table in signs.

As on the map a circle is a high target and a diamond a low one, so that colour is not alone in
saying so. An amount has the colour of its place between the lowest and the highest.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

from nn_core.tables.cells import Cell
from nn_core.tables.table import Table
from nn_ui.figures.palette import Palette, blend

WIDTH, HEIGHT = 64, 44
# More rows of two inputs are points in their plane.
MOST_ROWS_OF_SIGNS, MOST_COLUMNS = 8, 8
MOST_POINTS = 120
# Amounts have so many colours.
SHADES = 5
Row = Sequence[float | None]


def picture(table: Table, colours: Palette) -> str:
    """The picture as an image's address, "data:image/svg+xml;base64,…"."""
    shares = [_shares(column) for column in zip(*table.rows, strict=True)]
    rows = list(zip(*shares, strict=True))
    n_inputs = len(table.input_names)
    is_plane = n_inputs == 2 and len(rows) > MOST_ROWS_OF_SIGNS
    drawn = _points(rows[:MOST_POINTS], colours) if is_plane else _signs(rows, n_inputs, colours)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{drawn}</svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _shares(column: Sequence[Cell]) -> list[float | None]:
    """How far each number of a column lies from its lowest to its highest; None for what is no
    number. What is the same in all rows counts as high."""
    numbers = [cell for cell in column if isinstance(cell, int | float)]
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)

    def share(number: float) -> float:
        return 1.0 if low == high else (number - low) / (high - low)

    return [share(cell) if isinstance(cell, int | float) else None for cell in column]


def _points(rows: Sequence[Row], colours: Palette) -> str:
    """The first input goes to the right, the second upwards."""
    return "".join(
        _mark(4 + (x or 0) * (WIDTH - 8), HEIGHT - 4 - (y or 0) * (HEIGHT - 8), 1.7, share, colours)
        for x, y, share in (row[:3] for row in rows)
    )


def _signs(rows: Sequence[Row], n_inputs: int, colours: Palette) -> str:
    """A line for each row: a square for an input, the fuller the higher, a mark for a target."""
    shown = [row[:MOST_COLUMNS] for row in rows[:MOST_ROWS_OF_SIGNS]]
    return "".join(_cells(shown, n_inputs, colours))


def _cells(rows: Sequence[Row], n_inputs: int, colours: Palette) -> Iterator[str]:
    room = min(HEIGHT / max(len(rows), 1), WIDTH / max(len(rows[0]) if rows else 1, 1), 11)
    left = (WIDTH - room * len(rows[0]) if rows else 0) / 2
    top = (HEIGHT - room * len(rows)) / 2
    for line, row in enumerate(rows):
        for place, share in enumerate(row):
            x, y = left + (place + 0.5) * room, top + (line + 0.5) * room
            if place >= n_inputs:
                yield _mark(x, y, 0.36 * room, share, colours)
            elif share is not None:
                yield _square(x, y, 0.36 * room, share, colours)


def _square(x: float, y: float, half: float, share: float, colours: Palette) -> str:
    fill = blend(colours.background, colours.muted, share)
    where = f'x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}" height="{2 * half:.1f}"'
    return f'<rect {where} fill="{fill}" stroke="{colours.muted}"/>'


def _mark(x: float, y: float, size: float, share: float | None, colours: Palette) -> str:
    if share is None:
        return ""
    is_high = share >= 0.5
    strength = 0.35 + 0.65 * round(abs(2 * share - 1) * SHADES) / SHADES
    fill = blend(colours.background, colours.positive if is_high else colours.negative, strength)
    if is_high:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{fill}"/>'
    far = 1.25 * size
    way = f"M{x:.1f} {y - far:.1f}l{far:.1f} {far:.1f}l-{far:.1f} {far:.1f}l-{far:.1f} -{far:.1f}z"
    return f'<path d="{way}" fill="{fill}"/>'
