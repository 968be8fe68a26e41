"""An experiment: everything that decides what a network learns, in one value that never changes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import SupportsIndex

from nn_core.architecture import Architecture
from nn_core.dataset import Dataset
from nn_core.errors import InputError
from nn_core.limits import MAX_LEARNING_RATE, MAX_SEED


@dataclass(frozen=True)
class TrainingSettings:
    """How the weights are changed: gradient descent on half the sum of squared errors.

    `learning_rate` is the share of the gradient taken as one step, over 0 and up to 1,000.
    Raises InputError outside that range.
    """

    learning_rate: float = 1.0

    def __post_init__(self) -> None:
        rate = self.learning_rate
        if not (math.isfinite(rate) and 0 < rate <= MAX_LEARNING_RATE):
            raise InputError(
                f"The learning rate must be over 0 and at most {MAX_LEARNING_RATE:,.0f}."
            )


@dataclass(frozen=True)
class Experiment:
    """Data, architecture, training settings and seed: equal experiments give equal runs, bit for
    bit. The `seed` (0 to 4,294,967,295) decides the initial weights; InputError outside it."""

    dataset: Dataset
    architecture: Architecture = field(default_factory=Architecture)
    training: TrainingSettings = field(default_factory=TrainingSettings)
    seed: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.seed <= MAX_SEED or not isinstance(self.seed, SupportsIndex):
            raise InputError(f"The seed must be a whole number from 0 to {MAX_SEED:,}.")

    @property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """The shape (n_in, n_out) of each layer's weights."""
        return self.architecture.shapes(self.dataset.n_inputs, self.dataset.n_outputs)
