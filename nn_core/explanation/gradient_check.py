"""Is the gradient right? Nudge every weight a little up and down, and see how the loss answers.

What is checked is the gradient that the next update uses: of the rows of its batch, and with what
regularisation adds. Where the central difference disagrees with it by more than rounding can
explain, the backward pass is wrong; but where a nudge goes over a kink, as that of ReLU at z = 0,
the loss has no one slope, and nothing can be said. Neither can it be where a weight is so large
that the smallest nudge goes over a whole wave of a sine.

Sources: CS231n, "Gradient checks" (cs231n.github.io/neural-networks-3), for the central and the
relative difference, and for kinks; Press et al., Numerical Recipes, section 5.7, for the step.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.checks import OVER_ZERO, floats, number
from nn_core.errors import InputError, counted
from nn_core.explanation.differences import (
    Differences,
    Steps,
    central_differences,
    not_lost,
    steps_for,
)
from nn_core.explanation.rounding_error import EPS, noise_of_loss
from nn_core.run.snapshot import Snapshot
from nn_core.training import parameters
from nn_core.training.update import Update

# A central difference is off by about step² where it is truncated and by about eps / step where it
# is rounded; together these are smallest at the cube root of eps, 6e-6.
STEP: Final = EPS ** (1 / 3)
# The relative difference that CS231n calls a good one. A mistake in a formula (a sign, a factor, a
# row left out) makes a far larger one; this step alone makes about step² = 4e-11.
TOLERANCE: Final = 1e-7
# Where a nudge goes over a kink, one that is so much shorter mostly does not.
_SHORTER: Final = 1e-3

IndexArray = NDArray[np.intp]


class Verdict(StrEnum):
    """What the comparison of two gradients says."""

    AGREES = "agrees"
    WITHIN_ROUNDING = "agrees within rounding"
    AT_KINK = "at a kink"
    TOO_FAR = "nudge too large"
    DIFFERS = "differs"


@dataclass(frozen=True)
class ParameterCheck:
    """One weight or bias: its gradient from the backward pass and from two nudges of size `step`.

    `allowance` is how far the numeric gradient may be off for reasons of its own: rounding, and the
    bend of the loss between the two nudges; `at_kink` says that between them the loss has a kink,
    `too_far` that the weight is so large that the smallest nudge goes too far along a curve.
    """

    name: str
    analytic: float
    numeric: float
    step: float
    allowance: float
    at_kink: bool = False
    too_far: bool = False

    @property
    def verdict(self) -> Verdict:
        """Rounding is only looked at where the relative difference is over the tolerance."""
        if _close(self.analytic, self.numeric, 0.0):
            return Verdict.AGREES
        if _close(self.analytic, self.numeric, self.allowance):
            return Verdict.WITHIN_ROUNDING
        if self.at_kink:
            return Verdict.AT_KINK
        return Verdict.TOO_FAR if self.too_far else Verdict.DIFFERS

    @property
    def relative_difference(self) -> float:
        """|analytic - numeric| / max(|analytic|, |numeric|), and 0 when both are 0."""
        largest = max(abs(self.analytic), abs(self.numeric))
        return abs(self.analytic - self.numeric) / largest if largest > 0 else 0.0


@dataclass(frozen=True)
class GradientCheck:
    """The gradient check of one snapshot, a parameter each in the order of `parameters.names`.

    `step` is how far a nudge may move any z, and `tolerance` the relative difference allowed.
    """

    iteration: int
    step: float
    tolerance: float
    parameters: tuple[ParameterCheck, ...]

    @property
    def passed(self) -> bool:
        """Whether no gradient differs."""
        return all(check.verdict is not Verdict.DIFFERS for check in self.parameters)

    @property
    def worst(self) -> ParameterCheck:
        """The parameter to look at first: of the worst verdict, the largest relative difference."""
        order = list(Verdict)
        return max(self.parameters, key=lambda c: (order.index(c.verdict), c.relative_difference))


def gradient_check(
    snapshot: Snapshot, step: float = STEP, analytic: FloatArray | None = None
) -> GradientCheck:
    """Compare every gradient of the next update with a central difference of the loss.

    `step` is how far a nudge may move any weighted sum z; a parameter's own step is `step` divided
    by how strongly it moves them (for a weight of the only layer, its largest input). `analytic`,
    (n_parameters,), takes the place of the update's gradient: with a wrong one the check fails.
    Raises InputError for a step that is not over 0 and at most 1, for a gradient of another length,
    and for a network whose numbers have become too large to be computed.
    """
    step = number(
        step, OVER_ZERO, 1.0, "The step of the gradient check must be over 0 and at most 1."
    )
    update = snapshot.next_update
    claimed = update.gradient if analytic is None else floats(analytic, "The gradient")
    if claimed.shape != update.gradient.shape:
        raise InputError(f"The gradient needs {counted(update.gradient.size, 'number')}.")
    with np.errstate(all="ignore"):
        (steps, too_far), found, allowance = _nudged(snapshot, update, step, claimed)
    if not (np.isfinite(found.gradient).all() and np.isfinite(allowance).all()):
        raise InputError(
            f"The numbers of iteration {snapshot.iteration:,} are too large to be computed, so the "
            "gradient cannot be checked."
        )
    columns = (
        values.tolist()
        for values in (claimed, found.gradient, steps, allowance, found.at_kink, too_far)
    )
    names = parameters.names(snapshot.experiment)
    checks = tuple(ParameterCheck(*row) for row in zip(names, *columns, strict=True))
    return GradientCheck(snapshot.iteration, step, TOLERANCE, checks)


def _nudged(
    snapshot: Snapshot, update: Update, step: float, claimed: FloatArray
) -> tuple[Steps, Differences, FloatArray]:
    """Each parameter's step, its central difference, and how far that may be off."""
    steps, too_far = steps_for(snapshot, update, step)
    found = central_differences(snapshot, update, steps, np.arange(len(steps)))
    over_kink = np.flatnonzero(found.at_kink)
    steps[over_kink] = not_lost(_SHORTER * steps, snapshot)[over_kink]
    shorter = central_differences(snapshot, update, steps, over_kink)
    found.gradient[over_kink], found.at_kink[over_kink] = shorter.gradient, shorter.at_kink
    allowance = noise_of_loss(snapshot, update, step) / steps
    doubtful = np.flatnonzero(~_close(claimed, found.gradient, allowance))
    allowance[doubtful] += _error_of_bend(snapshot, update, steps, found, doubtful)
    return Steps(steps, too_far), found, allowance


def _error_of_bend(
    snapshot: Snapshot, update: Update, steps: FloatArray, found: Differences, which: IndexArray
) -> FloatArray:
    """How far the bend of the loss moves the central differences of the parameters `which`.

    It adds an error of about c * h². Twice the step makes it 4 * c * h², so the two differ by three
    times the error. Where that goes over a kink, half the step leaves a quarter of the error.
    """
    wider = central_differences(snapshot, update, 2 * steps, which)
    error = np.abs(wider.gradient - found.gradient[which])
    over_kink = which[wider.at_kink]
    halves = not_lost(0.5 * steps, snapshot)
    narrower = central_differences(snapshot, update, halves, over_kink)
    error[wider.at_kink] = 4 / 3 * np.abs(narrower.gradient - found.gradient[over_kink])
    return error


def _close(
    analytic: FloatArray | float, numeric: FloatArray | float, allowance: FloatArray | float
) -> NDArray[np.bool_]:
    """Whether two gradients differ by no more than the tolerance and the allowance together."""
    largest = np.maximum(np.abs(analytic), np.abs(numeric))
    return np.asarray(np.abs(np.subtract(analytic, numeric)) <= TOLERANCE * largest + allowance)
