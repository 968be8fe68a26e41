"""How well a network does: loss, accuracy, confusion matrix and R², for trained or held-back rows.

All numbers come from one snapshot; a page can show those of the training rows and those of the
held-back rows side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray, quiet_divergence
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.network.forward import LayerState
from nn_core.run.right import right_rows
from nn_core.run.snapshot import Snapshot

CONSTANT_TARGETS: Final = (
    "R² compares with always answering the mean of the targets; here all targets are the same, so "
    "there is nothing to compare with."
)
TOO_LARGE: Final = "R² cannot be computed: the outputs are too large for numbers in a computer."


@dataclass(frozen=True)
class Confusion:
    """How the answers of one output fall on the two sides of the threshold, in numbers of rows.

    "Positive" is the upper side (1). Answers of exactly the threshold, and answers that are no
    numbers, are on neither side: undecided. All five counts together are the number of rows.
    """

    true_positives: int
    false_positives: int
    false_negatives: int
    true_negatives: int
    undecided: int


@dataclass(frozen=True)
class RSquared:
    """R² of one output, 1 at best and 0 for always answering the mean of these rows' targets.

    R² = 1 - sum (y - output)² / sum (y - mean of y)², the coefficient of determination as in
    scikit-learn's `r2_score`. Where it is undefined `value` is None, and `why_not` says why.
    """

    value: float | None
    why_not: str = ""


@dataclass(frozen=True)
class Metrics:
    """How a network does on some rows.

    loss: the experiment's loss of these rows; one that is a sum over rows is given as if there were
    as many rows as are trained on, so that both sets of rows compare. mean_loss: a row's and
    output's mean share of it, or a row's where its outputs are one answer. Where targets are
    scaled, both are of scaled ones; all others are in the table's numbers. n_correct: the rows with
    every output right, see `right.right_rows`. confusion, r_squared, typical_error: one for each
    output, the last the root of the mean squared error. classes: where a row's outputs are one
    answer, how many rows of each class, downwards, got each class as the answer,
    (n_outputs, n_outputs); without rows in which two outputs are the largest.
    """

    n_rows: int
    loss: float
    mean_loss: float
    n_correct: int
    confusion: tuple[Confusion, ...]
    r_squared: tuple[RSquared, ...]
    typical_error: tuple[float, ...]
    classes: NDArray[np.int64] | None = None

    @property
    def accuracy(self) -> float:
        """The share of rows that are right, 0 to 1."""
        return self.n_correct / self.n_rows


def is_classification(dataset: Dataset) -> bool:
    """Whether every target, of held-back rows too, is 0 or 1, or every one is -1 or 1."""
    return dataset.is_classification


def training_metrics(snapshot: Snapshot) -> Metrics:
    """How the network does on the rows it is trained on."""
    experiment = snapshot.experiment
    return _metrics(snapshot, snapshot.layers[-1], experiment.y, experiment.dataset.y)


def held_back_metrics(snapshot: Snapshot) -> Metrics | None:
    """How the network does on the held-back rows; None when there are none."""
    experiment, data = snapshot.experiment, snapshot.experiment.dataset
    if data.n_test == 0:
        return None
    return _metrics(snapshot, snapshot.held_back_layers[-1], experiment.y_test, data.y_test)


def held_back_loss(snapshot: Snapshot) -> float:
    """`held_back_metrics(snapshot).loss`, and nothing else; NaN when there are no such rows."""
    experiment, data = snapshot.experiment, snapshot.experiment.dataset
    if data.n_test == 0:
        return float("nan")
    with quiet_divergence():
        return _loss(experiment, snapshot.held_back_layers[-1], experiment.y_test)


def training_r_squared(snapshot: Snapshot) -> tuple[RSquared, ...]:
    """`training_metrics(snapshot).r_squared`, and nothing else."""
    with quiet_divergence():
        return _each_r_squared(snapshot.answers, snapshot.experiment.dataset.y)


def all_rows_metrics(snapshot: Snapshot) -> Metrics:
    """How the network does on all rows, trained on or held back, taken together."""
    experiment, data = snapshot.experiment, snapshot.experiment.dataset
    layer = snapshot.forward(np.concatenate([data.X, data.X_test]))[-1]
    trained_y = np.concatenate([experiment.y, experiment.y_test])
    return _metrics(snapshot, layer, trained_y, np.concatenate([data.y, data.y_test]))


def _metrics(
    snapshot: Snapshot, layer: LayerState, trained_y: FloatArray, y: FloatArray
) -> Metrics:
    """trained_y, y: the targets as they are trained on, and as the table has them."""
    loss, data = snapshot.experiment.loss, snapshot.experiment.dataset
    output, threshold = snapshot.experiment.answers(layer.output), data.threshold
    with quiet_divergence():
        each = loss.each_of(layer, trained_y)
        return Metrics(
            n_rows=len(y),
            loss=_loss(snapshot.experiment, layer, trained_y),
            mean_loss=float((each.sum(axis=1) if loss.by_row else each).mean()),
            n_correct=int(right_rows(snapshot.experiment, output, y).all(axis=1).sum()),
            confusion=tuple(
                _confusion(answers, targets, threshold)
                for answers, targets in zip(output.T, y.T, strict=True)
            ),
            r_squared=_each_r_squared(output, y),
            typical_error=tuple(np.sqrt(np.mean((y - output) ** 2, axis=0)).tolist()),
            classes=_classes(output, y) if loss.by_row else None,
        )


def _loss(experiment: Experiment, layer: LayerState, y: FloatArray) -> float:
    """That of as many rows as are trained on; a mean is that anyway."""
    scale = 1.0 if experiment.loss.is_mean else experiment.dataset.n_samples / len(y)
    return scale * experiment.loss.value(layer, y)


def _each_r_squared(answers: FloatArray, y: FloatArray) -> tuple[RSquared, ...]:
    return tuple(_r_squared(one, targets) for one, targets in zip(answers.T, y.T, strict=True))


def _classes(output: FloatArray, y: FloatArray) -> NDArray[np.int64]:
    found = np.zeros((y.shape[1], y.shape[1]), dtype=np.int64)
    is_one = (output == output.max(axis=1, keepdims=True)).sum(axis=1) == 1
    np.add.at(found, (y[is_one].argmax(axis=1), output[is_one].argmax(axis=1)), 1)
    return found


def _confusion(output: FloatArray, y: FloatArray, threshold: float) -> Confusion:
    is_positive, above, below = y >= threshold, output > threshold, output < threshold
    return Confusion(
        true_positives=int((is_positive & above).sum()),
        false_positives=int((~is_positive & above).sum()),
        false_negatives=int((is_positive & below).sum()),
        true_negatives=int((~is_positive & below).sum()),
        undecided=int((~above & ~below).sum()),
    )


def _r_squared(output: FloatArray, y: FloatArray) -> RSquared:
    spread = np.sum((y - y.mean()) ** 2)
    if y.min() == y.max() or spread == 0:  # a spread can be too small for a number
        return RSquared(None, CONSTANT_TARGETS)
    value = float(1 - np.sum((y - output) ** 2) / spread)
    return RSquared(value) if np.isfinite(value) else RSquared(None, TOO_LARGE)
