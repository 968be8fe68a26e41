"""A plane in the space of all weights and biases, and what it holds of the path through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray

# The kinds of plane: of two weights, through start, this moment and end, of the path itself, along
# the line to another network.
WEIGHTS: Final = "weights"
ENDS: Final = "ends"
PATH: Final = "path"
LINE: Final = "line"
# A direction that is this much shorter than what it is made of has nothing of its own.
_NOTHING = 1e-9
# What rounding leaves of a distance, as a share of the numbers that it is of.
_ROUNDING = 1e-13


@dataclass(frozen=True, eq=False)
class Plane:
    """All points foot + a · directions[0] + b · directions[1] of the space of flat rows.

    foot: (n_parameters,); directions: (2, n_parameters), of length 1 and at right angles; kind: one
    of the above; n_own: how many of the directions are what was asked for, 2 unless that had fewer.
    """

    foot: FloatArray
    directions: FloatArray
    kind: str
    n_own: int = 2

    @property
    def weights(self) -> tuple[int, int]:
        """Of a plane of two weights, or biases, their places in the flat row."""
        first, second = self.directions.argmax(axis=1).tolist()
        return first, second

    def at(self, places: FloatArray) -> FloatArray:
        """The flat rows, (n, n_parameters), at `places` (n, 2) of the plane."""
        return self.foot + places @ self.directions

    def places(self, rows: FloatArray) -> FloatArray:
        """Where flat rows, (n, n_parameters), stand on the plane, (n, 2), seen at right angles."""
        return np.asarray((rows - self.foot) @ self.directions.T)

    def distances(self, rows: FloatArray) -> FloatArray:
        """How far flat rows, (n, n_parameters), are from the plane, (n,); 0 where that is no more
        than rounding."""
        found = np.linalg.norm(rows - self.at(self.places(rows)), axis=1)
        return np.where(found <= _ROUNDING * np.linalg.norm(rows, axis=1), 0.0, found)

    def share(self, path: FloatArray) -> float | None:
        """How much of the path, (n, n_parameters), whose last point lies on the plane, the plane
        holds, 0 to 1: of all squared distances from the last point, what is left of them on it.
        None for a path that has never moved.

        Source: Li and others, "Visualizing the Loss Landscape of Neural Nets" (2018), section 7.
        """
        whole = float(np.sum((path - path[-1]) ** 2))
        outside = float(np.sum(self.distances(path) ** 2))
        return None if whole == 0 else max(0.0, 1 - outside / whole)


def of_two(now: FloatArray, first: int, second: int) -> Plane:
    """The plane on which two parameters change, and all others are as in `now`, (n_parameters,).
    Its places are the values of the two."""
    directions = np.zeros((2, len(now)))
    directions[0, first] = directions[1, second] = 1.0
    foot = now.copy()
    foot[[first, second]] = 0.0
    return Plane(foot, directions, WEIGHTS)


def through_ends(path: FloatArray, now: FloatArray, end: FloatArray) -> Plane:
    """The plane through the first point of `path`, (n, n_parameters), `now` and `end`; where the
    three lie on one line, also along the path's largest direction beside it."""
    ends = np.stack([now - path[0], end - now])
    own = _basis(ends)
    others = _largest(path - now - _along(path - now, own), now)
    return _plane(now, own, others, ENDS)


def of_path(path: FloatArray, now: FloatArray) -> Plane:
    """The plane through `now` of the two directions in which the path, (n, n_parameters), extends
    most from there."""
    return _plane(now, _basis(_largest(path - now, now)), np.empty((0, len(now))), PATH)


def along_line(path: FloatArray, now: FloatArray, other: FloatArray) -> Plane:
    """The plane of the line from `now` to `other`, and of the direction beside it in which the
    path, (n, n_parameters), extends most."""
    own = _basis([other - now])
    return _plane(now, own, _largest(path - now - _along(path - now, own), now), LINE)


def _plane(now: FloatArray, own: FloatArray, others: FloatArray, kind: str) -> Plane:
    """With fewer than two directions of its own, others take their place, and those of single
    weights where there are none: before the first update there is no path."""
    directions = _basis(np.concatenate([own, others, np.eye(2, len(now))]))
    return Plane(now, directions[:2], kind, len(own))


def _largest(steps: FloatArray, now: FloatArray) -> FloatArray:
    """Of vectors, (n, n_parameters), the directions of largest sum of squares, at most two."""
    if not np.isfinite(steps).all() or not steps.any():
        return np.empty((0, len(now)))
    _, sizes, directions = np.linalg.svd(steps, full_matrices=False)
    return np.stack([_turned(one) for one in directions[:2][sizes[:2] > _NOTHING * sizes[0]]])


def _turned(direction: FloatArray) -> FloatArray:
    """Its largest number is positive, so that pictures of one path do not turn over."""
    largest = int(np.argmax(np.abs(direction)))
    return -direction if direction[largest] < 0 else direction


def _basis(vectors: Sequence[FloatArray] | FloatArray) -> FloatArray:
    """Directions of length 1 at right angles, (n, n_parameters), in which the vectors lie."""
    found = np.empty((0, np.shape(vectors)[1]))
    for vector in vectors:
        # Twice, since the first time leaves what was lost in rounding.
        rest = vector - _along(vector, found)
        rest = rest - _along(rest, found)
        if np.linalg.norm(rest) > _NOTHING * np.linalg.norm(vector):
            found = np.concatenate([found, rest[np.newaxis] / np.linalg.norm(rest)])
    return found


def _along(vectors: FloatArray, directions: FloatArray) -> FloatArray:
    """What vectors, (..., n_parameters), have of the directions."""
    return np.asarray(vectors @ directions.T @ directions)
