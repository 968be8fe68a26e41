"""One lock for all that is kept of a tab, whichever of its page runs asks for it.

When a press cuts a page run off, Streamlit starts the next one in a thread of its own, while the
first is on its way to a place where it can stop. Each of the two has another lock for the same
session state. So one may look through it while the other adds to it, which ends the run, and loses
the press, with "dictionary changed size during iteration".
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from weakref import WeakValueDictionary

from streamlit.runtime.state import SafeSessionState, SessionState


def share() -> None:
    """Give every page run of a tab the same lock, from the next run on."""
    first: Callable[..., None] = SafeSessionState.__init__
    if hasattr(first, "__wrapped__"):
        return
    # By the place of the state in memory, which is nobody else's while a run that has the lock
    # holds on to the state as well.
    locks: WeakValueDictionary[int, threading.RLock] = WeakValueDictionary()
    making = threading.Lock()

    @wraps(first)
    def with_one_lock(
        self: SafeSessionState, state: SessionState, yield_callback: Callable[[], None]
    ) -> None:
        first(self, state, yield_callback)
        with making:
            lock = locks.setdefault(id(state), threading.RLock())
        object.__setattr__(self, "_lock", lock)

    setattr(SafeSessionState, "__init__", with_one_lock)  # noqa: B010
