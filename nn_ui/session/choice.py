"""What the learner has chosen to follow: one row of the table, and one weight or bias."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nn_core import Experiment
from nn_core.training import parameters


@dataclass(frozen=True)
class Choice:
    """`row` counts the training rows from 0; `parameter` is the place of a weight or bias in the
    flat row of all of them (see `nn_core.training.parameters.names`), None while none is chosen."""

    row: int = 0
    parameter: int | None = None

    def fitting(self, experiment: Experiment) -> Choice:
        """The same choice where `experiment` has such a row and weight, the nearest where not."""
        row = max(0, min(self.row, experiment.dataset.n_samples - 1))
        is_there = self.parameter in range(parameters.count(experiment))
        return replace(self, row=row, parameter=self.parameter if is_there else None)

    def with_parameter(self, parameter: int) -> Choice:
        """Choose this weight or bias; choosing it again lets it go."""
        return replace(self, parameter=None if parameter == self.parameter else parameter)
