"""What can be done: several changes that belong together are one proposal, and one press."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from nn_core.advice.values import Choices
from nn_core.tables.number_style import rounded
from nn_core.verdict.case import Case, sentence
from nn_core.verdict.rate_bound import rate_bound, rate_under
from nn_core.verdict.values import Proposal

# Inputs much larger than 1 push sums to where curves are flat.
_LARGE: Final = 5.0


def prepared(case: Case, *, bias: bool = False, smaller_rate: bool = False) -> Proposal | None:
    """Scaled inputs where they are large, a bias if it is asked for, and a learning rate that is
    small enough for them; None where nothing is left to change.

    smaller_rate: a smaller rate is asked for when nothing else changes.
    """
    choices, steps = case.choices, []
    if not choices.preparation.scale and np.abs(choices.X).max() > _LARGE:
        choices = replace(choices, preparation=replace(choices.preparation, scale=True))
        steps.append("scale the inputs")
        bias = True  # without one, the border goes through the mean of all rows
    if bias and not choices.architecture.bias:
        choices = replace(choices, architecture=replace(choices.architecture, bias=True))
        steps.append("switch the bias on")
    rate = _fitting_rate(choices, is_asked_for=smaller_rate and not steps)
    if rate < choices.training.learning_rate:
        choices = replace(choices, training=replace(choices.training, learning_rate=rate))
        steps.append(f"set the learning rate to {rounded(rate, 3)}")
    return _of(case, choices, steps)


def _fitting_rate(choices: Choices, *, is_asked_for: bool) -> float:
    rate, bound = choices.training.learning_rate, rate_bound(choices)
    if bound is not None and rate >= bound:
        return rate_under(bound)
    return float(f"{rate / 10:.1g}") if is_asked_for else rate


def _of(case: Case, choices: Choices, steps: list[str]) -> Proposal | None:
    """One proposal; only what is another choice is given."""
    if not steps:
        return None
    before, most = case.choices, ", ".join(steps[:-1])
    label = f"{most} and {steps[-1]}" if most else steps[-1]
    is_other_rate = choices.training != before.training
    return Proposal(
        sentence(label),
        architecture=choices.architecture if choices.architecture != before.architecture else None,
        training=choices.training if is_other_rate else None,
        preparation=choices.preparation if choices.preparation != before.preparation else None,
    )
