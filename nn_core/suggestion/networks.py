"""The networks that are tried, the smallest first, and how each of them is trained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nn_core.advice.values import Choices
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.suggestion.trial import Trial, tried
from nn_core.verdict.rate_bound import rate_bound

LADDER: Final[tuple[tuple[int, ...], ...]] = ((), (4,), (8,), (16,), (8, 8))
# Rates of Adam that suit small networks on scaled inputs; they are tried out in short runs.
_RATES: Final = (0.03, 0.1, 0.01)
_SHORT: Final = 200
_DIGITS: Final = 2


def with_network(experiment: Experiment, hidden: tuple[int, ...]) -> Experiment:
    """The experiment with these hidden layers: tanh, biases, and weights that start as Glorot and
    Bengio (2010) have it."""
    network = replace(
        experiment.architecture,
        hidden=hidden,
        bias=True,
        activation="tanh",
        initial_weights="glorot",
    )
    return replace(experiment, architecture=network, interventions=())


def with_rate(experiment: Experiment, parts: Sequence[Dataset]) -> Experiment:
    """The experiment with an optimiser and a rate.

    Without a hidden layer they are plain gradient descent and 1/L, where L is the largest curvature
    of the loss, which is known then: half of the rate from which on steps can overshoot. Else they
    are Adam and the best of a few rates on the first of the parts.
    """
    bound = _bound(experiment)
    if bound is not None:
        return _trained_by(experiment, "gradient_descent", _rounded_down(min(bound / 2, 1000.0)))
    short = [
        tried(_trained_by(experiment, "adam", rate), parts[:1], most=_SHORT) for rate in _RATES
    ]
    return _trained_by(experiment, "adam", min(short, key=_loss).learning_rate)


def _loss(trial: Trial) -> float:
    return trial.loss


def _bound(experiment: Experiment) -> float | None:
    plain = _trained_by(experiment, "gradient_descent", 1.0)
    choices = Choices(plain.dataset, plain.architecture, plain.training, plain.preparation)
    return rate_bound(choices)


def _trained_by(experiment: Experiment, optimiser: str, rate: float) -> Experiment:
    changed = replace(
        experiment.training,
        optimiser=optimiser,
        learning_rate=rate,
        batch_size=None,
        l1=0.0,
        l2=0.0,
    )
    return replace(experiment, training=changed)


def _rounded_down(rate: float) -> float:
    """The rate with two digits, which is no larger."""
    nearest = float(f"{rate:.{_DIGITS - 1}e}")
    return nearest if nearest <= rate else float(f"{rate * 0.95:.{_DIGITS - 1}e}")
