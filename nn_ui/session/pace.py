"""How fast a run is shown: which iteration is due, so many seconds after play began."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

SECONDS_PER_DECADE = 3.0


@dataclass(frozen=True)
class Pace:
    """`due(start, seconds)` is the iteration due `seconds` after playing on from `start`; a pace
    without it has no clock and goes as fast as the server trains."""

    key: str
    label: str
    due: Callable[[int, float], float] | None


def _even_on_a_log_scale(start: int, seconds: float) -> float:
    # The exponent is bounded, so that a page asleep for an hour does not overflow a float.
    return max(start, 1) * math.pow(10.0, min(seconds / SECONDS_PER_DECADE, 20.0))


def _per_second(rate: float, start: int, seconds: float) -> float:
    return start + rate * seconds


PACES: tuple[Pace, ...] = (
    Pace("log", "Even on a log scale", _even_on_a_log_scale),
    Pace("1", "1 iteration a second", partial(_per_second, 1)),
    Pace("10", "10 iterations a second", partial(_per_second, 10)),
    Pace("100", "100 iterations a second", partial(_per_second, 100)),
    Pace("1000", "1,000 iterations a second", partial(_per_second, 1000)),
    Pace("fastest", "As fast as it goes", None),
)
FASTEST = PACES[-1]


def pace(key: str) -> Pace:
    """The pace with this key; the first one for a key that is not there."""
    return next((pace for pace in PACES if pace.key == key), PACES[0])
