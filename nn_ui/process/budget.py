"""The memory of this process, and what each tab may take of it.

Where it gets short, idle runs give up records first: what they were stays, only looking back takes
longer. Where that does not help, no further tab is taken.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from nn_core import Run
from nn_ui.process import allocator
from nn_ui.session.player import Player

# Shares of the limit: from where on runs give up records, and where no tab is taken any more.
SHORT, FULL = 0.7, 0.9
# What a run keeps of its records when memory is short; curves have their own points beside them.
KEPT_RECORDS: Final = 4 * 2**20
# What a tab takes beside its run: widgets, figures, messages.
A_TAB: Final = 4 * 2**20
# A run is idle when its tab has asked for nothing for so long.
SECONDS_TO_BE_IDLE: Final = 10.0
# Streamlit keeps a tab that was closed for two minutes, in case it comes back.
SECONDS_TO_COME_BACK: Final = 130.0


@dataclass(eq=False)
class Tab:
    """A tab: whose learner it is, when it asked for something last, and since when it is closed."""

    player: Callable[[], Player | None]
    used: float
    closed: float | None = None


class Budget:
    """The tabs of this process, by the number of their session, and its limit in bytes."""

    def __init__(
        self, limit: int | None, resident: Callable[[], int | None] = allocator.resident
    ) -> None:
        self.limit = limit
        self._resident = resident
        self._tabs: dict[str, Tab] = {}
        self._lock = threading.Lock()

    @property
    def n_open(self) -> int:
        """How many tabs are open."""
        return sum(tab.closed is None for tab in self._all())

    def uses(self, session_id: str, player: Player, now: float) -> None:
        """The tab with this learner is open, and asks for something."""
        with self._lock:
            self._tabs[session_id] = Tab(weakref.ref(player), now)

    def has_room(self) -> bool:
        """Whether another tab may open, when the runs that are there grow as far as they may. The
        first one always may: nobody else would come to harm."""
        if self.n_open == 0:
            return True
        learners = [tab.player() for tab in self._all()]
        to_come = sum(memory_to_come(one) for one in learners if one is not None)
        return self._takes(FULL, to_come + A_TAB)

    def make_room(self, now: float) -> None:
        """When memory is short, let runs give up records: those first that have been idle for
        longest, and those that are at work only when nothing else is left."""
        if self._takes(SHORT):
            return
        tabs = sorted(self._all(), key=lambda tab: tab.used)
        idle = [tab for tab in tabs if now - tab.used >= SECONDS_TO_BE_IDLE]
        for tab in (*idle, *(tab for tab in tabs if tab not in idle)):
            player = tab.player()
            gave_up = [run.give_up_records(KEPT_RECORDS) for run in _runs(player)]
            if any(gave_up) and self._takes(SHORT):
                return

    def look_after(self, now: float, is_open: Callable[[str], bool]) -> bool:
        """Find the tabs that have closed; what they remember goes when they cannot come back. True
        when any did."""
        with self._lock:
            tabs = list(self._tabs.items())
        gone = [key for key, tab in tabs if self._is_gone(tab, now, is_open(key))]
        with self._lock:
            for key in gone:
                self._tabs.pop(key, None)
        return bool(gone)

    def _is_gone(self, tab: Tab, now: float, is_open: bool) -> bool:
        player = tab.player()
        if is_open:
            tab.closed = None
        elif tab.closed is None:
            tab.closed = now
        elif player is not None and now - tab.closed >= SECONDS_TO_COME_BACK:
            player.forget()
            return True
        return player is None

    def _takes(self, share: float, more: int = 0) -> bool:
        """Whether the process with so many bytes more stays below a share of its limit."""
        taken = self._resident()
        return self.limit is None or taken is None or taken + more <= share * self.limit

    def _all(self) -> list[Tab]:
        with self._lock:
            return list(self._tabs.values())


def _runs(player: Player | None) -> set[Run]:
    """All runs of a learner, each once: the present one may be kept as well."""
    return set() if player is None else {player.run, *(one.run for one in player.kept.runs)}


def memory_to_come(player: Player) -> int:
    """The bytes that the runs will take on their way to the goal beyond those they take now."""
    goal = player.goal
    pairs = ((run.memory_for(goal, KEPT_RECORDS), run.memory) for run in _runs(player))
    return sum(max(0, then - now) for then, now in pairs)
