"""Generated problems: points in a plane, as many as wished, drawn anew for every data seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from nn_core.checks import checked_seed, keep, number, whole
from nn_core.errors import one_of
from nn_core.limits import MAX_ROWS
from nn_core.problems import generated_kinds
from nn_core.problems.generated_kinds import GeneratedKind
from nn_core.problems.point_clouds import drawn, mirrored
from nn_core.tables.table import Table

MIN_POINTS: Final = 2
MAX_NOISE: Final = 0.5
DECIMALS: Final = 3


@dataclass(frozen=True)
class GeneratedProblem:
    """`n_points` points of one kind, a key of `GENERATED`; equal values give equal tables.

    noise: 0 to 0.5; in classifications it moves the points and leaves the targets, in regressions
    each point gets the target of a place nearby. data_seed: 0 to 4,294,967,295, for the points
    only; the seed of the weights is another one. Raises InputError outside these.
    """

    kind: str
    n_points: int = 200
    noise: float = 0.1
    data_seed: int = 1

    def __post_init__(self) -> None:
        sentence = f"The number of points must be whole, {MIN_POINTS} to {MAX_ROWS:,}."
        n_points = whole(self.n_points, MIN_POINTS, MAX_ROWS, sentence)
        noise = number(self.noise, 0.0, MAX_NOISE, f"The noise goes from 0 to {MAX_NOISE:.0%}.")
        data_seed = checked_seed(self.data_seed, "The data seed")
        keep(self, kind=generated_kind(self.kind).key, n_points=n_points)
        keep(self, noise=noise, data_seed=data_seed)

    def table(self) -> Table:
        """The points as a table with inputs x1 and x2 and one target, rounded to 3 decimals."""
        draws = drawn(self.n_points, self.data_seed)
        X, y = generated_kind(self.kind).points(draws, self.noise)
        numbers = np.round(np.column_stack([mirrored(X), y]), DECIMALS) + 0.0  # no -0.0
        return Table(("x1", "x2"), ("Target",), tuple(map(tuple, numbers.tolist())))


def generated_kind(key: object) -> GeneratedKind:
    """The kind with this key; InputError when there is none."""
    kinds = generated_kinds.GENERATED
    return kinds[one_of(key, kinds, "No problem of this name can be generated")]
