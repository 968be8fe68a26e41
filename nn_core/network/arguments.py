"""What a formula is made of: the names of its function's arguments."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache


@cache
def arguments(function: Callable[..., object]) -> tuple[str, ...]:
    """Such as z, output, y or gradient, in their order."""
    return tuple(inspect.signature(function).parameters)
