"""Events of the network and its training: its shape and changes on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nn_core import Intervention
from nn_core.sharing.setup import Setup

NEW_LAYER = 4


def hidden_layers(setup: Setup, sizes: Sequence[int]) -> Setup:
    """Hidden layers of these sizes; InputError when there cannot be such."""
    return replace(setup, architecture=replace(setup.architecture, hidden=tuple(sizes)))


def n_layers(setup: Setup, count: int) -> Setup:
    """So many hidden layers: the first ones stay, new ones come last, of four neurons."""
    hidden = setup.architecture.hidden[:count]
    return hidden_layers(setup, (*hidden, *(NEW_LAYER,) * (count - len(hidden))))


def n_neurons(setup: Setup, layer: int, count: int) -> Setup:
    """So many neurons in a hidden layer, counted from 0; no such layer, no change."""
    hidden = list(setup.architecture.hidden)
    if layer < len(hidden):
        hidden[layer] = count
    return hidden_layers(setup, hidden)


def added_change(setup: Setup, intervention: Intervention) -> Setup:
    """A change on the way; it takes the place of one at the same place."""
    return replace(setup, interventions=(*setup.interventions, intervention))


def removed_change(setup: Setup, number: int) -> Setup:
    """Without the change at this place of the list."""
    kept = setup.interventions[:number] + setup.interventions[number + 1 :]
    return replace(setup, interventions=kept)
