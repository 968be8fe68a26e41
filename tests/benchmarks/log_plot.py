"""Small plots with two logarithmic axes, written as SVG by hand, for the reports in docs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 300, 240
LEFT, RIGHT, TOP, BOTTOM = 62, 14, 30, 40
# Readable on a white and on a dark page.
LINE, TEXT, GRID = "#3079c4", "#7a8794", "#7a879440"


@dataclass(frozen=True)
class Plot:
    """Points (x, y), all above 0, with what stands at the axes."""

    title: str
    x_label: str
    y_label: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Decades:
    """A logarithmic axis from 10**first to 10**last, drawn from `begin` to `end` (pixels)."""

    first: int
    last: int
    begin: float
    end: float

    def place(self, value: float) -> float:
        share = (math.log10(value) - self.first) / (self.last - self.first)
        return self.begin + share * (self.end - self.begin)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        return [(self.place(10.0**n), f"{10.0**n:g}") for n in range(self.first, self.last + 1)]


def decades(values: Sequence[float], begin: float, end: float) -> Decades:
    """The axis that holds all values; ValueError for a value that is not above 0."""
    if min(values) <= 0:
        raise ValueError("A logarithmic axis holds only values above 0.")
    # Rounded first, so that log10(1000) is the end of a decade and not just above it.
    logs = [round(math.log10(value), 9) for value in values]
    first = math.floor(min(logs))
    return Decades(first, max(first + 1, math.ceil(max(logs))), begin, end)


def svg(plots: Sequence[Plot]) -> str:
    """All plots side by side."""
    panels = [
        f'<g transform="translate({number * WIDTH} 0)">{_panel(plot)}</g>'
        for number, plot in enumerate(plots)
    ]
    size = f'width="{WIDTH * len(plots)}" height="{HEIGHT}"'
    box = f'viewBox="0 0 {WIDTH * len(plots)} {HEIGHT}"'
    style = f'font-family="sans-serif" font-size="11" fill="{TEXT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} {style}>'
    return "\n".join([head, *panels, "</svg>", ""])


def _panel(plot: Plot) -> str:
    x = decades([point[0] for point in plot.points], LEFT, WIDTH - RIGHT)
    y = decades([point[1] for point in plot.points], HEIGHT - BOTTOM, TOP)
    places = [(x.place(a), y.place(b)) for a, b in plot.points]
    middle = (LEFT + WIDTH - RIGHT) / 2
    path = " ".join(f"{a:.1f},{b:.1f}" for a, b in places)
    parts = [
        *(_line(place, TOP, place, HEIGHT - BOTTOM) for place, _ in x.ticks),
        *(_line(LEFT, place, WIDTH - RIGHT, place) for place, _ in y.ticks),
        *(_words(place, HEIGHT - BOTTOM + 14, label) for place, label in x.ticks),
        *(_words(LEFT - 5, place + 4, label, "end") for place, label in y.ticks),
        f'<polyline points="{path}" fill="none" stroke="{LINE}" stroke-width="2"/>',
        *(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{LINE}"/>' for a, b in places),
        _words(middle, 16, plot.title),
        _words(middle, HEIGHT - 8, f"{plot.x_label} → {plot.y_label}"),
    ]
    return "".join(parts)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{GRID}"/>'


def _words(x: float, y: float, words: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
