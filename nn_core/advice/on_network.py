"""Advice on the network: starts from which it cannot learn, and layers that add nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from nn_core.advice.values import Advice, Choices, Remedy
from nn_core.network.activation import Activation, activation
from nn_core.tables.number_style import rounded


def on_weights_of_zero(choices: Choices) -> Iterator[Advice]:
    """Neurons that start alike stay alike. One neuron without a hidden layer learns from zero."""
    architecture = choices.architecture
    if architecture.start.bound is not None or not architecture.hidden:
        return
    hidden = activation(architecture.activation)
    if _at_zero(hidden) == 0:
        changing = "only the bias of the output ever changes" if architecture.bias else "none does"
        yield Advice(
            "weights_of_zero",
            f"All weights start at zero, so every hidden {hidden.title} neuron gives 0, and every "
            "gradient of a weight is 0 as well, since it is a product with such an output or such "
            f"a weight: of all weights and biases {changing}.",
            (_with_random_weights(choices),),
        )
    elif max(architecture.hidden) > 1:
        yield Advice(
            "weights_of_zero",
            "All weights start at zero, so the neurons of a hidden layer give the same output, get "
            "the same correction in every iteration, and stay alike for ever: the layer can do no "
            "more than one neuron. Different weights at the start let them become different.",
            (_with_random_weights(choices),),
        )


def on_rows_of_zeros(choices: Choices) -> Iterator[Advice]:
    """Without a bias, inputs of 0 give weighted sums of 0 in every layer that passes zeros on."""
    architecture = choices.architecture
    passes_zeros_on = not architecture.hidden or _at_zero(activation(architecture.activation)) == 0
    if architecture.bias or not passes_zeros_on:
        return
    answer = _at_zero(activation(architecture.output_activation), choices.dataset.n_outputs)
    stuck = ~choices.X.any(axis=1) & (choices.y != answer).any(axis=1)
    if stuck.any():
        answers = choices.answers(np.full(choices.dataset.n_outputs, answer)).tolist()
        said = " and ".join(dict.fromkeys(rounded(one, 3) for one in answers))
        yield Advice(
            "row_of_zeros",
            f"In row {int(np.argmax(stuck)) + 1} every input is 0, and there is no bias: every "
            f"weighted sum is 0 there, so the network answers {said} for this row, whatever its "
            "weights are.",
            (Remedy("Switch the bias on", architecture=replace(architecture, bias=True)),),
        )


def on_hidden_identity(choices: Choices) -> Iterator[Advice]:
    """Weighted sums of weighted sums are weighted sums."""
    architecture = choices.architecture
    hidden = activation(architecture.activation)
    if architecture.hidden and hidden.is_straight and not hidden.kinks:
        yield Advice(
            "hidden_identity",
            f"Hidden neurons with {hidden.name or hidden.title} only add up: all layers together "
            "can do no more than one layer, so what one neuron cannot learn, such as XOR, they "
            "cannot either.",
            (
                Remedy(
                    "Choose Tanh as the hidden activation",
                    architecture=replace(architecture, activation="tanh"),
                ),
            ),
        )


def _at_zero(curve: Activation, n_outputs: int = 1) -> float:
    return float(curve.function(np.zeros(n_outputs))[0])


def _with_random_weights(choices: Choices) -> Remedy:
    start = activation(choices.architecture.activation).start
    changed = replace(choices.architecture, initial_weights=start)
    return Remedy("Start from random weights", architecture=changed)
