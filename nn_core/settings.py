"""The training settings: the loss that is made smaller, and how each step is taken."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import index

from nn_core.errors import InputError
from nn_core.limits import MAX_LEARNING_RATE, MAX_REGULARISATION, MAX_ROWS
from nn_core.loss import loss
from nn_core.optimiser import optimiser


@dataclass(frozen=True)
class TrainingSettings:
    """How the weights are changed.

    learning_rate: the share of the gradient taken as one step, over 0 and up to 1,000; loss: a key
    of `loss.LOSSES`; optimiser: a key of `optimiser.OPTIMISERS`; batch_size: the rows that one
    update looks at, None for the whole table; l1, l2: the price of large weights, 0 to 10.
    Raises InputError outside these.
    """

    learning_rate: float = 1.0
    loss: str = "half_sum_of_squares"
    optimiser: str = "gradient_descent"
    batch_size: int | None = None
    l1: float = 0.0
    l2: float = 0.0

    def __post_init__(self) -> None:
        check_rate(self.learning_rate)
        loss(self.loss)
        optimiser(self.optimiser)
        if self.batch_size is not None and not 1 <= index(self.batch_size) <= MAX_ROWS:
            raise InputError(f"A batch has 1 to {MAX_ROWS:,} rows.")
        check_price(self.l1, "L1")
        check_price(self.l2, "L2")


def check_rate(rate: float) -> None:
    """Raise InputError for a learning rate that is not over 0 and at most 1,000."""
    if not (math.isfinite(rate) and 0 < rate <= MAX_LEARNING_RATE):
        raise InputError(f"The learning rate must be over 0 and at most {MAX_LEARNING_RATE:,.0f}.")


def check_price(rate: float, name: str) -> None:
    """Raise InputError for a rate of regularisation outside 0 to 10."""
    if not (math.isfinite(rate) and 0 <= rate <= MAX_REGULARISATION):
        raise InputError(f"{name} regularisation goes from 0 to {MAX_REGULARISATION:g}.")
