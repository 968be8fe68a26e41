"""The kinds of generated problems: what each is called, how its points lie, and what learns it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from nn_core.experiment.architecture import Architecture
from nn_core.experiment.settings import TrainingSettings
from nn_core.problems.point_clouds import (
    Draws,
    Points,
    circle,
    moons,
    plane,
    several_gaussians,
    spiral,
    two_gaussians,
    xor_clouds,
)

_PLAYGROUND: Final = "https://github.com/tensorflow/playground/blob/master/src/dataset.ts"
_MOONS: Final = "https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_moons.html"


@dataclass(frozen=True)
class GeneratedKind:
    """One kind of generated problem, and all that is said of it to a learner.

    points(draws, noise): where its points lie, and their targets. network, training: what learns
    it. Measured with 200 points and 10 % noise: nearly all training rows right, or R² over 0.9,
    within 3,000 iterations from three seeds of the weights.
    """

    key: str
    title: str
    about: str
    new_example: tuple[float, float]
    points: Callable[[Draws, float], Points]
    network: Architecture
    training: TrainingSettings
    is_regression: bool = False
    source: str = _PLAYGROUND


def _classes(*hidden: int) -> Architecture:
    return Architecture(hidden, True, "tanh", "sigmoid", "glorot")


def _numbers(*hidden: int) -> Architecture:
    return Architecture(hidden, True, "tanh", "identity", "glorot")


_KINDS: Final = (
    GeneratedKind(
        key="circle",
        title="Circle",
        about=(
            "A disc (target 1) inside a ring (target 0): no straight line parts them, but with "
            "the squares of both inputs as features one neuron can."
        ),
        new_example=(1.0, 1.0),
        points=circle,
        network=_classes(4),
        training=TrainingSettings(0.5, "cross_entropy"),
    ),
    GeneratedKind(
        key="two_gaussians",
        title="Two Gaussians",
        about="Two clouds on either side of a straight line: one neuron with a bias is enough.",
        new_example=(2.0, 1.0),
        points=two_gaussians,
        network=_classes(),
        training=TrainingSettings(0.1, "cross_entropy"),
    ),
    GeneratedKind(
        key="xor_clouds",
        title="XOR clouds",
        about=(
            "The target is 1 where exactly one of the inputs is positive: no straight line parts "
            "the classes, but with the product of the inputs as a feature one neuron can."
        ),
        new_example=(3.0, -3.0),
        points=xor_clouds,
        network=_classes(4),
        training=TrainingSettings(0.3, "cross_entropy"),
    ),
    GeneratedKind(
        key="spiral",
        title="Spiral",
        about=(
            "Two arms wound around each other, so the border between them has to wind as well: "
            "the hardest of these problems, for many hidden neurons and many iterations."
        ),
        new_example=(0.0, 2.0),
        points=spiral,
        network=_classes(8, 8),
        training=TrainingSettings(0.01, "cross_entropy", "adam"),
    ),
    GeneratedKind(
        key="moons",
        title="Moons",
        about=(
            "Two half-moons that reach into each other: a straight border gets most of the points "
            "right, and a bent one all of them, as long as there is little noise."
        ),
        new_example=(0.0, -1.0),
        points=moons,
        network=_classes(6),
        training=TrainingSettings(0.3, "cross_entropy"),
        source=_MOONS,
    ),
    GeneratedKind(
        key="plane",
        title="Plane (regression)",
        about=(
            "The target is a number that grows evenly with x1 + x2, from -1 to 1: one neuron with "
            "an identity output is enough."
        ),
        new_example=(3.0, 3.0),
        points=plane,
        network=_numbers(),
        training=TrainingSettings(0.03, "mean_squared_error"),
        is_regression=True,
    ),
    GeneratedKind(
        key="several_gaussians",
        title="Several Gaussians (regression)",
        about=(
            "The target is a height from -1 to 1: three hills and three hollows in a flat "
            "land of 0, for several hidden neurons."
        ),
        new_example=(4.0, 2.5),
        points=several_gaussians,
        network=_numbers(8, 8),
        training=TrainingSettings(0.01, "mean_squared_error", "adam"),
        is_regression=True,
    ),
)
GENERATED: Final = MappingProxyType({kind.key: kind for kind in _KINDS})
