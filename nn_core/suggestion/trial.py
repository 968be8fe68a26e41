"""One network, tried out: how well it answers rows that it was not trained on, and when.

Work is counted in rows × updates, never in seconds, so the same table gives the same choice.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np

from nn_core.arrays import FloatArray, quiet_divergence
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.network.regularisation import penalty
from nn_core.run.right import right_rows
from nn_core.run.snapshot import Snapshot
from nn_core.suggestion.rows import keeps_aside
from nn_core.suggestion.values import Progress
from nn_core.training.trainer import Trainer

# Updates after which a network is looked at, as many as its rows leave room for.
_LOOKS: Final = (100, 200, 400, 800, 1600, 3200, 6400)
_MOST_WORK: Final = 3_000_000
_FEWEST_LOOKS: Final = 4
# Rows × updates between two pauses, in which somebody else may go on.
_WORK_AT_ONCE: Final = 50_000
# How much of the loss a learner would not notice: a share of it, and for losses near 0 a size.
_AS_GOOD: Final = 1.01
_AS_SMALL: Final = 0.001
# Standard errors of the mean by which a network has to be better to be clearly better.
_STANDARD_ERRORS: Final = 2.0
_LEAST_GAIN: Final = 0.005


@dataclass(frozen=True, eq=False)
class Trial:
    """What came of it.

    experiment: the network and how it is trained; iterations: after how many updates it was best;
    loss: the mean loss of a row that was kept aside; errors: (n_rows,), how wrong each of these
    rows was: 0 or 1, or for amounts the squared error divided by the mean square of what always
    answering the mean of the training rows leaves.
    """

    experiment: Experiment
    iterations: int
    loss: float
    errors: FloatArray

    @property
    def hidden(self) -> tuple[int, ...]:
        """The sizes of the hidden layers."""
        return self.experiment.architecture.hidden

    @property
    def level(self) -> float:
        """The share of right rows, or R²."""
        return float(1 - self.errors.mean())

    def is_clearly_better(self, than: Trial) -> bool:
        """Whether the same rows are answered better by more than chance makes likely: by two
        standard errors of the mean difference. Rows that are all there is are no sample.

        Source: Hastie, Tibshirani and Friedman, "The elements of statistical learning" (2009),
        section 7.10, where a larger model has to be better by one.
        """
        gains = than.errors - self.errors
        is_sample = keeps_aside(self.experiment.dataset)
        chance = gains.std() / np.sqrt(len(gains)) if is_sample else 0.0
        return bool(gains.mean() > max(_STANDARD_ERRORS * chance, _LEAST_GAIN))


class _Look(NamedTuple):
    """The network of one part after some updates.

    settled: what has stopped falling when training has gone far enough; losses, errors: of each
    row that was kept aside, (n_rows,).
    """

    settled: float
    losses: FloatArray
    errors: FloatArray


def tried(
    experiment: Experiment, parts: Sequence[Dataset], progress: Progress, most: int = _LOOKS[-1]
) -> Generator[Progress, None, Trial]:
    """Train the experiment's network on each of the parts, for at most so many updates, and judge
    it by the rows kept aside; `progress` is what is told on the way."""
    n_rows = max(part.n_samples for part in parts)
    looks = [one for one in looks_for(n_rows) if one <= most]
    found: list[list[_Look]] = []
    for part in parts:  # a comprehension cannot pause
        found.append((yield from _watched(replace(experiment, dataset=part), looks, progress)))  # noqa: PERF401
    settled = np.mean([[look.settled for look in of_part] for of_part in found], axis=0)
    at = int(np.flatnonzero(settled <= settled.min() * _AS_GOOD + _AS_SMALL)[0])
    best = [of_part[at] for of_part in found]
    loss = float(np.concatenate([look.losses for look in best]).mean())
    errors = np.concatenate([look.errors for look in best])
    return Trial(experiment, looks[at], loss, errors / _unlearned(experiment, parts))


def looks_for(n_rows: int) -> tuple[int, ...]:
    """The numbers of updates at which networks on so many rows are looked at."""
    return tuple(
        look
        for number, look in enumerate(_LOOKS)
        if number < _FEWEST_LOOKS or look * n_rows <= _MOST_WORK
    )


def _watched(
    experiment: Experiment, looks: Sequence[int], progress: Progress
) -> Generator[Progress, None, list[_Look]]:
    trainer, seen = Trainer(experiment), []
    at_once = max(1, _WORK_AT_ONCE // experiment.dataset.n_samples)
    for look in looks:
        while trainer.iteration < look:
            trainer.advance(min(at_once, look - trainer.iteration))
            yield progress
        seen.append(_look(Snapshot(experiment, look, trainer.parameters.copy())))
    return seen


def _look(snapshot: Snapshot) -> _Look:
    experiment, layer = snapshot.experiment, snapshot.held_back_layers[-1]
    with quiet_divergence():
        losses = experiment.loss.each_of(layer, experiment.y_test).mean(axis=1)
        settled = losses.mean() if experiment.architecture.hidden else _whole_loss(snapshot)
        errors = _errors(experiment, layer.output)
    if not np.isfinite(settled) or not np.isfinite(errors).all():
        return _Look(np.inf, np.full_like(losses, np.inf), np.full_like(losses, 1e9))
    return _Look(float(settled), losses, errors)


def _whole_loss(snapshot: Snapshot) -> float:
    """What gradient descent makes smaller. Without a hidden layer, and with a price on large
    weights, more of it does no harm to other rows."""
    return snapshot.loss + penalty(snapshot.weights, snapshot.experiment.training.rates)


def _errors(experiment: Experiment, output: FloatArray) -> FloatArray:
    if experiment.dataset.is_classification:
        answers = experiment.answers(output)
        right = right_rows(experiment, answers, experiment.dataset.y_test)
        return np.where(right.all(axis=1), 0.0, 1.0)
    return np.asarray(np.square(experiment.y_test - output).mean(axis=1))


def _unlearned(experiment: Experiment, parts: Sequence[Dataset]) -> float:
    """What the errors are measured by: 1 for classes; for amounts, which are scaled, their mean
    square around the mean of the training rows."""
    if experiment.dataset.is_classification:
        return 1.0
    squares = [np.square(replace(experiment, dataset=part).y_test) for part in parts]
    return float(np.concatenate(squares).mean()) or 1.0
