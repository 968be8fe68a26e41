"""An experiment: everything that decides what a network learns, in one value that never changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from nn_core.arrays import FloatArray, read_only
from nn_core.checks import checked_seed, instance, keep
from nn_core.errors import InputError
from nn_core.experiment.architecture import Architecture
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.intervention import Intervention, in_order, settings_at
from nn_core.experiment.output_check import check_output
from nn_core.experiment.preparation import Preparation, Scaling, scaling_of
from nn_core.experiment.settings import TrainingSettings
from nn_core.experiment.target_scaling import target_scaling_of
from nn_core.network.activation import Activation
from nn_core.network.loss import Loss, loss


@dataclass(frozen=True)
class Experiment:
    """Data, what is done to it, architecture, training settings, seed, and changes on the way.

    Equal experiments give equal runs, bit for bit. The `seed` (0 to 4,294,967,295) decides the
    initial weights and the order of batches. Raises InputError for a seed outside it, and for parts
    that do not go together.
    """

    dataset: Dataset
    architecture: Architecture = field(default_factory=Architecture)
    training: TrainingSettings = field(default_factory=TrainingSettings)
    seed: int = 1
    interventions: tuple[Intervention, ...] = ()
    preparation: Preparation = field(default_factory=Preparation)

    def __post_init__(self) -> None:
        instance(self.dataset, Dataset)
        instance(self.architecture, Architecture)
        instance(self.training, TrainingSettings)
        instance(self.preparation, Preparation)
        keep(self, seed=checked_seed(self.seed), interventions=in_order(self.interventions))
        self.preparation.check(self.dataset.n_inputs)
        check_output(self.y, self.y_test, self.architecture, self.loss)
        n_parameters = self.n_parameters
        for one in self.interventions:
            if one.parameter is not None and one.parameter >= n_parameters:
                raise InputError(f"The network has {n_parameters} weights and biases.")

    @property
    def n_inputs(self) -> int:
        """How many numbers enter the network for each row: the table's inputs and the features."""
        return self.dataset.n_inputs + len(self.preparation.features)

    @property
    def input_names(self) -> tuple[str, ...]:
        """A name for every number that enters the network."""
        return self.preparation.names(self.dataset.input_names)

    @cached_property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """The shape (n_in, n_out) of each layer's weights."""
        return self.architecture.shapes(self.n_inputs, self.dataset.n_outputs)

    @cached_property
    def n_parameters(self) -> int:
        """How many numbers the network learns: its weights and, where it has them, its biases."""
        bias = self.architecture.bias
        return sum(n_in * n_out + (n_out if bias else 0) for n_in, n_out in self.shapes)

    @property
    def is_one_neuron(self) -> bool:
        """Whether the network is a single neuron: no hidden layer, and one target."""
        return [n_out for _, n_out in self.shapes] == [1]

    @property
    def activations(self) -> tuple[Activation, ...]:
        """The activation of each layer."""
        return self.architecture.activations

    @property
    def loss(self) -> Loss:
        """What is made as small as possible."""
        return loss(self.training.loss)

    @cached_property
    def X(self) -> FloatArray:
        """The training rows as they enter the network, (n_samples, n_inputs)."""
        return read_only(self.prepare(self.dataset.X))

    @cached_property
    def X_test(self) -> FloatArray:
        """The held-back rows as they enter the network, (n_test, n_inputs)."""
        return read_only(self.prepare(self.dataset.X_test))

    @cached_property
    def scaling(self) -> Scaling | None:
        """What the inputs are scaled by; None when they are taken as they are."""
        if not self.preparation.scale:
            return None
        return scaling_of(self.preparation.expanded(self.dataset.X))

    @cached_property
    def target_scaling(self) -> Scaling | None:
        """What the targets are scaled by; None when they are trained on as they are."""
        if not self.preparation.scale_targets:
            return None
        return target_scaling_of(self.dataset, self.activations[-1], self.loss)

    @cached_property
    def y(self) -> FloatArray:
        """The targets that the network is trained on, (n_samples, n_outputs)."""
        return self._as_trained(self.dataset.y)

    @cached_property
    def y_test(self) -> FloatArray:
        """Those of the held-back rows, (n_test, n_outputs), scaled as those of training rows."""
        return self._as_trained(self.dataset.y_test)

    def answers(self, output: FloatArray) -> FloatArray:
        """Outputs of the network, (..., n_outputs), as answers in the table's numbers."""
        return output if self.target_scaling is None else self.target_scaling.restored(output)

    def _as_trained(self, y: FloatArray) -> FloatArray:
        return y if self.target_scaling is None else read_only(self.target_scaling.scaled(y))

    def prepare(self, X: FloatArray) -> FloatArray:
        """Rows of the table's inputs, (n_rows, dataset.n_inputs), as they enter the network:
        (n_rows, n_inputs)."""
        expanded = self.preparation.expanded(X)
        return expanded if self.scaling is None else self.scaling.scaled(expanded)

    def training_at(self, iteration: int) -> TrainingSettings:
        """The settings of the update that follows `iteration` updates."""
        return settings_at(iteration, self.training, self.interventions)
