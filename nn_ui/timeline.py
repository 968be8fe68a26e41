"""The timeline's value: set by the page while the film plays, chosen by the learner at rest.

Page and browser tell each other values that may cross on their way. This file decides whose a
value is: without it, a value from the film that comes late would throw the cursor back just after
Pause, and the answer to one press of an arrow key would overwrite the next.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

# How long after its last news of one side the other may still send an older value.
SECONDS_OF_LATE_VALUES = 1.0


@dataclass
class Timeline:
    """What the page last set the timeline to, and when."""

    shown: int = 0
    goal: int = 0
    set_at: float = 0.0
    # The last values that the film gave it, and the second of the newest.
    played: deque[int] = field(default_factory=lambda: deque(maxlen=3))
    played_at: float = 0.0

    def chosen(self, value: int, now: float) -> int | None:
        """The iteration that the learner chose; None when `value` is the page's own."""
        film_just_ended = now - self.played_at < SECONDS_OF_LATE_VALUES
        is_late = film_just_ended and value in self.played
        return None if value == self.shown or is_late else value

    def must_be_set(self, value: object, cursor: int, goal: int, now: float) -> bool:
        """Whether the page has to set it to `cursor`, since the browser has another value, or may
        have one for which the news came too late."""
        if value != cursor or self.goal != goal:
            self.set_at = now
        self.shown, self.goal = cursor, goal
        return now - self.set_at < SECONDS_OF_LATE_VALUES

    def remember_played(self, cursor: int, now: float) -> None:
        """The film has moved the timeline to `cursor`."""
        self.played.append(cursor)
        self.played_at = now
