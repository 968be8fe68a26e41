"""What a verdict is made of: a sentence, what shows it, and at most one thing to do about it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final

from nn_core.advice.values import Remedy
from nn_core.experiment.intervention import PARAMETER
from nn_core.sharing.remedied import remedied
from nn_core.sharing.setup import Setup


@dataclass(frozen=True)
class Proposal(Remedy):
    """What a button proposes: changes as a `Remedy` has them, another number of iterations, an
    iteration to look at, or (searches) to search for the network that fits the table.

    said: what is changed in all, where the label has no room for it.
    """

    iterations: int | None = None
    go_to: int | None = None
    searches: bool = False
    said: str = ""

    @staticmethod
    def of(remedy: Remedy) -> Proposal:
        """The same change as an advice proposes."""
        return Proposal(**{one.name: getattr(remedy, one.name) for one in fields(remedy)})

    def applied(self, setup: Setup) -> Setup:
        """The setup after the change. Other training settings hold from the beginning: what changed
        them on the way goes."""
        kept = tuple(one for one in setup.interventions if one.what == PARAMETER)
        return replace(
            remedied(setup, self),
            iterations=self.iterations or setup.iterations,
            interventions=kept if self.training else setup.interventions,
        )


# Which network is enough only trying out can tell: see `nn_core.suggestion`.
ANOTHER_NETWORK: Final = Proposal("Use what fits this table", searches=True)


@dataclass(frozen=True)
class Verdict:
    """What became of a run up to one iteration.

    key: a short name of the kind; rows: training rows that show it, from 0 and in order, with what
    is told of them in the sentence; iterations: those that the sentence is about; remedy: what can
    be done.
    """

    key: str
    sentence: str
    rows: tuple[int, ...] = ()
    iterations: tuple[int, ...] = ()
    remedy: Proposal | None = None
