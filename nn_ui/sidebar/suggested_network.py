"""For each generated problem a network that learns it in some seconds, to be had at a press.

Nothing is changed in silence: without the press the single neuron stays, and it is worth seeing
what it cannot do.
"""

from __future__ import annotations

from dataclasses import replace

from nn_core import Preparation
from nn_core.network.activation import activation
from nn_core.network.loss import loss
from nn_core.network.optimiser import optimiser
from nn_core.problems.generated import generated_kind
from nn_core.problems.generated_kinds import GeneratedKind
from nn_core.sharing.setup import Setup
from nn_core.tables.number_style import shortest


def use(setup: Setup) -> Setup:
    """The network and the settings that fit a generated problem; its inputs stay plain."""
    if setup.generated is None:
        return setup
    kind = generated_kind(setup.problem)
    plain = Preparation()
    return replace(setup, architecture=kind.network, training=kind.training, preparation=plain)


def is_used(setup: Setup) -> bool:
    """Whether the fitting network is the one that is set up."""
    return use(setup) == setup


def label(kind: GeneratedKind) -> str:
    """Such as "Use a fitting network: 2-4-1, tanh"."""
    architecture = kind.network
    shape = "-".join(map(str, (2, *architecture.hidden, 1)))
    curve = architecture.activation if architecture.hidden else architecture.output_activation
    return f"Use a fitting network: {shape}, {activation(curve).title.lower()}"


def details(kind: GeneratedKind) -> str:
    """All that the press changes."""
    architecture, training = kind.network, kind.training
    parts = (
        "bias on",
        f"output {activation(architecture.output_activation).title}",
        "Glorot initial weights",
        f"loss {loss(training.loss).title}",
        f"optimiser {optimiser(training.optimiser).title}",
        f"learning rate {shortest(training.learning_rate)}",
    )
    return f"Sets the network and how it is trained: {', '.join(parts)}, inputs as they are."
