"""Regularisation: a penalty on large weights, so that the network prefers simple answers."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray


@dataclass(frozen=True)
class Regulariser:
    """One kind of penalty, and all that is said of it anywhere.

    cost(weights): the penalty of each weight, which its rate multiplies; slope(weights): its
    derivative by the weight, finite everywhere, one expression, which programs quote. rise(up,
    down): the difference of the costs, divided by that of the weights, written so that nothing is
    lost in rounding. kinks: each weight where the slope jumps. curvature: the second derivative.
    latex: the slope in words, and with numbers put in for <weight> and <sign>. about, tooltip:
    what the rate is, in the program and on the page.
    """

    key: str
    title: str
    cost: Callable[[FloatArray], FloatArray]
    slope: Callable[[FloatArray], FloatArray]
    rise: Callable[[FloatArray, FloatArray], FloatArray]
    latex: tuple[str, str]
    about: str
    tooltip: str
    kinks: tuple[float, ...] = ()
    curvature: float = 0.0


def size(weights: FloatArray) -> FloatArray:
    """How far each weight is from 0."""
    return np.abs(weights)


def size_slope(weights: FloatArray) -> FloatArray:
    """1 to the right of 0 and -1 to the left. At exactly 0 it is 0, so L1 leaves the weight."""
    return np.sign(weights)


def size_rise(up: FloatArray, down: FloatArray) -> FloatArray:
    """1 or -1 where both are on one side of 0."""
    return (np.abs(up) - np.abs(down)) / (up - down)


def half_square(weights: FloatArray) -> FloatArray:
    """Half of the square, so that its derivative is just the weight."""
    return 0.5 * np.square(weights)


def half_square_slope(weights: FloatArray) -> FloatArray:
    """The weight itself."""
    return weights


def half_square_rise(up: FloatArray, down: FloatArray) -> FloatArray:
    """Half of (up² - down²) / (up - down)."""
    return 0.5 * (up + down)


REGULARISERS: Final = MappingProxyType(
    {
        one.key: one
        for one in (
            Regulariser(
                key="l1",
                title="L1",
                cost=size,
                slope=size_slope,
                rise=size_rise,
                latex=(r"\text{sign}", "<sign>"),
                about="the price of a weight's size",
                tooltip="A price on every weight's size, added to the loss: L1 × Σ|weight| "
                "(*lasso*). It pulls useless weights to 0. Try 0.001 to 0.1; empty is 0.",
                kinks=(0.0,),
            ),
            Regulariser(
                key="l2",
                title="L2",
                cost=half_square,
                slope=half_square_slope,
                rise=half_square_rise,
                latex=(r"\text{weight}", "<weight>"),
                about="the price of half its square",
                tooltip="A price on every weight's square, added to the loss: L2 ÷ 2 × Σ weight² "
                "(*ridge*; with plain gradient descent the same as *weight decay*). It keeps "
                "weights small and answers smooth. Try 0.001 to 0.1; empty is 0.",
                curvature=1.0,
            ),
        )
    }
)


def penalty(weights: Sequence[FloatArray], rates: Mapping[str, float]) -> float:
    """What is added to the loss: the sum of rate × cost. Biases cost nothing."""
    return float(
        sum(
            rate * REGULARISERS[key].cost(layer).sum()
            for layer in weights
            for key, rate in rates.items()
        )
    )


def penalty_gradient(weights: FloatArray, rates: Mapping[str, float]) -> FloatArray:
    """The penalty's derivative by each weight of a layer, (n_in, n_out)."""
    return reduce(
        operator.add, (rate * REGULARISERS[key].slope(weights) for key, rate in rates.items())
    )
