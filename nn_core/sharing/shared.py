"""All that is kept of what a learner is looking at: enough to see the same digits anywhere."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from nn_core.architecture import Architecture
from nn_core.cells import Cell
from nn_core.errors import InputError
from nn_core.experiment import Experiment
from nn_core.intervention import Intervention, in_order
from nn_core.limits import MAX_INPUTS, MAX_ITERATIONS
from nn_core.preparation import Preparation
from nn_core.problems import PROBLEMS, Problem
from nn_core.settings import TrainingSettings
from nn_core.table import Table, to_dataset

OWN: Final = "own"
DEFAULT_ITERATIONS: Final = 10_000
# The choices of the view that can be kept, such as the open tab, and the values each may have; the
# first one is what a new page shows.
Views: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Shared:
    """An experiment as it stands on the page, the iteration that is shown, and the open view.

    problem: a key of `problems.PROBLEMS`, or "own"; table: as typed, cells that hold no number are
    blank (None); new_example: a cell for each input; iterations: how far to train, 1 to 10,000,000;
    t: the iteration that is shown, 0 to `iterations`; view: (key, value) pairs, by key. The table
    may be unfinished: `experiment` is where that is said. Raises InputError for iterations outside.
    """

    problem: str = PROBLEMS[0].key
    table: Table = PROBLEMS[0].table
    new_example: tuple[Cell, ...] = PROBLEMS[0].new_example
    architecture: Architecture = field(default_factory=Architecture)
    training: TrainingSettings = field(default_factory=TrainingSettings)
    seed: int = 1
    interventions: tuple[Intervention, ...] = ()
    preparation: Preparation = field(default_factory=Preparation)
    iterations: int = DEFAULT_ITERATIONS
    t: int = 0
    view: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.iterations <= MAX_ITERATIONS:
            raise InputError(f"The number of iterations must be from 1 to {MAX_ITERATIONS:,}.")
        if not 0 <= self.t <= self.iterations:
            raise InputError(f"This run goes from iteration 0 to {self.iterations:,}.")
        freeze, table = object.__setattr__, self.table
        rows = tuple(_cells(row) for row in table.rows)
        freeze(self, "table", Table(tuple(table.input_names), tuple(table.target_names), rows))
        freeze(self, "new_example", _cells(self.new_example))
        freeze(self, "interventions", in_order(self.interventions))
        freeze(self, "view", tuple(sorted(dict(self.view).items())))

    def experiment(self) -> Experiment:
        """What is trained. InputError for an unfinished table, and for parts that do not fit."""
        return Experiment(
            dataset=to_dataset(self.table),
            architecture=self.architecture,
            training=self.training,
            seed=self.seed,
            interventions=self.interventions,
            preparation=self.preparation,
        )


def ready_made(key: str) -> Problem | None:
    """The problem with this key; None for a table of one's own."""
    return next((one for one in PROBLEMS if one.key == key), None)


def usual_table(problem: str) -> Table:
    """The table that a problem starts with; a table of one's own starts as the article's."""
    return (ready_made(problem) or PROBLEMS[0]).table


def usual_example(problem: str, n_inputs: int) -> tuple[Cell, ...]:
    """The new example that a problem starts with, zeros where it does not fit the inputs."""
    known = ready_made(problem)
    if known is not None and len(known.new_example) == n_inputs:
        return known.new_example
    return (0.0,) * n_inputs


def usual_inputs(n_inputs: int) -> tuple[str, ...]:
    """The names of inputs that have not been named, for 1 to 10 of them."""
    return tuple(f"Input {number}" for number in range(1, min(max(n_inputs, 1), MAX_INPUTS) + 1))


def _cells(row: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple(_number_or_blank(cell) for cell in row)


def _number_or_blank(cell: Cell) -> float | None:
    if cell is None or isinstance(cell, str) or not math.isfinite(cell):
        return None
    return float(cell)
