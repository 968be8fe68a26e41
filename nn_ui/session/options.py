"""The learner's choices that are folded away at first: network, training, inputs, changes.

They are the one place where these choices live. Widgets show them and change them; so do the
diagram's buttons and the remedies beside a complaint. The learning rate and the seed have fields of
their own in the sidebar and are not kept here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from nn_core import Architecture, Dataset, Experiment, Intervention, Preparation, TrainingSettings
from nn_core.experiment.intervention import PARAMETER, in_order
from nn_core.problems.generated import GENERATED, GeneratedProblem
from nn_core.run.stop_rule import StopRule


@dataclass(frozen=True)
class DataOptions:
    """How a generated problem is made, and the share of the rows held back for testing.

    points: rows in all; noise and test_share: per cent; data_seed: what the points are drawn from,
    apart from the seed of the weights. InputError outside what `GeneratedProblem` allows.
    """

    points: int = 200
    noise: int = 10
    data_seed: int = 1
    test_share: int = 0

    def __post_init__(self) -> None:
        self.generated(GENERATED[0].key)

    def generated(self, kind: str) -> GeneratedProblem:
        """The generated problem of this kind."""
        return GeneratedProblem(kind, self.points, self.noise / 100, self.data_seed)


@dataclass
class Options:
    """All values are valid by themselves; whether they go together is checked by `experiment`."""

    architecture: Architecture = field(default_factory=Architecture)
    # Its learning rate is not used: `experiment` is given the one in the sidebar's field.
    training: TrainingSettings = field(default_factory=TrainingSettings)
    preparation: Preparation = field(default_factory=Preparation)
    interventions: tuple[Intervention, ...] = ()
    data: DataOptions = field(default_factory=DataOptions)
    stop_rule: StopRule = field(default_factory=StopRule)

    def experiment(self, dataset: Dataset, learning_rate: float, seed: int) -> Experiment:
        """These with a table, a rate and a seed; InputError when they do not go together."""
        return Experiment(
            dataset=dataset,
            architecture=self.architecture,
            training=replace(self.training, learning_rate=learning_rate),
            seed=seed,
            interventions=self.interventions,
            preparation=self.preparation,
        )

    def change_architecture(self, **changes: Any) -> None:
        """Other hidden layers, bias, activations or initial weights; InputError if impossible."""
        self.architecture = replace(self.architecture, **changes)

    def change_training(self, **changes: Any) -> None:
        """Another loss, optimiser, batch size, L1 or L2; InputError outside their limits."""
        self.training = replace(self.training, **changes)

    def change_preparation(self, **changes: Any) -> None:
        """Other added features, or scaling."""
        self.preparation = replace(self.preparation, **changes)

    def change_data(self, **changes: Any) -> None:
        """Other points, noise, data seed, or share held back."""
        self.data = replace(self.data, **changes)

    def change_stop_rule(self, **changes: Any) -> None:
        """Another rule for when to stop; InputError for a loss that is not over 0."""
        self.stop_rule = replace(self.stop_rule, **changes)

    def drop_features_beyond(self, n_inputs: int) -> None:
        """Keep only the features that a table with so many inputs allows."""
        kept = tuple(
            feature
            for feature in self.preparation.features
            if max(feature.first, feature.second or 0) < n_inputs
        )
        self.change_preparation(features=kept)

    def set_layers(self, count: int, size: int = 4) -> None:
        """So many hidden layers: the first ones stay, new ones come last, of `size` neurons."""
        hidden = self.architecture.hidden[:count]
        self.change_architecture(hidden=(*hidden, *(size,) * (count - len(hidden))))

    def set_neurons(self, layer: int, count: int) -> None:
        """So many neurons in a hidden layer, counted from 0."""
        hidden = list(self.architecture.hidden)
        hidden[layer] = count
        self.change_architecture(hidden=hidden)

    def intervene(self, intervention: Intervention) -> None:
        """Add a change on the way; it takes the place of one at the same place."""
        self.interventions = in_order((*self.interventions, intervention))

    def remove_intervention(self, number: int) -> None:
        """Take back the change at this place of the list."""
        self.interventions = self.interventions[:number] + self.interventions[number + 1 :]

    def keep_weight_changes_only_for(self, before: Experiment, dataset: Dataset) -> None:
        """Drop changes of single weights when the network has another shape than `before`: their
        places mean other weights then."""
        n_inputs = dataset.n_inputs + len(self.preparation.features)
        shapes = self.architecture.shapes(n_inputs, dataset.n_outputs)
        if (shapes, self.architecture.bias) != (before.shapes, before.architecture.bias):
            self.interventions = tuple(one for one in self.interventions if one.what != PARAMETER)
