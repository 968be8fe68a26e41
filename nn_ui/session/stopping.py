"""Where a play ends before its goal: a stop rule is met, or the weights grew beyond all bounds."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property

from nn_core import Run
from nn_core.run.stop_rule import Search, StopRule


@dataclass
class Stopping:
    """The end of one play of `run` that began at `start`; each iteration is looked at once.

    A rule that is met at the start already does not end the play: Train goes on from there.
    """

    run: Run
    rule: StopRule
    start: int

    @property
    def iteration(self) -> int:
        """How far the play may go for now: the run is trained up to there, and looked at."""
        return self.run.iteration if self._search is None else self._search.looked_at

    @property
    def met(self) -> int | None:
        """The iteration at which the rule is met, as soon as it has been found."""
        return None if self._search is None else self._search.met

    @property
    def place(self) -> int | None:
        """The iteration at which the play ends, as soon as that is known; else None."""
        found = [each for each in (self.met, self.run.stopped) if each is not None]
        return min(found, default=None)

    def advance_to(self, iteration: int, within_seconds: float | None = None) -> int:
        """Train the run, and look for the end, up to `iteration` or until the time allowed is over.
        Returns the new `iteration`."""
        search = self._search
        if search is None:
            return self.run.advance_to(iteration, within_seconds)
        deadline = None if within_seconds is None else time.monotonic() + within_seconds
        while search.met is None and search.looked_at < iteration:
            before = search.looked_at
            reached = self.run.advance_to(min(iteration, before + self.run.stride))
            search.look(min(reached, before + self.run.stride, iteration))
            if search.looked_at == before or (deadline and time.monotonic() >= deadline):
                break
        return search.looked_at

    def replay(self, iteration: int, within_seconds: float | None = None) -> int:
        """Get ready to show a trained `iteration`; returns how far that has come."""
        return self.run.replay(iteration, within_seconds)

    def near(self, iteration: int, after: int) -> int:
        """An iteration from `after` to the trained `iteration` that costs little to show."""
        return self.run.near(iteration, after)

    @cached_property
    def _search(self) -> Search | None:
        if not self.rule.is_set or self.rule.is_met(self.run.at(self.start)):
            return None
        return Search(self.run, self.rule, self.start)
