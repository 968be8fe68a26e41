"""The timeline's value: set by the page while the film plays, chosen by the learner at rest.

Page and browser tell each other values that may cross on their way. This file decides whose a
value is: without it, a value from the film that comes late would throw the cursor back just after
Pause, and the answer to one press of an arrow key would overwrite the next.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

# How long after its last news of one side the other may still send an older value: a server may be
# very busy.
SECONDS_OF_LATE_VALUES = 10.0


@dataclass
class Timeline:
    """What the page last set the timeline to, and when."""

    shown: int = 0
    goal: int = 0
    set_at: float = 0.0
    # The values that the film gave it, as long as they may still come back.
    played: set[int] = field(default_factory=set)
    played_at: float = -math.inf
    # Values in place of which the page has set others, as long as they may still come back.
    replaced: set[object] = field(default_factory=set)
    # When the learner took hold of it while the film played, and has not let go yet.
    held_at: float = -math.inf
    # The browser's word for the last time that the learner took hold of it.
    grab: Any = None
    # Where they last asked to go; the run may not reach so far.
    asked: int | None = None
    # What was on the screen when the film was last to stop.
    seen: int | None = None

    def chosen(self, value: int, now: float, *, has_arrived: bool = True) -> int | None:
        """The iteration that the learner chose; None when `value` is the page's own, which it may
        be as long as the browser lacks what was set last."""
        if self._is_held(now) or value == self.shown:
            return None
        may_be_late = now - self.played_at < SECONDS_OF_LATE_VALUES or not has_arrived
        if may_be_late and value in self.played:
            return None
        if not has_arrived and value in self.replaced:
            return None
        self._stop_setting()
        return value

    def take_hold(self, now: float, *, is_playing: bool) -> None:
        """The learner's hand is on it, so it is not set. At rest all that comes is chosen; of a
        film's values nobody knows whose they are, until `let_go` says where it was left."""
        self._stop_setting()
        if is_playing:
            self.held_at = now

    def let_go(self, asked: int) -> None:
        """The learner has said where to go, so nothing that comes late counts any more."""
        self.asked = asked
        self.held_at = -math.inf

    def must_be_set(
        self, value: object, cursor: int, goal: int, now: float, *, has_arrived: bool = True
    ) -> bool:
        """Whether the page has to set it to `cursor`, since the browser has another value, or may
        have one for which the news came too late; `has_arrived` when it has what was set before."""
        if has_arrived:
            self.replaced.clear()
        if value != cursor or self.goal != goal:
            self.set_at = now
        if value != cursor:
            self.replaced.add(value)
        self.shown, self.goal = cursor, goal
        is_lost = not has_arrived and self.set_at > -math.inf
        is_late = now - self.set_at < SECONDS_OF_LATE_VALUES
        return (is_late or is_lost) and not self._is_held(now)

    def remember_played(self, cursor: int, now: float) -> None:
        """The film has moved the timeline to `cursor`."""
        if now - self.played_at > SECONDS_OF_LATE_VALUES:
            self.played.clear()
        self.played.add(cursor)
        self.played_at = now

    def _is_held(self, now: float) -> bool:
        return now - self.held_at < SECONDS_OF_LATE_VALUES

    def _stop_setting(self) -> None:
        self.played.clear()
        self.set_at = -math.inf
