"""Activations: the curves that turn a neuron's weighted sum z into its output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.errors import one_of

LEAK: Final = 0.01


@dataclass(frozen=True)
class Activation:
    """One kind of curve.

    function(z): the output; slope(z, output): its derivative by z, written with whichever of the
    two makes it simplest; formula and slope_formula: both as a learner writes them, s being the
    output; low, high: the bounds that outputs stay between, None where there is none.
    """

    key: str
    title: str
    function: Callable[[FloatArray], FloatArray]
    slope: Callable[[FloatArray, FloatArray], FloatArray]
    formula: str
    slope_formula: str
    low: float | None = None
    high: float | None = None


def sigmoid(z: FloatArray) -> FloatArray:
    """1 / (1 + exp(-z)) for every element.

    Far below zero exp(-z) is too large for a float and becomes infinity, and 1 / infinity is the
    right answer, 0. Callers hold `quiet_overflow()` so that NumPy does not warn about it.
    """
    return 1 / (1 + np.exp(-z))


def sigmoid_slope(output: FloatArray) -> FloatArray:
    """The slope dsigmoid/dz, written with the sigmoid's *output*: output * (1 - output).

    With s = 1 / (1 + exp(-z)), ds/dz = exp(-z) / (1 + exp(-z))^2 = s * (1 - s).
    """
    return output * (1 - output)


def tanh_slope(output: FloatArray) -> FloatArray:
    """The slope dtanh/dz, written with tanh's *output*: 1 - output²."""
    return 1 - output * output


def relu(z: FloatArray) -> FloatArray:
    """max(z, 0): z where it is positive, and 0 elsewhere."""
    return np.maximum(z, 0.0)


def relu_slope(z: FloatArray) -> FloatArray:
    """1 where *z* is positive, 0 elsewhere; 0 is the usual choice at the kink itself."""
    return np.asarray(z > 0, dtype=np.float64)


def leaky_relu(z: FloatArray) -> FloatArray:
    """z where it is positive, and a hundredth of it elsewhere, so that the slope is never 0."""
    return np.maximum(z, LEAK * z)


def leaky_relu_slope(z: FloatArray) -> FloatArray:
    """1 where *z* is positive, 0.01 elsewhere."""
    return np.where(z > 0, 1.0, LEAK)


def softplus(z: FloatArray) -> FloatArray:
    """log(1 + exp(z)), a ReLU with a round corner, computed so that exp does not overflow."""
    return np.logaddexp(0.0, z)


def _one(z: FloatArray, output: FloatArray) -> FloatArray:
    return np.ones_like(z)


ACTIVATIONS: Final = MappingProxyType(
    {
        one.key: one
        for one in (
            Activation(
                key="sigmoid",
                title="Sigmoid",
                function=sigmoid,
                slope=lambda z, output: sigmoid_slope(output),
                formula="1 / (1 + e^(−z))",
                slope_formula="s × (1 − s)",
                low=0.0,
                high=1.0,
            ),
            Activation(
                key="tanh",
                title="Tanh",
                function=np.tanh,
                slope=lambda z, output: tanh_slope(output),
                formula="tanh(z)",
                slope_formula="1 − s²",
                low=-1.0,
                high=1.0,
            ),
            Activation(
                key="relu",
                title="ReLU",
                function=relu,
                slope=lambda z, output: relu_slope(z),
                formula="max(z, 0)",
                slope_formula="1 where z > 0, else 0",
                low=0.0,
            ),
            Activation(
                key="leaky_relu",
                title="Leaky ReLU",
                function=leaky_relu,
                slope=lambda z, output: leaky_relu_slope(z),
                formula="max(z, 0.01 × z)",
                slope_formula="1 where z > 0, else 0.01",
            ),
            Activation(
                key="softplus",
                title="Softplus",
                function=softplus,
                slope=lambda z, output: sigmoid(z),
                formula="log(1 + e^z)",
                slope_formula="1 / (1 + e^(−z))",
                low=0.0,
            ),
            Activation(
                key="identity",
                title="Identity (linear)",
                function=np.positive,
                slope=_one,
                formula="z",
                slope_formula="1",
            ),
            Activation(
                key="sine",
                title="Sine",
                function=np.sin,
                slope=lambda z, output: np.cos(z),
                formula="sin(z)",
                slope_formula="cos(z)",
                low=-1.0,
                high=1.0,
            ),
        )
    }
)


def activation(key: object) -> Activation:
    """The activation with this key; InputError when there is none."""
    return ACTIVATIONS[one_of(key, ACTIVATIONS, "There is no activation of this name")]
