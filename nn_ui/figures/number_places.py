"""Where the numbers stand on the lines of the diagram, so that they hide neither each other nor a
line.

Boxes are (left, right, bottom, top) in pixels. A gap between two layers has all its numbers or
none: with only some of them a learner would look for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

Box = tuple[float, float, float, float]
Point = tuple[float, float]
Line = tuple[Point, Point]
Size = tuple[float, float]
# Nearer to the start first, where the lines have not yet run together.
SHARES = (0.36, 0.46, 0.28, 0.54, 0.41, 0.62, 0.32, 0.5, 0.58, 0.24, 0.68)
# "−0.17" above its line, in the larger and the smaller font.
LARGE, SMALL = (40.0, 16.0), (34.0, 13.0)
# A line that rises less in one pixel has its number above or below it, and any other beside it.
LEVEL = 0.1
ABOVE, BELOW = "top center", "bottom center"
BESIDE_RISING: Final = ("top left", "bottom right")
BESIDE_FALLING: Final = ("top right", "bottom left")


class Place(NamedTuple):
    """A number stands on this `side` (Plotly's words) of the point so far along its line."""

    share: float
    side: str


def places(
    lines: Sequence[Line], taken: Iterable[Box], sizes: Sequence[Size] = (LARGE, SMALL)
) -> tuple[Place, ...] | None:
    """Where the number of each of the `lines`, (start, end) in pixels, can stand without touching
    another number or a box that is `taken`, and, where there is such a place, no line either. In a
    crowd all stand above their points, which takes the least room; None where that fails, too.
    All have the first of the `sizes`, (width, height), in which that goes."""
    kept = list(taken)
    for candidates in (_beside, _above):
        for size in sizes:
            found = _places(lines, [*kept], size, candidates)
            if found is not None:
                return found
    return None


def box_of(line: Line, place: Place, size: Size) -> Box:
    """The pixels that a number of this `size`, (width, height), takes there."""
    (x0, y0), (x1, y1) = line
    x, y = x0 + place.share * (x1 - x0), y0 + place.share * (y1 - y0)
    width, height = size
    left = x - width if "left" in place.side else x if "right" in place.side else x - width / 2
    bottom = y + 2 if place.side.startswith("top") else y - 2 - height
    return left, left + width, bottom, bottom + height


def _places(
    lines: Sequence[Line],
    boxes: list[Box],
    size: Size,
    candidates: Callable[[Line], Iterator[Place]],
) -> tuple[Place, ...] | None:
    found = []
    for line in lines:
        all_places = [(place, box_of(line, place, size)) for place in candidates(line)]
        free = [(p, box) for p, box in all_places if not any(_touch(box, other) for other in boxes)]
        if not free:
            return None
        clear = (each for each in free if not any(_crosses(one, each[1]) for one in lines))
        place, box = next(clear, free[0])
        boxes.append(box)
        found.append(place)
    return tuple(found)


def _above(_: Line) -> Iterator[Place]:
    return (Place(share, ABOVE) for share in SHARES)


def _beside(line: Line) -> Iterator[Place]:
    (x0, y0), (x1, y1) = line
    rise = (y1 - y0) / (x1 - x0)
    sides = BESIDE_RISING if rise > 0 else BESIDE_FALLING
    for share in SHARES:
        for side in (ABOVE, BELOW) if abs(rise) < LEVEL else sides:
            yield Place(share, side)


def _touch(one: Box, other: Box) -> bool:
    is_beside = one[1] <= other[0] or other[1] <= one[0]
    return not (is_beside or one[3] <= other[2] or other[3] <= one[2])


def _crosses(line: Line, box: Box) -> bool:
    """Whether a line, which has no upright part, runs through a box."""
    (x0, y0), (x1, y1) = line
    left, right, bottom, top = box
    first, last = max(left, min(x0, x1)), min(right, max(x0, x1))
    if first > last:
        return False
    heights = [y0 + (x - x0) / (x1 - x0) * (y1 - y0) for x in (first, last)]
    return min(heights) < top and max(heights) > bottom
