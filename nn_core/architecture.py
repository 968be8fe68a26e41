"""The shape of the network: how many neurons stand in each layer, and whether they have a bias."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nn_core.errors import InputError
from nn_core.limits import MAX_HIDDEN_LAYERS, MAX_NEURONS


@dataclass(frozen=True, init=False)
class Architecture:
    """Neurons a hidden layer, from input to output, and whether every neuron has a bias.

    `hidden=()` is the article's network: one sigmoid neuron for each target, no hidden layer.
    Raises InputError outside 0 to 6 hidden layers of 1 to 16 neurons.
    """

    hidden: tuple[int, ...]
    bias: bool

    def __init__(self, hidden: Sequence[int] = (), bias: bool = False) -> None:
        if len(hidden) > MAX_HIDDEN_LAYERS:
            raise InputError(f"Use at most {MAX_HIDDEN_LAYERS} hidden layers, not {len(hidden)}.")
        for size in hidden:
            if not (1 <= size <= MAX_NEURONS and size == int(size)):
                raise InputError(f"A hidden layer has 1 to {MAX_NEURONS} neurons, not {size}.")
        object.__setattr__(self, "hidden", tuple(int(size) for size in hidden))
        object.__setattr__(self, "bias", bool(bias))

    def shapes(self, n_inputs: int, n_outputs: int) -> tuple[tuple[int, int], ...]:
        """The shape (n_in, n_out) of each layer's weights, from the first layer to the output."""
        sizes = (n_inputs, *self.hidden, n_outputs)
        return tuple(pairwise(sizes))
