"""Advice on targets: whether the output's curve can reach them, and the loss allows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from nn_core.advice.values import Advice, Choices, Remedy
from nn_core.network.activation import Activation, activation
from nn_core.network.loss import loss
from nn_core.tables.number_style import shortest


def on_output_of_loss(choices: Choices) -> Iterator[Advice]:
    """Cross-entropy takes logarithms of outputs, which must lie between 0 and 1."""
    output, chosen = _output(choices), loss(choices.training.loss)
    if chosen.output not in (None, output.key):
        needed = activation(chosen.output)
        yield Advice(
            "cross_entropy_output",
            f"{chosen.name} reads each output as a probability, from 0 to 1, and only a "
            f"{needed.title.lower()} output is one: with {output.title} it cannot be trained.",
            (_with_output(choices, needed.key), _with_squared_error(choices)),
        )


def on_targets_of_loss(choices: Choices) -> Iterator[Advice]:
    """Cross-entropy needs targets that are probabilities."""
    chosen = loss(choices.training.loss)
    if chosen.targets is not None and _outside(choices, *chosen.targets):
        low, high = chosen.targets
        yield Advice(
            "cross_entropy_targets",
            f"{chosen.name} reads each target as a probability, from {low:g} to {high:g}, but "
            f"{_farthest(choices, low, high)}.",
            (_mapped(low, high), _with_squared_error(choices)),
        )


def on_target_range(choices: Choices) -> Iterator[Advice]:
    """No weights can bring an output beyond the ends of its curve."""
    output = _output(choices)
    low, high = output.low, output.high
    if loss(choices.training.loss).targets is not None or not _outside(choices, low, high):
        return
    ends = f"stays between {low:g} and {high:g}" if high is not None else f"is never under {low:g}"
    remedies = [_mapped(*_range_of(output))]
    with_tanh = _with_output(choices, "tanh")
    if with_tanh.architecture != choices.architecture and not _outside(choices, -1.0, 1.0):
        remedies.append(with_tanh)
    yield Advice(
        "target_range",
        f"A {output.title} output {ends}, but {_farthest(choices, low, high)}: the network cannot "
        "reach that, whatever its weights are.",
        (*remedies, _with_output(choices, "identity")),
    )


def on_half_of_the_range(choices: Choices) -> Iterator[Advice]:
    """Targets 0 and 1 are allowed with tanh, but then its outputs below 0 serve no class."""
    targets = choices.targets
    varies = bool((targets.min(axis=0) < targets.max(axis=0)).any())
    output = _output(choices)
    goes_to_both_sides = output.saturates and (output.low, output.high) == (-1.0, 1.0)
    is_allowed = goes_to_both_sides and loss(choices.training.loss).targets is None
    if is_allowed and varies and np.isin(targets, (0, 1)).all():
        yield Advice(
            "half_of_the_range",
            f"A {output.title} output goes from -1 to 1, but the targets are 0 and 1: this can "
            "be trained, but half of the range is not used.",
            (_mapped(-1.0, 1.0), _with_output(choices, "sigmoid")),
        )


def _output(choices: Choices) -> Activation:
    return activation(choices.architecture.output_activation)


def _range_of(output: Activation) -> tuple[float, float]:
    low = 0.0 if output.low is None else output.low
    return low, low + 1.0 if output.high is None else output.high


def _outside(choices: Choices, low: float | None, high: float | None) -> bool:
    below = low is not None and choices.targets.min() < low
    return bool(below or (high is not None and choices.targets.max() > high))


def _farthest(choices: Choices, low: float | None, high: float | None) -> str:
    """Which target lies farthest outside, in words."""
    beyond = np.zeros_like(choices.targets)
    if low is not None:
        beyond = np.maximum(beyond, low - choices.targets)
    if high is not None:
        beyond = np.maximum(beyond, choices.targets - high)
    row, column = np.unravel_index(int(np.argmax(beyond)), beyond.shape)
    name = choices.dataset.target_names[int(column)]
    return f'target column "{name}" holds {shortest(choices.targets[row, column])}'


def _mapped(low: float, high: float) -> Remedy:
    return Remedy(f"Map the targets to the range {low:g} to {high:g}", targets=(low, high))


def _with_output(choices: Choices, key: str) -> Remedy:
    changed = replace(choices.architecture, output_activation=key)
    return Remedy(f"Choose {activation(key).title} as the output activation", architecture=changed)


def _with_squared_error(choices: Choices) -> Remedy:
    changed = replace(choices.training, loss="mean_squared_error")
    return Remedy("Choose the mean squared error as the loss", training=changed)
