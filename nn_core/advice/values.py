"""What advice is made of: the choices it looks at, a sentence, and changes that a button can make.

A remedy is a value, and applying it gives new values: nothing happens unless somebody asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.experiment.architecture import Architecture
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.preparation import Preparation, Scaling, scaling_of
from nn_core.experiment.settings import TrainingSettings
from nn_core.experiment.target_scaling import target_scaling_of
from nn_core.network.activation import activation
from nn_core.network.loss import loss


@dataclass(frozen=True)
class Choices:
    """What a learner has chosen. Unlike an `Experiment` these need not go together."""

    dataset: Dataset
    architecture: Architecture = field(default_factory=Architecture)
    training: TrainingSettings = field(default_factory=TrainingSettings)
    preparation: Preparation = field(default_factory=Preparation)

    @cached_property
    def X(self) -> FloatArray:
        """The training rows as they enter the network, (n_samples, n_inputs + n_features)."""
        expanded = self.preparation.expanded(self.dataset.X)
        return scaling_of(expanded).scaled(expanded) if self.preparation.scale else expanded

    @cached_property
    def targets(self) -> FloatArray:
        """The table's targets of all rows, those of held-back rows last, (n_rows, n_outputs)."""
        return np.concatenate([self.dataset.y, self.dataset.y_test])

    @cached_property
    def target_scaling(self) -> Scaling | None:
        """As that of an `Experiment`."""
        if not self.preparation.scale_targets:
            return None
        output = activation(self.architecture.output_activation)
        return target_scaling_of(self.dataset, output, loss(self.training.loss))

    def answers(self, output: FloatArray) -> FloatArray:
        """Outputs of the network, (..., n_outputs), as answers in the table's numbers."""
        return output if self.target_scaling is None else self.target_scaling.restored(output)

    @property
    def y(self) -> FloatArray:
        """The training targets as they are trained on, (n_samples, n_outputs)."""
        y = self.dataset.y
        return y if self.target_scaling is None else self.target_scaling.scaled(y)

    @property
    def batch_share(self) -> float:
        """The share of the training rows that one update looks at, up to 1."""
        n_samples = self.dataset.n_samples
        return min(self.training.batch_size or n_samples, n_samples) / n_samples


@dataclass(frozen=True)
class Remedy:
    """One change that removes what the advice is about; only what is not None changes.

    label: what a button says.
    """

    label: str
    architecture: Architecture | None = None
    training: TrainingSettings | None = None
    preparation: Preparation | None = None

    def settings(self, choices: Choices) -> Choices:
        """The choices after the change. The table stays as it is."""
        return replace(
            choices,
            architecture=self.architecture or choices.architecture,
            training=self.training or choices.training,
            preparation=self.preparation or choices.preparation,
        )


@dataclass(frozen=True)
class Advice:
    """A sentence about choices that do not go together, and what can be done: the best first.

    key: a short name for what it is about; each key appears at most once.
    """

    key: str
    sentence: str
    remedies: tuple[Remedy, ...]
