"""Activations and their slopes as lines of Python, as in `nn_core.network`."""

from __future__ import annotations

from nn_core.experiment.architecture import Architecture
from nn_core.network.activation import Activation
from nn_core.program.quoted import expression
from nn_core.program.source import lines


def used(architecture: Architecture) -> tuple[Activation, ...]:
    """The activations in the network, each once, the output's last."""
    return tuple(dict.fromkeys(architecture.activations))


def definitions(architecture: Architecture) -> str:
    """The functions of all activations in the network."""
    return "\n\n\n".join(map(_definition, used(architecture)))


def may_overflow(architecture: Architecture) -> bool:
    """Whether exp(-z) is computed, which is infinite far below zero, and rightly so."""
    return any("np.exp(-" in definition for definition in map(_definition, used(architecture)))


def _definition(activation: Activation) -> str:
    return lines(
        f"def {activation.key}(z):",
        f"    return {expression(activation.function)}\n\n",
        f"def {activation.key}_slope(z, output):",
        f"    return {expression(activation.slope)}",
    )
