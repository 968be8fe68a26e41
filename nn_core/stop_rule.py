"""Stop rules: train until the loss is small enough, or until all rows are right."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core import schedule
from nn_core.dataset import FloatArray
from nn_core.errors import InputError
from nn_core.experiment import Experiment
from nn_core.network import LayerState
from nn_core.parameters import views
from nn_core.run import Run
from nn_core.snapshot import Snapshot
from nn_core.training import Trainer

CHUNK: Final = 250_000  # outputs computed in one go, as for the curves
# Many networks at once are computed in another order than one, which changes the last digits.
_MARGIN = 1e-12


@dataclass(frozen=True)
class StopRule:
    """When to stop: as soon as the loss is under a value, or all rows are right, or either.

    loss_under: over 0, or None for no such rule. InputError for another value.
    """

    loss_under: float | None = None
    all_right: bool = False

    def __post_init__(self) -> None:
        if self.loss_under is not None and not 0 < self.loss_under < math.inf:
            raise InputError("Stop when the loss is under a number over 0, such as 0.01.")

    @property
    def is_set(self) -> bool:
        """Whether there is anything to stop at."""
        return self.loss_under is not None or self.all_right

    def is_met(self, snapshot: Snapshot) -> bool:
        """Whether training would stop at this snapshot."""
        with np.errstate(over="ignore", invalid="ignore"):  # a run may have diverged
            small = self.loss_under is not None and snapshot.loss < self.loss_under
            return bool(small or (self.all_right and snapshot.correct.all()))


def first_met(run: Run, rule: StopRule, start: int, end: int) -> int | None:
    """The first iteration from `start` to `end` (both trained) at which the rule is met, or None.

    Call it with 0 and the end of the run, then with that end and the new one, and so on: each call
    looks at what is new only. So that the answer does not depend on where the calls fall, both ends
    are moved back to kept iterations (see `schedule`); up to 1,023 every iteration is one.

    The honest limit: it looks at the kept iterations first, and then at every iteration between
    the first kept one that meets the rule and the kept one before it. Where the rule is met only
    between two kept iterations that do not meet it, this is not seen.
    Raises IndexError where the run is not trained to `end`.
    """
    if not rule.is_set or end < start:
        return None
    kept = schedule.up_to(end)
    kept = kept[kept >= schedule.last_at(start)]
    for place in _promising(run, rule, kept):
        if rule.is_met(run.at(int(kept[place]))):
            before = int(kept[place - 1]) if place > 0 else int(kept[0]) - 1
            return _first_between(run, rule, before, int(kept[place]))
    return None


def _first_between(run: Run, rule: StopRule, before: int, met: int) -> int:
    """The first iteration after `before`, where the rule is not met, up to `met`, where it is."""
    if met - before == 1:
        return met
    trainer = Trainer(run.experiment)
    known = run.at(before)
    trainer.go_to(before, np.concatenate([known.parameters, known.memory.ravel()]))
    while trainer.iteration < met - 1:
        start = trainer.iteration + 1
        states = np.empty((min(_per_chunk(run.experiment), met - start), len(trainer.state)))
        trainer.advance_recording(states)
        rows = states[:, : run.experiment.n_parameters]
        for place in np.flatnonzero(_nearly_met(run.experiment, rule, rows)).tolist():
            if rule.is_met(Snapshot(run.experiment, start + place, rows[place])):
                return int(start + place)
    return met


def _promising(run: Run, rule: StopRule, kept: NDArray[np.int64]) -> Iterator[int]:
    """The places in `kept` where the rule is met, or nearly so."""
    per_chunk = _per_chunk(run.experiment)
    for start in range(0, len(kept), per_chunk):
        rows = run.parameters_at(kept[start : start + per_chunk])
        yield from (start + np.flatnonzero(_nearly_met(run.experiment, rule, rows))).tolist()


def _per_chunk(experiment: Experiment) -> int:
    """How many networks are computed in one go."""
    widest = max(n_out for _, n_out in experiment.shapes)
    return max(1, CHUNK // (experiment.dataset.n_samples * widest))


def _nearly_met(experiment: Experiment, rule: StopRule, rows: FloatArray) -> NDArray[np.bool_]:
    """Whether each of many networks, (n, n_parameters), meets the rule or misses it by a hair."""
    y, threshold = experiment.dataset.y, experiment.dataset.threshold
    met = np.zeros(len(rows), dtype=np.bool_)
    with np.errstate(over="ignore", invalid="ignore"):
        layer = _output_layers(experiment, rows)
        if rule.loss_under is not None:
            losses = experiment.loss.each(layer, y).sum(axis=(1, 2)) * experiment.loss.factor(y)
            met |= losses < rule.loss_under * (1 + _MARGIN)
        if rule.all_right:
            side = np.where(y >= threshold, layer.output - threshold, threshold - layer.output)
            met |= (side > -_MARGIN).all(axis=(1, 2))
    return met


def _output_layers(experiment: Experiment, rows: FloatArray) -> LayerState:
    """The output layer of many networks at once: its arrays are (n, n_samples, n_outputs)."""
    weights, biases = views(rows, experiment)
    inputs = z = output = experiment.X
    for layer_weights, bias, activation in zip(
        weights, biases, experiment.activations, strict=True
    ):
        inputs = output
        z = np.matmul(inputs, layer_weights) + bias[:, np.newaxis, :]
        output = activation.function(z)
    return LayerState(inputs, z, output, experiment.activations[-1])
