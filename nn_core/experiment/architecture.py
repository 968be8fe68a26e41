"""The shape of the network: how many neurons, with which curves, and how their weights start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nn_core.checks import keep, listed, said, truth, whole
from nn_core.errors import InputError
from nn_core.limits import MAX_HIDDEN_LAYERS, MAX_NEURONS
from nn_core.network.activation import Activation, activation
from nn_core.network.start import Start, start


@dataclass(frozen=True, init=False)
class Architecture:
    """Neurons a hidden layer, from input to output, and what all of them have in common.

    `hidden=()` is the article's network: one sigmoid neuron for each target, no hidden layer.
    activation, output_activation: keys of `activation.ACTIVATIONS` for the hidden layers and the
    output layer; initial_weights: a key of `start.STARTS`, see `parameters.initial`.
    Raises InputError outside 0 to 6 hidden layers of 1 to 16 neurons, and for unknown keys.
    """

    hidden: tuple[int, ...]
    bias: bool
    activation: str
    output_activation: str
    initial_weights: str

    def __init__(
        self,
        hidden: Sequence[int] = (),
        bias: bool = False,
        activation: str = "sigmoid",
        output_activation: str = "sigmoid",
        initial_weights: str = "uniform",
    ) -> None:
        keep(self, hidden=_sizes(hidden), bias=truth(bias, "The bias is either True or False."))
        keep(self, activation=_of_hidden(activation), output_activation=_key(output_activation))
        keep(self, initial_weights=start(initial_weights).key)

    def shapes(self, n_inputs: int, n_outputs: int) -> tuple[tuple[int, int], ...]:
        """The shape (n_in, n_out) of each layer's weights, from the first layer to the output."""
        sizes = (n_inputs, *self.hidden, n_outputs)
        return tuple(pairwise(sizes))

    @property
    def start(self) -> Start:
        """How the first weights are chosen."""
        return start(self.initial_weights)

    @property
    def activations(self) -> tuple[Activation, ...]:
        """The activation of each layer, from the first layer to the output."""
        hidden = (activation(self.activation),) * len(self.hidden)
        return (*hidden, activation(self.output_activation))


def _sizes(hidden: object) -> tuple[int, ...]:
    sizes = listed(hidden, "Hidden layers are a list of their numbers of neurons, such as [4, 2].")
    if len(sizes) > MAX_HIDDEN_LAYERS:
        raise InputError(f"Use at most {MAX_HIDDEN_LAYERS} hidden layers, not {len(sizes)}.")
    sentence = f"A hidden layer has 1 to {MAX_NEURONS} neurons, not "
    return tuple(whole(size, 1, MAX_NEURONS, f"{sentence}{said(size)}.") for size in sizes)


def _key(curve: object) -> str:
    return activation(curve).key


def _of_hidden(curve: object) -> str:
    found = activation(curve)
    if found.by_row:
        raise InputError(
            f"{found.title} compares the outputs of a row, so it is for the output layer only: "
            "choose another activation for the hidden layers, such as tanh."
        )
    return found.key
