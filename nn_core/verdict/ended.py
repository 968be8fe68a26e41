"""Verdicts on runs with an outcome: diverged, learned by heart, solved, or as good as can be."""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.errors import counted
from nn_core.run.metrics import held_back_metrics
from nn_core.run.run import Run
from nn_core.tables.number_style import rounded, shortest
from nn_core.verdict.case import Case, both_or_all, rows_in_words, sentence
from nn_core.verdict.ceiling import ceiling
from nn_core.verdict.looks import is_learned
from nn_core.verdict.proposals import prepared
from nn_core.verdict.rate_bound import rate_bound
from nn_core.verdict.values import Proposal, Verdict

# The test loss has risen when it is so many times its lowest.
_RISEN: Final = 1.1


def diverged(case: Case) -> Verdict | None:
    """The run has stopped: the next numbers are too large to go on with."""
    if case.iteration != case.run.stopped:
        return None
    rate = shortest(case.choices.training.learning_rate)
    return Verdict(
        "diverged",
        f"The weights grew beyond all bounds after iteration {case.iteration:,} (they diverged): "
        f"steps at a learning rate of {rate} are too large{over_the_bound(case)}.",
        iterations=(case.iteration,),
        remedy=prepared(case, smaller_rate=True),
    )


def over_the_bound(case: Case) -> str:
    """How the learning rate compares with the one under which no step can raise the loss."""
    bound = rate_bound(case.choices)
    if bound is None or case.choices.training.learning_rate < bound:
        return ""
    return f"; under {rounded(bound, 2)} none could raise the loss"


def by_heart(case: Case) -> Verdict | None:
    """The loss of the test rows has risen from its lowest while that of the training rows fell."""
    looks = case.looks
    if not np.isfinite(looks.test_loss[-1]):
        return None
    best = int(np.nanargmin(looks.test_loss))
    lowest, now = float(looks.test_loss[best]), float(looks.test_loss[-1])
    at = int(looks.iterations[best])
    if now < _RISEN * lowest or looks.loss[-1] >= looks.loss[best]:
        return None
    test = held_back_metrics(case.snapshot)
    if test is None or (case.is_judged and test.n_correct == test.n_rows):
        return None  # the test rows are as right as can be
    where = f"about iteration {at:,}" if at else "before all training"
    return Verdict(
        "by_heart",
        f"Learned by heart: the loss of the test rows was lowest {where} ({rounded(lowest, 2)}) "
        f"and has risen to {rounded(now, 2)} since, while that of the training rows fell.",
        iterations=(at,),
        remedy=Proposal(f"Go to iteration {at:,}", go_to=at) if at else None,
    )


def solved(case: Case) -> Verdict | None:
    """Everything is learned, and has been at each look since some iteration."""
    if not case.is_solved:
        return None
    looks = case.looks
    unsolved = np.flatnonzero(~looks.is_solved)
    first = int(unsolved[-1]) + 1 if len(unsolved) else 0
    since = _since(case.run, int(looks.iterations[first - 1]), int(looks.iterations[first]))
    if first == 0:
        since = 0
    is_sure = bool((np.diff(looks.iterations[first:]) == 1).all())
    when = f"since {'' if is_sure else 'about '}iteration {since:,}" if since else "from the start"
    if case.is_judged:
        n_rows = case.experiment.dataset.n_samples
        what = f"{both_or_all(n_rows)} {'is' if n_rows == 1 else 'are'} right"
    else:
        what = f"{case.how_well}; it is over 0.99"
    return Verdict("solved", f"Solved: {what} {when}{_of_test_rows(case)}.", iterations=(since,))


def _since(run: Run, unsolved: int, solved: int) -> int:
    """The iteration at which it was solved, with one before it at which it was not."""
    while solved - unsolved > 1:
        middle = (unsolved + solved) // 2
        if is_learned(run.at(middle)):
            solved = middle
        else:
            unsolved = middle
    return solved


def _of_test_rows(case: Case) -> str:
    test = held_back_metrics(case.snapshot)
    if test is None or not case.is_judged:
        return ""
    rows, be = counted(test.n_rows, "test row"), "is" if test.n_correct == 1 else "are"
    return f"; {test.n_correct:,} of {rows} {be} right"


def at_the_ceiling(case: Case) -> Verdict | None:
    """Rows contradict each other, and all others are right."""
    most = ceiling(case.experiment)
    if most is None or not case.is_judged or int(case.snapshot.correct.sum()) < most.n_right:
        return None
    n_rows = case.experiment.dataset.n_samples
    return Verdict(
        "contradictory",
        f"As good as it can be: {most.n_right:,} of {n_rows:,} rows are right, and no network can "
        f"do more, since {contradiction(case)}.",
        rows=most.pair,
    )


def contradiction(case: Case) -> str:
    """Which rows contradict each other; "" where none do."""
    most = ceiling(case.experiment)
    if most is None:
        return ""
    more = int(most.contradicting.sum()) - 2
    others = "" if more <= 0 else f" (so have {more:,} more)"
    return f"{rows_in_words(most.pair)} have the same inputs but different targets{others}"


def most_to_reach(case: Case) -> str:
    """The best that contradictory rows leave, as a sentence with a space before it; "" where there
    are none."""
    most = ceiling(case.experiment)
    if most is None:
        return ""
    if case.is_judged:
        limit = f"no network can have more than {most.n_right:,} right"
    else:
        limit = f"no network can have an R² over {rounded(float(np.nanmin(most.r_squared)), 3)}"
    return f" {sentence(contradiction(case))}, so {limit}."
