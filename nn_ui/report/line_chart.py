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
from nn_ui.figures.palette import LIGHT
from nn_ui.report.frame import HEIGHT, WIDTH, figure, round_numbers, text
from nn_ui.report.frame import names as axis_names

_LEFT: Final = 58
_RIGHT: Final = 26
_TOP: Final = 10
_BOTTOM: Final = 42
_MOST_NAMES: Final = 8
_DASHES: Final = ("", "7 3", "2 3")


@dataclass(frozen=True, eq=False)
class Line:
    """A curve with its name; values: (n_iterations,)."""

    name: str
    values: FloatArray


def line_chart(title: str, iterations: NDArray[np.int64], lines: Sequence[Line]) -> str:
    """The lines over `iterations`, (n,), on a logarithmic axis, with the first names below.

    What is not finite is left out.
    """
    across = _across(iterations)
    low, high = _range(lines)

    def height(value: float) -> float:
        return _TOP + (high - value) / (high - low) * (HEIGHT - _TOP - _BOTTOM)

    drawn = [_polyline(place, line, across, height) for place, line in enumerate(lines)]
    ticks = [_level(value, height(value)) for value in round_numbers((low, high))]
    last = max(int(iterations[-1]), 1)
    decades = [0, *(10**power for power in range(int(math.log10(last)) + 1))]
    marks = [_mark(t, x) for t, x in zip(decades, _places(decades, last), strict=True)]
    names = "".join(_name(place, line.name) for place, line in enumerate(lines[:_MOST_NAMES]))
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
    place: int, line: Line, across: Sequence[float], height: Callable[[float], float]
) -> str:
    points = " ".join(
        f"{x:.1f},{height(value):.1f}"
        for x, value in zip(across, line.values.tolist(), strict=True)
        if math.isfinite(value)
    )
    pen = f'stroke="{_colour(place)}" stroke-dasharray="{_dashes(place)}" stroke-width="2"'
    return f'<polyline points="{points}" fill="none" {pen}/>'


def _colour(place: int) -> str:
    return LIGHT.curves[place % len(LIGHT.curves)]


def _dashes(place: int) -> str:
    """Colour alone does not tell the lines apart on every printer."""
    return _DASHES[place // len(LIGHT.curves) % len(_DASHES)]


def _name(place: int, name: str) -> str:
    line = f'<path d="M0 4h24" stroke="{_colour(place)}" stroke-dasharray="{_dashes(place)}"/>'
    sample = f'<svg width="24" height="8" stroke-width="3" aria-hidden="true">{line}</svg>'
    return f'<span class="name">{sample} {html.escape(name)}</span> '


def _level(value: float, y: float) -> str:
    return (
        f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" '
        f'stroke="{LIGHT.grid}"/>{text(_LEFT - 6, y + 4, rounded(value, 6), "end")}'
    )


def _mark(iteration: int, x: float) -> str:
    y = HEIGHT - _BOTTOM
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{y}" stroke="{LIGHT.grid}"/>'
        f"{text(x, y + 16, f'{iteration:,}')}"
    )
