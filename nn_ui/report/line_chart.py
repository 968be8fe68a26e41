"""Curves as SVG, written by hand: the server has nothing that could draw a Plotly figure."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.tables.number_style import rounded
from nn_core.telling.round_numbers import round_numbers
from nn_ui.figures.palette import Palette
from nn_ui.report.frame import HEIGHT, WIDTH, figure, text
from nn_ui.report.frame import names as axis_names

# Room for amounts of seven digits.
_LEFT: Final = 72
_RIGHT: Final = 26
_TOP: Final = 10
_BOTTOM: Final = 42
_MOST_NAMES: Final = 8
_DASHES: Final = ("", "7 3", "2 3")
_KEPT: Final = "9 4"


@dataclass(frozen=True, eq=False)
class Line:
    """A curve with its name; values: (n_iterations,); is_kept: whether it is another run's, which
    is grey and dashed."""

    name: str
    values: FloatArray
    is_kept: bool = False


def line_chart(
    title: str, iterations: NDArray[np.int64], lines: Sequence[Line], colours: Palette
) -> str:
    """The lines over `iterations`, (n,), on a logarithmic axis, with the first names below.

    What is not finite is left out.
    """
    across = _across(iterations)
    low, high = _range(lines)

    def height(value: float) -> float:
        return _TOP + (high - value) / (high - low) * (HEIGHT - _TOP - _BOTTOM)

    drawn = [
        _polyline(_pen(place, line, colours), line, across, height)
        for place, line in enumerate(lines)
    ]
    ticks = [_level(value, height(value), colours) for value in round_numbers((low, high))]
    last = max(int(iterations[-1]), 1)
    decades = [0, *(10**power for power in range(int(math.log10(last)) + 1))]
    marks = [_mark(t, x, colours) for t, x in zip(decades, _places(decades, last), strict=True)]
    names = "".join(
        _name(_pen(place, line, colours), line.name)
        for place, line in enumerate(lines[:_MOST_NAMES])
    )
    more = f" and {len(lines) - _MOST_NAMES} more" if len(lines) > _MOST_NAMES else ""
    box = (_LEFT, _TOP, WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM)
    axes = axis_names(box, "Iteration", "")
    # A single curve is named by the title.
    below = f"{names}{more}" if len(lines) > 1 else ""
    return figure(title, "".join([*ticks, *marks, *drawn, axes]), below)


def _across(iterations: NDArray[np.int64]) -> list[float]:
    return _places(iterations.tolist(), max(int(iterations[-1]), 1))


def _places(iterations: Sequence[int], last: int) -> list[float]:
    """Where iterations stand on the axis: 0 half a power of two before 1, as on the page."""
    low, high = math.log(0.5), math.log(max(last, 2))
    room = WIDTH - _LEFT - _RIGHT
    return [_LEFT + (math.log(max(t, 0.5)) - low) / (high - low) * room for t in iterations]


def _range(lines: Sequence[Line]) -> tuple[float, float]:
    values = np.concatenate([line.values for line in lines])
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
    margin = 0.05 * (high - low) or 0.5
    return low - margin, high + margin


def _polyline(
    pen: str, line: Line, across: Sequence[float], height: Callable[[float], float]
) -> str:
    points = " ".join(
        f"{x:.1f},{height(value):.1f}"
        for x, value in zip(across, line.values.tolist(), strict=True)
        if math.isfinite(value)
    )
    return f'<polyline points="{points}" fill="none" {pen} stroke-width="2"/>'


def _pen(place: int, line: Line, colours: Palette) -> str:
    """Colour and dashes: colour alone does not tell the lines apart on every printer."""
    if line.is_kept:
        return f'stroke="{colours.muted}" stroke-dasharray="{_KEPT}"'
    turn, number = divmod(place, len(colours.curves))
    dashes = _DASHES[turn % len(_DASHES)]
    return f'stroke="{colours.curves[number]}" stroke-dasharray="{dashes}"'


def _name(pen: str, name: str) -> str:
    line = f'<path d="M0 4h24" {pen}/>'
    sample = f'<svg width="24" height="8" stroke-width="3" aria-hidden="true">{line}</svg>'
    return f'<span class="name">{sample} {html.escape(name)}</span> '


def _level(value: float, y: float, colours: Palette) -> str:
    return (
        f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" '
        f'stroke="{colours.grid}"/>{text(_LEFT - 6, y + 4, rounded(value, 6), "end")}'
    )


def _mark(iteration: int, x: float, colours: Palette) -> str:
    y = HEIGHT - _BOTTOM
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{y}" stroke="{colours.grid}"/>'
        f"{text(x, y + 16, f'{iteration:,}')}"
    )
