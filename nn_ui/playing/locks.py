"""Sessions take turns: the server computes one piece of film at a time.

Python runs one thread at a time, and hands over from one to the next after 5 ms wherever it is.
Thirty sessions that work at once so share each piece's milliseconds with twenty-nine others, and
all of them come late, the thread that sends and receives too. In a class of thirty on one process
a piece took 24 ms with turns, 62 ms at 95 % and at most 0.2 s; without turns 106 ms, 1 s and 3.4 s.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from nn_ui.playing.load import Load
from nn_ui.process.housekeeping import BUDGET
from nn_ui.session.playback import SECONDS_OF_TRAINING
from nn_ui.session.player import Player

FILM_LOCK: Final = threading.Lock()
# Held around it by who trains many seeds: of those no more than one waits where films do.
SEEDS_LOCK: Final = threading.Lock()
PAGE_LOCK: Final = threading.Lock()
# Of all sessions of the process, like the lock, and to be used only by who holds it.
LOAD: Final = Load()
# A heavy run trains in slices, so that others wait no longer than for one; then it steps back for
# as long as one of them needs to wake up.
SECONDS_A_SLICE = 0.005
SECONDS_BETWEEN_SLICES = 0.001
# After a slice of many seeds all of them rest for so long, times the share of a core that films
# need: beside the films of a class of thirty, twice as long as the slice takes.
SECONDS_OF_REST = 0.02
# Should one page take very long, the others do not wait for it for ever.
SECONDS_TO_WAIT_FOR_A_PAGE = 5.0


@contextmanager
def page_turn() -> Iterator[None]:
    """Run the page when no other session does, so that a class that presses Train at once slows
    the films that play already no more than one page does."""
    is_ours = PAGE_LOCK.acquire(timeout=SECONDS_TO_WAIT_FOR_A_PAGE)
    try:
        yield
    finally:
        if is_ours:
            PAGE_LOCK.release()


def slice_of_seeds(go_on: Callable[[float], None]) -> None:
    """Have many seeds trained for one slice, and rest: several who try them share one lane."""
    with SEEDS_LOCK:
        with FILM_LOCK:
            go_on(SECONDS_A_SLICE)
            share = LOAD.share(time.monotonic())
        time.sleep(max(SECONDS_BETWEEN_SLICES, share * SECONDS_OF_REST))


@contextmanager
def turn_after_training(player: Player, now: float) -> Iterator[None]:
    """Train for the next piece of film, in as many turns as the time for training allows, and keep
    the last of them: who would give it back now had to wait once more for the piece itself."""
    deadline = now + SECONDS_OF_TRAINING
    while True:
        with FILM_LOCK:
            BUDGET.make_room(time.monotonic())
            if time.monotonic() >= deadline or player.train_ahead(now, SECONDS_A_SLICE):
                yield
                return
        time.sleep(SECONDS_BETWEEN_SLICES)
