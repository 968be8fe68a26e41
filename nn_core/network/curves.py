"""The curves and their slopes: each function returns one expression, which programs quote."""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.arrays import FloatArray

LEAK: Final = 0.01


def sigmoid(z: FloatArray) -> FloatArray:
    """1 / (1 + e^(-z)) for every element.

    Far below zero e^(-z) is too large for a float and becomes infinity, and 1 / infinity is the
    right answer, 0. Callers hold `quiet_overflow()` so that NumPy does not warn about it.
    """
    return 1 / (1 + np.exp(-z))


def sigmoid_slope(output: FloatArray) -> FloatArray:
    """The slope dsigmoid/dz, written with the sigmoid's *output* s: s × (1 - s)."""
    return output * (1 - output)


def tanh(z: FloatArray) -> FloatArray:
    """The hyperbolic tangent, a sigmoid stretched to go from -1 to 1."""
    return np.tanh(z)


def tanh_slope(output: FloatArray) -> FloatArray:
    """The slope dtanh/dz, written with tanh's *output* s: 1 - s²."""
    return 1 - output * output


def relu(z: FloatArray) -> FloatArray:
    """z where it is positive, and 0 elsewhere."""
    return np.maximum(z, 0)


def relu_slope(z: FloatArray) -> FloatArray:
    """1 where *z* is positive, 0 elsewhere; 0 is the usual choice at the kink itself."""
    return np.where(z > 0, 1.0, 0.0)


def leaky_relu(z: FloatArray) -> FloatArray:
    """z where it is positive, and a hundredth of it elsewhere, so that the slope is never 0."""
    return np.maximum(z, LEAK * z)


def leaky_relu_slope(z: FloatArray) -> FloatArray:
    """1 where *z* is positive, 0.01 elsewhere."""
    return np.where(z > 0, 1.0, LEAK)


def softplus(z: FloatArray) -> FloatArray:
    """log(1 + e^z), a ReLU with a round corner, computed so that e^z does not overflow.

    Its slope is the sigmoid.
    """
    return np.logaddexp(0, z)


def softmax(z: FloatArray) -> FloatArray:
    """e^z divided by the sum of e^z over the row's outputs, the last axis of *z*, so that they add
    up to 1. The division is a difference of logarithms, so that no e^z is too large for a float.

    Its slope by the output's own z is that of the sigmoid.
    """
    return np.exp(z - np.logaddexp.reduce(z, axis=-1, keepdims=True))


def identity(z: FloatArray) -> FloatArray:
    """z itself."""
    return z


def identity_slope(z: FloatArray) -> FloatArray:
    """1 everywhere."""
    return np.ones_like(z)


def sine(z: FloatArray) -> FloatArray:
    """A wave without end."""
    return np.sin(z)


def sine_slope(z: FloatArray) -> FloatArray:
    """The same wave, a quarter ahead."""
    return np.cos(z)
