"""For each generated problem a network that learns it in some seconds, to be had at a press.

Nothing is changed in silence: without the press the single neuron stays, and it is worth seeing
what it cannot do.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Final

from nn_core import Architecture, Preparation, TrainingSettings
from nn_core.network.activation import activation
from nn_core.network.loss import loss
from nn_core.network.optimiser import optimiser
from nn_core.sharing.setup import Setup
from nn_core.tables.number_style import shortest


def _classes(*hidden: int) -> Architecture:
    return Architecture(hidden, bias=True, activation="tanh", initial_weights="glorot")


def _numbers(*hidden: int) -> Architecture:
    return Architecture(hidden, True, "tanh", "identity", "glorot")


# Measured with 200 points and 10 % noise: nearly all training rows right, or R² over 0.9, within
# 3,000 iterations from three seeds of the weights.
FITTING: Final = MappingProxyType(
    {
        "circle": (_classes(4), TrainingSettings(0.5, "cross_entropy")),
        "two_gaussians": (_classes(), TrainingSettings(0.1, "cross_entropy")),
        "xor_clouds": (_classes(4), TrainingSettings(0.3, "cross_entropy")),
        "spiral": (_classes(8, 8), TrainingSettings(0.01, "cross_entropy", "adam")),
        "moons": (_classes(6), TrainingSettings(0.3, "cross_entropy")),
        "plane": (_numbers(), TrainingSettings(0.03, "mean_squared_error")),
        "several_gaussians": (_numbers(8, 8), TrainingSettings(0.01, "mean_squared_error", "adam")),
    }
)


def use(setup: Setup) -> Setup:
    """The network and the settings that fit a generated problem; its inputs stay plain."""
    if setup.problem not in FITTING:
        return setup
    architecture, training = FITTING[setup.problem]
    return replace(setup, architecture=architecture, training=training, preparation=Preparation())


def is_used(setup: Setup) -> bool:
    """Whether the fitting network is the one that is set up."""
    return use(setup) == setup


def label(kind: str) -> str:
    """Such as "Use a fitting network: 2-4-1, tanh"."""
    architecture, _ = FITTING[kind]
    shape = "-".join(map(str, (2, *architecture.hidden, 1)))
    curve = architecture.activation if architecture.hidden else architecture.output_activation
    return f"Use a fitting network: {shape}, {activation(curve).title.lower()}"


def details(kind: str) -> str:
    """All that the press changes."""
    architecture, training = FITTING[kind]
    parts = (
        "bias on",
        f"output {activation(architecture.output_activation).title}",
        "Glorot initial weights",
        f"loss {loss(training.loss).title}",
        f"optimiser {optimiser(training.optimiser).title}",
        f"learning rate {shortest(training.learning_rate)}",
    )
    return f"Sets the network and how it is trained: {', '.join(parts)}, inputs as they are."
