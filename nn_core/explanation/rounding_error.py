"""How far rounding alone may move the difference between two almost equal losses.

Each addition, multiplication and curve is off by up to eps of its result. The errors are followed
from layer to layer as standard deviations, since some go up and others down, and as large as the
curve's steepest slope within their reach makes them.

Source: Higham, Accuracy and Stability of Numerical Algorithms, section 3.3; Higham and Mary, "A new
approach to probabilistic rounding error analysis" (2019).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.network.forward import LayerState
from nn_core.run.snapshot import Snapshot
from nn_core.training.update import Update

EPS: Final = float(np.finfo(np.float64).eps)
# Standard deviations that rounding is allowed: among 1,604 parameters none is beyond by chance.
_CERTAINTY: Final = 6.0


def noise_of_loss(snapshot: Snapshot, update: Update, step: float) -> float:
    """How far rounding may move half the difference between the losses of two networks whose z are
    up to `step` from the snapshot's. Equal rows make equal errors, which add up in full."""
    loss = snapshot.experiment.loss
    noise = np.zeros_like(update.layers[0].inputs)
    for layer, weights, bias in zip(update.layers, snapshot.weights, snapshot.biases, strict=True):
        largest = np.abs(layer.inputs).dot(np.abs(weights)) + np.abs(bias)  # partial sum
        noise_z = np.sqrt((EPS * largest) ** 2 + (noise**2).dot(weights**2))
        noise = _after_the_curve(layer, noise_z, step)
    last = update.layers[-1]
    if loss.takes_z:
        noise = np.hypot(noise_z, EPS * step)
    # Errors as large as the outputs of a sine of a very large z are not small beside the error.
    each = loss.steepness * noise * (np.abs(update.y - last.output) + noise + step)
    if loss.rise is None:  # two almost equal losses are subtracted
        each += EPS * np.abs(loss.each_of(last, update.y))
    _, group = np.unique(update.layers[0].inputs, axis=0, return_inverse=True)
    by_group = np.zeros_like(each)
    np.add.at(by_group, group, each)
    # hypot, since the squares of a saturated network's errors are too small for a float; the
    # smallest normal number, since below it a float has fewer digits.
    total = np.hypot.reduce(by_group, axis=None)
    return float(_CERTAINTY * loss.factor(update.y) * total + np.finfo(float).tiny)


def _after_the_curve(layer: LayerState, noise_z: FloatArray, step: float) -> FloatArray:
    """The errors of the outputs, when those of z are `noise_z`."""
    activation = layer.activation
    reach = _CERTAINTY * noise_z
    # Every curve is steepest at an end of the reach, or, where it is within, at z = 0; one that
    # goes in waves also at multiples of half a wave.
    wave = activation.half_wave
    steepest = wave * np.round(layer.z / wave) if wave else 0.0
    nearest = np.clip(steepest, layer.z - reach, layer.z + reach)
    slopes = [
        np.abs(activation.slope_at(z, activation.function(z)))
        for z in (layer.z - reach, nearest, layer.z + reach)
    ]
    spread = np.hypot(np.max(slopes, axis=0) * noise_z, EPS * (np.abs(layer.output) + step))
    if activation.low is None or activation.high is None:
        return np.asarray(spread)
    return np.asarray(np.minimum(spread, activation.high - activation.low))
