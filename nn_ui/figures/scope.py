"""Where the network's output is looked at: which inputs vary, how far, and what the others are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nn_core.arrays import FloatArray, read_only
from nn_core.experiment.dataset import Dataset
from nn_core.limits import MAX_ABSOLUTE_VALUE
from nn_core.telling.round_numbers import round_step
from nn_ui.figures.axes import Range
from nn_ui.figures.data_points import all_rows

# Points along each axis of a curve, a map and a cube.
POINTS_A_SIDE = (101, 51, 15)
MOST_VARYING = len(POINTS_A_SIDE)
KINDS = ("curve", "map", "cube")


@dataclass(frozen=True)
class Scope:
    """`inputs` vary (one, two or three of them), each over its entry in `ranges`; all others are
    held at their value in `held`, which has one for every input. `output` is the one drawn; on a
    map that `has_classes` it is the largest of all."""

    inputs: tuple[int, ...]
    ranges: tuple[Range, ...]
    held: tuple[float, ...]
    output: int = 0
    two_colours: bool = False
    has_classes: bool = False

    @property
    def kind(self) -> str:
        """What it is drawn as: "curve", "map" or "cube"."""
        return KINDS[len(self.inputs) - 1]

    @property
    def n_points(self) -> int:
        """The points along each axis."""
        return POINTS_A_SIDE[len(self.inputs) - 1]


@lru_cache(maxsize=64)
def grid(scope: Scope, n_points: int) -> FloatArray:
    """Rows of inputs, (n_points ** n_varying, n_inputs), over the whole scope.

    The first varying input changes fastest: a map is a list of rows from the bottom to the top.
    """
    axes = [np.linspace(low, high, n_points) for low, high in scope.ranges]
    meshes = np.meshgrid(*reversed(axes), indexing="ij")
    rows = np.tile(np.array(scope.held), (meshes[0].size, 1))
    for place, mesh in zip(scope.inputs, reversed(meshes), strict=True):
        rows[:, place] = mesh.ravel()
    return read_only(rows)


def input_ranges(dataset: Dataset) -> tuple[Range, ...]:
    """For each input a range of round numbers around all its values, and around 0 to 1."""
    X = all_rows(dataset).X
    return tuple(input_range(column.min(), column.max()) for column in X.T)


def input_range(low: float, high: float) -> Range:
    """Round numbers around `low`, `high`, 0 and 1 with a margin of about a sixth on each side, as
    far as inputs may go; symmetrical around 0 where the values nearly are."""
    low, high = min(0.0, low), max(1.0, high)
    if low < 0 and 0.5 <= -low / high <= 2:
        low, high = -max(-low, high), max(-low, high)
    margin = 0.15 * (high - low)
    step = round_step(margin / 2)
    bottom, top = math.floor((low - margin) / step), math.ceil((high + margin) / step)
    return (
        max(_exactly(bottom, step), -MAX_ABSOLUTE_VALUE),
        min(_exactly(top, step), MAX_ABSOLUTE_VALUE),
    )


def steps(scope_range: Range, value: float) -> tuple[float, float, float]:
    """From where to where, and in which steps, a slider goes that can hold `value`: in a hundred
    steps or somewhat fewer, of which the round numbers on the axis are some."""
    low, high = min(scope_range[0], value), max(scope_range[1], value)
    step = round_step((high - low) / 100)
    return _exactly(math.floor(low / step), step), _exactly(math.ceil(high / step), step), step


def usual_inputs(X: FloatArray) -> tuple[int, ...]:
    """Which inputs vary unless the learner says otherwise: those with more than one value, up to
    three of three inputs, and two of more."""
    most = MOST_VARYING if X.shape[1] <= MOST_VARYING else 2
    varied = [place for place in range(X.shape[1]) if np.ptp(X[:, place]) > 0]
    others = [place for place in range(X.shape[1]) if place not in varied]
    wanted = varied[:most] if len(varied) > 1 else [*varied, *others][: min(most, 2)]
    return tuple(sorted(wanted))


def contains(ranges: Sequence[Range], X: FloatArray) -> bool:
    """Whether every row of X lies inside the ranges of its inputs."""
    low, high = np.array(ranges).T
    return bool(((low <= X) & (high >= X)).all())


def _exactly(count: int, step: float) -> float:
    # count * step leaves tails such as 0.30000000000000004 on the axis.
    return float(f"{count * step:.10g}")
