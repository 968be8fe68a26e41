"""The activations and their slopes as calls, each as in `curves.py`, bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.network.activation import ACTIVATIONS
from nn_core.network.curves import LEAK
from nn_core.training.fast.calls import ONE, ZERO, Call, number
from nn_core.training.fast.twins import check_twins

_LEAK: Final = number(LEAK)


@dataclass(frozen=True)
class FastActivation:
    """One kind of curve.

    function(z, output) makes the output from z; slope(z, output, out) writes the slope, and is None
    where it is 1 everywhere. needs_z: this slope is written with z, which must then be kept;
    without it z and output are the same array. takes_minus: the function is given -z instead of z.
    """

    function: Callable[[FloatArray, FloatArray], list[Call]]
    slope: Callable[[FloatArray, FloatArray, FloatArray], list[Call]] | None
    needs_z: bool = False
    takes_minus: bool = False


def _sigmoid(minus_z: FloatArray, output: FloatArray) -> list[Call]:
    return [
        partial(np.exp, minus_z, output),
        partial(np.add, output, ONE, output),
        partial(np.reciprocal, output, output),
    ]


def _sigmoid_slope(z: FloatArray, output: FloatArray, out: FloatArray) -> list[Call]:
    return [partial(np.subtract, ONE, output, out), partial(np.multiply, output, out, out)]


def _tanh(z: FloatArray, output: FloatArray) -> list[Call]:
    return [partial(np.tanh, z, output)]


def _tanh_slope(z: FloatArray, output: FloatArray, out: FloatArray) -> list[Call]:
    return [partial(np.multiply, output, output, out), partial(np.subtract, ONE, out, out)]


def _relu(z: FloatArray, output: FloatArray) -> list[Call]:
    return [partial(np.maximum, z, ZERO, out=output)]


def _relu_slope(z: FloatArray, output: FloatArray, out: FloatArray) -> list[Call]:
    """The sign of the output: 1 where z > 0, and 0 elsewhere."""
    return [partial(np.sign, output, out)]


def _leaky_relu(z: FloatArray, output: FloatArray) -> list[Call]:
    leaked = np.empty_like(z)
    return [partial(np.multiply, _LEAK, z, leaked), partial(np.maximum, z, leaked, out=output)]


def _leaky_relu_slope(z: FloatArray, output: FloatArray, out: FloatArray) -> list[Call]:
    """The output's sign, which is z's, but never less than the leak."""
    return [partial(np.sign, output, out), partial(np.maximum, out, _LEAK, out=out)]


def _softplus(z: FloatArray, output: FloatArray) -> list[Call]:
    return [partial(np.logaddexp, ZERO, z, output)]


def _softplus_slope(z: FloatArray, output: FloatArray, out: FloatArray) -> list[Call]:
    """The sigmoid of z."""
    return [partial(np.negative, z, out), *_sigmoid(out, out)]


def _softmax(z: FloatArray, output: FloatArray) -> list[Call]:
    total = np.empty((*z.shape[:-1], 1))  # of each row, as a logarithm
    return [
        partial(np.logaddexp.reduce, z, axis=-1, keepdims=True, out=total),
        partial(np.subtract, z, total, output),
        partial(np.exp, output, output),
    ]


def _identity(z: FloatArray, output: FloatArray) -> list[Call]:
    return []


def _sine(z: FloatArray, output: FloatArray) -> list[Call]:
    return [partial(np.sin, z, output)]


def _sine_slope(z: FloatArray, output: FloatArray, out: FloatArray) -> list[Call]:
    return [partial(np.cos, z, out)]


FAST_ACTIVATIONS: Final = MappingProxyType(
    {
        "sigmoid": FastActivation(_sigmoid, _sigmoid_slope, takes_minus=True),
        "tanh": FastActivation(_tanh, _tanh_slope),
        "relu": FastActivation(_relu, _relu_slope),
        "leaky_relu": FastActivation(_leaky_relu, _leaky_relu_slope),
        "softplus": FastActivation(_softplus, _softplus_slope, needs_z=True),
        "identity": FastActivation(_identity, None),
        "sine": FastActivation(_sine, _sine_slope, needs_z=True),
        "softmax": FastActivation(_softmax, _sigmoid_slope),
    }
)
check_twins(ACTIVATIONS, FAST_ACTIVATIONS, "FAST_ACTIVATIONS")
