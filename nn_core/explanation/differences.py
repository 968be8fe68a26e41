"""The gradient by brute force: nudge each weight up and down, and see how the loss answers.

The numeric gradient of a parameter w is the central difference
(loss(w + h) - loss(w - h)) / 2h, which knows nothing of the backward pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.experiment.experiment import Experiment
from nn_core.network import regularisation
from nn_core.run.snapshot import Snapshot
from nn_core.training import parameters
from nn_core.training.update import Update

BoolArray = NDArray[np.bool_]

# Numbers of one layer computed in one go: 1 MB, which stays in the processor's cache.
_CHUNK: Final = 131_072
# No nudge is larger than 1,000 times the step, however small the inputs: one of 10^80 baffles.
_SMALLEST_SCALE: Final = 1e-3
# A nudge that moves a z by more than this goes so far along a curve, or over so many waves of a
# sine, that twice the nudge does not show how much the curve bends.
_FAR: Final = 0.5


@dataclass(frozen=True, eq=False)
class Differences:
    """gradient: the central differences; at_kink: where a nudge goes over a kink of an activation
    or of L1, so that they are no derivative. Both as long as the parameters that were nudged."""

    gradient: FloatArray
    at_kink: BoolArray


class Steps(NamedTuple):
    """The nudge h for each parameter, and whether it goes too far along a curve to show its slope,
    since a shorter one would be lost beside the weight. Both (n_parameters,)."""

    h: FloatArray
    too_far: BoolArray


def steps_for(snapshot: Snapshot, update: Update, step: float) -> Steps:
    """The nudge h for each parameter: it moves no z by more than about `step`, unless the parameter
    is so large that such a nudge would be lost.

    The textbook's h = cube root of eps * scale leaves the scale to us: the change that makes a
    difference. For a weight before a curve this is the change that moves z by 1, which the size of
    the inputs decides (1 / |x| in the only layer), and not the size of the weight.
    """
    reach = np.ones_like(update.y)  # how far any z moves when this layer's z moves by 1
    scales: list[FloatArray] = []
    bends: list[BoolArray] = []
    is_bent = snapshot.experiment.loss.takes_z  # and a z has its curve in the loss
    for index in reversed(range(len(update.layers))):
        inputs = np.abs(update.layers[index].inputs)
        if snapshot.experiment.architecture.bias:
            scales.append(reach.max(axis=0))
        scales.append((inputs[:, :, np.newaxis] * reach[:, np.newaxis, :]).max(axis=0).ravel())
        # Along a straight line a nudge of any size shows the slope.
        is_bent = is_bent or not snapshot.experiment.activations[index].is_straight
        n_here = reach.shape[1] * (inputs.shape[1] + snapshot.experiment.architecture.bias)
        bends.append(np.full(n_here, is_bent))
        if index:
            carried = reach.dot(np.abs(snapshot.weights[index]).T)
            reach = np.maximum(1.0, np.abs(update.layers[index - 1].slope) * carried)
    wished = step / np.maximum(np.concatenate(scales[::-1]), _SMALLEST_SCALE)
    h = not_lost(wished, snapshot)
    too_far = np.concatenate(bends[::-1]) & (h > wished) & (h / wished * step > _FAR)
    return Steps(h, too_far)


def not_lost(h: FloatArray, snapshot: Snapshot) -> FloatArray:
    """The nudges, larger where they would be lost in rounding beside a large weight."""
    return np.asarray(np.maximum(h, 4 * np.spacing(np.abs(snapshot.parameters))))


def central_differences(
    snapshot: Snapshot, update: Update, steps: FloatArray, which: NDArray[np.intp]
) -> Differences:
    """(loss(w + h) - loss(w - h)) / 2h for the parameters at the flat indices `which`; `steps` has
    an h for every parameter. The loss is that of the update's rows, with the penalty of weights."""
    experiment = snapshot.experiment
    found = Differences(np.empty(len(which)), np.empty(len(which), dtype=np.bool_))
    layer_of = np.searchsorted(_ends(experiment), which, side="right")
    widest = max(n_out for _, n_out in experiment.shapes)
    per_chunk = max(1, _CHUNK // max(len(update.y) * widest, len(steps)))
    for layer in range(len(experiment.shapes)):
        mine = np.flatnonzero(layer_of == layer)
        for start in range(0, len(mine), per_chunk):
            chunk = mine[start : start + per_chunk]
            part = _differences_in(snapshot, update, layer, which[chunk], steps[which[chunk]])
            found.gradient[chunk], found.at_kink[chunk] = part.gradient, part.at_kink
    return found


def _differences_in(
    snapshot: Snapshot, update: Update, layer: int, which: NDArray[np.intp], h: FloatArray
) -> Differences:
    """The same for parameters of one layer, few enough to compute together."""
    up, down = np.tile(snapshot.parameters, (2, len(which), 1))
    nudged = np.arange(len(which)), which
    up[nudged] += h
    down[nudged] -= h
    rise, at_kink = _rise_of_loss(snapshot, update, layer, up, down)
    distance = up[nudged] - down[nudged]
    penalty, at_zero = _penalty_slope(snapshot, update, which, up[nudged], down[nudged])
    return Differences(np.asarray(rise / distance + penalty), at_kink | at_zero)


def _rise_of_loss(
    snapshot: Snapshot, update: Update, first: int, up: FloatArray, down: FloatArray
) -> tuple[FloatArray, BoolArray]:
    """loss(up) - loss(down), without penalty, and whether a z lies on both sides of a kink, for
    networks (n, n_parameters) that are the snapshot's before layer `first`."""
    experiment = snapshot.experiment
    (weights_up, biases_up), (weights_down, biases_down) = (
        parameters.views(rows, experiment) for rows in (up, down)
    )
    high = low = update.layers[first].inputs
    at_kink = np.zeros(len(up), dtype=np.bool_)
    for index in range(first, len(update.layers)):
        activation = experiment.activations[index]
        z_high = np.matmul(high, weights_up[index]) + biases_up[index][:, np.newaxis, :]
        z_low = np.matmul(low, weights_down[index]) + biases_down[index][:, np.newaxis, :]
        high, low = activation.function(z_high), activation.function(z_low)
        for kink in activation.kinks:
            at_kink |= ((z_high > kink) != (z_low > kink)).any(axis=(1, 2))
    loss, y = experiment.loss, update.y
    if loss.takes_z:
        high, low = z_high, z_low
    each = loss.rise(high, low, y) if loss.rise else loss.each(high, y) - loss.each(low, y)
    return loss.factor(y) * np.sum(each, axis=(1, 2)), at_kink


def _penalty_slope(
    snapshot: Snapshot, update: Update, which: NDArray[np.intp], up: FloatArray, down: FloatArray
) -> tuple[FloatArray, BoolArray]:
    """The central difference of the penalty, and whether the nudge goes over a kink of it."""
    is_weight = _is_weight(snapshot.experiment)[which]
    slope, at_kink = np.zeros_like(up), np.zeros_like(is_weight)
    for key, rate in update.settings.used_rates.items():
        penalty = regularisation.REGULARISERS[key]
        slope += rate * penalty.rise(up, down)
        for kink in penalty.kinks:
            at_kink |= is_weight & (up > kink) & (down < kink)
    return np.where(is_weight, slope, 0.0), at_kink


def _is_weight(experiment: Experiment) -> BoolArray:
    """For each place of the flat row whether it is a weight, and not a bias."""
    flat = np.zeros(experiment.n_parameters)
    for weights in parameters.views(flat, experiment).weights:
        weights[...] = 1
    return flat > 0


def _ends(experiment: Experiment) -> NDArray[np.intp]:
    """For every layer the flat index after its last parameter, (n_layers,)."""
    bias = experiment.architecture.bias
    return np.cumsum([n_in * n_out + (n_out if bias else 0) for n_in, n_out in experiment.shapes])
