"""The colours of all pictures: two palettes, each for a light and a dark page.

Blue and orange, positive and negative, are hues of Okabe and Ito, "Color Universal Design" (2008).
The colours of curves and classes were chosen among 4,096 so that the two most alike differ most, to
the usual and to the three kinds of dichromatic colour vision; curves have neither blue nor orange.
tests/nn_ui/figures/test_palette.py computes contrasts and differences. Colour is never the only
sign: negative weights are dashed, and classes have marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Palette:
    """Colours as #rrggbb; `curves` are given to the curves of a chart in turn."""

    text: str
    muted: str
    grid: str
    background: str
    positive: str
    negative: str
    curves: tuple[str, ...]


LIGHT: Final = Palette(
    text="#1b2430",
    muted="#5b6675",
    grid="#dfe4ea",
    background="#ffffff",
    positive="#0072b2",
    negative="#d55e00",
    curves=("#550088", "#009999", "#bb1144", "#225500", "#cc55ff", "#998855"),
)
DARK: Final = Palette(
    text="#e8edf3",
    muted="#a3afbd",
    grid="#303a47",
    background="#0e141a",
    positive="#56b4e9",
    negative="#f0a030",
    curves=("#33ff99", "#ffee22", "#aa33ff", "#ffccff", "#ff1122", "#008811"),
)
LIGHT_CONTRAST: Final = Palette(
    text="#000000",
    muted="#333333",
    grid="#b8c0ca",
    background="#ffffff",
    positive="#00509e",
    negative="#a33b00",
    curves=("#440077", "#007744", "#dd1144", "#885577", "#aa00ff", "#660011"),
)
DARK_CONTRAST: Final = Palette(
    text="#ffffff",
    muted="#d0d0d0",
    grid="#56606d",
    background="#0e141a",
    positive="#7cc8ff",
    negative="#ffb347",
    curves=("#ffff11", "#00ff99", "#dd55ff", "#ff6677", "#00aaaa", "#999911"),
)
SAFE, CONTRAST = "safe", "contrast"
# For each palette its light and its dark form; the one of a new page first.
PALETTES: Final = MappingProxyType({SAFE: (LIGHT, DARK), CONTRAST: (LIGHT_CONTRAST, DARK_CONTRAST)})

# Of the classes of a map, whose marks have an outline in the colour of the text.
CLASSES: Final = (
    *("#0072b2", "#d55e00", "#f0e442", "#553344", "#66bbdd"),
    *("#334411", "#ee9977", "#1100cc", "#888888", "#cceedd"),
)


def palette(theme: str | None, name: str = SAFE) -> Palette:
    """The palette of this name for the "dark" theme, and for a light page with everything else."""
    light, dark = PALETTES[name]
    return dark if theme == "dark" else light


def blend(background: str, colour: str, share: float) -> str:
    """The colour that lies `share` (0 to 1) of the way from `background` to `colour`."""
    pairs = zip(_channels(background), _channels(colour), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * share):02x}" for low, high in pairs)


@lru_cache(maxsize=64)
def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
