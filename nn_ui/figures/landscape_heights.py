"""The heights of a landscape as they are drawn: powers of ten of the loss, colours and contours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nn_core.run.landscape import Landscape
from nn_core.tables.number_style import rounded
from nn_core.telling.round_numbers import round_step
from nn_ui.figures.palette import Palette, blend

# Beyond so many powers of ten below the highest place all is one colour.
DEEPEST: Final = 8.0
MOST_CONTOURS: Final = 14
# On ground that is level: half of what is between the ends of the colours.
_LEAST: Final = 1e-6


@dataclass(frozen=True, eq=False)
class Heights:
    """What is drawn of the losses: their powers of ten and they themselves, both (n, n), NaN where
    they are too large; `low`, `high`: the ends of the colours; `step`: between two contours."""

    values: NDArray[np.float32]
    losses: NDArray[np.float32]
    low: float
    high: float
    step: float

    @property
    def contours(self) -> dict[str, float]:
        """Contours at round powers of ten."""
        start = math.ceil(self.low / self.step) * self.step
        return {"start": start, "end": self.high, "size": self.step}

    @property
    def ticks(self) -> dict[str, Any]:
        """What stands beside the colours, or the height: losses."""
        ends = math.ceil(self.low), math.floor(self.high)
        powers = list(range(ends[0], ends[1] + 1, max(1, (ends[1] - ends[0]) // 4)))
        shown = powers if len(powers) > 1 else [self.low, (self.low + self.high) / 2, self.high]
        texts = [[rounded(10.0**each, digits) for each in shown] for digits in range(2, 8)]
        apart = next((each for each in texts if len(set(each)) == len(each)), texts[-1])
        return {"tickvals": shown, "ticktext": apart}


def heights_of(found: Landscape) -> Heights:
    """The losses as powers of ten."""
    is_drawn = found.losses <= np.finfo(np.float32).max  # False for NaN
    with np.errstate(divide="ignore", invalid="ignore"):
        powers = np.where(is_drawn, np.log10(found.losses), np.nan)
    known = powers[np.isfinite(powers)]
    high = float(known.max()) if len(known) else 0.0
    low = max(float(known.min()), high - DEEPEST) if len(known) else 0.0
    if high - low < _LEAST:
        low, high = low - _LEAST, high + _LEAST
    values = np.where(is_drawn, np.fmax(powers, low), np.nan)
    losses = np.where(is_drawn, found.losses, np.nan)
    step = round_step((high - low) / MOST_CONTOURS)
    return Heights(values.astype(np.float32), losses.astype(np.float32), low, high, step)


def colour_scale(colours: Palette) -> list[tuple[float, str]]:
    """The deeper, the bluer."""
    deep = blend(colours.background, colours.positive, 0.75)
    return [(0.0, deep), (1.0, blend(colours.background, colours.muted, 0.06))]
