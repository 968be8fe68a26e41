"""The sigmoid: the curve that squeezes a neuron's weighted sum z into an output between 0 and 1."""

from __future__ import annotations

import numpy as np

from nn_core.dataset import FloatArray

# An array, since NumPy converts a Python number anew at every call: a third of a small sigmoid.
ONE = np.ones(())
ONE.setflags(write=False)


def sigmoid(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """1 / (1 + exp(-z)) for every element; the result goes into `out` when one is given.

    Far below zero exp(-z) is too large for a float and becomes infinity, and 1 / infinity is the
    right answer, 0. Callers hold `quiet_overflow()` so that NumPy does not warn about it.
    """
    out = np.negative(z, out)
    np.exp(out, out)
    np.add(out, ONE, out)
    return np.reciprocal(out, out)


def quiet_overflow() -> np.errstate:
    """The context in which sigmoids are computed: exp may overflow, since the result is right."""
    return np.errstate(over="ignore")


def sigmoid_slope(output: FloatArray, out: FloatArray | None = None) -> FloatArray:
    """The slope dsigmoid/dz, written with the sigmoid's *output*: output * (1 - output).

    With s = 1 / (1 + exp(-z)), ds/dz = exp(-z) / (1 + exp(-z))^2 = s * (1 - s).
    """
    out = np.subtract(ONE, output, out)
    return np.multiply(output, out, out)
