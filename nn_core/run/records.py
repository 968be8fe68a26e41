"""The records of a run: its states at the iterations that the schedule keeps.

They take at most so many bytes. Where the schedule asks for more, every second record of those
that lie closest goes, again and again; what curves need of it, the parameters at a few iterations,
stays.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.run import schedule

# With what is replayed and the room to train in, 32 MB.
CEILING: Final = 31_500_000
# Memory that is asked for in pieces of this size goes back to the system as soon as it is free.
BLOCK: Final = 2**18


class Records:
    """States (n_state,) of iteration 0, `first`, and of kept iterations after it, without gaps.

    spacing: how many iterations lie between two of them at least, a power of two. The first
    `n_parameters` numbers of a state are the parameters, the others the optimiser's memory.
    """

    def __init__(self, first: FloatArray, n_parameters: int, ceiling: int = CEILING) -> None:
        self.spacing = 1
        self._n_parameters, self._ceiling = n_parameters, ceiling
        self._n = 0
        self._n_in_block = max(1, BLOCK // first.nbytes)
        self._blocks: list[FloatArray] = []
        # Parameters that curves need of iterations that are not kept any more.
        self._points: dict[int, FloatArray] = {}
        self._last = 0
        self._append(first[np.newaxis])

    def add(self, iteration: int, states: FloatArray) -> None:
        """Keep what the schedule asks for of the states, (n_states, n_state), of the iterations
        that follow `iteration`."""
        offset, last = iteration + 1, iteration + len(states)
        while not self._is_room_up_to(last):
            self.thin()
        self._last = last
        if self.spacing > 1:
            self._keep_points(iteration, states)
        while (first := schedule.first_after(iteration, least=self.spacing)) <= last:
            iteration = min(last, schedule.end_of_octave(first, least=self.spacing))
            step = schedule.stride(first, least=self.spacing)
            self._append(states[first - offset : iteration - offset + 1 : step])

    def last_at(self, iteration: int) -> int:
        """The last kept iteration that is not after `iteration`."""
        return schedule.last_at(iteration, least=self.spacing)

    def one(self, kept: int) -> FloatArray:
        """The state of a kept iteration, (n_state,)."""
        return self._row(schedule.index_of(kept, least=self.spacing))

    def parameters(self, iteration: int) -> FloatArray | None:
        """The parameters, (n_parameters,), of an iteration up to the last one, if they are here."""
        if self.last_at(iteration) == iteration:
            return self.one(iteration)[: self._n_parameters]
        return self._points.get(iteration)

    def up_to(self, iteration: int) -> Records:
        """A copy that ends at `iteration`, or at the last one kept before it."""
        copy = Records(self._row(0), self._n_parameters, self._ceiling)
        copy.spacing, copy._last = self.spacing, iteration
        n_kept = schedule.index_of(self.last_at(iteration), least=self.spacing) + 1
        for place in range(1, n_kept):
            copy._append(self._row(place)[np.newaxis])
        points = self._points.items()
        copy._points = {point: row.copy() for point, row in points if point <= iteration}
        return copy

    def thin(self) -> None:
        """Keep every second one only of those records that lie closest."""
        kept = schedule.up_to(self._last, least=self.spacing)
        self.spacing *= 2
        stay = kept % self.spacing == 0
        drawn = schedule.up_to(self._last, schedule.CURVE_POINTS_PER_OCTAVE)
        for place in np.flatnonzero(~stay & np.isin(kept, drawn)).tolist():
            self._points[int(kept[place])] = self._row(place)[: self._n_parameters].copy()
        self._n = 0
        for place in np.flatnonzero(stay).tolist():
            self._append(self._row(place)[np.newaxis])
        del self._blocks[-(-self._n // self._n_in_block) :]

    def forget(self) -> None:
        """Keep the first state only."""
        while self.spacing <= self._last:
            self.spacing *= 2
        self._n = 1
        del self._blocks[1:]
        self._points.clear()

    @property
    def memory(self) -> int:
        """The bytes that all of it takes."""
        return self.memory_of_states + len(self._points) * 8 * self._n_parameters

    @property
    def memory_of_states(self) -> int:
        """The bytes of the states, without those of the points of curves."""
        return self._n * self._row(0).nbytes

    def _is_room_up_to(self, last: int) -> bool:
        n_kept = schedule.index_of(self.last_at(last), least=self.spacing) + 1
        # Curves have so many points between records, see `schedule`.
        n_points = schedule.CURVE_POINTS_PER_OCTAVE * (self.spacing.bit_length() - 1)
        n_bytes = n_kept * self._row(0).nbytes + n_points * 8 * self._n_parameters
        return n_bytes <= self._ceiling or self.spacing > last

    def _keep_points(self, iteration: int, states: FloatArray) -> None:
        """Keep what curves need of the states after `iteration` that the records do without."""
        per_octave, last = schedule.CURVE_POINTS_PER_OCTAVE, iteration + len(states)
        offset = iteration + 1
        while (iteration := schedule.first_after(iteration, per_octave)) <= last:
            if self.last_at(iteration) != iteration:
                row = states[iteration - offset, : self._n_parameters]
                self._points[iteration] = row.copy()

    def _row(self, place: int) -> FloatArray:
        block, row = divmod(place, self._n_in_block)
        found: FloatArray = self._blocks[block][row]
        return found

    def _append(self, states: FloatArray) -> None:
        while len(states):
            block, row = divmod(self._n, self._n_in_block)
            if block == len(self._blocks):
                self._blocks.append(np.empty((self._n_in_block, states.shape[1])))
            room = self._blocks[block][row : row + len(states)]
            room[:] = states[: len(room)]
            self._n += len(room)
            states = states[len(room) :]
