"""What a verdict looks at: the run at one iteration, and what was seen on the way there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nn_core.advice.values import Choices
from nn_core.arrays import quiet_divergence
from nn_core.errors import counted
from nn_core.experiment.experiment import Experiment
from nn_core.run.metrics import training_metrics, training_r_squared
from nn_core.run.run import Run
from nn_core.run.snapshot import Snapshot
from nn_core.tables.number_style import rounded
from nn_core.verdict.looks import Looks, is_judged

# Rows that a sentence names: all of a larger certificate are marked where the table is shown.
_MOST_NAMED = 8
_NEAR_ONE = 0.999


@dataclass(frozen=True, eq=False)
class Case:
    """A run up to `iteration`, which is the last of its `looks`; goal: how far it is to be
    trained."""

    run: Run
    iteration: int
    looks: Looks
    goal: int

    @property
    def experiment(self) -> Experiment:
        """What is trained."""
        return self.run.experiment

    @cached_property
    def snapshot(self) -> Snapshot:
        """The network at the iteration."""
        return self.run.at(self.iteration)

    @property
    def is_judged(self) -> bool:
        """Whether each row's answer is right or wrong."""
        return is_judged(self.experiment)

    @cached_property
    def share(self) -> float:
        """How much is learned, 1 for all: of the rows that are right, or the lowest R²."""
        if self.is_judged:
            return float(self.snapshot.correct.mean())
        return self.r_squared

    @cached_property
    def r_squared(self) -> float:
        """The lowest R² of a target, NaN where none can be computed."""
        with quiet_divergence():
            found = [one.value for one in training_r_squared(self.snapshot)]
        known = [value for value in found if value is not None]
        return min(known, default=float("nan"))

    @property
    def is_solved(self) -> bool:
        """Whether everything is learned at the iteration, and at the next one."""
        return bool(self.looks.is_solved[-1])

    @cached_property
    def choices(self) -> Choices:
        """What was chosen, with the settings of this iteration."""
        experiment = self.experiment
        training = experiment.training_at(self.iteration)
        return Choices(
            experiment.dataset, experiment.architecture, training, experiment.preparation
        )

    @cached_property
    def recent(self) -> Looks:
        """The looks of the second half."""
        return self.looks[int(np.searchsorted(self.looks.iterations, self.iteration / 2)) :]

    @cached_property
    def fall(self) -> float:
        """What is left of the objective when the iterations double, as it was in the last
        doubling; 1 where it did not fall."""
        before, now = self.recent.objective[0], self.looks.objective[-1]
        if self.iteration < 2 or not (np.isfinite(before) and np.isfinite(now) and before > now):
            return 1.0
        octaves = np.log2(self.iteration / max(1, int(self.recent.iterations[0])))
        return float(max(now, 0.0) / before) ** float(1 / octaves) if octaves > 0 else 1.0

    @property
    def how_well(self) -> str:
        """Such as "3 of 4 rows are right", or "R² is 0.87"."""
        if self.is_judged:
            n_right, n_rows = int(self.snapshot.correct.sum()), self.experiment.dataset.n_samples
            be = "is" if n_right == 1 else "are"
            return f"{n_right:,} of {counted(n_rows, 'row')} {be} right"
        if np.isnan(self.r_squared):
            return f"the loss is {rounded(self.snapshot.loss, 3)}"
        # Nothing below 1 is rounded to it.
        is_near = _NEAR_ONE < self.r_squared < 1
        r_squared = "over 0.999" if is_near else rounded(self.r_squared, 3)
        if self.experiment.dataset.n_outputs > 1:
            return f"R² is at least {r_squared}"
        (error,) = training_metrics(self.snapshot).typical_error
        return f"R² is {r_squared}, with a typical error of {rounded(error, 2)}"


def rows_in_words(rows: Sequence[int]) -> str:
    """Rows from 0 as a person counts them: "row 1", "rows 1, 4 and 6"; of many the first ones."""
    numbers = [f"{row + 1:,}" for row in rows]
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    if len(numbers) > _MOST_NAMED:
        numbers = [*numbers[: _MOST_NAMED - 1], f"{len(numbers) - _MOST_NAMED + 1} more"]
    return f"rows {', '.join(numbers[:-1])} and {numbers[-1]}"


def both_or_all(number: int) -> str:
    """Such as "both rows" or "all 4 rows"; "the only row" of one."""
    return {1: "the only row", 2: "both rows"}.get(number, f"all {number:,} rows")


def sentence(text: str) -> str:
    """With a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
