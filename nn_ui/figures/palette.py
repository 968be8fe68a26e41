"""The colours of the pictures, for a light and a dark page.

The hues are those of Okabe and Ito, "Color Universal Design" (2008), which people with every kind
of colour vision can tell apart. Colour is never the only sign: negative weights are dashed too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Palette:
    """Colours as #rrggbb; `curves` are given to the weights in turn."""

    text: str
    muted: str
    grid: str
    background: str
    positive: str
    negative: str
    curves: tuple[str, ...]


LIGHT = Palette(
    text="#1b2430",
    muted="#5b6675",
    grid="#dfe4ea",
    background="#ffffff",
    positive="#0072b2",
    negative="#d55e00",
    curves=("#0072b2", "#d55e00", "#009e73", "#a64d79", "#7a6000", "#2f8fc4", "#5b6675"),
)
DARK = Palette(
    text="#e8edf3",
    muted="#a3afbd",
    grid="#303a47",
    background="#12181f",
    positive="#56b4e9",
    negative="#f0a030",
    curves=("#56b4e9", "#f0a030", "#2fc99b", "#e29abf", "#f0e442", "#9ad0f0", "#a3afbd"),
)

# Of the classes of a map: seven hues of Okabe and Ito, a grey, and two darker ones.
CLASSES = (
    *("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#f0e442"),
    *("#56b4e9", "#e69f00", "#8a8f98", "#6b4226", "#332288"),
)


def palette(theme: str | None) -> Palette:
    """The palette of the "dark" theme, and the light one for everything else."""
    return DARK if theme == "dark" else LIGHT


def blend(background: str, colour: str, share: float) -> str:
    """The colour that lies `share` (0 to 1) of the way from `background` to `colour`."""
    pairs = zip(_channels(background), _channels(colour), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * share):02x}" for low, high in pairs)


@lru_cache(maxsize=64)
def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
