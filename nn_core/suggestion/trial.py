"""One network and rate, tried out: how well it answers rows that it was not trained on, and when.

Work is counted in rows × updates, never in seconds, so the same table gives the same choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.run.metrics import held_back_metrics
from nn_core.run.run import Run

# Updates after which a network is looked at, as many as its rows leave room for.
_LOOKS: Final = (100, 200, 400, 800, 1600, 3200, 6400)
_MOST_WORK: Final = 600_000
_FEWEST_LOOKS: Final = 4
# How much of the loss a learner would not notice.
_AS_GOOD: Final = 1.01


@dataclass(frozen=True)
class Trial:
    """What came of it.

    hidden, learning_rate: the network and the rate; iterations: after how many updates it was best;
    loss: the mean loss of a row that was kept aside; n_right, n_rows: how many of these rows had
    every output right, of how many.
    """

    hidden: tuple[int, ...]
    learning_rate: float
    iterations: int
    loss: float
    n_right: int
    n_rows: int


def tried(experiment: Experiment, parts: Sequence[Dataset], most: int = _LOOKS[-1]) -> Trial:
    """Train the experiment's network on each of the parts, for at most so many updates, and judge
    it by the rows kept aside."""
    looks = [one for one in looks_for(max(part.n_samples for part in parts)) if one <= most]
    found = [_watched(replace(experiment, dataset=part), looks) for part in parts]
    losses = np.average([loss for loss, _ in found], axis=0, weights=[p.n_test for p in parts])
    right = np.sum([right for _, right in found], axis=0)
    best = int(np.flatnonzero(losses <= losses.min() * _AS_GOOD)[0])
    return Trial(
        experiment.architecture.hidden,
        experiment.training.learning_rate,
        looks[best],
        float(losses[best]),
        int(right[best]),
        sum(part.n_test for part in parts),
    )


def looks_for(n_rows: int) -> tuple[int, ...]:
    """The numbers of updates at which networks on so many rows are looked at."""
    return tuple(
        look
        for number, look in enumerate(_LOOKS)
        if number < _FEWEST_LOOKS or look * n_rows <= _MOST_WORK
    )


def _watched(experiment: Experiment, looks: Sequence[int]) -> tuple[list[float], list[int]]:
    """The mean loss of the test rows, and how many are right, at each look; infinite where
    training could not go on."""
    run, losses, right = Run(experiment), [], []
    for look in looks:
        run.advance_to(look)
        metrics = held_back_metrics(run.at(look)) if run.iteration >= look else None
        is_usable = metrics is not None and np.isfinite(metrics.mean_loss)
        losses.append(metrics.mean_loss if metrics is not None and is_usable else np.inf)
        right.append(metrics.n_correct if metrics is not None and is_usable else 0)
    return losses, right
