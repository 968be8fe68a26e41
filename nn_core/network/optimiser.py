"""Optimisers: how a gradient becomes a step, and what is remembered for the steps after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.errors import one_of
from nn_core.network.arguments import arguments

# The usual constants, PyTorch's defaults among them.
MOMENTUM: Final = 0.9
RMSPROP_DECAY: Final = 0.99
ADAM_DECAY: Final = 0.9
ADAM_SQUARE_DECAY: Final = 0.999
EPSILON: Final = 1e-8

# What `step` may ask for besides what is remembered; t counts updates from 1.
_GIVEN: Final = ("gradient", "learning_rate", "t")


@dataclass(frozen=True)
class Optimiser:
    """One way to take a step, and all that is said of it anywhere.

    step: a function of `gradient`, `learning_rate`, perhaps `t` (the iteration that the update
    leads to), and what it remembers for each parameter, by name; all of it starts at 0. It returns
    the change, which is added to the parameters, and what is remembered after. Programs quote the
    lines before its `return`. is_plain: whether the change is just minus the rate times the
    gradient. steepest: learning rate × curvature beyond which a step overshoots further than it
    started, None where there is no limit.

    formula: as a learner writes it, g being the gradient and w a weight. latex: one line for each
    thing computed; <gradient>, <rate>, <change>, <t> and, for something remembered, <mean before>
    and <mean after> stand for its number, in brackets where it is negative and without them after
    "=" as in <=change>; <gradient²> for its square, and <mean corrected> for the number after
    divided by that of corrections(t). step_words: what follows "the sum over the rows is its
    gradient".
    """

    key: str
    title: str
    step: Callable[..., tuple[FloatArray, ...]]
    formula: str
    latex: tuple[str, ...]
    step_words: str
    is_plain: bool = False
    steepest: float | None = None
    corrections: Callable[[int], tuple[float, ...]] | None = None

    @cached_property
    def remembered(self) -> tuple[str, ...]:
        """The names of what is remembered for each parameter, as in the code."""
        return tuple(name for name in arguments(self.step) if name not in _GIVEN)

    @property
    def memory_names(self) -> tuple[str, ...]:
        """The same in words."""
        return tuple(name.replace("_", " ") for name in self.remembered)

    @property
    def n_memory(self) -> int:
        """How many numbers are remembered for each parameter."""
        return len(self.remembered)

    def take(
        self, gradient: FloatArray, memory: FloatArray, learning_rate: float, iteration: int
    ) -> tuple[FloatArray, FloatArray]:
        """The change (n_parameters,), and the memory after, of the update that follows `iteration`
        updates. gradient: (n_parameters,); memory: (n_memory, n_parameters)."""
        known = dict(zip(_GIVEN, (gradient, learning_rate, iteration + 1), strict=True))
        known |= zip(self.remembered, memory, strict=True)
        change, *after = self.step(**{name: known[name] for name in arguments(self.step)})
        return change, np.array(after).reshape(memory.shape)


def gradient_descent(gradient: FloatArray, learning_rate: float) -> tuple[FloatArray, ...]:
    """A share of the gradient, as in the article (whose learning rate is 1)."""
    change = -learning_rate * gradient
    return (change,)


def momentum(
    gradient: FloatArray, learning_rate: float, velocity: FloatArray
) -> tuple[FloatArray, ...]:
    """Each step adds the gradient to nine tenths of the velocity.

    Source: Polyak, "Some methods of speeding up the convergence of iteration methods" (1964), in
    the form of torch.optim.SGD.
    """
    # A ball that rolls: every step adds to the velocity.
    velocity = MOMENTUM * velocity + gradient
    change = -learning_rate * velocity
    return change, velocity


def rmsprop(
    gradient: FloatArray, learning_rate: float, mean_square: FloatArray
) -> tuple[FloatArray, ...]:
    """The gradient divided by its usual size.

    Source: Tieleman and Hinton, "Lecture 6.5: RMSProp" (2012), in the form of torch.optim.RMSprop.
    """
    # Divided by its usual size, the gradient moves all parameters at a like pace.
    mean_square = RMSPROP_DECAY * mean_square + (1 - RMSPROP_DECAY) * (gradient * gradient)
    change = -learning_rate * gradient / (np.sqrt(mean_square) + EPSILON)
    return change, mean_square


def adam(
    gradient: FloatArray, learning_rate: float, t: int, mean: FloatArray, mean_square: FloatArray
) -> tuple[FloatArray, ...]:
    """Momentum and RMSProp in one, both corrected for having started at 0.

    Source: Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1.
    """
    mean = ADAM_DECAY * mean + (1 - ADAM_DECAY) * gradient
    mean_square = ADAM_SQUARE_DECAY * mean_square + (1 - ADAM_SQUARE_DECAY) * (gradient * gradient)
    # Both begin at 0, so they are too small at first: dividing by 1 - decay**t makes up for it.
    size = np.sqrt(mean_square / (1 - ADAM_SQUARE_DECAY**t)) + EPSILON
    change = -learning_rate * (mean / (1 - ADAM_DECAY**t)) / size
    return change, mean, mean_square


def adam_corrections(t: int) -> tuple[float, float]:
    """What the two means of Adam are divided by at the update that leads to iteration t."""
    return 1 - ADAM_DECAY**t, 1 - ADAM_SQUARE_DECAY**t


_GRADIENT_DESCENT: Final = Optimiser(
    key="gradient_descent",
    title="Gradient descent",
    step=gradient_descent,
    formula="w ← w − rate × g",
    latex=(
        r"\text{change} &= -\text{learning rate} \times \text{gradient}"
        r" = <rate> \times <gradient> = <=change>",
    ),
    step_words="; times minus the learning rate it is the change of that weight",
    is_plain=True,
    steepest=2.0,
)
_MOMENTUM: Final = Optimiser(
    key="momentum",
    title="Momentum",
    step=momentum,
    formula="v ← 0.9 v + g;  w ← w − rate × v",
    latex=(
        r"\text{velocity} &= 0.9 \times <velocity before> + <gradient> = <=velocity after>",
        r"\text{change} &= -\text{learning rate} \times \text{velocity}"
        r" = <rate> \times <velocity after> = <=change>",
    ),
    step_words="; the velocity is nine tenths of what it was, plus the gradient, and times minus "
    "the learning rate it is the change (momentum)",
    steepest=2.0 * (1 + MOMENTUM),
)
_RMSPROP: Final = Optimiser(
    key="rmsprop",
    title="RMSProp",
    step=rmsprop,
    formula="s ← 0.99 s + 0.01 g²;  w ← w − rate × g / (√s + 10⁻⁸)",
    latex=(
        r"\text{mean square} &= 0.99 \times <mean square before> + 0.01 \times <gradient²>"
        r" = <=mean square after>",
        r"\text{change} &= -\text{learning rate} \times"
        r" \frac{\text{gradient}}{\sqrt{\text{mean square}} + 10^{-8}}"
        r" = <rate> \times \frac{<gradient>}{\sqrt{<=mean square after>} + 10^{-8}} = <=change>",
    ),
    step_words="; the change is minus the learning rate times the gradient, divided by its usual "
    "size, the root of the mean square of the gradients so far (RMSProp)",
)
_ADAM: Final = Optimiser(
    key="adam",
    title="Adam",
    step=adam,
    formula="m ← 0.9 m + 0.1 g;  s ← 0.999 s + 0.001 g²;  "
    "w ← w − rate × m̂ / (√ŝ + 10⁻⁸), m̂ = m / (1 − 0.9ᵗ), ŝ = s / (1 − 0.999ᵗ)",
    latex=(
        r"\text{mean} &= 0.9 \times <mean before> + 0.1 \times <gradient> = <=mean after>",
        r"\text{mean square} &= 0.999 \times <mean square before> + 0.001 \times <gradient²>"
        r" = <=mean square after>",
        r"\text{mean, corrected} &= <=mean after> \div (1 - 0.9^{<t>}) = <=mean corrected>",
        r"\text{mean square, corrected} &= <=mean square after> \div (1 - 0.999^{<t>})"
        r" = <=mean square corrected>",
        r"\text{change} &= -\text{learning rate} \times"
        r" \frac{\text{mean}}{\sqrt{\text{mean square}} + 10^{-8}}"
        r" = <rate> \times \frac{<mean corrected>}{\sqrt{<=mean square corrected>} + 10^{-8}}"
        r" = <=change>",
    ),
    step_words="; the change is minus the learning rate times the mean of the gradients so far, "
    "divided by the root of their mean square, both corrected for having started at 0 (Adam)",
    corrections=adam_corrections,
)
OPTIMISERS: Final = MappingProxyType(
    {one.key: one for one in (_GRADIENT_DESCENT, _MOMENTUM, _RMSPROP, _ADAM)}
)


def optimiser(key: object) -> Optimiser:
    """The optimiser with this key; InputError when there is none."""
    return OPTIMISERS[one_of(key, OPTIMISERS, "There is no optimiser of this name")]
