"""How much film this process has to make, and whether its sessions must make do with less.

Python runs one thread at a time, so a process has one core for all of its films. When they want
more than that, all of them run dry; before it comes to that, all get longer pieces, less often,
with fewer frames a second. What is counted is what the films would cost at the full tempo: that
does not depend on the tempo they have now, so it does not swing, and it tells when the crowd is
gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nn_ui.session.playback import FULL, LIVELY, THIN, Tempo

# Streamlit's own processor time for a rerun of the fragment, of which the code that makes a piece
# sees nothing (see tests/benchmarks/classroom); and what a piece of a simple film takes.
SECONDS_OF_STREAMLIT, SECONDS_OF_A_FIRST_PIECE = 0.006, 0.012
# The share of the core that full films may take: the rest is for pages that are opened and for
# training. Between the two a film keeps the tempo that it has.
MOST_FOR_FULL, LITTLE_ENOUGH_FOR_FULL = 0.8, 0.65
# Likewise for lively ones, which cost more than twice as much: a dozen simple ones get them.
MOST_FOR_LIVELY, LITTLE_ENOUGH_FOR_LIVELY = 0.2, 0.14
# A film that has sent for no piece for so long has ended, or its tab is closed.
SECONDS_A_FILM_IS_COUNTED = 2.5 * THIN.seconds_between
# To change the tempo a page runs once more, so they change one after the other.
SECONDS_BETWEEN_CHANGES = 0.1


@dataclass
class Load:
    """The films that play in this process; each is known by a number of its own.

    To be used by one session at a time (see locks.py).
    """

    _seen: dict[int, float] = field(default_factory=dict)
    _costs: dict[int, float] = field(default_factory=dict)
    _changed: float = float("-inf")

    def plays(self, film: int, now: float) -> None:
        """`film` begins, or goes on, at `now`."""
        self._seen[film] = now

    def costs(self, film: int, seconds: float, tempo: Tempo) -> None:
        """A piece of `film` has taken so many seconds of processor time. Of a crowd's piece, which
        is another one, nobody knows what it would take in full: the film keeps its last cost."""
        if tempo != THIN:
            self._costs[film] = seconds * _frames_a_piece(FULL) / _frames_a_piece(tempo)

    def ended(self, film: int) -> None:
        """There will be no more of `film`."""
        self._seen.pop(film, None)
        self._costs.pop(film, None)

    def share(self, now: float) -> float:
        """The share of a core that all films would take at the full tempo."""
        oldest = now - SECONDS_A_FILM_IS_COUNTED
        for film in [film for film, seen in self._seen.items() if seen < oldest]:
            self.ended(film)
        costs = (self._costs.get(film, SECONDS_OF_A_FIRST_PIECE) for film in self._seen)
        return sum(SECONDS_OF_STREAMLIT + cost for cost in costs) / FULL.seconds_between

    def tempo(self, present: Tempo, now: float) -> Tempo:
        """The tempo for a film that has the `present` one."""
        share = self.share(now)
        if share > MOST_FOR_FULL:
            return THIN
        if share < LITTLE_ENOUGH_FOR_LIVELY:
            return LIVELY
        is_too_fast = present == LIVELY and share > MOST_FOR_LIVELY
        is_too_slow = present == THIN and share < LITTLE_ENOUGH_FOR_FULL
        return FULL if is_too_fast or is_too_slow else present

    def may_change(self, now: float) -> bool:
        """Whether it is a film's turn to change its tempo; True takes this turn."""
        is_free = now - self._changed >= SECONDS_BETWEEN_CHANGES
        if is_free:
            self._changed = now
        return is_free


def _frames_a_piece(tempo: Tempo) -> float:
    return tempo.frames_a_second * tempo.seconds_between
