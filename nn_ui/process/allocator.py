"""The C library's memory: what is freed goes back to the system.

By itself glibc takes ever larger pieces from its heap, where one small piece in use keeps all below
it, and each of many threads gets a heap of its own. Other C libraries are left as they are.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Final

# See mallopt(3).
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
# What is larger than this is asked of the system, and goes straight back to it. Records are kept in
# blocks of twice this size.
LARGE: Final = 2**17
MOST_HEAPS: Final = 2


def tame() -> None:
    """Set how memory is taken from now on."""
    mallopt = _function("mallopt")
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, LARGE)
        mallopt(_M_ARENA_MAX, MOST_HEAPS)


def give_back() -> None:
    """Give the system back what is free in the heaps; that takes some milliseconds."""
    trim = _function("malloc_trim")
    if trim is not None:
        trim(0)


def resident(statm: Path = Path("/proc/self/statm")) -> int | None:
    """The bytes of this process that are in memory; None where nobody says."""
    try:
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return None


def _function(name: str) -> ctypes._NamedFuncPointer | None:
    try:
        found: ctypes._NamedFuncPointer | None = getattr(ctypes.CDLL(None), name, None)
    except (OSError, TypeError):  # Windows has no such library
        return None
    return found
