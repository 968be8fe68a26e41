"""The frame of a picture in the report, as SVG: its size, its title, axes with round numbers."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Final

from nn_core.tables.number_style import rounded
from nn_core.telling.round_numbers import round_numbers
from nn_ui.figures.axes import Range
from nn_ui.figures.palette import Palette

WIDTH: Final = 420
HEIGHT: Final = 280


def figure(title: str, picture: str, below: str = "", *, height: float = HEIGHT) -> str:
    """`picture`, SVG in a plane of WIDTH x `height`, with its title above and `below`, HTML, under
    it."""
    name = html.escape(title)
    return (
        f"<figure><figcaption>{name}</figcaption>"
        f'<svg viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" role="img" '
        f'aria-label="{name}">{picture}</svg>{f"<p>{below}</p>" if below else ""}</figure>'
    )


@dataclass(frozen=True)
class Frame:
    """A plotting area with a linear axis to the right and one upwards; all sides in pixels."""

    across: Range
    up: Range
    colours: Palette
    left: float = 52
    right: float = 14
    top: float = 10
    bottom: float = 42

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x, y, width and height of the plotting area."""
        width, height = WIDTH - self.left - self.right, HEIGHT - self.top - self.bottom
        return self.left, self.top, width, height

    def x(self, value: float) -> float:
        """How far from the left edge a value stands, in pixels."""
        x, _, width, _ = self.box
        return x + (value - self.across[0]) / (self.across[1] - self.across[0]) * width

    def y(self, value: float) -> float:
        """How far from the upper edge a value stands, in pixels."""
        _, y, _, height = self.box
        return y + (self.up[1] - value) / (self.up[1] - self.up[0]) * height

    def axes(self, across_name: str, up_name: str) -> str:
        """Ticks at round numbers, a line at both axes, and their names."""
        x, y, width, height = self.box
        below, beside = round_numbers(self.across), round_numbers(self.up)
        ticks = [text(self.x(one), y + height + 16, rounded(one, 6)) for one in below]
        ticks += [text(x - 7, self.y(one) + 4, rounded(one, 6), "end") for one in beside]
        way, colour = f"M{x} {y}V{y + height}H{x + width}", self.colours.muted
        lines = f'<path d="{way}" fill="none" stroke="{colour}"/>'
        return "".join([lines, *ticks, names(self.box, across_name, up_name)])


def names(box: tuple[float, float, float, float], across_name: str, up_name: str) -> str:
    """The names of both axes around a plotting area."""
    x, y, width, height = box
    middle = y + height / 2
    turned = f' transform="rotate(-90 12 {middle:g})"'
    return text(x + width / 2, y + height + 34, across_name) + text(
        12, middle, up_name, more=turned
    )


def text(x: float, y: float, words: str, anchor: str = "middle", more: str = "") -> str:
    """A word in the picture; it may be a user's own."""
    where = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}'
    return f"<text {where}>{html.escape(words)}</text>"
