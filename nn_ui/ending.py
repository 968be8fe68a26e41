"""Where a play ends before its goal: a stop rule is met, or the weights grew beyond all bounds."""

from __future__ import annotations

from dataclasses import dataclass

from nn_core import Run, schedule
from nn_core.stop_rule import StopRule, first_met


@dataclass
class Ending:
    """The end of one play that began at `start`; it looks at each iteration of the run once.

    A rule that is met at the start already does not end the play: Train goes on from there.
    """

    rule: StopRule
    start: int
    met: int | None = None

    def __post_init__(self) -> None:
        self._looked_at = self.start + 1
        self._is_watching: bool | None = None

    def of(self, run: Run) -> int | None:
        """The iteration at which the play ends, once the run is trained that far; else None."""
        if self.met is None and self._watches(run):
            self.met = self._first_met(run)
        found = [each for each in (self.met, run.stopped) if each is not None]
        return min(found, default=None)

    def _watches(self, run: Run) -> bool:
        if self._is_watching is None:
            self._is_watching = self.rule.is_set and not self.rule.is_met(run.at(self.start))
        return self._is_watching

    def _first_met(self, run: Run) -> int | None:
        while self._looked_at <= run.iteration:
            met = first_met(run, self.rule, self._looked_at, run.iteration)
            if met is None or met > self.start:
                self._looked_at = run.iteration + 1
                return met
            # The search begins at a kept iteration, which may lie before the start of the play.
            self._looked_at = schedule.first_after(self._looked_at)
        return None
