"""The landscape of the loss: its height over a plane of two directions, and the path walked there.

It is a slice: all that does not lie on the plane is as it is at one moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray, quiet_divergence
from nn_core.experiment.experiment import Experiment
from nn_core.network.forward import forward
from nn_core.run import schedule
from nn_core.run.curves import losses_of
from nn_core.run.plane import Plane
from nn_core.run.run import Run
from nn_core.run.snapshot import Snapshot
from nn_core.training.parameters import views
from nn_core.training.update import as_row

# Outputs of a layer that are computed in one go: they stay near the processor, in its cache.
MOST_OUTPUTS: Final = 2**15
# Numbers of points a side, and the work of the largest landscape, which takes some 60 ms: points
# times rows times neurons, with what a point costs beside those.
SIDES: Final = (61, 51, 41, 31, 21)
MOST_WORK: Final = 15_000_000
_NEURONS_BESIDE: Final = 6
# Points of the path: as even on a logarithmic axis as those of curves, and fewer.
POINTS_PER_OCTAVE: Final = 16
# How much is seen beyond the path on each side, and how far at least from the middle, in the unit
# of weights.
_BEYOND: Final = 0.3
_AT_LEAST: Final = 1.0
NOBODY: Final[Mapping[str, Snapshot]] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Path:
    """Where a run has been: iterations (n,), the last of them the moment that is looked at;
    parameters (n, n_parameters); losses (n,), those of the training rows."""

    iterations: NDArray[np.int64]
    parameters: FloatArray
    losses: FloatArray


@dataclass(frozen=True, eq=False)
class Other:
    """Another network, called `name`: where it stands on a plane, (2,), how far it is from that,
    and its loss of the training rows."""

    name: str
    place: FloatArray
    distance: float
    loss: float


@dataclass(frozen=True, eq=False)
class Landscape:
    """The heights over a plane around the moment at the end of a path.

    across, up: (n_points,), places along the two directions; losses: (n_points, n_points), row
    after row from the lowest place of `up`; places: (n, 2) and distances: (n,), those of the path;
    share: how much of the path the plane holds, see `Plane.share`; slope: (2,), the derivatives of
    the loss along the two directions at the last point of the path; others: networks that were
    trained apart, for whom the landscape is the same.
    """

    experiment: Experiment
    plane: Plane
    path: Path
    across: FloatArray
    up: FloatArray
    losses: FloatArray
    places: FloatArray
    distances: FloatArray
    share: float | None
    slope: FloatArray
    others: tuple[Other, ...] = ()


def has_same_landscape(one: Experiment, other: Experiment) -> bool:
    """Whether the loss depends on the weights in the same way: whatever else differs, such as the
    seed or the learning rate, says only where a run goes."""
    network = replace(other.architecture, initial_weights=one.architecture.initial_weights)
    data = one.dataset == other.dataset and one.preparation == other.preparation
    return data and network == one.architecture and one.training.loss == other.training.loss


def path_of(run: Run, snapshot: Snapshot) -> Path:
    """The path of `run` up to its `snapshot`."""
    before = schedule.up_to(max(0, snapshot.iteration - 1), POINTS_PER_OCTAVE)
    before = before[before < snapshot.iteration]
    rows = np.concatenate([run.parameters_at(before), [snapshot.parameters]])
    experiment = run.experiment
    losses, _ = losses_of(experiment, rows, experiment.X, experiment.y, 0)
    return Path(np.append(before, snapshot.iteration), rows, losses)


def landscape(
    snapshot: Snapshot, path: Path, plane: Plane, others: Mapping[str, Snapshot] = NOBODY
) -> Landscape:
    """The landscape on `plane` around the path that ends with `snapshot`, and around `others` that
    have the same one, by their names."""
    experiment = snapshot.experiment
    seen = plane.places(path.parameters)
    beside = tuple(_other(plane, name, one) for name, one in others.items())
    n_points = side(experiment) or SIDES[-1]
    whole = np.concatenate([seen, *(one.place[np.newaxis] for one in beside)])
    across, up = (_around(along, n_points) for along in whole.T)
    with quiet_divergence():
        gradient = as_row(experiment, snapshot.gradients)
    return Landscape(
        experiment=experiment,
        plane=plane,
        path=path,
        across=across,
        up=up,
        losses=losses_on(experiment, plane, across, up),
        places=seen,
        distances=plane.distances(path.parameters),
        share=plane.share(path.parameters),
        slope=plane.directions @ gradient,
        others=beside,
    )


def _other(plane: Plane, name: str, snapshot: Snapshot) -> Other:
    row = snapshot.parameters[np.newaxis]
    return Other(name, plane.places(row)[0], float(plane.distances(row)[0]), snapshot.loss)


def losses_on(
    experiment: Experiment, plane: Plane, across: FloatArray, up: FloatArray
) -> FloatArray:
    """The loss of the training rows at every place of the plane, (len(up), len(across)), without
    what regularisation adds; infinite or NaN where it is too large for a number.

    Layers before the first one that the plane reaches are computed once.
    """
    first = _first_layer(experiment, plane)
    weights, biases = views(plane.foot, experiment)
    with quiet_divergence():
        before = forward(
            experiment.X, weights[:first], biases[:first], experiment.activations[:first]
        )
        X = before[-1].output if before else experiment.X
        grid = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
        size = max(1, MOST_OUTPUTS // (len(X) * max(n_out for _, n_out in experiment.shapes)))
        chunks = [
            losses_of(experiment, plane.at(part), X, experiment.y, 0, first)[0]
            for part in np.split(grid, range(size, len(grid), size))
        ]
    return np.concatenate(chunks).reshape(len(up), len(across))


def side(experiment: Experiment) -> int | None:
    """How many points a side a landscape has that is computed while a film plays; None where even
    the coarsest one would hold the film up."""
    neurons = sum(n_out for _, n_out in experiment.shapes) + _NEURONS_BESIDE
    work = experiment.dataset.n_samples * neurons
    return next((n for n in SIDES if n * n * work <= MOST_WORK), None)


def _around(places: FloatArray, n_points: int) -> FloatArray:
    low, high = float(places.min()), float(places.max())
    middle = (low + high) / 2
    reach = max((0.5 + _BEYOND) * (high - low), _AT_LEAST)
    return np.linspace(middle - reach, middle + reach, n_points)


def _first_layer(experiment: Experiment, plane: Plane) -> int:
    """The first layer whose weights or biases are not the same everywhere on the plane."""
    found = views(np.abs(plane.directions).sum(axis=0), experiment)
    layers = zip(found.weights, found.biases, strict=True)
    return next(n for n, (weights, biases) in enumerate(layers) if weights.any() or biases.any())
