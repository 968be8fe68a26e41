"""The sigmoid: the curve that squeezes a neuron's weighted sum z into an output between 0 and 1."""

from __future__ import annotations

import numpy as np

from nn_core.dataset import FloatArray


def sigmoid(z: FloatArray) -> FloatArray:
    """1 / (1 + exp(-z)) for every element.

    Far below zero exp(-z) is too large for a float and becomes infinity, and 1 / infinity is the
    right answer, 0. Callers hold `quiet_overflow()` so that NumPy does not warn about it.
    """
    return 1 / (1 + np.exp(-z))


def quiet_overflow() -> np.errstate:
    """The context in which sigmoids are computed: exp may overflow, since the result is right."""
    return np.errstate(over="ignore")


def sigmoid_slope(output: FloatArray) -> FloatArray:
    """The slope dsigmoid/dz, written with the sigmoid's *output*: output * (1 - output).

    With s = 1 / (1 + exp(-z)), ds/dz = exp(-z) / (1 + exp(-z))^2 = s * (1 - s).
    """
    return output * (1 - output)
