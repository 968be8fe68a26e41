"""Generated problems: points in a plane, as many as wished, drawn anew for every data seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from nn_core.checks import checked_seed, keep, number, whole
from nn_core.errors import one_of
from nn_core.limits import MAX_ROWS
from nn_core.problems.point_clouds import (
    Draws,
    Points,
    circle,
    drawn,
    mirrored,
    moons,
    plane,
    several_gaussians,
    spiral,
    two_gaussians,
    xor_clouds,
)
from nn_core.tables.table import Table

MIN_POINTS: Final = 2
MAX_NOISE: Final = 0.5
DECIMALS: Final = 3

_PLAYGROUND = "https://github.com/tensorflow/playground/blob/master/src/dataset.ts"
_MOONS = "https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_moons.html"


@dataclass(frozen=True)
class GeneratedKind:
    """One kind of generated problem, and what to say about it to a learner."""

    key: str
    title: str
    about: str
    new_example: tuple[float, float]
    points: Callable[[Draws, float], Points]
    is_regression: bool = False
    source: str = _PLAYGROUND


@dataclass(frozen=True)
class GeneratedProblem:
    """`n_points` points of one kind (a key of `GENERATED`); equal values give equal tables.

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
    kinds = {kind.key: kind for kind in GENERATED}
    return kinds[one_of(key, kinds, "No problem of this name can be generated")]


GENERATED: Final[tuple[GeneratedKind, ...]] = (
    GeneratedKind(
        key="circle",
        title="Circle",
        about=(
            "A disc (target 1) inside a ring (target 0): no straight line parts them, but with "
            "the squares of both inputs as features one neuron can."
        ),
        new_example=(1.0, 1.0),
        points=circle,
    ),
    GeneratedKind(
        key="two_gaussians",
        title="Two Gaussians",
        about="Two clouds on either side of a straight line: one neuron with a bias is enough.",
        new_example=(2.0, 1.0),
        points=two_gaussians,
    ),
    GeneratedKind(
        key="xor_clouds",
        title="XOR clouds",
        about=(
            "The target is 1 where exactly one of the inputs is positive: no straight line parts "
            "the classes, but with the product of the inputs as a feature one neuron can."
        ),
        new_example=(3.0, -3.0),
        points=xor_clouds,
    ),
    GeneratedKind(
        key="spiral",
        title="Spiral",
        about=(
            "Two arms wound around each other, so the border between them has to wind as well: "
            "the hardest of these problems, for many hidden neurons and many iterations."
        ),
        new_example=(0.0, 2.0),
        points=spiral,
    ),
    GeneratedKind(
        key="moons",
        title="Moons",
        about=(
            "Two half-moons that reach into each other: a straight border gets most of the points "
            "right, and a bent one all of them, as long as there is little noise."
        ),
        new_example=(0.0, -1.0),
        points=moons,
        source=_MOONS,
    ),
    GeneratedKind(
        key="plane",
        title="Plane (regression)",
        about=(
            "The target is a number that grows evenly with x1 + x2, from -1 to 1: one neuron with "
            "an identity output is enough."
        ),
        new_example=(3.0, 3.0),
        points=plane,
        is_regression=True,
    ),
    GeneratedKind(
        key="several_gaussians",
        title="Several Gaussians (regression)",
        about=(
            "The target is a height from -1 to 1: three hills and three hollows in a flat "
            "land of 0, for several hidden neurons."
        ),
        new_example=(4.0, 2.5),
        points=several_gaussians,
        is_regression=True,
    ),
)
