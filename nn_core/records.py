"""The records of a run: its states at the iterations that the schedule keeps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nn_core import schedule
from nn_core.dataset import FloatArray


class Records:
    """States (n_state,) of iteration 0, `first`, and of kept iterations after it, without gaps."""

    def __init__(self, first: FloatArray) -> None:
        self._rows = first[np.newaxis].copy()
        self._n = 1

    def add(self, iteration: int, states: FloatArray) -> None:
        """Keep what the schedule asks for of the states, (n_states, n_state), of the iterations
        that follow `iteration`."""
        last = iteration + len(states)
        while (first := schedule.first_after(iteration)) <= last:
            iteration = min(last, schedule.end_of_octave(first))
            offset = last - len(states) + 1
            kept = states[first - offset : iteration - offset + 1 : schedule.stride(first)]
            self._make_room(len(kept))
            self._rows[self._n : self._n + len(kept)] = kept
            self._n += len(kept)

    def one(self, kept: int) -> FloatArray:
        """The state of a kept iteration, (n_state,)."""
        row: FloatArray = self._rows[schedule.index_of(kept)]
        return row

    def at(self, kept: NDArray[np.int64]) -> FloatArray:
        """The states of kept iterations, (n_kept, n_state); IndexError for one not there."""
        places = [schedule.index_of(int(iteration)) for iteration in kept]
        return self._rows[: self._n][places]

    def up_to(self, iteration: int) -> Records:
        """A copy that ends at `iteration`, or at the last one kept before it."""
        copy = Records(self._rows[0])
        copy._n = schedule.index_of(schedule.last_at(iteration)) + 1
        copy._rows = self._rows[: copy._n].copy()
        return copy

    @property
    def memory(self) -> int:
        """The bytes that the records take."""
        return self._rows.nbytes

    def _make_room(self, n_more: int) -> None:
        needed = self._n + n_more
        if needed > len(self._rows):
            room = np.empty((max(needed, 2 * len(self._rows)), self._rows.shape[1]))
            room[: self._n] = self._rows[: self._n]
            self._rows = room
