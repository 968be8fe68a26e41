"""Advice on targets: whether the output's curve can reach them, and the loss allows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from nn_core.advice.answer import (
    AMOUNTS,
    ONE_OF_SEVERAL,
    SIGNED_CLASSES,
    TWO_CLASSES,
    Answer,
    answer_to,
)
from nn_core.advice.on_steps import without_overshooting
from nn_core.advice.values import Advice, Choices, Remedy
from nn_core.arrays import FloatArray
from nn_core.experiment.output_check import row_without_one
from nn_core.network.activation import Activation, activation
from nn_core.network.loss import Loss, loss
from nn_core.tables.number_style import shortest


def on_output_of_loss(choices: Choices) -> Iterator[Advice]:
    """Cross-entropy takes logarithms of outputs, which must lie between 0 and 1."""
    output, chosen = _output(choices), loss(choices.training.loss)
    if chosen.by_row or output.by_row:
        yield from _on_answers_of_a_row(choices, output, chosen)
    elif chosen.output not in (None, output.key):
        needed = activation(chosen.output)
        yield Advice(
            "cross_entropy_output",
            f"{chosen.name} reads each output as a probability, from 0 to 1, and only a "
            f"{needed.title.lower()} output is one: with {output.title} it cannot be trained.",
            (_with_output(choices, needed.key), _with_squared_error(choices)),
        )


def _on_answers_of_a_row(choices: Choices, output: Activation, chosen: Loss) -> Iterator[Advice]:
    """Shares of 1 need several outputs, and their own loss."""
    by_row = activation(chosen.output) if chosen.by_row else output
    if choices.dataset.n_outputs == 1:
        yield Advice(
            "cross_entropy_output",
            f"{by_row.title} shares 1 out among the outputs of a row, and a single output is then "
            "always 1: nothing can be learned.",
            _without_rows(choices),
        )
    elif not output.by_row:
        yield Advice(
            "cross_entropy_output",
            f"{chosen.name} reads the outputs of a row as the probabilities of its classes, which "
            f"add up to 1, and only {by_row.title} outputs do: with {output.title} it cannot be "
            "trained.",
            (_with_output(choices, by_row.key), _with_squared_error(choices)),
        )
    elif output.loss not in (None, chosen.key):
        needed = loss(output.loss)
        yield Advice(
            "cross_entropy_output",
            f"{output.title} outputs add up to 1 in each row, as the probabilities of its classes "
            f"do, and are trained with {needed.title.lower()} only: with {chosen.title.lower()} "
            "they cannot be.",
            (
                Remedy(
                    f"Choose {needed.title.lower()} as the loss",
                    training=replace(choices.training, loss=needed.key),
                ),
                _with_output(choices, chosen.output or "sigmoid"),
            ),
        )


def on_classes(choices: Choices) -> Iterator[Advice]:
    """Targets with a single 1 among three or more are the classes that softmax is made for."""
    n_outputs, output = choices.dataset.n_outputs, _output(choices)
    if n_outputs < 3 or answer_to(choices.dataset) is not ONE_OF_SEVERAL or output.by_row:
        return
    yield Advice(
        "classes",
        f"Each row has a single 1 among its {n_outputs} targets, so the targets stand for "
        "classes that exclude each other. Softmax outputs add up to 1 and can be read as the "
        f"probabilities of the classes; {output.title} outputs know nothing of each other.",
        (_with_both(choices, "Use Softmax with categorical cross-entropy", ONE_OF_SEVERAL),),
    )


def on_targets_of_loss(choices: Choices) -> Iterator[Advice]:
    """Cross-entropy needs targets that are probabilities."""
    chosen = loss(choices.training.loss)
    if chosen.by_row:
        yield from _on_shares(choices, chosen)
    elif chosen.targets is not None and _outside(choices, *chosen.targets):
        low, high = chosen.targets
        tanh = "Use Tanh with the mean squared error"
        yield Advice(
            "cross_entropy_targets",
            f"{chosen.name} reads each target as a probability, from {low:g} to {high:g}, but "
            f"{_farthest(choices, low, high)}.",
            _for_amounts(choices, low, high) or (_with_both(choices, tanh, SIGNED_CLASSES),),
        )


def _on_shares(choices: Choices, chosen: Loss) -> Iterator[Advice]:
    """The targets of a row are shares of 1."""
    low, high = chosen.targets or (None, None)
    row = row_without_one(choices.targets)
    if choices.dataset.n_outputs == 1 or not (row is not None or _outside(choices, low, high)):
        return
    but = _farthest(choices, low, high)
    if row is not None:
        but = f"those of row {row + 1:,} add up to {shortest(choices.targets[row].sum())}"
    yield Advice(
        "cross_entropy_targets",
        f"{chosen.name} reads the targets of a row as the shares of its classes, each from 0 to 1 "
        f"and 1 together, but {but}.",
        _without_rows(choices),
    )


def on_target_range(choices: Choices) -> Iterator[Advice]:
    """No weights can bring an output beyond the ends of its curve."""
    output = _output(choices)
    low, high = output.low, output.high
    needs_a_loss = output.loss is not None or loss(choices.training.loss).targets is not None
    if needs_a_loss or not _outside(choices, low, high):
        return
    ends = f"stays between {low:g} and {high:g}" if high is not None else f"is never under {low:g}"
    remedies = [*_for_amounts(choices, low, high)]
    with_tanh = _with_output(choices, "tanh")
    if with_tanh.architecture != choices.architecture and not _outside(choices, -1.0, 1.0):
        remedies.append(with_tanh)
    if choices.dataset.is_classification:
        remedies.append(_with_output(choices, "identity"))
    yield Advice(
        "target_range",
        f"A {output.title} output {ends}, but {_farthest(choices, low, high)}: the network cannot "
        "reach that, whatever its weights are.",
        tuple(remedies),
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
            (_with_output(choices, "sigmoid"),),
        )


def _output(choices: Choices) -> Activation:
    return activation(choices.architecture.output_activation)


def _outside(choices: Choices, low: float | None, high: float | None) -> bool:
    return bool(_beyond(choices, low, high).any())


def _beyond(choices: Choices, low: float | None, high: float | None) -> FloatArray:
    """How far each target of all rows lies outside, (n_rows, n_outputs). Scaled ones do not: that
    is what they are scaled for."""
    beyond = np.zeros_like(choices.targets)
    if low is not None:
        beyond = np.maximum(beyond, low - choices.targets)
    if high is not None:
        beyond = np.maximum(beyond, choices.targets - high)
    scaling = choices.target_scaling
    return beyond if scaling is None else np.where(scaling.is_scaled, 0.0, beyond)


def _farthest(choices: Choices, low: float | None, high: float | None) -> str:
    """Which target lies farthest outside, in words."""
    beyond = _beyond(choices, low, high)
    row, column = np.unravel_index(int(np.argmax(beyond)), beyond.shape)
    name = choices.dataset.target_names[int(column)]
    return f'target column "{name}" holds {shortest(choices.targets[row, column])}'


def _for_amounts(choices: Choices, low: float | None, high: float | None) -> tuple[Remedy, ...]:
    """What suits targets that are amounts, the best first; nothing for classes."""
    if choices.dataset.is_classification:
        return ()
    inside = replace(choices.preparation, scale_targets=True)
    scaled = Remedy("Scale the targets inside", preparation=inside)
    is_cured = not _outside(scaled.settings(choices), low, high)
    return (_with_everything_scaled(choices), *([scaled] if is_cured else []))


def _with_everything_scaled(choices: Choices) -> Remedy:
    """Linear regression on standardised numbers, at a learning rate that does not overshoot."""
    label = "Use Identity with the mean squared error, and scale inputs and targets"
    preparation = replace(choices.preparation, scale=True, scale_targets=True)
    chosen = _with_both(choices, label, AMOUNTS)
    chosen = replace(chosen, preparation=preparation)
    calm = without_overshooting(chosen.settings(choices)).training
    if calm != chosen.training:
        label = f"{label}, at learning rate {shortest(calm.learning_rate)}"
    return replace(chosen, label=label, training=calm)


def _with_output(choices: Choices, key: str) -> Remedy:
    changed = replace(choices.architecture, output_activation=key)
    return Remedy(f"Choose {activation(key).title} as the output activation", architecture=changed)


def _with_both(choices: Choices, label: str, answer: Answer) -> Remedy:
    """With the output activation and the loss of an answer."""
    architecture = replace(choices.architecture, output_activation=answer.output)
    training = replace(choices.training, loss=answer.loss)
    return Remedy(label, architecture=architecture, training=training)


def _without_rows(choices: Choices) -> tuple[Remedy, ...]:
    """Outputs that know nothing of each other, with a loss that takes the targets."""
    identity = "Use Identity with the mean squared error"
    found = [_with_both(choices, identity, AMOUNTS)]
    if not choices.dataset.is_classification:
        found = [_with_everything_scaled(choices)]
    if not _outside(choices, 0.0, 1.0):
        found.insert(0, _with_both(choices, "Use Sigmoid with cross-entropy", TWO_CLASSES))
    return tuple(found)


def _with_squared_error(choices: Choices) -> Remedy:
    changed = replace(choices.training, loss="mean_squared_error")
    return Remedy("Choose the mean squared error as the loss", training=changed)
