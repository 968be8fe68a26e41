"""What became of many starts: how many get all rows right, and how soon."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.errors import counted
from nn_core.run.ensemble import Ensemble
from nn_core.tables.number_style import fixed


@dataclass(frozen=True, eq=False)
class Outcomes:
    """The ends of the runs of an ensemble, in the order of its seeds, (n_seeds,) each.

    n_right: how many rows are right; since: the iteration from which on all rows stay right, -1
    where they are not at the end; loss: of the training rows, NaN where a run had to stop;
    n_rows: how many rows there are; is_classification: whether answers are right or wrong at all.
    """

    seeds: tuple[int, ...]
    iteration: int
    n_rows: int
    n_right: NDArray[np.int64]
    since: NDArray[np.int64]
    loss: FloatArray
    is_classification: bool

    @property
    def solved(self) -> NDArray[np.bool_]:
        """Which starts end with all rows right."""
        return np.asarray(self.since >= 0)

    @property
    def median(self) -> int | None:
        """By which iteration half of the solved starts have all rows right; None without any."""
        since = np.sort(self.since[self.solved])
        return int(since[(len(since) - 1) // 2]) if len(since) else None

    @property
    def middle_loss(self) -> float | None:
        """The loss that half of the starts end at, at most; None where all had to stop."""
        known = np.sort(self.loss[np.isfinite(self.loss)])
        return float(known[(len(known) - 1) // 2]) if len(known) else None

    @cached_property
    def sentence(self) -> str:
        """What became of them, without a mean: outcomes may fall into two heaps."""
        if not self.is_classification:
            return self._sentence_of_losses()
        n, n_solved = len(self.seeds), int(self.solved.sum())
        if n_solved == 0:
            best = int(self.n_right.max())
            rows = counted(self.n_rows, "row")
            return f"None of {_starts(n)} gets all {rows} right; the best gets {best:,}."
        share = f"All {_starts(n)} get" if n_solved == n else f"{n_solved:,} of {_starts(n)} get"
        half = f"half of them by iteration {self.median:,}"
        return f"{share} all {counted(self.n_rows, 'row')} right, {half}.{self._others()}"

    def _others(self) -> str:
        others = self.n_right[~self.solved]
        if not len(others):
            return ""
        low, high = int(others.min()), int(others.max())
        between = f"{low:,}" if low == high else f"{low:,} to {high:,}"
        return f" The others end with {between} right."

    def _sentence_of_losses(self) -> str:
        known = np.sort(self.loss[np.isfinite(self.loss)])
        n, n_stopped = len(self.seeds), len(self.seeds) - len(known)
        stopped = f" {n_stopped:,} had to stop: their numbers grew too large." if n_stopped else ""
        if not len(known):
            return f"All {_starts(n)} had to stop: their numbers grew too large."
        least, middle, most = (_loss(known[at]) for at in (0, (len(known) - 1) // 2, -1))
        ends = f"ends at {least} to {most}, half at most {middle}"
        return f"The loss of {_starts(n)} {ends}.{stopped}"


def outcomes(many: Ensemble) -> Outcomes:
    """What became of the runs up to where they are trained."""
    experiment, n_right = many.experiment, many.correct
    n_rows = experiment.dataset.n_samples
    return Outcomes(
        seeds=many.seeds,
        iteration=many.iteration,
        n_rows=n_rows,
        n_right=n_right,
        since=_since(many, n_right == n_rows),
        loss=many.losses[:, -1],
        is_classification=experiment.dataset.is_classification,
    )


def outcomes_csv(found: Outcomes) -> str:
    """A line for each seed: its right rows, since when all are right, and its loss at the end.
    Empty where there is no such number."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(csv_rows(found))
    return written.getvalue()


def csv_rows(found: Outcomes) -> Iterator[Sequence[object]]:
    """The header, and a row for each seed."""
    yield ["seed", "iterations", "rows right", "all right since", "loss"]
    for seed, right, since, loss in zip(
        found.seeds, found.n_right.tolist(), found.since.tolist(), found.loss.tolist(), strict=True
    ):
        known = repr(loss) if np.isfinite(loss) else ""
        row_count = right if found.is_classification else ""
        yield [seed, found.iteration, row_count, "" if since < 0 else since, known]


def _since(many: Ensemble, solved: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The first noted iteration from which on all rows are right, -1 where there is none."""
    if not many.experiment.dataset.is_classification:
        return np.full(len(many.seeds), -1)
    wrong = many.n_right < many.experiment.dataset.n_samples
    wrong[:, -1] = ~solved
    # The last wrong one, counted from the end; one further is the first of those that stay right.
    n_after = wrong[:, ::-1].argmax(axis=1)
    first = np.where(wrong.any(axis=1), wrong.shape[1] - n_after, 0)
    return np.where(solved, many.iterations[np.minimum(first, wrong.shape[1] - 1)], -1)


def _starts(n: int) -> str:
    return counted(n, "start")


def _loss(value: float) -> str:
    return fixed(value, 4, significant=2)
