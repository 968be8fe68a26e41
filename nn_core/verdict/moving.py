"""Verdicts on runs that go on: the loss jumps up and down, or is still falling."""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.limits import MAX_ITERATIONS
from nn_core.network.optimiser import optimiser
from nn_core.tables.number_style import rounded, shortest
from nn_core.verdict.case import Case
from nn_core.verdict.ended import over_the_bound
from nn_core.verdict.proposals import prepared
from nn_core.verdict.values import Proposal, Verdict

# A rise by less than this share is no jump.
_JUMP: Final = 0.01
# So many of the looks at the second half of the run show a jump.
_OFTEN: Final = 0.25
_FEWEST_LOOKS: Final = 4
# What falls by less than this share while the iterations double hardly falls.
_HARDLY: Final = 0.03
_HALF: Final = 0.5
_MOST_OCTAVES: Final = 3.4  # ten times as many iterations


def oscillating(case: Case) -> Verdict | None:
    """Again and again an update has raised what it should make smaller."""
    looks = case.recent
    if case.is_solved or len(looks.iterations) < _FEWEST_LOOKS:
        return None
    rises = looks.after > (1 + _JUMP) * looks.objective
    # What falls at this update, and is no lower at the next look, has risen between them.
    rises[:-1] |= looks.objective[1:] > (1 + _JUMP) * looks.after[:-1]
    if rises.mean() < _OFTEN:
        return None
    return Verdict(
        "oscillating",
        f"The loss jumps up and down: it rose at {int(rises.sum())} of the last {len(rises)} "
        f"places looked at, and {case.how_well}. {_why(case)}",
        iterations=tuple(looks.iterations[rises].tolist()),
        remedy=prepared(case, smaller_rate=True),
    )


def _why(case: Case) -> str:
    """Only a plain step against the slope of all rows must fall, unless it is too large."""
    training = case.choices.training
    rate = f"a learning rate of {shortest(training.learning_rate)}"
    if optimiser(training.optimiser).is_plain and case.choices.batch_share == 1:
        return f"Steps at {rate} are too large{over_the_bound(case)}."
    return f"Smaller steps than at {rate} may calm it."


def is_falling(case: Case) -> bool:
    """Whether the loss fell by more than hardly anything while the iterations doubled."""
    return case.iteration >= 1 and case.fall < 1 - _HARDLY


def still_falling(case: Case) -> Verdict | None:
    """More iterations would help, if the loss went on falling as it does."""
    if case.is_solved or not is_falling(case):
        return None
    before, now = case.recent.objective[0], case.looks.objective[-1]
    octaves = min(_MOST_OCTAVES, max(1.0, np.log(_HALF) / np.log(max(case.fall, 1e-6))))
    goal = _round_up(case.iteration * 2**octaves)
    then = now * case.fall ** np.log2(goal / case.iteration)
    return Verdict(
        "falling",
        f"The loss is still falling: from {rounded(before, 2)} at iteration "
        f"{int(case.recent.iterations[0]):,} to {rounded(now, 2)}, and {case.how_well}. At this "
        f"pace it would be about {rounded(then, 2)} at iteration {goal:,}.",
        iterations=(int(case.recent.iterations[0]), goal),
        remedy=_longer(goal) if goal > case.goal else None,
    )


def _longer(goal: int) -> Proposal:
    said = f"Training ends at iteration {goal:,} now. Press Train."
    return Proposal(f"Train to iteration {goal:,}", iterations=goal, said=said)


def _round_up(iterations: float) -> int:
    """The next of 1, 2 or 5 times a power of ten."""
    power: int = 10 ** int(np.log10(iterations))
    found = next(step * power for step in (1, 2, 5, 10) if step * power >= iterations)
    return min(MAX_ITERATIONS, found)
