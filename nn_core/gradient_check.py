"""Is the gradient right? Nudge every weight a little up and down, and see how the loss answers.

The numeric gradient of a parameter w is the central difference
(loss(w + h) - loss(w - h)) / 2h, which knows nothing of the backward pass. Where it disagrees with
the analytic gradient by more than rounding can explain, the backward pass is wrong.

Sources: CS231n, "Gradient checks" (cs231n.github.io/neural-networks-3), for the central and the
relative difference; Press et al., Numerical Recipes, section 5.7, for the step; Higham, Accuracy
and Stability of Numerical Algorithms, section 3.3, and Higham and Mary, "A new
approach to probabilistic rounding error analysis" (2019), for what rounding can do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core import parameters
from nn_core.activation import quiet_overflow, sigmoid, sigmoid_slope
from nn_core.dataset import FloatArray
from nn_core.errors import InputError
from nn_core.experiment import Experiment
from nn_core.snapshot import Snapshot

_EPS: Final = float(np.finfo(np.float64).eps)

# A central difference is off by about step² where it is truncated and by about eps / step where it
# is rounded; together these are smallest at the cube root of eps, 6e-6.
STEP: Final = _EPS ** (1 / 3)
# The relative difference that CS231n calls a good one. A mistake in a formula (a sign, a factor, a
# row left out) makes a far larger one; this step alone makes about step² = 4e-11.
TOLERANCE: Final = 1e-7
# Numbers of one layer computed in one go: 1 MB, which stays in the processor's cache.
_CHUNK: Final = 131_072
# No nudge is larger than 1,000 times the step, however small the inputs: one of 10^80 baffles.
_SMALLEST_SCALE: Final = 1e-3
# Standard deviations that rounding is allowed: among 1,604 parameters none is beyond by chance.
_CERTAINTY: Final = 6.0


class Verdict(StrEnum):
    """What the comparison of two gradients says."""

    AGREES = "agrees"
    WITHIN_ROUNDING = "agrees within rounding"
    DIFFERS = "differs"


@dataclass(frozen=True)
class ParameterCheck:
    """One weight or bias: its gradient from the backward pass and from two nudges of size `step`.

    `allowance` is how far the numeric gradient may be off for reasons of its own: rounding, and the
    bend of the loss between the two nudges.
    """

    name: str
    analytic: float
    numeric: float
    step: float
    allowance: float

    @property
    def verdict(self) -> Verdict:
        """Rounding is only looked at where the relative difference is over the tolerance."""
        if _close(self.analytic, self.numeric, 0.0):
            return Verdict.AGREES
        if _close(self.analytic, self.numeric, self.allowance):
            return Verdict.WITHIN_ROUNDING
        return Verdict.DIFFERS

    @property
    def relative_difference(self) -> float:
        """|analytic - numeric| / max(|analytic|, |numeric|), and 0 when both are 0."""
        largest = max(abs(self.analytic), abs(self.numeric))
        return abs(self.analytic - self.numeric) / largest if largest > 0 else 0.0


@dataclass(frozen=True)
class GradientCheck:
    """The gradient check of one snapshot, a parameter each in the order of `parameters.names`.

    `step` is how far a nudge may move any z, and `tolerance` the relative difference allowed.
    """

    iteration: int
    step: float
    tolerance: float
    parameters: tuple[ParameterCheck, ...]

    @property
    def passed(self) -> bool:
        """Whether no gradient differs."""
        return all(check.verdict is not Verdict.DIFFERS for check in self.parameters)

    @property
    def worst(self) -> ParameterCheck:
        """The parameter to look at first: of the worst verdict, the largest relative difference."""
        order = list(Verdict)
        return max(self.parameters, key=lambda c: (order.index(c.verdict), c.relative_difference))


def gradient_check(
    snapshot: Snapshot, step: float = STEP, analytic: FloatArray | None = None
) -> GradientCheck:
    """Compare every gradient of the snapshot with a central difference of the loss.

    `step` is how far a nudge may move any weighted sum z; a parameter's own step is `step` divided
    by how strongly it moves them (for a weight of the only layer, its largest input). `analytic`,
    (n_parameters,), takes the place of the snapshot's gradient: with a wrong one the check fails.
    Raises InputError for a step that is not over 0 and at most 1.
    """
    if not 0 < step <= 1:
        raise InputError("The step of the gradient check must be over 0 and at most 1.")
    claimed = _flat_gradient(snapshot) if analytic is None else analytic
    steps = _steps(snapshot, step)
    numeric = _central_differences(snapshot, steps, np.arange(len(steps)))
    allowance = _rounding(snapshot, step) / steps
    doubtful = np.flatnonzero(~_close(claimed, numeric, allowance))
    # The bend of the loss adds an error of about c * h² to a central difference. Twice the step
    # makes it 4 * c * h², so the two differ by three times the error of the first.
    wider = _central_differences(snapshot, 2 * steps, doubtful)
    allowance[doubtful] += np.abs(wider - numeric[doubtful])
    columns = (values.tolist() for values in (claimed, numeric, steps, allowance))
    names = parameters.names(snapshot.experiment)
    checks = tuple(ParameterCheck(*row) for row in zip(names, *columns, strict=True))
    return GradientCheck(snapshot.iteration, step, TOLERANCE, checks)


def _close(
    analytic: FloatArray | float, numeric: FloatArray | float, allowance: FloatArray | float
) -> NDArray[np.bool_]:
    """Whether two gradients differ by no more than the tolerance and the allowance together."""
    largest = np.maximum(np.abs(analytic), np.abs(numeric))
    return np.asarray(np.abs(np.subtract(analytic, numeric)) <= TOLERANCE * largest + allowance)


def _flat_gradient(snapshot: Snapshot) -> FloatArray:
    """The analytic gradient in the order of the flat row, (n_parameters,)."""
    parts: list[FloatArray] = []
    for layer in snapshot.gradients:
        parts.append(layer.grad_weights.ravel())
        if snapshot.experiment.architecture.bias:
            parts.append(layer.grad_bias)
    return np.concatenate(parts)


def _steps(snapshot: Snapshot, step: float) -> FloatArray:
    """The nudge h for each parameter, (n_parameters,): it moves no z by more than about `step`.

    The textbook's h = cube root of eps * scale leaves the scale to us: the change that makes a
    difference. For a weight before a sigmoid this is the change that moves z by 1, which the size
    of the inputs decides (1 / |x| in the only layer), and not the size of the weight. The weight's
    size only matters where h would be lost beside it in rounding.
    """
    reach = np.ones_like(snapshot.output)  # how far any z moves when this layer's z moves by 1
    scales: list[FloatArray] = []
    for index in reversed(range(len(snapshot.layers))):
        inputs = np.abs(snapshot.layers[index].inputs)
        if snapshot.experiment.architecture.bias:
            scales.append(reach.max(axis=0))
        scales.append((inputs[:, :, np.newaxis] * reach[:, np.newaxis, :]).max(axis=0).ravel())
        carried = reach.dot(np.abs(snapshot.weights[index]).T)
        reach = np.maximum(1.0, sigmoid_slope(snapshot.layers[index].inputs) * carried)
    scale = np.concatenate(scales[::-1])
    h = step / np.maximum(scale, _SMALLEST_SCALE)
    return np.asarray(np.maximum(h, 4 * np.spacing(np.abs(snapshot.parameters))))


def _rounding(snapshot: Snapshot, step: float) -> float:
    """How far rounding may move half the difference between the losses of two nudged networks.

    Each addition, multiplication and sigmoid is off by up to eps of its result. The errors are
    followed from layer to layer as standard deviations, since some go up and others down, and as
    large as the sigmoid's steepest slope within their reach makes them. Equal rows make equal
    errors, which add up in full.
    """
    noise = np.zeros_like(snapshot.experiment.dataset.X)
    for layer, weights, bias in zip(
        snapshot.layers, snapshot.weights, snapshot.biases, strict=True
    ):
        largest = np.abs(layer.inputs).dot(np.abs(weights)) + np.abs(bias)  # partial sum
        noise_z = np.sqrt((_EPS * largest) ** 2 + (noise**2).dot(weights**2))
        reach = _CERTAINTY * noise_z
        with quiet_overflow():
            steepest = sigmoid_slope(sigmoid(-np.maximum(np.abs(layer.z) - reach, 0.0)))
        noise = np.minimum(np.hypot(steepest * noise_z, _EPS * layer.output), 1.0)
    _, group = np.unique(snapshot.experiment.dataset.X, axis=0, return_inverse=True)
    by_group = np.zeros_like(noise)
    np.add.at(by_group, group, noise * (np.abs(snapshot.error) + step))
    # hypot, since the squares of a saturated network's errors are too small for a float; the
    # smallest normal number, since below it a float has fewer digits.
    return float(_CERTAINTY * np.hypot.reduce(by_group, axis=None) + np.finfo(float).tiny)


def _central_differences(
    snapshot: Snapshot, steps: FloatArray, which: NDArray[np.intp]
) -> FloatArray:
    """(loss(w + h) - loss(w - h)) / 2h for the parameters at the flat indices `which`."""
    experiment = snapshot.experiment
    found = np.empty(len(which))
    layer_of = np.searchsorted(_ends(experiment), which, side="right")
    widest = max(n_out for _, n_out in experiment.shapes)
    per_chunk = max(1, _CHUNK // max(experiment.dataset.n_samples * widest, len(steps)))
    for layer in range(len(experiment.shapes)):
        mine = np.flatnonzero(layer_of == layer)
        for start in range(0, len(mine), per_chunk):
            chunk = mine[start : start + per_chunk]
            found[chunk] = _differences_in(snapshot, layer, which[chunk], steps[which[chunk]])
    return found


def _differences_in(
    snapshot: Snapshot, layer: int, which: NDArray[np.intp], h: FloatArray
) -> FloatArray:
    """The same for parameters of one layer, few enough to compute together."""
    up, down = np.tile(snapshot.parameters, (2, len(which), 1))
    nudged = np.arange(len(which)), which
    up[nudged] += h
    down[nudged] -= h
    high, low = _outputs_from(snapshot, layer, up), _outputs_from(snapshot, layer, down)
    # The difference of two squares, a² - b² = (a - b)(a + b): nothing of the small difference
    # between two almost equal losses is lost in rounding.
    errors = 2 * snapshot.experiment.dataset.y - high - low
    rise = 0.5 * np.sum((low - high) * errors, axis=(1, 2))
    return np.asarray(rise / (up[nudged] - down[nudged]))


def _outputs_from(snapshot: Snapshot, layer: int, rows: FloatArray) -> FloatArray:
    """The outputs, (n, n_samples, n_outputs), of networks (n, n_parameters) that differ from the
    snapshot's in `layer` at the earliest, so that what comes into it is known."""
    weights, biases = parameters.views(rows, snapshot.experiment)
    output = snapshot.layers[layer].inputs
    with quiet_overflow():
        for layer_weights, bias in zip(weights[layer:], biases[layer:], strict=True):
            output = sigmoid(np.matmul(output, layer_weights) + bias[:, np.newaxis, :])
    return output


def _ends(experiment: Experiment) -> NDArray[np.intp]:
    """For every layer the flat index after its last parameter, (n_layers,)."""
    bias = experiment.architecture.bias
    return np.cumsum([n_in * n_out + (n_out if bias else 0) for n_in, n_out in experiment.shapes])
