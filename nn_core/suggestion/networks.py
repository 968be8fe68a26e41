"""The networks that are tried, the smallest first, and how each of them is trained."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Final

from nn_core.advice.values import Choices
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.settings import TrainingSettings
from nn_core.limits import MAX_LEARNING_RATE
from nn_core.suggestion.rows import keeps_aside
from nn_core.suggestion.trial import Trial, tried
from nn_core.suggestion.values import Progress
from nn_core.verdict.rate_bound import rate_bound

LADDER: Final[tuple[tuple[int, ...], ...]] = ((), (4,), (8,), (16,), (8, 8))
# Rates of Adam that suit small networks on scaled inputs; they are tried out in short runs.
RATES: Final = (0.1, 0.03, 0.01)
SHORT: Final = 200
_DIGITS: Final = 2
# From so many inputs on a border has more freedom than a small table can fix.
_MANY_INPUTS: Final = 4


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
    return replace(experiment, architecture=network)


def with_training(
    experiment: Experiment, parts: Sequence[Dataset], progress: Progress
) -> Generator[Progress, None, Experiment]:
    """The experiment with an optimiser and a rate.

    Without a hidden layer they are plain gradient descent and 1/L, where L is the largest curvature
    of the loss, which is known then: half of the rate from which on steps can overshoot. Else they
    are Adam and the best of a few rates on the first of the parts.
    """
    if not experiment.architecture.hidden:
        plain = _with(experiment, l2=_slight_penalty(experiment))
        bound = rate_bound(
            Choices(plain.dataset, plain.architecture, plain.training, plain.preparation)
        )
        if bound is not None:
            rate = _rounded_down(min(bound / 2, MAX_LEARNING_RATE))
            return replace(plain, training=replace(plain.training, learning_rate=rate))
    short: list[Trial] = []
    for rate in RATES:
        candidate = _with(experiment, optimiser="adam", learning_rate=rate)
        short.append((yield from tried(candidate, parts[:1], progress, most=SHORT)))
    return min(short, key=lambda trial: trial.loss).experiment


def _slight_penalty(experiment: Experiment) -> float:
    """1 / rows, the L2 that statistics programs take unless told otherwise: it gives borders an end
    where rows can be parted without a mistake. Few inputs, and amounts, need a tenth of that, and
    rows that are all there is need none.

    Source: scikit-learn's `LogisticRegression`, whose C = 1 is 1 / rows.
    """
    dataset = experiment.dataset
    if not keeps_aside(dataset):
        return 0.0
    is_usual = dataset.is_classification and experiment.n_inputs >= _MANY_INPUTS
    return _rounded_down((1.0 if is_usual else 0.1) / dataset.n_samples, digits=1)


def _with(experiment: Experiment, **changes: float | str) -> Experiment:
    begun = TrainingSettings(loss=experiment.training.loss)
    return replace(experiment, training=replace(begun, **changes))  # type: ignore[arg-type]


def _rounded_down(rate: float, digits: int = _DIGITS) -> float:
    """The rate with so few digits, and no larger."""
    nearest = float(f"{rate:.{digits - 1}e}")
    unit = float(f"1e{f'{rate:.{digits - 1}e}'.split('e')[1]}") * 10 ** (1 - digits)
    return nearest if nearest <= rate else float(f"{nearest - unit:.{digits - 1}e}")
