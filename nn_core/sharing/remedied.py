"""A setup after what an advice or a verdict proposes."""

from __future__ import annotations

from dataclasses import replace

from nn_core.advice.values import Remedy
from nn_core.sharing.setup import Setup


def remedied(setup: Setup, remedy: Remedy) -> Setup:
    """With what a remedy changes."""
    return replace(
        setup,
        architecture=remedy.architecture or setup.architecture,
        training=remedy.training or setup.training,
        preparation=remedy.preparation or setup.preparation,
    )
