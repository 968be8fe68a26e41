"""Curves as SVG, written by hand: the server has nothing that could draw a Plotly figure."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core.dataset import FloatArray
from nn_ui.figures.palette import LIGHT

WIDTH: Final = 640
HEIGHT: Final = 300
_LEFT: Final = 70
_RIGHT: Final = 20
_TOP: Final = 14
_BOTTOM: Final = 46
_MOST_NAMES: Final = 8


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
    ticks = [_level(value, height(value)) for value in np.linspace(low, high, 5)]
    last = max(int(iterations[-1]), 1)
    decades = [0, *(10**power for power in range(int(math.log10(last)) + 1))]
    marks = [_mark(t, x) for t, x in zip(decades, _places(decades, last), strict=True)]
    names = "".join(_name(place, line.name) for place, line in enumerate(lines[:_MOST_NAMES]))
    more = f" and {len(lines) - _MOST_NAMES} more" if len(lines) > _MOST_NAMES else ""
    return (
        f"<figure><figcaption>{html.escape(title)}</figcaption>"
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{html.escape(title)}">{"".join([*ticks, *marks, *drawn])}'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 6}" text-anchor="middle">Iteration</text></svg>'
        f"<p>{names}{more}</p></figure>"
    )


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
    colour = _colour(place)
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _colour(place: int) -> str:
    return LIGHT.curves[place % len(LIGHT.curves)]


def _name(place: int, name: str) -> str:
    colour = _colour(place)
    return f'<span class="name"><i style="background:{colour}"></i>{html.escape(name)}</span> '


def _level(value: float, y: float) -> str:
    return (
        f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" '
        f'stroke="{LIGHT.grid}"/><text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">'
        f"{value:.3g}</text>"
    )


def _mark(iteration: int, x: float) -> str:
    y = HEIGHT - _BOTTOM
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{y}" stroke="{LIGHT.grid}"/>'
        f'<text x="{x:.1f}" y="{y + 18}" text-anchor="middle">{iteration:,}</text>'
    )
