"""The line on which a grid of values has a level, by marching squares.

In each square of four points a line is drawn between those sides on which the values pass the
level. While the film plays the browser draws the same line, see nn_ui/stage/browser/boundary.js; a
test holds the two to the last bit.
"""

from __future__ import annotations

import numpy as np

from nn_core.arrays import FloatArray


def boundary(values: FloatArray, level: float) -> FloatArray:
    """The lines, (n_lines, 4), each as x0, y0, x1, y1, counted in points from the first of the
    finite `values`, (rows, columns)."""
    far = values - level
    a, b, d, c = far[:-1, :-1], far[:-1, 1:], far[1:, :-1], far[1:, 1:]
    row, column = np.indices(a.shape)
    zero, one = np.zeros_like(a), np.ones_like(a)
    with np.errstate(divide="ignore", invalid="ignore"):  # on the sides that are not passed
        x = np.stack([column + a / (a - b), column + one, column + d / (d - c), column + zero], 2)
        y = np.stack([row + zero, row + b / (b - c), row + one, row + a / (a - d)], 2)
    sides = ((a, b), (b, c), (d, c), (a, d))
    passed = np.stack([(first >= 0) != (second >= 0) for first, second in sides], 2)
    # Two or four points a square, neighbours first: in a saddle either pairing is a fair reading.
    return np.stack([x[passed], y[passed]], 1).reshape(-1, 4)
