"""Where the answers fall: confusion matrices in a person's words, for the page and the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nn_core.errors import counted
from nn_core.experiment.dataset import Dataset
from nn_core.run.metrics import Confusion, Metrics
from nn_core.tables.coding import SEVERAL_CLASSES, Coding
from nn_core.tables.number_style import shortest
from nn_ui.figures.target_texts import two_words


@dataclass(frozen=True)
class Matrix:
    """Numbers of rows: targets downwards, answers across, both in the order of the `classes`.

    of: the output's name, "" where there is one matrix only; remark: on rows that are not in it.
    """

    of: str
    classes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    remark: str = ""

    @property
    def columns(self) -> list[str]:
        """What stands above the columns."""
        return [f"Answered {each}" for each in self.classes]

    @property
    def rows(self) -> list[str]:
        """What stands before the rows."""
        return [f"Target {each}" for each in self.classes]


def matrices(metrics: Metrics, data: Dataset, coding: Coding) -> tuple[Matrix, ...]:
    """One matrix where a row's outputs are one answer, else one for each output."""
    if metrics.classes is not None:
        counts = tuple(tuple(row) for row in metrics.classes.tolist())
        n_without = metrics.n_rows - sum(map(sum, counts))
        remark = f"{counted(n_without, 'row')} without one largest output." if n_without else ""
        return (Matrix("", tuple(_class_names(data, coding)), counts, remark),)
    return tuple(
        _of_two(counts, data, output, coding) for output, counts in enumerate(metrics.confusion)
    )


def _of_two(counts: Confusion, data: Dataset, output: int, coding: Coding) -> Matrix:
    low, high = two_words(output, coding) or (("−1", "1") if data.threshold == 0 else ("0", "1"))
    found = (
        (counts.true_positives, counts.false_negatives),
        (counts.false_positives, counts.true_negatives),
    )
    of = data.target_names[output] if data.n_outputs > 1 else ""
    return Matrix(of, (high, low), found, _undecided(counts, data.threshold))


def _class_names(data: Dataset, coding: Coding) -> Sequence[str]:
    """A name for each output: the word where it stands for one of several."""
    (first, *others) = coding.targets
    return first.words if first.kind == SEVERAL_CLASSES and not others else data.target_names


def _undecided(counts: Confusion, threshold: float) -> str:
    """A sentence about answers of exactly the threshold; "" when there are none."""
    if not counts.undecided:
        return ""
    return f"{counts.undecided:,} answers of exactly {shortest(threshold)} are on neither side."
