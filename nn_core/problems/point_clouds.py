"""Where the points of the generated problems lie, and what their targets are."""

from __future__ import annotations

import math
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray

REACH: Final = 6.0  # both inputs go from -REACH to REACH

_GOLDEN = (math.sqrt(5) - 1) / 2
# Where the hills (1) and hollows (-1) of "several Gaussians" are: x1, x2, target.
_PEAKS = (
    (-4.0, 2.5, 1.0),
    (0.0, 2.5, -1.0),
    (4.0, 2.5, 1.0),
    (-4.0, -2.5, -1.0),
    (0.0, -2.5, 1.0),
    (4.0, -2.5, -1.0),
)


class Draws(NamedTuple):
    """The random numbers of every point, each (n_points,).

    Every point has its own, whatever the kind and the noise: so noise moves the points and changes
    nothing else, and more points leave the first ones alone.
    is_one: the class; one row of each pair (rows 1 and 2, 3 and 4...) has target 1, so that every
    part of the table is a fair sample. u, v: from 0 to 1. t: from 0 to 1, evenly spread, the same
    for both rows of a pair. shift: (n_points, 2), from -1 to 1, where noise moves the point.
    """

    is_one: NDArray[np.bool_]
    u: FloatArray
    v: FloatArray
    t: FloatArray
    shift: FloatArray


# The clean or noisy points (n_points, 2) and their targets (n_points,), for a noise of 0 to 0.5.
Points: TypeAlias = tuple[FloatArray, FloatArray]


def drawn(n_points: int, seed: int) -> Draws:
    """The random numbers of the first `n_points` points of this seed."""
    # NumPy promises that RandomState never changes, so that a link shows the same points for ever.
    rng = np.random.RandomState(seed)
    start = rng.random_sample()
    numbers = rng.random_sample((n_points, 5))
    row = np.arange(n_points)
    pair, is_second = np.divmod(row, 2)
    is_one = (numbers[2 * pair, 0] < 0.5) ^ (is_second == 1)
    t = (start + _GOLDEN * pair) % 1  # multiples of the golden ratio leave no gaps
    return Draws(is_one, numbers[:, 1], numbers[:, 2], t, 2 * numbers[:, 3:] - 1)


def mirrored(X: FloatArray) -> FloatArray:
    """Points that noise has moved over the edge, as if the edge were a mirror."""
    return np.where(np.abs(X) > REACH, 2 * REACH * np.sign(X) - X, X)


def _pair(x1: FloatArray, x2: FloatArray) -> FloatArray:
    return np.column_stack([x1, x2])


def _polar(radius: FloatArray, angle: FloatArray) -> FloatArray:
    return _pair(radius * np.sin(angle), radius * np.cos(angle))


def circle(draws: Draws, noise: float) -> Points:
    """Target 1 inside radius 2.5, 0 between 3.5 and 5."""
    radius = np.where(draws.is_one, 2.5 * draws.u, 3.5 + 1.5 * draws.u)
    X = _polar(radius, 2 * math.pi * draws.v)
    return X + 5 * noise * draws.shift, draws.is_one.astype(float)


def two_gaussians(draws: Draws, noise: float) -> Points:
    """Variance 0.5 without noise and 4 at most; normal numbers by the method of Box and Muller."""
    normal = _polar(np.sqrt(-2 * np.log1p(-draws.u)), 2 * math.pi * draws.v)
    centre = np.where(draws.is_one, 2.0, -2.0)[:, np.newaxis]
    return centre + math.sqrt(0.5 + 7 * noise) * normal, draws.is_one.astype(float)


def xor_clouds(draws: Draws, noise: float) -> Points:
    """Target 1 where the signs of x1 and x2 differ, as in the table of XOR."""
    x1, x2 = 10 * draws.u - 5, 0.3 + 5 * draws.v
    sign = np.where(x1 < 0, -1.0, 1.0)
    X = _pair(x1 + 0.3 * sign, np.where(draws.is_one, -sign, sign) * x2)
    return X + 5 * noise * draws.shift, draws.is_one.astype(float)


def spiral(draws: Draws, noise: float) -> Points:
    """The arms begin a little outside the middle, where they would touch."""
    along = 0.05 + 0.95 * draws.t
    half_turn = np.where(draws.is_one, 0.0, math.pi)
    X = _polar(5 * along, 3.5 * math.pi * along + half_turn)
    return X + noise * draws.shift, draws.is_one.astype(float)


def moons(draws: Draws, noise: float) -> Points:
    """scikit-learn's half circles of radius 1, moved to the middle and made three times as big."""
    angle, upper = math.pi * draws.t, ~draws.is_one
    x1 = np.where(upper, np.cos(angle), 1 - np.cos(angle)) - 0.5
    x2 = np.where(upper, np.sin(angle), 0.5 - np.sin(angle)) - 0.25
    return 3 * _pair(x1, x2) + 3 * noise * draws.shift, draws.is_one.astype(float)


def _anywhere(draws: Draws, noise: float) -> tuple[FloatArray, FloatArray]:
    """A point anywhere, and the place near it whose target it gets, both inside the square."""
    X = REACH * (2 * _pair(draws.u, draws.v) - 1)
    return X, np.clip(X + REACH * noise * draws.shift, -REACH, REACH)


def plane(draws: Draws, noise: float) -> Points:
    """The target is (x1 + x2) / 12: from -1 in one corner of the square to 1 in the other."""
    X, place = _anywhere(draws, noise)
    return X, place.sum(axis=1) / (2 * REACH)


def several_gaussians(draws: Draws, noise: float) -> Points:
    """The target of the nearest peak, less with the distance: half at distance 1, 0 from 2 on."""
    X, place = _anywhere(draws, noise)
    peaks = np.array(_PEAKS)
    distance = np.linalg.norm(place[:, np.newaxis, :] - peaks[:, :2], axis=2)
    height = np.maximum(1 - distance.min(axis=1) / 2, 0)
    return X, peaks[distance.argmin(axis=1), 2] * height
