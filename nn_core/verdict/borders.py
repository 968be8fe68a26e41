"""What a network of straight borders cannot do whatever its weights: part rows that need another.

Without a hidden layer an answer turns at a straight border, wherever the output's curve only rises:
at a line for two inputs, at a plane for three. So it does where all hidden neurons only add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core.experiment.architecture import Architecture
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.preparation import PRODUCT, SQUARE, Feature
from nn_core.network.activation import Activation
from nn_core.verdict.ceiling import ceiling
from nn_core.verdict.certificate import Certificate, certificate

# Tables that are remembered, each with its proof.
_REMEMBERED: Final = 16


@dataclass(frozen=True)
class Unparted:
    """Training rows, from 0 and in order, that cannot all be right, whatever the weights.

    weights: the proof, one for each of the rows, see `Certificate`; where z = 0 lies on one side of
    a border without a bias, what that side lacks of 1 is the weight of inputs of 0. needs_bias: the
    proof is about borders without a bias only.
    """

    rows: tuple[int, ...]
    weights: tuple[Fraction, ...]
    needs_bias: bool


def unparted(experiment: Experiment) -> Unparted | None:
    """Rows that no border of this network can part; None when none were found, which proves
    nothing. Of rows that contradict each other nothing is said: no other border helps them."""
    data = experiment.dataset
    is_judged = data.is_classification or experiment.loss.by_row
    if not is_judged or not has_straight_borders(experiment.architecture):
        return None
    return _unparted(replace(experiment, seed=0, interventions=()))


def has_straight_borders(architecture: Architecture) -> bool:
    """Whether every answer of such a network turns at a straight border."""
    *hidden, output = architecture.activations
    adds_up = all(one.is_straight and not one.kinks for one in hidden)
    return adds_up and (output.by_row or _only_rises(output))


@lru_cache(maxsize=_REMEMBERED)
def _unparted(experiment: Experiment) -> Unparted | None:
    divisions = list(_divisions(experiment))
    for rows, ones in divisions:
        found = certificate(_expanded(experiment)[rows], ones, _Exact(experiment, rows))
        if found is not None:
            return _told(found, rows, needs_bias=False)
    if experiment.architecture.bias:
        return None
    for rows, ones in divisions:
        found = _without_bias(experiment, rows, ones)
        if found is not None:
            return _told(found, rows, needs_bias=True)
    return None


def _divisions(
    experiment: Experiment,
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.bool_]]]:
    """Rows, (n,), and which of them are on the upper side, (n,), for each border: one an output, or
    one between each two classes where the outputs of a row are one answer."""
    data, most = experiment.dataset, ceiling(experiment)
    kept = np.arange(data.n_samples)
    if most is not None:
        kept = np.flatnonzero(~most.contradicting)
    if not experiment.loss.by_row:
        for column in data.y[kept].T:
            yield kept, column >= data.threshold
        return
    wanted = data.y == data.y.max(axis=1, keepdims=True)
    kept = kept[wanted[kept].sum(axis=1) == 1]
    of = wanted[kept].argmax(axis=1)
    for first, second in combinations(range(data.n_outputs), 2):
        chosen = (of == first) | (of == second)
        yield kept[chosen], of[chosen] == first


def _without_bias(
    experiment: Experiment, rows: NDArray[np.intp], ones: NDArray[np.bool_]
) -> Certificate | None:
    """The same for borders that z = 0 lies on, or on one side of: then a row of zeros, which stands
    on that side, is put below the others."""
    X, exact = experiment.X[rows], _Exact(experiment, rows, is_centred=True)
    at_zero = 0.0
    if not experiment.loss.by_row:
        curve = experiment.activations[-1]
        at_zero = float(curve.function(np.zeros(1))[0]) - experiment.dataset.threshold
    if at_zero == 0:
        return certificate(X, ones, exact, through_zero=True)
    zeros = np.zeros((1, X.shape[1]))
    return certificate(np.vstack([X, zeros]), np.append(ones, at_zero > 0), exact)


@dataclass(frozen=True)
class _Exact:
    """The exact numbers of a row at a place among `rows`, as they enter the network but for a
    division by one number a column, which moves no border. is_centred: minus the mean, where inputs
    are scaled; a bias makes that immaterial."""

    experiment: Experiment
    rows: NDArray[np.intp]
    is_centred: bool = False

    def __call__(self, place: int) -> Sequence[Fraction]:
        n_inputs, scaling = self.experiment.n_inputs, self.experiment.scaling
        if place == len(self.rows):
            return [Fraction(0)] * n_inputs
        inputs = self.experiment.dataset.X[self.rows[place]]
        plain = [Fraction(value) for value in inputs.tolist()]
        features = self.experiment.preparation.features
        numbers = [*plain, *(_exact_feature(one, plain, inputs) for one in features)]
        if scaling is None or not self.is_centred:
            return numbers
        means = map(Fraction, scaling.mean.tolist())
        return [value - mean for value, mean in zip(numbers, means, strict=True)]


def _exact_feature(
    feature: Feature, plain: Sequence[Fraction], inputs: NDArray[np.float64]
) -> Fraction:
    if feature.kind == SQUARE:
        return plain[feature.first] ** 2
    if feature.kind == PRODUCT and feature.second is not None:
        return plain[feature.first] * plain[feature.second]
    return Fraction(float(feature.values(inputs[np.newaxis])[0]))


def _expanded(experiment: Experiment) -> NDArray[np.float64]:
    return experiment.preparation.expanded(experiment.dataset.X)


def _told(found: Certificate, rows: NDArray[np.intp], *, needs_bias: bool) -> Unparted:
    pairs = zip(found.rows, found.weights, strict=True)
    known = sorted((int(rows[place]), weight) for place, weight in pairs if place < len(rows))
    return Unparted(
        tuple(row for row, _ in known), tuple(weight for _, weight in known), needs_bias
    )


def _only_rises(curve: Activation) -> bool:
    """Whether the curve never falls, looked up far enough to see any wave or bump."""
    z = np.linspace(-50.0, 50.0, 4001)
    with np.errstate(over="ignore"):
        return bool((np.diff(curve.function(z)) >= 0).all())
