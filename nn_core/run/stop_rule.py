"""Stop rules: train until the loss is small enough, or until all rows are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray, quiet_divergence
from nn_core.checks import OVER_ZERO, keep, number, truth
from nn_core.experiment.experiment import Experiment
from nn_core.run.many_networks import output_layer_of_many
from nn_core.run.right import margins
from nn_core.run.run import Run
from nn_core.run.snapshot import Snapshot
from nn_core.training.trainer import Trainer

# Many networks at once are computed in another order than one, which changes the last digits.
_MARGIN: Final = 1e-12


@dataclass(frozen=True)
class StopRule:
    """When to stop: as soon as the loss is under a value, or all rows are right, or either.

    loss_under: over 0, or None for no such rule. InputError for another value.
    """

    loss_under: float | None = None
    all_right: bool = False

    def __post_init__(self) -> None:
        if self.loss_under is not None:
            sentence = "Stop when the loss is under a number over 0, such as 0.01."
            most = np.finfo(np.float64).max
            keep(self, loss_under=number(self.loss_under, OVER_ZERO, most, sentence))
        sentence = "Stop when all rows are right or not: True or False."
        keep(self, all_right=truth(self.all_right, sentence))

    @property
    def is_set(self) -> bool:
        """Whether there is anything to stop at."""
        return self.loss_under is not None or self.all_right

    def is_met(self, snapshot: Snapshot) -> bool:
        """Whether training would stop at this snapshot."""
        with quiet_divergence():
            small = self.loss_under is not None and snapshot.loss < self.loss_under
            return bool(small or (self.all_right and snapshot.correct.all()))


class Search:
    """The search for the first iteration after `start` at which a rule is met: it looks at every
    iteration of a run, each once, also at those that the run does not keep.

    looked_at: how far it has looked. met: what it has found, None as long as that is nothing.
    """

    def __init__(self, run: Run, rule: StopRule, start: int) -> None:
        """Raises InputError when the run is not trained to `start`."""
        self.looked_at = start
        self.met: int | None = None
        self._rule = rule
        self._experiment, self._stride = run.experiment, run.stride
        first = run.at(start)
        self._trainer = Trainer(run.experiment)
        self._trainer.go_to(start, np.concatenate([first.parameters, first.memory.ravel()]))

    def look(self, end: int) -> int | None:
        """Look on, up to `end` or the first iteration that meets the rule, and return that.

        A run that has stopped must not be looked at beyond its end, where it has diverged.
        """
        while self.met is None and self.looked_at < end:
            self._look_at(min(self._stride, end - self.looked_at))
        return self.met

    def _look_at(self, n_iterations: int) -> None:
        states = np.empty((n_iterations, len(self._trainer.state)))
        self._trainer.advance_recording(states)
        rows = states[:, : self._experiment.n_parameters]
        first = self.looked_at + 1
        self.looked_at += n_iterations
        for place in np.flatnonzero(_nearly_met(self._experiment, self._rule, rows)).tolist():
            if self._rule.is_met(Snapshot(self._experiment, first + place, rows[place])):
                self.looked_at = self.met = first + place
                return


def _nearly_met(experiment: Experiment, rule: StopRule, rows: FloatArray) -> NDArray[np.bool_]:
    """Whether each of many networks, (n, n_parameters), meets the rule or misses it by a hair."""
    y, table_y = experiment.y, experiment.dataset.y
    met = np.zeros(len(rows), dtype=np.bool_)
    with quiet_divergence():
        layer = output_layer_of_many(experiment, rows, experiment.X)
        if rule.loss_under is not None:
            losses = experiment.loss.each_of(layer, y).sum(axis=(1, 2)) * experiment.loss.factor(y)
            met |= losses < rule.loss_under * (1 + _MARGIN)
        if rule.all_right:
            answers = experiment.answers(layer.output)
            hair = _MARGIN * max(1.0, np.abs(table_y).max())
            met |= (margins(experiment, answers, table_y) > -hair).all(axis=(1, 2))
    return met
