"""Which output and which loss a table's targets ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import Dataset


@dataclass(frozen=True)
class Answer:
    """The kind of answer that targets ask for.

    output, loss: keys of the output activation and the loss; scales_targets: whether the network
    is trained on scaled targets; reason: a sentence.
    """

    output: str
    loss: str
    scales_targets: bool
    reason: str


# A probability for each output is fitted by the likeliest weights: cross-entropy.
# Source: Bishop, "Pattern recognition and machine learning" (2006), section 5.2.
ONE_OF_SEVERAL: Final = Answer(
    "softmax",
    "categorical_cross_entropy",
    False,
    "Output Softmax with categorical cross-entropy: each row has one of several classes.",
)
TWO_CLASSES: Final = Answer(
    "sigmoid",
    "cross_entropy",
    False,
    "Output Sigmoid with cross-entropy: each target is one of two classes, 0 or 1.",
)
SIGNED_CLASSES: Final = Answer(
    "tanh",
    "mean_squared_error",
    False,
    "Output Tanh with the mean squared error: each target is one of two classes, -1 or 1.",
)
AMOUNTS: Final = Answer(
    "identity",
    "mean_squared_error",
    True,
    "Output Identity with the mean squared error, and targets scaled inside: the targets are "
    "amounts.",
)


def answer_to(dataset: Dataset) -> Answer:
    """The answer that the targets of all rows ask for, those of held-back rows too."""
    targets = np.concatenate([dataset.y, dataset.y_test])
    if not dataset.is_classification:
        return AMOUNTS
    if targets.min() < 0:
        return SIGNED_CLASSES
    return ONE_OF_SEVERAL if _has_one_a_row(targets) else TWO_CLASSES


def _has_one_a_row(targets: FloatArray) -> bool:
    return targets.shape[1] > 1 and bool((targets.sum(axis=1) == 1).all())
