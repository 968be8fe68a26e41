"""The verdict on a run, at whatever iteration is asked for; what was looked at once stays known."""

from __future__ import annotations

from dataclasses import dataclass, field

from nn_core import Run
from nn_core.tables.coding import Coding
from nn_core.telling.finding import finding
from nn_core.verdict import Proposal, Verdict, Watch, beforehand, verdict


@dataclass
class Judge:
    """What it has seen of the run that it was last asked about, and `offered`, what it has proposed
    for it, by its label."""

    offered: dict[str, Proposal] = field(init=False, default_factory=dict)
    _watch: Watch | None = field(init=False, default=None)
    _place: tuple[int, int] | None = field(init=False, default=None)
    _found: Verdict | None = field(init=False, default=None)
    _finding: tuple[Run, int, str] | None = field(init=False, default=None)
    _known: Verdict | None = field(init=False, default=None)
    _is_known: bool = field(init=False, default=False)

    def of(self, run: Run, iteration: int, goal: int) -> Verdict:
        """The verdict on `run` at a trained `iteration`, on its way to `goal`."""
        watch = self._turn_to(run)
        if self._found is None or self._place != (iteration, goal):
            self._found = self._offering(verdict(run, iteration, watch=watch, goal=goal))
            self._place = iteration, goal
        return self._found

    def beforehand(self, run: Run) -> Verdict | None:
        """Why `run` cannot learn all of its table; None where nothing is known of that."""
        self._turn_to(run)
        if not self._is_known:
            found = beforehand(run)
            self._known, self._is_known = found and self._offering(found), True
        return self._known

    def _turn_to(self, run: Run) -> Watch:
        if self._watch is None or self._watch.run is not run:
            self._watch, self._found, self.offered = Watch(run), None, {}
            self._known, self._is_known = None, False
        return self._watch

    def _offering(self, found: Verdict) -> Verdict:
        if found.remedy is not None:
            self.offered[found.remedy.label] = found.remedy
        return found

    def finding(self, run: Run, iteration: int, coding: Coding) -> str:
        """What the network had found at a trained `iteration`; `coding` is that of its table."""
        known = self._finding
        if known is None or known[0] is not run or known[1] != iteration:
            known = self._finding = (run, iteration, finding(run.at(iteration), coding))
        return known[2]
