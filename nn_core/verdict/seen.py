"""What was seen of a run, where nothing more can be said of it."""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.tables.number_style import rounded
from nn_core.verdict.case import Case, sentence
from nn_core.verdict.ended import most_to_reach
from nn_core.verdict.proposals import prepared
from nn_core.verdict.values import ANOTHER_NETWORK, Proposal, Verdict

# With more rows right, the others may be noise that no network should learn.
_MANY: Final = 0.9
# The loss is at rest when it has changed by this share at most in the second half of the run.
_LITTLE: Final = 0.03
_SOME: Final = 8


def seen(case: Case) -> Verdict:
    """How well it does, and what the loss did; without a claim."""
    first, last = (rounded(float(case.looks.loss[place]), 2) for place in (0, -1))
    what = "nothing has been trained yet"
    if case.iteration > 0:
        still = " and hardly changes any more" if _is_at_rest(case) else ""
        what = f"the loss went from {first} at the start to {last}{still}"
    return Verdict(
        "seen",
        f"{sentence(case.how_well)}; {what}.{most_to_reach(case)}",
        iterations=(0, case.iteration),
        remedy=_more(case),
    )


def _is_at_rest(case: Case) -> bool:
    found = case.recent.objective
    return case.iteration >= _SOME and bool(np.ptp(found) <= _LITTLE * found.max())


def _more(case: Case) -> Proposal | None:
    """What can do more, at the end of a run that has come far from everything."""
    if case.iteration < case.goal or not case.share < _MANY:
        return None
    return prepared(case, bias=True) or ANOTHER_NETWORK
