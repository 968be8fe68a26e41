"""Kept runs and the present one, compared in one sentence that is computed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.run.run import Run
from nn_core.run.snapshot import Snapshot
from nn_core.tables.number_style import rounded, shortest
from nn_core.telling.lists import in_a_row

_ROUND: Final = (1, 2, 5, 10)
_DIGITS: Final = 3


@dataclass(frozen=True, eq=False)
class Trained:
    """A run with its loss, (n,), at some of its iterations, (n,), the first one 0."""

    run: Run
    iterations: NDArray[np.int64]
    loss: FloatArray

    def up_to(self, t: int) -> FloatArray:
        """The losses until iteration `t`."""
        return self.loss[: int(np.searchsorted(self.iterations, t, side="right"))]

    def first_under(self, aim: float, t: int) -> int:
        """An iteration up to `t` whose loss is at most `aim` while that of the one before is not:
        the first such, where the loss does not jump between the iterations that are known."""
        place = int(np.argmax(self.up_to(t) <= aim))
        if place == 0:
            return 0
        above, under = (int(self.iterations[at]) for at in (place - 1, place))
        while under - above > 1:
            middle = (above + under) // 2
            if self.run.at(middle).loss <= aim:
                under = middle
            else:
                above = middle
        return under

    def at(self, t: int) -> Snapshot:
        """The network at iteration `t`, or where the run has stopped before."""
        return self.run.at(min(t, self.run.iteration))


def comparison(kept: Sequence[Trained], here: Trained, t: int) -> str:
    """What the kept runs and the present one have come to at iteration `t`, up to which all are
    trained that have not stopped; "" where there is nothing to compare.

    "Needs 210 iterations to a loss of 0.01" is true to the iteration: there the loss is at most
    that, and one iteration before it is not.
    """
    others = [one for one in kept if one.run.experiment != here.run.experiment]
    if not others or t == 0:
        return ""
    if not all(_has_same_measure(one, here) for one in others):
        return _of_right_rows(others, here, t)
    aim = _aim([*others, here], t)
    if aim is None:
        return _of_losses(others, here, t)
    needed = [f"{one.first_under(aim, t):,}" for one in others]
    s, need = ("", "needs") if len(others) == 1 else ("s", "need")
    return (
        f"The kept run{s} {need} {in_a_row(needed)} iterations to a loss of {shortest(aim)}, this "
        f"one {here.first_under(aim, t):,}."
    )


def _has_same_measure(one: Trained, here: Trained) -> bool:
    """Whether a loss says the same of both."""
    own, other = one.run.experiment, here.run.experiment
    return (
        own.training.loss == other.training.loss
        and own.target_scaling == other.target_scaling
        and np.array_equal(own.dataset.y, other.dataset.y)
    )


def _aim(runs: Sequence[Trained], t: int) -> float | None:
    """The smallest round loss that all come to, while none has it at its start."""
    reached = max(float(np.min(one.up_to(t))) for one in runs)
    if not 0 < reached < math.inf:
        return None
    aim, start = round_up(reached), min(float(one.loss[0]) for one in runs)
    return aim if aim < start else None


def round_up(value: float) -> float:
    """The smallest of 1, 2, 5 and 10 times a power of ten that is at least `value`, over 0."""
    power = math.floor(math.log10(value))
    found = (float(f"{digit}e{power}") for digit in _ROUND)
    return next((one for one in found if one >= value), float(f"1e{power + 1}"))


def _of_losses(others: Sequence[Trained], here: Trained, t: int) -> str:
    losses = in_a_row([rounded(one.at(t).loss, _DIGITS) for one in others])
    s, have = ("", "has") if len(others) == 1 else ("s", "have")
    each = "a loss" if len(others) == 1 else "losses"
    return (
        f"At iteration {t:,} the kept run{s} {have} {each} of {losses}, this one "
        f"{rounded(here.at(t).loss, _DIGITS)}."
    )


def _of_right_rows(others: Sequence[Trained], here: Trained, t: int) -> str:
    runs = [*others, here]
    if not all(one.run.experiment.dataset.is_classification for one in runs):
        return "Their losses measure different things: only what each of them predicts compares."
    *told, own = (
        f"{int(one.at(t).correct.sum()):,} of {one.run.experiment.dataset.n_samples:,}"
        for one in runs
    )
    s, get = ("", "gets") if len(others) == 1 else ("s", "get")
    return f"At iteration {t:,} the kept run{s} {get} {in_a_row(told)} rows right, this one {own}."
