"""Which iterations are written down: all of the first thousand, then ever fewer, never too few.

Keeping every iteration of a long run does not fit into memory, and keeping every hundredth loses
the beginning, where the learning happens. So iteration t is kept where it is a multiple of
2^max(0, floor(log2 t) - 9): 512 iterations in every octave from t to 2t.

Curves need fewer, 64 in an octave. `least`, a power of two, sets kept iterations at least so far
apart, which leaves out early ones first: those are replayed soonest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RECORDS_PER_OCTAVE = 512
CURVE_POINTS_PER_OCTAVE = 64


def stride(iteration: int, per_octave: int = RECORDS_PER_OCTAVE, least: int = 1) -> int:
    """The distance between kept iterations from `iteration` on; `per_octave` is a power of two."""
    return max(least, 1 << max(0, iteration.bit_length() - per_octave.bit_length()))


def last_at(iteration: int, per_octave: int = RECORDS_PER_OCTAVE, least: int = 1) -> int:
    """The last kept iteration that is not after `iteration`."""
    return iteration - iteration % stride(iteration, per_octave, least)


def first_after(iteration: int, per_octave: int = RECORDS_PER_OCTAVE, least: int = 1) -> int:
    """The first kept iteration after `iteration`."""
    kept = last_at(iteration, per_octave, least)
    return kept + stride(kept, per_octave, least)


def end_of_octave(iteration: int, per_octave: int = RECORDS_PER_OCTAVE, least: int = 1) -> int:
    """The first iteration after `iteration` where the distance between kept ones changes."""
    return max(2 * per_octave * least, 1 << iteration.bit_length())


def index_of(iteration: int, per_octave: int = RECORDS_PER_OCTAVE, least: int = 1) -> int:
    """The place of a kept iteration among all kept ones, counted from 0."""
    distance = stride(iteration, per_octave, least)
    return iteration // distance + per_octave * (distance // least).bit_length() - per_octave


def up_to(
    iteration: int, per_octave: int = RECORDS_PER_OCTAVE, least: int = 1
) -> NDArray[np.int64]:
    """All kept iterations from 0 to `iteration`, shape (n_kept,)."""
    start = 2 * per_octave * least
    octaves = [np.arange(0, min(iteration + 1, start), least, dtype=np.int64)]
    while start <= iteration:
        step = stride(start, per_octave, least)
        octaves.append(np.arange(start, min(iteration + 1, 2 * start), step, dtype=np.int64))
        start *= 2
    return np.concatenate(octaves)
