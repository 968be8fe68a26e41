"""Pictures in a frame of film: the outputs over a grid of inputs, as numbers of one or two bytes.

A picture is a function of the snapshot. Plotly would take longer to draw one than a frame lasts,
so the browser paints these numbers itself; see browser/painting.js.
"""

from __future__ import annotations

import base64
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_core.network.activation import Activation
from nn_ui.figures.axes import Range
from nn_ui.figures.class_map import class_points
from nn_ui.figures.network_meta import THUMBNAIL_POINTS
from nn_ui.figures.scope import Scope, grid, input_ranges
from nn_ui.figures.told_output import painted_range

# Of a cube only every eighth frame, four a second: its surface is built anew for each.
FRAMES_A_PICTURE = MappingProxyType({"curve": 1, "map": 1, "cube": 8})
# Neurons' pictures sent for a second of film: the more neurons, the fewer frames bring them.
MOST_THUMBNAILS_A_SECOND = 480


def picture(snapshot: Snapshot, scope: Scope) -> str:
    """The output over the scope's grid in 65,536 steps of its colour range, as base64.

    Two bytes a point: with one, an output that changes little over the map would have a stepped
    contour and too few digits under the pointer. Of classes it is what `class_points` says.
    """
    if scope.has_classes:
        return encoded(class_points(snapshot, scope))
    values = snapshot.predict(grid(scope, scope.n_points))[:, scope.output]
    return encoded(quantised(values, painted_range(snapshot, scope), np.uint16))


def thumbnails(snapshot: Snapshot) -> list[list[str]]:
    """For a table of two inputs each neuron's output over the map's own plane: for each layer after
    the inputs and each of its neurons 20 x 20 bytes as base64, rows from the bottom up. No layers
    otherwise.

    0 and 255 are the ends of the activation's range where it has any; otherwise 128 stands for 0,
    and the ends for the neuron's own largest output.
    """
    experiment = snapshot.experiment
    if experiment.dataset.n_inputs != 2:
        return []
    plane = Scope((0, 1), input_ranges(experiment.dataset), (0.0, 0.0))
    return [
        [
            encoded(quantised(neuron, _ends(layer.activation, neuron), np.uint8))
            for neuron in layer.output.T
        ]
        for layer in snapshot.forward(grid(plane, THUMBNAIL_POINTS))
    ]


def quantised(values: FloatArray, ends: Range, kind: type[np.unsignedinteger[Any]]) -> NDArray[Any]:
    """`values` as whole numbers: 0 at the low end and below, the largest of `kind` at the high end
    and above."""
    low, high = ends
    # Of a number and NaN fmax takes the number.
    shares = (np.fmin(np.fmax(values, low), high) - low) / (high - low)
    return np.rint(shares * np.iinfo(kind).max).astype(kind)


def encoded(values: NDArray[Any]) -> str:
    """The numbers as base64 text, lowest byte first, for a typed array of the browser."""
    little = values.astype(values.dtype.newbyteorder("<"))
    return base64.b64encode(little.tobytes()).decode("ascii")


def thumbnails_every(snapshot: Snapshot, frames_a_second: int) -> int:
    """Every how many frames the neurons' pictures come along."""
    total = sum(n_out for _, n_out in snapshot.experiment.shapes) * frames_a_second
    return 1 + total // MOST_THUMBNAILS_A_SECOND


def _ends(activation: Activation, values: FloatArray) -> Range:
    """The activation's own range; without one, as far as the values go on both sides of 0."""
    if activation.low is not None and activation.high is not None:
        return activation.low, activation.high
    largest = float(np.nan_to_num(np.abs(values)).max()) or 1.0
    return -largest, largest
