"""For each generated problem a network that learns it in some seconds, with which it starts."""

from __future__ import annotations

from dataclasses import replace

from nn_core import Preparation
from nn_core.network.activation import activation
from nn_core.network.loss import loss
from nn_core.network.optimiser import optimiser
from nn_core.problems.generated import generated_kind
from nn_core.problems.generated_kinds import GeneratedKind
from nn_core.sharing.setup import Setup, is_generated
from nn_core.tables.number_style import shortest


def use(setup: Setup) -> Setup:
    """The network and the settings that fit a generated problem; its inputs stay plain, and what
    was changed on the way in another network goes."""
    if setup.generated is None:
        return setup
    kind = generated_kind(setup.problem)
    return replace(
        setup,
        architecture=kind.network,
        training=kind.training,
        preparation=Preparation(),
        interventions=(),
    )


def is_used(setup: Setup) -> bool:
    """Whether the fitting network of a generated problem is the one that is set up."""
    return setup.generated is not None and use(setup) == setup


def started(key: str) -> str:
    """What is said when the problem is chosen; "" where it brings no network."""
    if not is_generated(key):
        return ""
    kind = generated_kind(key)
    rate = shortest(kind.training.learning_rate)
    return f"{kind.title} starts with a network that fits it: {_shape(kind)}, learning rate {rate}."


def label(kind: GeneratedKind) -> str:
    """Such as "Use a fitting network: 2-4-1, tanh"."""
    return f"Use a fitting network: {_shape(kind)}"


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
    return (
        f"Sets the network and how it is trained: {', '.join(parts)}, inputs as they are, no "
        "changes on the way."
    )


def _shape(kind: GeneratedKind) -> str:
    architecture = kind.network
    shape = "-".join(map(str, (2, *architecture.hidden, 1)))
    curve = architecture.activation if architecture.hidden else architecture.output_activation
    return f"{shape}, {activation(curve).title.lower()}"
