"""Sessions take turns: the server computes one piece of film at a time.

Python runs one thread at a time, and hands over from one to the next after 5 ms wherever it is.
Thirty sessions that work at once so share each piece's milliseconds with twenty-nine others, and
all of them come late, the thread that sends and receives too. With turns, in a class of thirty on
one process, a piece took 90 ms in the median where it had taken 162 to 289, and 0.6 to 0.85 s at 95
% where it had taken 1.3 to 2.8.
"""

from __future__ import annotations

import threading
import time
from typing import Final

from nn_ui.learner import Learner
from nn_ui.playback import SECONDS_OF_TRAINING

TURN: Final = threading.Lock()
# A heavy run trains in slices, so that others wait no longer than for one; then it steps back for
# as long as one of them needs to wake up.
SECONDS_A_SLICE = 0.02
SECONDS_BETWEEN_SLICES = 0.001


def train(learner: Learner, now: float) -> None:
    """Train for the next piece of film, in as many turns as the time for training allows."""
    deadline = now + SECONDS_OF_TRAINING
    while time.monotonic() < deadline:
        with TURN:
            if learner.train_ahead(now, SECONDS_A_SLICE):
                return
        time.sleep(SECONDS_BETWEEN_SLICES)
