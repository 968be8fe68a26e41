"""What each input does to the answers: measured by changing it alone, row by row.

So it is true of any network, however many layers it has. A weight says it of a neuron without a
hidden layer only, and only where inputs are of the same size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray, quiet_divergence
from nn_core.run.snapshot import Snapshot
from nn_core.tables.coding import Coding, InputCoding

# Rows and values that are tried: all of a small table, evenly chosen ones of a large one.
MOST_ROWS: Final = 200
MOST_VALUES: Final = 9
# A change of an answer that is a smaller share of the targets' range is none.
NO_CHANGE: Final = 0.001

RISES: Final = "rises"
FALLS: Final = "falls"
CROSSES: Final = "rises in some rows, falls in others"
BENDS: Final = "bends"


@dataclass(frozen=True)
class Influence:
    """What one input column does to one output.

    moves: how far apart the largest and the smallest answer are when the column alone goes through
    the values that it has in the table, as a mean over the rows and a share of the targets' range;
    way: whether the answer only rises or falls on the way, in all rows alike. Of a column of three
    words and more, which have no order, it bends.
    """

    column: InputCoding
    moves: float
    way: str


def influences(snapshot: Snapshot, coding: Coding) -> tuple[tuple[Influence, ...], ...]:
    """For each output what each input column does, in the order of the `coding`, whose table is
    trained."""
    data = snapshot.experiment.dataset
    rows = data.X[_evenly(data.n_samples, MOST_ROWS)]
    size = np.ptp(data.y, axis=0)
    size = np.where(size > 0, size, 1.0)
    measured = [
        _of_column(snapshot, rows, column, places, size) for column, places in _columns(coding)
    ]
    return tuple(zip(*measured, strict=True))


def _columns(coding: Coding) -> list[tuple[InputCoding, list[int]]]:
    """Each input column with the places of its numbers."""
    numbers = coding.input_parts(range(len(coding.input_names)))
    return [(column, [int(place) for place in part]) for column, part in numbers]


def _of_column(
    snapshot: Snapshot,
    rows: FloatArray,
    column: InputCoding,
    places: Sequence[int],
    size: FloatArray,
) -> list[Influence]:
    values = np.unique(snapshot.experiment.dataset.X[:, places], axis=0)
    values = values[_evenly(len(values), MOST_VALUES)]
    answers = _answers(snapshot, rows, places, values) / size
    moves = np.ptp(answers, axis=0).mean(axis=0).tolist()
    is_ordered = len(places) == 1
    ways = [_way(steps) if is_ordered else BENDS for steps in np.diff(answers, axis=0).T]
    return [Influence(column, *one) for one in zip(moves, ways, strict=True)]


def _answers(
    snapshot: Snapshot, rows: FloatArray, places: Sequence[int], values: FloatArray
) -> FloatArray:
    """The answers, (n_values, n_rows, n_outputs), to rows (n_rows, n_inputs) in which the numbers
    at `places` are those of each of the values, (n_values, n_places)."""
    tried = np.repeat(rows[np.newaxis], len(values), axis=0)
    tried[:, :, places] = values[:, np.newaxis]
    with quiet_divergence():
        output = snapshot.forward(tried.reshape(-1, rows.shape[1]))[-1].output
        answers = snapshot.experiment.answers(output)
    return answers.reshape(len(values), len(rows), -1)


def _way(steps: FloatArray) -> str:
    """steps: (n_rows, n_values - 1), by which an answer changes from one value to the next."""
    rises, falls = ((sign * steps >= -NO_CHANGE).all(axis=1) for sign in (1, -1))
    if rises.all():
        return RISES
    if falls.all():
        return FALLS
    return CROSSES if (rises | falls).all() else BENDS


def _evenly(count: int, most: int) -> NDArray[np.intp]:
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(np.intp))
