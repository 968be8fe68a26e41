"""Advice: which choices do not go together, why, and what can be done about it at a press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from nn_core.advice import on_network, on_steps, on_targets
from nn_core.advice.values import Advice, Choices, Remedy
from nn_core.experiment.architecture import Architecture
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.preparation import Preparation
from nn_core.experiment.settings import TrainingSettings

__all__ = ["Advice", "Choices", "Remedy", "advice", "advice_on"]

# What keeps an experiment from being trained comes first, then what keeps it from learning.
_RULES: Final[tuple[Callable[[Choices], Iterator[Advice]], ...]] = (
    on_targets.on_output_of_loss,
    on_targets.on_targets_of_loss,
    on_targets.on_target_range,
    on_network.on_weights_of_zero,
    on_network.on_rows_of_zeros,
    on_steps.on_large_inputs,
    on_steps.on_large_steps,
    on_targets.on_classes,
    on_targets.on_half_of_the_range,
    on_network.on_hidden_identity,
    on_steps.on_batch_size,
)


def advice(
    dataset: Dataset,
    architecture: Architecture,
    training: TrainingSettings,
    preparation: Preparation | None = None,
) -> tuple[Advice, ...]:
    """What a learner should know about these choices before training, the gravest first.

    The choices need not make an experiment: those that do not are advised on as well. Raises
    InputError for features that the table's inputs do not allow.
    """
    return advice_on(Choices(dataset, architecture, training, preparation or Preparation()))


def advice_on(choices: Choices) -> tuple[Advice, ...]:
    """As `advice`, for choices that are one value."""
    choices.preparation.check(choices.dataset.n_inputs)
    return tuple(found for rule in _RULES for found in rule(choices))
