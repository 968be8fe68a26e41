"""What the network answers everywhere: a curve over one input, a map over two."""

from __future__ import annotations

import html
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import Dataset
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import rounded, shortest
from nn_ui.figures.boundary import boundary
from nn_ui.figures.data_points import Rows, held_back_rows, level, training_rows
from nn_ui.figures.output_colours import ramp
from nn_ui.figures.palette import Palette, blend
from nn_ui.figures.scope import Scope, grid, input_ranges
from nn_ui.figures.target_texts import two_words
from nn_ui.figures.text import told_apart
from nn_ui.figures.told_output import painted_range
from nn_ui.report.frame import HEIGHT, Frame, figure, text
from nn_ui.report.png import data_address, png

MOST_PICTURES = 4
POINTS_A_SIDE = 281
_COLOURS = 256  # as many as a PNG may have
_BAR = 12  # pixels


def output_pictures(
    snapshot: Snapshot, colours: Palette, coding: Coding | None = None
) -> list[str]:
    """A picture of each output, at most four; none with more than two inputs. Their legends have
    the words of the table's `coding`."""
    data = snapshot.experiment.dataset
    if data.n_inputs > 2:
        return []
    ranges, inputs = input_ranges(data), tuple(range(data.n_inputs))
    held = (0.0,) * data.n_inputs
    draw = _curve if data.n_inputs == 1 else _map
    count = min(data.n_outputs, MOST_PICTURES)
    scopes = (Scope(inputs, ranges, held, output) for output in range(count))
    return [draw(snapshot, scope, colours, coding) for scope in scopes]


def _curve(snapshot: Snapshot, scope: Scope, colours: Palette, coding: Coding | None) -> str:
    data = snapshot.experiment.dataset
    up = painted_range(snapshot, scope)
    frame = Frame(scope.ranges[0], up, colours)
    rows = grid(scope, POINTS_A_SIDE)
    values = np.fmin(np.fmax(snapshot.predict(rows)[:, scope.output], up[0]), up[1])
    across = rows[:, 0].tolist()
    points = zip(across, values.tolist(), strict=True)
    drawn = " ".join(f"{frame.x(x):.1f},{frame.y(value):.1f}" for x, value in points)
    middle, (x, _, width, _) = frame.y(level(snapshot.experiment, scope.output)), frame.box
    parts = [
        f'<path d="M{x} {middle:.1f}h{width}" stroke="{colours.muted}" stroke-dasharray="2 4"/>',
        f'<polyline points="{drawn}" fill="none" stroke="{colours.text}" stroke-width="2.5"/>',
        *_marks(snapshot, scope, frame),
        frame.axes(data.input_names[0], data.target_names[scope.output]),
    ]
    return figure(_title(snapshot, scope), "".join(parts), _legend(snapshot, scope, coding))


def _map(snapshot: Snapshot, scope: Scope, colours: Palette, coding: Coding | None) -> str:
    data = snapshot.experiment.dataset
    across, up = scope.ranges
    frame = Frame(across, up, colours, right=66)
    x, y, width, height = frame.box
    image = data_address(png(_painted(snapshot, scope), _shades(colours)))
    place = f'x="{x}" y="{y}" width="{width}" height="{height}" preserveAspectRatio="none"'
    parts = [
        f'<image {place} href="{image}"/>',
        _boundary(snapshot, scope, frame),
        *_marks(snapshot, scope, frame),
        frame.axes(*data.input_names),
        *_colour_bar(snapshot, scope, frame),
    ]
    return figure(_title(snapshot, scope), "".join(parts), _legend(snapshot, scope, coding))


def _title(snapshot: Snapshot, scope: Scope) -> str:
    data = snapshot.experiment.dataset
    return "Output" if data.n_outputs == 1 else f"Output {_output_name(data, scope)}"


def _output_name(data: Dataset, scope: Scope) -> str:
    return told_apart(data.target_names)[scope.output]


def _shades(colours: Palette) -> list[str]:
    low, middle, high = ramp(colours)
    shares = np.linspace(-1, 1, _COLOURS).tolist()
    ends = (blend(middle, low if share < 0 else high, abs(share)) for share in shares)
    return list(ends)


def _values(snapshot: Snapshot, scope: Scope) -> FloatArray:
    """The outputs over the map from its bottom to its top, as far as it can show them."""
    low, high = painted_range(snapshot, scope)
    values = snapshot.predict(grid(scope, POINTS_A_SIDE))[:, scope.output]
    return np.fmin(np.fmax(values, low), high).reshape(POINTS_A_SIDE, POINTS_A_SIDE)


def _painted(snapshot: Snapshot, scope: Scope) -> NDArray[np.uint8]:
    """The place among the shades of each point of the map, from its top to its bottom."""
    low, high = painted_range(snapshot, scope)
    shares = (_values(snapshot, scope)[::-1] - low) / (high - low)
    return np.rint(shares * (_COLOURS - 1)).astype(np.uint8)


def _boundary(snapshot: Snapshot, scope: Scope, frame: Frame) -> str:
    """The line between the classes."""
    values, (x, y, width, height) = _values(snapshot, scope), frame.box
    last = POINTS_A_SIDE - 1
    ends = boundary(values, level(snapshot.experiment, scope.output)) / last
    ends = ends * np.array([width, -height] * 2) + np.array([x, y + height] * 2)
    drawn = "".join(f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" for x0, y0, x1, y1 in ends.tolist())
    return (
        f'<path class="boundary" d="{drawn}" fill="none" stroke="{frame.colours.text}" '
        'stroke-width="1.75" stroke-linecap="round"/>'
    )


def _marks(snapshot: Snapshot, scope: Scope, frame: Frame) -> Iterator[str]:
    """The rows of the table: a circle for the high class, a diamond for the low one, in outline
    where they are test rows."""
    data, middle = snapshot.experiment.dataset, level(snapshot.experiment, scope.output)
    size = 5.0 if data.n_samples + data.n_test <= 50 else 3.6
    for rows, is_test in ((training_rows(data), False), (held_back_rows(data), True)):
        for x, y, is_high in _points(rows, scope, middle):
            look = _look(frame.colours, is_high=is_high, is_test=is_test)
            yield _mark(frame.x(x), frame.y(y), size, look, is_high=is_high)


def _points(rows: Rows, scope: Scope, middle: float) -> Iterator[tuple[float, float, bool]]:
    targets: FloatArray = rows.y[:, scope.output]
    up = targets if scope.kind == "curve" else rows.X[:, 1]
    for x, y, target in zip(rows.X[:, 0].tolist(), up.tolist(), targets.tolist(), strict=True):
        yield x, y, target >= middle


def _look(colours: Palette, *, is_high: bool, is_test: bool) -> str:
    colour = colours.positive if is_high else colours.negative
    if is_test:
        return f'fill="none" stroke="{blend(colours.text, colour, 0.4)}"'
    return f'fill="{colour}" stroke="{colours.background}"'


def _mark(x: float, y: float, size: float, look: str, *, is_high: bool) -> str:
    if is_high:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" {look}/>'
    far = 1.3 * size
    return f'<path d="M{x:.1f} {y - far:.1f}l{far} {far}l-{far} {far}l-{far} -{far}z" {look}/>'


def _colour_bar(snapshot: Snapshot, scope: Scope, frame: Frame) -> Iterator[str]:
    x, y, width, height = frame.box
    left, (low, high) = x + width + 10, painted_range(snapshot, scope)
    pixels = np.arange(_COLOURS - 1, -1, -1, dtype=np.uint8).reshape(-1, 1)
    place = f'x="{left}" y="{y}" width="{_BAR}" height="{height}" preserveAspectRatio="none"'
    yield f'<image {place} href="{data_address(png(pixels, _shades(frame.colours)))}"/>'
    for value in (low, (low + high) / 2, high):
        at = y + (high - value) / (high - low) * height
        yield text(left + _BAR + 5, min(max(at + 4, y + 9), HEIGHT), rounded(value, 3), "start")


def _legend(snapshot: Snapshot, scope: Scope, coding: Coding | None) -> str:
    """What the marks mean."""
    experiment = snapshot.experiment
    middle, data = level(experiment, scope.output), experiment.dataset
    name = "target" if data.n_outputs == 1 else _output_name(data, scope)
    low, high = two_words(scope.output, coding) or (
        f"{name} below {shortest(middle)}",
        f"{name} at least {shortest(middle)}",
    )
    said = [
        f"● {high}",
        f"◆ {low}",
        *(["in outline: test rows"] if data.n_test else []),
        *(["black line: the output is " + shortest(middle)] if scope.kind == "map" else []),
    ]
    return html.escape(", ".join(said))
