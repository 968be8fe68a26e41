"""The run as a CSV file: iteration, loss, every weight and every prediction, in full precision."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from nn_core.run import schedule
from nn_core.run.run import Run
from nn_core.run.snapshot import Snapshot
from nn_core.tables.spreadsheets import guarded
from nn_core.training.parameters import names

# Some 10 MB: a long run of a large network keeps fewer iterations, evenly on a log scale.
MAX_CELLS: Final = 500_000
MAX_ROWS_SHOWN: Final = 10


def history_csv(run: Run, example: Sequence[float]) -> str:
    """The run so far, a line for each of its iterations that are kept (see `schedule`), or fewer.

    Predictions are those for `example`, (n_inputs,), and for the first ten training rows. Raises
    InputError when the example does not fit.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    header = _header(run)
    writer.writerow(header)
    for iteration in _iterations(run, len(header)):
        writer.writerow([iteration, *map(repr, _numbers(run, example, iteration))])
    return written.getvalue()


def _header(run: Run) -> list[str]:
    """Every name has a word before it and is guarded, so that no spreadsheet takes it or a part of
    it for a formula."""
    experiment = run.experiment
    targets = [guarded(target) for target in experiment.dataset.target_names]
    rows = range(1, min(experiment.dataset.n_samples, MAX_ROWS_SHOWN) + 1)
    return [
        "Iteration",
        "Loss",
        *(f"Weight: {guarded(name)}" for name in names(experiment)),
        *(f"Prediction: {target}" for target in targets),
        *(f"Row {row}: {target}" for row in rows for target in targets),
    ]


def _iterations(run: Run, n_columns: int) -> list[int]:
    """The kept iterations, thinned out until there are not too many, and the last one. Where
    records of them are missing, those that curves need are left."""
    last, per_octave = run.iteration, schedule.RECORDS_PER_OCTAVE
    if run.is_thinned:
        per_octave = schedule.CURVE_POINTS_PER_OCTAVE
    while per_octave > 1 and len(schedule.up_to(last, per_octave)) * n_columns > MAX_CELLS:
        per_octave //= 2
    return sorted({*schedule.up_to(last, per_octave).tolist(), last})


def _numbers(run: Run, example: Sequence[float], iteration: int) -> Iterator[float]:
    (parameters,) = run.parameters_at(np.array([iteration]))
    snapshot = Snapshot(run.experiment, iteration, parameters)
    yield snapshot.loss
    yield from parameters.tolist()
    yield from snapshot.predict([example])[0].tolist()
    yield from snapshot.answers[:MAX_ROWS_SHOWN].ravel().tolist()
