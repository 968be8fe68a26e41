"""What became of many starts for each value of a setting."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import numpy as np

from nn_core.errors import counted
from nn_core.telling.outcomes import Outcomes, csv_rows


@dataclass(frozen=True, eq=False)
class Answers:
    """The outcomes for each value of the setting called `title`, in the order of `values`, which
    are in words. All have the same seeds."""

    title: str
    values: tuple[str, ...]
    found: tuple[Outcomes, ...]

    @property
    def is_classification(self) -> bool:
        """Whether starts are solved or not; else only their losses compare."""
        return self.found[0].is_classification

    @property
    def n_solved(self) -> tuple[int, ...]:
        """How many starts get all rows right, for each value."""
        return tuple(int(one.solved.sum()) for one in self.found)

    @property
    def medians(self) -> tuple[int | None, ...]:
        """By which iteration half of the solved starts are, for each value; None without any."""
        return tuple(one.median for one in self.found)

    @property
    def sentence(self) -> str:
        """Which value most starts are solved with, and which fewest; of amounts, which ends at the
        smallest loss."""
        return self._of_solved() if self.is_classification else self._of_losses()

    def _of_solved(self) -> str:
        n, solved = len(self.found[0].seeds), self.n_solved
        if len(set(solved)) == 1:
            return f"With every value {solved[0]:,} of {counted(n, 'start')} get all rows right."
        best, worst = int(np.argmax(solved)), int(np.argmin(solved))
        return (
            f"Most starts get all rows right with {self._named(best)} ({solved[best]:,} of {n:,}), "
            f"fewest with {self._named(worst)} ({solved[worst]:,})."
        )

    def _of_losses(self) -> str:
        middles = [one.middle_loss for one in self.found]
        known = [at for at, loss in enumerate(middles) if loss is not None]
        if not known:
            return "All starts had to stop: their numbers grew too large."
        best = min(known, key=lambda at: middles[at] or 0.0)
        return f"Half of the starts end at the smallest loss with {self._named(best)}."

    def _named(self, place: int) -> str:
        return f"{self.title[0].lower()}{self.title[1:]} {self.values[place]}"


def sweep_csv(answers: Answers) -> str:
    """A line for each value and seed, as `outcomes_csv` has them, the value first."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    header, *_ = csv_rows(answers.found[0])
    writer.writerow([answers.title, *header])
    for value, found in zip(answers.values, answers.found, strict=True):
        _, *rows = csv_rows(found)
        writer.writerows([value, *row] for row in rows)
    return written.getvalue()
