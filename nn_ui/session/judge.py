"""The verdict on a run, at whatever iteration is asked for; what was looked at once stays known."""

from __future__ import annotations

from dataclasses import dataclass, field

from nn_core import Run
from nn_core.verdict import Proposal, Verdict, Watch, verdict


@dataclass
class Judge:
    """What it has seen of the run that it was last asked about, and `offered`, what it has proposed
    for it, by its label."""

    offered: dict[str, Proposal] = field(init=False, default_factory=dict)
    _watch: Watch | None = field(init=False, default=None)
    _place: tuple[int, int] | None = field(init=False, default=None)
    _found: Verdict | None = field(init=False, default=None)

    def of(self, run: Run, iteration: int, goal: int) -> Verdict:
        """The verdict on `run` at a trained `iteration`, on its way to `goal`."""
        if self._watch is None or self._watch.run is not run:
            self._watch, self._found, self.offered = Watch(run), None, {}
        if self._found is None or self._place != (iteration, goal):
            self._found = verdict(run, iteration, watch=self._watch, goal=goal)
            self._place = iteration, goal
            if self._found.remedy is not None:
                self.offered[self._found.remedy.label] = self._found.remedy
        return self._found
