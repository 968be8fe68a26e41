"""The space of a hidden layer in words: where it puts the rows, and which are right there."""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.errors import counted
from nn_core.run.hidden_space import places
from nn_core.run.snapshot import Snapshot
from nn_core.tables.number_style import rounded
from nn_core.training.parameters import neuron_names

# Rows that are named; more nobody keeps in mind who hears them.
_MOST_ROWS: Final = 4
# Rows nearer to each other than this share of the whole picture stand on one place.
_ONE_PLACE: Final = 0.01


def neurons(snapshot: Snapshot, layer: int) -> tuple[str, ...]:
    """The names of the layer's neurons, which are the axes of its space."""
    return neuron_names(snapshot.experiment)[layer + 1]


def title(layer: int) -> str:
    """What the picture shows."""
    return f"Where hidden layer {layer + 1} puts the rows"


def in_words(snapshot: Snapshot, layer: int) -> str:
    """The picture for whoever does not see it."""
    experiment = snapshot.experiment
    points = places(snapshot, layer, experiment.dataset.X)
    axes = f"Its axes are {', '.join(neurons(snapshot, layer))}."
    return f"{title(layer)}. {axes} {_rows(points)}{_right(snapshot)}"


def _rows(points: FloatArray) -> str:
    if not np.isfinite(points).all():
        return "Some rows are too far away for a number."
    if len(points) > _MOST_ROWS:
        return f"{counted(len(points), 'row')} stand on {counted(_n_places(points), 'place')}."
    told = (", ".join(rounded(value, 2) for value in row) for row in points.tolist())
    return " ".join(f"Row {number} at {place}." for number, place in enumerate(told, start=1))


def _n_places(points: FloatArray) -> int:
    """How many places the eye tells apart."""
    spans = np.ptp(points, axis=0)
    cells = np.rint((points - points.min(axis=0)) / (np.where(spans > 0, spans, 1) * _ONE_PLACE))
    return len(np.unique(cells, axis=0))


def _right(snapshot: Snapshot) -> str:
    experiment = snapshot.experiment
    if not (experiment.loss.by_row or experiment.dataset.is_classification):
        return ""
    n, n_right = experiment.dataset.n_samples, int(snapshot.correct.sum())
    if n_right == n:
        return " The border has every row on its own side."
    return f" The border has {n_right:,} of {counted(n, 'row')} on their own side."
