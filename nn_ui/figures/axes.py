"""Axes for quantities that change over iterations, and ranges that seldom have to change."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.telling.round_numbers import round_step
from nn_ui.figures.palette import Palette

# Where iteration 0 stands on a logarithmic axis, which has no zero: one tick before iteration 1.
LOG_PLACE_OF_ZERO = 0.5
SMALL = MappingProxyType({"size": 13})
# Without this Plotly draws a curve of hundreds of points as a polygon of some twenty.
EVERY_POINT = MappingProxyType({"simplify": False})
Range = tuple[float, float]
# More than 6 digits before the point, and more than 4 behind it: see nn_core.tables.number_style.
LARGE_EXPONENT, SMALL_EXPONENT = 6, 4


@dataclass(frozen=True)
class Axes:
    """How the time charts are drawn: `last` is the iteration at the right edge."""

    last: int
    log_iterations: bool
    log_loss: bool
    colours: Palette


def iteration_axis(axes: Axes) -> dict[str, Any]:
    """The horizontal axis of every time chart."""
    axis: dict[str, Any] = {
        **_axis(axes.colours),
        "title": {"text": "Iteration (updates of the weights)", "standoff": 3, "font": dict(SMALL)},
        "range": list(iteration_range(axes)),
        **number_labels((0, axes.last)),
    }
    if axes.log_iterations:
        decades = [10**decade for decade in range(len(str(axes.last)) + 1)]
        between = [digit * decade for decade in decades for digit in range(2, 10)]
        axis |= {
            "type": "log",
            "tickvals": [LOG_PLACE_OF_ZERO, *decades],
            "ticktext": ["0", *(f"{decade:,}" for decade in decades)],
            "minor": {"tickvals": between, "ticks": "outside", "ticklen": 2},
        }
    return axis


def value_axis(title: str, values: Range, axes: Axes, *, log: bool = False) -> dict[str, Any]:
    """The vertical axis of a time chart."""
    axis = _axis(axes.colours)
    return (
        axis
        | {
            "title": {"text": title, "standoff": 6, "font": dict(SMALL)},
            "range": list(values),
            "type": "log" if log else "linear",
            **number_labels(values, log=log),
            "zeroline": not log,
            "zerolinecolor": axes.colours.muted,
            "zerolinewidth": 1,
        }
        | ({"dtick": 1 if values[1] - values[0] < 7 else 2} if log else {})
    )


def iteration_range(axes: Axes) -> Range:
    """The horizontal range, with a little room on both sides."""
    if axes.log_iterations:
        return math.log10(LOG_PLACE_OF_ZERO * 0.8), math.log10(max(axes.last, 1) * 1.25)
    return -0.015 * axes.last, 1.015 * axes.last


def places(iterations: NDArray[Any], axes: Axes) -> NDArray[Any]:
    """Where iterations stand on the horizontal axis."""
    return np.maximum(iterations, LOG_PLACE_OF_ZERO) if axes.log_iterations else iterations


def round_range(values: Iterable[float]) -> Range:
    """A range of round numbers around zero and all `values`; it changes only now and then as the
    values grow, so that the axis does not crawl."""
    low, high = min(0.0, *values), max(0.0, *values)
    if high == low:
        return -1.0, 1.0
    step = round_step((high - low) / 4)
    margin = 0.04 * step
    bottom = 0.0 if low == 0 else math.floor(low / step) * step
    top = 0.0 if high == 0 else math.ceil(high / step) * step
    return bottom - margin, top + margin


def log_range(values: FloatArray) -> Range:
    """A range of whole powers of ten, as their exponents, around the positive `values`."""
    positive = values[values > 0]
    if not len(positive):
        return -1.0, 0.0
    low, high = math.floor(math.log10(positive.min())), math.ceil(math.log10(positive.max()))
    return low - 0.05, max(high, low + 1) + 0.05


def _axis(colours: Palette) -> dict[str, Any]:
    return {
        "gridcolor": colours.grid,
        "linecolor": colours.muted,
        "tickcolor": colours.muted,
        "ticks": "outside",
        "ticklen": 4,
        "showline": True,
        "zeroline": False,
        "automargin": True,
    }


def plain_axis(title: str, values: Range, colours: Palette) -> dict[str, Any]:
    """An axis that stays as it is: neither dragging nor a double click changes its range."""
    return {
        **_axis(colours),
        "title": {"text": title, "standoff": 3, "font": dict(SMALL)},
        "range": list(values),
        **number_labels(values),
        "fixedrange": True,
        "showgrid": False,
    }


def number_labels(values: Range, *, log: bool = False) -> dict[str, Any]:
    """Ticks and hover labels of an axis over `values`, or over their powers of ten, in the style of
    all numbers."""
    return {
        "exponentformat": "power",
        "separatethousands": True,
        "minexponent": most_exponent(values, log=log),
    }


def most_exponent(values: Range, *, log: bool = False) -> int:
    """Plotly writes what is larger than a number of this exponent, or smaller than its inverse, as
    a power of ten. That is one bound for both, so where there are large numbers it is theirs."""
    largest = values[1] if log else math.log10(max(map(abs, values)) or 1.0)
    return LARGE_EXPONENT if largest > SMALL_EXPONENT else SMALL_EXPONENT
