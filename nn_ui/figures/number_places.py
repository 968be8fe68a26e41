"""Where the numbers stand on the lines of the diagram, so that they do not hide each other.

Boxes are (left, right, bottom, top) in pixels. A gap between two layers has all its numbers or
none: with only some of them a learner would look for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]
Point = tuple[float, float]
# Nearer to the start first, where the lines have not yet run together.
SHARES = (0.36, 0.46, 0.28, 0.54, 0.41, 0.62, 0.32, 0.5, 0.58, 0.24, 0.68)
# "−0.17" above its line, in the larger and the smaller font.
LARGE, SMALL = (40.0, 16.0), (34.0, 13.0)


def shares(lines: Sequence[tuple[Point, Point]], taken: Iterable[Box]) -> tuple[float, ...] | None:
    """How far along each of the `lines`, (start, end) in pixels, its number can stand without
    touching another number or a box that is `taken`; None where they do not all fit."""
    for size in (LARGE, SMALL):
        found = _shares(lines, list(taken), size)
        if found is not None:
            return found
    return None


def _shares(
    lines: Sequence[tuple[Point, Point]], boxes: list[Box], size: tuple[float, float]
) -> tuple[float, ...] | None:
    found = []
    for (x0, y0), (x1, y1) in lines:
        for share in SHARES:
            box = _box(x0 + share * (x1 - x0), y0 + share * (y1 - y0), size)
            if not any(_touch(box, other) for other in boxes):
                boxes.append(box)
                found.append(share)
                break
        else:
            return None
    return tuple(found)


def _box(x: float, y: float, size: tuple[float, float]) -> Box:
    width, height = size
    return x - width / 2, x + width / 2, y + 2, y + 2 + height


def _touch(one: Box, other: Box) -> bool:
    is_beside = one[1] <= other[0] or other[1] <= one[0]
    return not (is_beside or one[3] <= other[2] or other[3] <= one[2])
