"""The learning rate under which no step can raise the loss, where that can be computed."""

from __future__ import annotations

import numpy as np

from nn_core.advice.on_steps import proposed_rate
from nn_core.advice.values import Choices
from nn_core.network import regularisation
from nn_core.network.activation import activation
from nn_core.network.loss import loss
from nn_core.network.optimiser import optimiser

# The curvature of −log softmax by the z of a row is at most this.
# Source: Böhning, "Multinomial logistic regression algorithm" (1992).
_OF_SOFTMAX = 0.5


def rate_bound(choices: Choices) -> float | None:
    """2 / L for plain gradient descent on all rows without a hidden layer, None for all else.

    L is the most that the loss and its penalty can be curved anywhere: the largest curvature by z
    times the largest eigenvalue of Xᵀ·X, with a column of ones for the bias, and the penalty's own.
    Source: Nesterov, "Lectures on convex optimization" (2018), section 1.2.3.
    """
    training, n_rows = choices.training, choices.dataset.n_samples
    is_whole = training.batch_size is None or training.batch_size >= n_rows
    used = [regularisation.REGULARISERS[key] for key in training.used_rates]
    if choices.architecture.hidden or not optimiser(training.optimiser).is_plain or not is_whole:
        return None
    of_z = _curvature_by_z(choices)
    if of_z is None or any(one.kinks for one in used):
        return None
    X = choices.X
    if choices.architecture.bias:
        X = np.column_stack([X, np.ones(len(X))])
    of_penalty = sum(training.used_rates[one.key] * one.curvature for one in used)
    largest = of_z * float(np.linalg.eigvalsh(X.T @ X)[-1]) + of_penalty
    return 2 / largest if largest > 0 else None


def rate_under(bound: float) -> float:
    """A rate to propose that is half of the bound at most."""
    return proposed_rate(bound / 2)


def _curvature_by_z(choices: Choices) -> float | None:
    """The most that one row's part of the whole loss is curved by its z, over all z."""
    curve, chosen = activation(choices.architecture.output_activation), loss(choices.training.loss)
    factor = chosen.factor(choices.y)
    if curve.kinks:
        return None
    if chosen.by_row or curve.by_row:
        return factor * _OF_SOFTMAX if chosen.by_row and chosen.slope_cancels else None
    z = np.linspace(-40.0, 40.0, 8001)
    with np.errstate(over="ignore"):
        output = curve.function(z)
        slope = () if chosen.slope_cancels else (curve.slope_at(z, output),)
    y = choices.y
    # The derivative by z is a straight function of the target, so its ends are enough.
    rises = [np.diff(chosen.delta(output, end, *slope)) for end in (y.min(), y.max())]
    return factor * float(np.abs(rises).max() / (z[1] - z[0]))
