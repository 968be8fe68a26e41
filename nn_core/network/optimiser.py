"""Optimisers: how a gradient becomes a step, and what is remembered for the steps after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.errors import one_of

# The usual constants, PyTorch's defaults among them.
MOMENTUM: Final = 0.9
RMSPROP_DECAY: Final = 0.99
ADAM_DECAY: Final = 0.9
ADAM_SQUARE_DECAY: Final = 0.999
EPSILON: Final = 1e-8

# (gradient, memory, learning rate, iteration) give (what is subtracted, the memory after).
Step = Callable[[FloatArray, FloatArray, float, int], tuple[FloatArray, FloatArray]]


@dataclass(frozen=True)
class Optimiser:
    """One way to take a step.

    step(gradient, memory, learning_rate, iteration): gradient (n_parameters,) and memory
    (n_memory, n_parameters) before the update that follows `iteration` updates; gives what is
    subtracted from the parameters, (n_parameters,), and the memory after. memory_names: what each
    row of the memory holds; all of it starts at 0. formula: as a learner writes it, g being the
    gradient and w a weight.
    """

    key: str
    title: str
    step: Step
    formula: str
    memory_names: tuple[str, ...] = ()

    @property
    def n_memory(self) -> int:
        """How many numbers are remembered for each parameter."""
        return len(self.memory_names)


def adam_corrections(iteration: int) -> tuple[float, float]:
    """1 - decay^t for Adam's two averages, at the update that follows `iteration` updates.

    The averages start at 0, so they are too small at first; dividing by these makes up for it.
    t counts updates from 1, so it is the iteration that the update leads to.
    """
    t = iteration + 1
    return 1 - ADAM_DECAY**t, 1 - ADAM_SQUARE_DECAY**t


def _plain(
    gradient: FloatArray, memory: FloatArray, learning_rate: float, iteration: int
) -> tuple[FloatArray, FloatArray]:
    """A share of the gradient, as in the article (whose learning rate is 1)."""
    return learning_rate * gradient, memory


def _momentum(
    gradient: FloatArray, memory: FloatArray, learning_rate: float, iteration: int
) -> tuple[FloatArray, FloatArray]:
    """A ball that rolls: each step adds the gradient to nine tenths of the velocity.

    Source: Polyak, "Some methods of speeding up the convergence of iteration methods" (1964), in
    the form of torch.optim.SGD.
    """
    velocity = MOMENTUM * memory[0] + gradient
    return learning_rate * velocity, np.array([velocity])


def _rmsprop(
    gradient: FloatArray, memory: FloatArray, learning_rate: float, iteration: int
) -> tuple[FloatArray, FloatArray]:
    """The gradient divided by its usual size, so that all parameters move at a like pace.

    Source: Tieleman and Hinton, "Lecture 6.5: RMSProp" (2012), in the form of torch.optim.RMSprop.
    """
    square = RMSPROP_DECAY * memory[0] + (1 - RMSPROP_DECAY) * (gradient * gradient)
    step = learning_rate * gradient / (np.sqrt(square) + EPSILON)
    return step, np.array([square])


def _adam(
    gradient: FloatArray, memory: FloatArray, learning_rate: float, iteration: int
) -> tuple[FloatArray, FloatArray]:
    """Momentum and RMSProp in one, both corrected for having started at 0.

    Source: Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1.
    """
    mean = ADAM_DECAY * memory[0] + (1 - ADAM_DECAY) * gradient
    square = ADAM_SQUARE_DECAY * memory[1] + (1 - ADAM_SQUARE_DECAY) * (gradient * gradient)
    mean_correction, square_correction = adam_corrections(iteration)
    size = np.sqrt(square / square_correction) + EPSILON
    return learning_rate * (mean / mean_correction) / size, np.array([mean, square])


OPTIMISERS: Final = MappingProxyType(
    {
        one.key: one
        for one in (
            Optimiser("gradient_descent", "Gradient descent", _plain, "w ← w − rate × g"),
            Optimiser(
                "momentum",
                "Momentum",
                _momentum,
                "v ← 0.9 v + g;  w ← w − rate × v",
                ("velocity",),
            ),
            Optimiser(
                "rmsprop",
                "RMSProp",
                _rmsprop,
                "s ← 0.99 s + 0.01 g²;  w ← w − rate × g / (√s + 10⁻⁸)",
                ("mean square",),
            ),
            Optimiser(
                "adam",
                "Adam",
                _adam,
                "m ← 0.9 m + 0.1 g;  s ← 0.999 s + 0.001 g²;  "
                "w ← w − rate × m̂ / (√ŝ + 10⁻⁸), m̂ = m / (1 − 0.9ᵗ), ŝ = s / (1 − 0.999ᵗ)",
                ("mean", "mean square"),
            ),
        )
    }
)


def optimiser(key: object) -> Optimiser:
    """The optimiser with this key; InputError when there is none."""
    return OPTIMISERS[one_of(key, OPTIMISERS, "There is no optimiser of this name")]
