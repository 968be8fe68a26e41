"""The picture of a lesson's sheet as SVG: its axes alone, or with what the experiment draws."""

from __future__ import annotations

import html
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from nn_core.lessons.lesson import Lesson, Place
from nn_core.run import schedule
from nn_core.run.curves import curves
from nn_core.run.run import Run
from nn_core.tables.number_style import rounded
from nn_core.telling.round_numbers import round_numbers
from nn_core.training.parameters import names

_WIDTH, _HEIGHT = 360, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 12, 8, 38
# Half a power of two before iteration 1, which a logarithmic axis has no place for.
_ZERO: Final = 0.5
_DASHES: Final = ("", "8 3", "2 3", "9 3 2 3")
_MOST_LINES: Final = len(_DASHES)
_FINE: Final = 201
# Squares of a map on each side.
_SQUARES: Final = 24


@dataclass(frozen=True)
class Picture:
    """title; across, up: what stands at the axes, and their ranges; lines: (name, x, y), or the
    squares of a map where the answer is over its threshold; marks: (x, y, is over it) of rows."""

    title: str
    across: tuple[str, float, float]
    up: tuple[str, float, float]
    lines: tuple[tuple[str, Sequence[float], Sequence[float]], ...] = ()
    squares: tuple[tuple[float, float], ...] = ()
    marks: tuple[tuple[float, float, bool], ...] = ()
    is_log: bool = False
    n_left_out: int = field(default=0)


def picture_of(one: Lesson, run: Run) -> Picture:
    """What is to be drawn of a lesson: where its outcome is seen, of `run`, trained to its end."""
    if one.place is Place.OUTPUT:
        is_map = run.experiment.dataset.n_inputs == 2
        return _map(run, one.iteration) if is_map else _answers(run, one.iteration)
    return _over_iterations(one, run)


def _over_iterations(one: Lesson, run: Run) -> Picture:
    at = schedule.up_to(run.iteration, schedule.CURVE_POINTS_PER_OCTAVE)
    found = curves(run, at, one.setup.example(), 0)
    if one.place is Place.PREDICTION:
        title, named = "Prediction for the new example", [("Prediction", found.prediction[:, 0])]
    elif one.place is Place.WEIGHTS:
        title = "Weights"
        named = list(zip(names(run.experiment), found.parameters.T, strict=True))
    else:
        title, named = "Loss", [("Training rows", found.loss)]
        if found.test_loss is not None:
            named.append(("Test rows", found.test_loss))
    lines = tuple((name, at.tolist(), values.tolist()) for name, values in named[:_MOST_LINES])
    low, high = _around([value for _, _, values in lines for value in values])
    last = max(int(at[-1]), 2)
    across, left_out = ("Iteration", _ZERO, float(last)), len(named) - len(lines)
    return Picture(title, across, ("", low, high), lines, is_log=True, n_left_out=left_out)


def _answers(run: Run, iteration: int) -> Picture:
    data = run.experiment.dataset
    low, high = float(data.X.min()), float(data.X.max())
    x = np.linspace(low, high, _FINE)
    y = run.at(iteration).predict(x[:, np.newaxis])[:, 0]
    bottom, top = _around([*y.tolist(), *data.y[:, 0].tolist()])
    rows = zip(data.X[:, 0].tolist(), data.y[:, 0].tolist(), strict=True)
    marks = tuple((at, value, True) for at, value in rows)
    across, up = (data.input_names[0], low, high), ("Answer", bottom, top)
    return Picture("Answer", across, up, (("Answer", x.tolist(), y.tolist()),), marks=marks)


def _map(run: Run, iteration: int) -> Picture:
    data = run.experiment.dataset
    (left, right), (bottom, top) = (_with_margin(data.X[:, at]) for at in (0, 1))
    x, y = (
        low + (np.arange(_SQUARES) + 0.5) / _SQUARES * (high - low)
        for low, high in ((left, right), (bottom, top))
    )
    grid = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    is_over = run.at(iteration).predict(grid)[:, 0] > data.threshold
    rows = zip(*data.X.T.tolist(), data.y[:, 0].tolist(), strict=True)
    return Picture(
        f"Where the answer is over {data.threshold:g} (● target 1, ○ target 0)",
        (data.input_names[0], left, right),
        (data.input_names[1], bottom, top),
        squares=tuple(map(tuple, grid[is_over].tolist())),
        marks=tuple((at, up, target > data.threshold) for at, up, target in rows),
    )


def _with_margin(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    margin = 0.25 * (high - low)
    return low - margin, high + margin


def _around(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(0.0, *values), max(0.0, *values)
    return (low, high + 0.05 * (high - low)) if high > low else (low - 1, high + 1)


def drawn(picture: Picture, *, is_solved: bool) -> str:
    """The picture as HTML; what the experiment draws only where `is_solved`."""
    found = [*_axes(picture), *(_mark(picture, *one) for one in picture.marks)]
    names_below = ""
    if is_solved:
        found = [*_squares(picture), *found, *_lines(picture)]
        names_below = _names_of_lines(picture)
    title = html.escape(picture.title)
    return (
        f"<figure><figcaption>{title}</figcaption>"
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{title}">{"".join(found)}'
        f"</svg>{names_below}</figure>"
    )


def _x(picture: Picture, value: float) -> float:
    _, low, high = picture.across
    if picture.is_log:
        low, high, value = math.log(low), math.log(high), math.log(max(value, _ZERO))
    return _LEFT + (value - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT)


def _y(picture: Picture, value: float) -> float:
    _, low, high = picture.up
    return _TOP + (high - value) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)


def _axes(picture: Picture) -> Iterator[str]:
    (across, left, right), (up, bottom, top) = picture.across, picture.up
    floor = _HEIGHT - _BOTTOM
    places = round_numbers((left, right))
    if picture.is_log:
        places = [0, *(10**power for power in range(int(math.log10(right)) + 1))]
    for value in places:
        x = _x(picture, value)
        yield f'<path class="grid" d="M{x:.1f} {_TOP}V{floor}"/>'
        yield _text(x, floor + 14, rounded(value, 6))
    for value in round_numbers((bottom, top)):
        y = _y(picture, value)
        yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>'
        yield _text(_LEFT - 5, y + 4, rounded(value, 6), "end")
    yield f'<path class="axis" d="M{_LEFT} {_TOP}V{floor}H{_WIDTH - _RIGHT}"/>'
    yield _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 6, across)
    if up:
        middle = (_TOP + floor) / 2
        yield _text(10, middle, up, more=f' transform="rotate(-90 10 {middle:g})"')


def _text(x: float, y: float, words: str, anchor: str = "middle", more: str = "") -> str:
    where = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}'
    return f"<text {where}>{html.escape(words)}</text>"


def _mark(picture: Picture, x: float, y: float, is_filled: bool) -> str:
    kind = "filled" if is_filled else "open"
    return f'<circle class="{kind}" cx="{_x(picture, x):.1f}" cy="{_y(picture, y):.1f}" r="4"/>'


def _squares(picture: Picture) -> Iterator[str]:
    width = (_WIDTH - _LEFT - _RIGHT) / _SQUARES
    height = (_HEIGHT - _TOP - _BOTTOM) / _SQUARES
    for x, y in picture.squares:
        left, top = _x(picture, x) - width / 2, _y(picture, y) - height / 2
        size = f'width="{width:.2f}" height="{height:.2f}"'
        yield f'<rect class="over" x="{left:.2f}" y="{top:.2f}" {size}/>'


def _lines(picture: Picture) -> Iterator[str]:
    for (_, across, up), dashes in zip(picture.lines, _DASHES, strict=False):
        points = " ".join(
            f"{_x(picture, x):.1f},{_y(picture, y):.1f}" for x, y in zip(across, up, strict=True)
        )
        yield f'<polyline class="line" points="{points}" stroke-dasharray="{dashes}"/>'


def _names_of_lines(picture: Picture) -> str:
    if len(picture.lines) < 2:
        return ""
    said = "".join(
        '<span><svg class="sample" viewBox="0 0 24 6" aria-hidden="true"><path class="line" '
        f'd="M0 3h24" stroke-dasharray="{dashes}"/></svg> {html.escape(name)}</span> '
        for (name, _, _), dashes in zip(picture.lines, _DASHES, strict=False)
    )
    more = f" and {picture.n_left_out} more" if picture.n_left_out else ""
    return f"<p>{said}{more}</p>"
