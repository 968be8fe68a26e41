"""The housekeeper: a thread that finds the tabs that have closed, and gives their memory back."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable
from typing import Final

from streamlit import runtime

from nn_ui.process import allocator
from nn_ui.process.budget import Budget
from nn_ui.process.limit import memory_limit

SECONDS_BETWEEN_LOOKS: Final = 15.0
BUDGET: Final = Budget(memory_limit(os.environ))


class Housekeeper:
    """Looks after a budget from `start` on, until the process ends."""

    def __init__(self, budget: Budget, is_open: Callable[[str], bool]) -> None:
        self._budget, self._is_open = budget, is_open
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, if that has not been done."""
        with self._lock:
            if self._thread is None:
                allocator.tame()
                self._thread = threading.Thread(target=self._run, name="housekeeper", daemon=True)
                self._thread.start()

    def look(self, now: float) -> None:
        """Look once."""
        if self._budget.look_after(now, self._is_open):
            gc.collect()  # a session is a knot of things that refer to each other
        allocator.give_back()
        self._budget.make_room(now)

    def _run(self) -> None:
        while True:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            self.look(time.monotonic())


def _is_open(session_id: str) -> bool:
    return not runtime.exists() or runtime.get_instance().is_active_session(session_id)


HOUSEKEEPER: Final = Housekeeper(BUDGET, _is_open)
