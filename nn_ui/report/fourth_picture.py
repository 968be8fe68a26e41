"""What the fourth picture of the page shows, in the report: the landscape, or a hidden layer."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nn_core import Snapshot
from nn_core.run.landscape import Landscape
from nn_core.tables.number_style import rounded
from nn_core.telling.hidden_space import in_words as hidden_in_words
from nn_core.telling.landscape import directions, in_words, title
from nn_ui.figures.boundary import boundary
from nn_ui.figures.landscape_heights import Heights, heights_of
from nn_ui.figures.landscape_path import arrow_ends
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.text import shortened
from nn_ui.report.frame import Frame, figure, text

_LONGEST_NAME = 40


@dataclass(frozen=True)
class FourthPicture:
    """Its name, and what the report has of it, as HTML."""

    name: str
    content: str


def hidden_layer(snapshot: Snapshot, layer: int) -> FourthPicture:
    """A hidden layer in words: its picture moves with what is chosen on the page."""
    return FourthPicture("Hidden layer", f"<p>{html.escape(hidden_in_words(snapshot, layer))}</p>")


def landscape_picture(found: Landscape, colours: Palette) -> FourthPicture:
    """The landscape as contours, with the path, this moment and the way downhill."""
    frame = Frame(_ends(found.across), _ends(found.up), colours, left=60)
    heights = heights_of(found)
    levels = _levels(heights)
    parts = [
        *_contours(heights, levels, frame),
        *_path(found, frame),
        frame.axes(*(shortened(name, _LONGEST_NAME) for name in directions(found))),
    ]
    lines = f"Lines: losses from {_loss(levels[0])} (dark) to {_loss(levels[-1])} (light)."
    marks = "■ start, ● now, → downhill, thin line: the path as it falls on this plane."
    below = html.escape(f"{lines} {marks} {in_words(found)}")
    return FourthPicture("Landscape", figure(title(found), "".join(parts), below))


def _ends(along: np.ndarray) -> tuple[float, float]:
    return float(along[0]), float(along[-1])


def _levels(heights: Heights) -> list[float]:
    first, last, step = (heights.contours[name] for name in ("start", "end", "size"))
    return np.arange(first, last, step).tolist() or [first]


def _loss(level: float) -> str:
    return rounded(10.0**level, 2)


def _contours(heights: Heights, levels: list[float], frame: Frame) -> Iterator[str]:
    """Each level in a colour of its own, the deepest darkest."""
    values = np.nan_to_num(heights.values.astype(np.float64), nan=heights.high + heights.step)
    x, y, width, height = frame.box
    stretch = np.array([width, -height] * 2) / (len(values) - 1)
    for place, level in enumerate(levels):
        share = 1 - 0.75 * place / max(1, len(levels) - 1)
        colour = blend(frame.colours.background, frame.colours.positive, share)
        ends = boundary(values, level) * stretch + np.array([x, y + height] * 2)
        drawn = "".join(f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" for x0, y0, x1, y1 in ends.tolist())
        yield f'<path class="contour" d="{drawn}" fill="none" stroke="{colour}"/>'


def _path(found: Landscape, frame: Frame) -> Iterator[str]:
    colours = frame.colours
    points = [(frame.x(x), frame.y(y)) for x, y in found.places.tolist()]
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f'<polyline points="{way}" fill="none" stroke="{colours.text}"/>'
    for one in found.others:
        x, y = (float(value) for value in one.place)
        yield text(frame.x(x), frame.y(y) + 4, f"◇ {one.name}", "start")
    ends = arrow_ends(found)
    if ends is not None:
        (x0, y0), (x1, y1) = ((frame.x(x), frame.y(y)) for x, y in ends.tolist())
        head = np.degrees(np.arctan2(y1 - y0, x1 - x0))
        stroke = f'stroke="{colours.negative}" stroke-width="2" fill="none"'
        yield f'<path class="downhill" d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" {stroke}/>'
        turn = f'transform="translate({x1:.1f} {y1:.1f}) rotate({head:.1f})"'
        yield f'<path d="M-7 -4L0 0L-7 4" {stroke} {turn}/>'
    (x, y), (now_x, now_y) = points[0], points[-1]
    square = f'x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"'
    yield f'<rect {square} fill="{colours.text}"/>'
    yield f'<circle cx="{now_x:.1f}" cy="{now_y:.1f}" r="5" fill="{colours.negative}"/>'
