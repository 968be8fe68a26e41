"""The training settings: the loss that is made smaller, and how each step is taken."""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.checks import OVER_ZERO, keep, number, whole
from nn_core.limits import MAX_LEARNING_RATE, MAX_REGULARISATION, MAX_ROWS
from nn_core.network import regularisation
from nn_core.network.loss import loss
from nn_core.network.optimiser import optimiser


@dataclass(frozen=True)
class TrainingSettings:
    """How the weights are changed.

    learning_rate: the share of the gradient taken as one step, over 0 and up to 1,000; loss: a key
    of `loss.LOSSES`; optimiser: a key of `optimiser.OPTIMISERS`; batch_size: the rows that one
    update looks at, None for the whole table; l1, l2: the rates of the
    regularisers in `regularisation.REGULARISERS`, 0 to 10.
    Raises InputError outside these. Rates are kept as Python's float, rows as its int.
    """

    learning_rate: float = 1.0
    loss: str = "half_sum_of_squares"
    optimiser: str = "gradient_descent"
    batch_size: int | None = None
    l1: float = 0.0
    l2: float = 0.0

    def __post_init__(self) -> None:
        keep(self, learning_rate=checked_rate(self.learning_rate))
        keep(self, loss=loss(self.loss).key, optimiser=optimiser(self.optimiser).key)
        if self.batch_size is not None:
            sentence = f"A batch has 1 to {MAX_ROWS:,} rows."
            keep(self, batch_size=whole(self.batch_size, 1, MAX_ROWS, sentence))
        for key, rate in self.rates.items():
            keep(self, **{key: checked_penalty(rate, regularisation.REGULARISERS[key].title)})

    @property
    def rates(self) -> dict[str, float]:
        """The rate of each regulariser, by its key."""
        return {key: getattr(self, key) for key in regularisation.REGULARISERS}

    @property
    def used_rates(self) -> dict[str, float]:
        """The same of those that play a part."""
        return {key: rate for key, rate in self.rates.items() if rate}


def checked_rate(rate: object) -> float:
    """A learning rate; InputError when it is not over 0 and at most 1,000."""
    sentence = f"The learning rate must be over 0 and at most {MAX_LEARNING_RATE:,.0f}."
    return number(rate, OVER_ZERO, MAX_LEARNING_RATE, sentence)


def checked_penalty(rate: object, name: str) -> float:
    """A rate of regularisation; InputError outside 0 to 10."""
    sentence = f"{name} regularisation goes from 0 to {MAX_REGULARISATION:g}."
    return number(rate, 0.0, MAX_REGULARISATION, sentence)
