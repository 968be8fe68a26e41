"""Which iterations are written down: all of the first thousand, then ever fewer, never too few.

Keeping every iteration of a long run does not fit into memory, and keeping every hundredth loses
the beginning, where the learning happens. So iteration t is kept where it is a multiple of
2^max(0, floor(log2 t) - 9): 512 iterations in every octave from t to 2t.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RECORDS_PER_OCTAVE = 512


def stride(iteration: int, per_octave: int = RECORDS_PER_OCTAVE) -> int:
    """The distance between kept iterations from `iteration` on; `per_octave` is a power of two."""
    return 1 << max(0, iteration.bit_length() - per_octave.bit_length())


def last_at(iteration: int, per_octave: int = RECORDS_PER_OCTAVE) -> int:
    """The last kept iteration that is not after `iteration`."""
    return iteration - iteration % stride(iteration, per_octave)


def first_after(iteration: int, per_octave: int = RECORDS_PER_OCTAVE) -> int:
    """The first kept iteration after `iteration`."""
    kept = last_at(iteration, per_octave)
    return kept + stride(kept, per_octave)


def end_of_octave(iteration: int, per_octave: int = RECORDS_PER_OCTAVE) -> int:
    """The first iteration after `iteration` where the distance between kept ones changes."""
    return max(2 * per_octave, 1 << iteration.bit_length())


def index_of(iteration: int, per_octave: int = RECORDS_PER_OCTAVE) -> int:
    """The place of a kept iteration among all kept ones, counted from 0."""
    distance = stride(iteration, per_octave)
    return iteration // distance + per_octave * (distance.bit_length() - 1)


def up_to(iteration: int, per_octave: int = RECORDS_PER_OCTAVE) -> NDArray[np.int64]:
    """All kept iterations from 0 to `iteration`, shape (n_kept,)."""
    octaves = [np.arange(min(iteration + 1, 2 * per_octave), dtype=np.int64)]
    start = 2 * per_octave
    while start <= iteration:
        step = stride(start, per_octave)
        octaves.append(np.arange(start, min(iteration + 1, 2 * start), step, dtype=np.int64))
        start *= 2
    return np.concatenate(octaves)
