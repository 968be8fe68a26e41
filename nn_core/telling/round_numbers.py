"""The round numbers that stand at the ticks of an axis."""

from __future__ import annotations

import math
from collections.abc import Sequence


def round_numbers(values: tuple[float, float]) -> Sequence[float]:
    """Some five round numbers in a range."""
    low, high = values
    step = round_step((high - low) / 6)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [float(f"{place * step:.10g}") for place in range(first, last + 1)]


def round_step(at_least: float) -> float:
    """The smallest of 1, 2, 5 and 10 times a power of ten that is at least `at_least`."""
    power = 10.0 ** math.floor(math.log10(at_least))
    return next(digit * power for digit in (1, 2, 5, 10) if digit * power >= at_least * 0.999)
