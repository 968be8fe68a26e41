"""A snapshot: the whole network at one iteration, every number of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from nn_core.arrays import FloatArray
from nn_core.checks import instance, keep, whole
from nn_core.errors import InputError
from nn_core.experiment.dataset import as_rows
from nn_core.experiment.experiment import Experiment
from nn_core.network.backward import LayerGradient, backward
from nn_core.network.forward import LayerState, forward
from nn_core.run.right import right_rows
from nn_core.training.parameters import views
from nn_core.training.update import State, Update, no_memory, update


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The network of `experiment` after `iteration` updates.

    parameters: (n_parameters,), its flat, read-only row of weights and biases; memory:
    (n_memory, n_parameters), what the optimiser remembers, zeros unless it is given. Everything
    else is computed from these when it is asked for. Raises InputError for rows of another length.
    """

    experiment: Experiment
    iteration: int
    parameters: FloatArray
    memory: FloatArray = field(default_factory=lambda: np.empty((0, 0)))

    def __post_init__(self) -> None:
        instance(self.experiment, Experiment)
        sentence = "A snapshot needs its iteration: a whole number from 0 on."
        keep(self, iteration=whole(self.iteration, 0, None, sentence))
        n_parameters = self.experiment.n_parameters
        sentence = f"The network has {n_parameters} weights and biases: give each a number."
        if _array(self.parameters, sentence).shape != (n_parameters,):
            raise InputError(sentence)
        nothing = no_memory(self.experiment)
        sentence = "The memory has a row for each of its names, with a number for each parameter."
        if _array(self.memory, sentence).size == 0:
            keep(self, memory=nothing)
        elif self.memory.shape != nothing.shape:
            raise InputError(sentence)

    @cached_property
    def weights(self) -> tuple[FloatArray, ...]:
        """One array a layer, (n_in, n_out)."""
        return views(self.parameters, self.experiment).weights

    @cached_property
    def biases(self) -> tuple[FloatArray, ...]:
        """One array a layer, (n_out,); zeros in a network without biases."""
        return views(self.parameters, self.experiment).biases

    @cached_property
    def layers(self) -> tuple[LayerState, ...]:
        """Each layer's inputs, z and output for every training row."""
        return self._through(self.experiment.X)

    @cached_property
    def held_back_layers(self) -> tuple[LayerState, ...]:
        """Each layer's inputs, z and output for every held-back row."""
        return self._through(self.experiment.X_test)

    @property
    def output(self) -> FloatArray:
        """The network's output for every training row, (n_samples, n_outputs)."""
        return self.layers[-1].output

    @property
    def answers(self) -> FloatArray:
        """The output in the table's numbers, (n_samples, n_outputs)."""
        return self.experiment.answers(self.output)

    @property
    def held_back_answers(self) -> FloatArray:
        """The same for every held-back row, (n_test, n_outputs)."""
        return self.experiment.answers(self.held_back_layers[-1].output)

    @property
    def error(self) -> FloatArray:
        """y - output for every training row, (n_samples, n_outputs)."""
        return self.experiment.y - self.output

    @cached_property
    def loss(self) -> float:
        """The loss of the training rows, without what regularisation adds."""
        return self.experiment.loss.value(self.layers[-1], self.experiment.y)

    @cached_property
    def gradients(self) -> tuple[LayerGradient, ...]:
        """Each layer's delta and gradients of the loss over the whole table."""
        return backward(self.layers, self.weights, self.experiment.y, self.experiment.loss)

    @cached_property
    def next_update(self) -> Update:
        """The update that leads to the next iteration, with its own batch of rows."""
        return update(self.experiment, State(self.parameters, self.memory), self.iteration)

    @cached_property
    def correct(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """For each row whether every output is right, (n_samples,), see `right.right_rows`."""
        right = right_rows(self.experiment, self.answers, self.experiment.dataset.y)
        return np.asarray(right.all(axis=1))

    def forward(self, X: FloatArray) -> tuple[LayerState, ...]:
        """Each layer's inputs, z and output for rows of the table's inputs,
        (n_rows, dataset.n_inputs)."""
        return self._through(self.experiment.prepare(X))

    def predict(self, X: ArrayLike) -> FloatArray:
        """The network's answer for new rows: (n_rows, n_inputs) in, (n_rows, n_outputs) out, both
        in the table's numbers.

        Raises InputError when a row does not have one finite number for each input.
        """
        layers = self.forward(as_rows(X, self.experiment.dataset.n_inputs))
        return self.experiment.answers(layers[-1].output)

    def _through(self, prepared: FloatArray) -> tuple[LayerState, ...]:
        return forward(prepared, self.weights, self.biases, self.experiment.activations)


def _array(values: object, sentence: str) -> FloatArray:
    """An array that a snapshot keeps as it is, since it may be a view of a run's records."""
    if not isinstance(values, np.ndarray) or isinstance(values, np.ma.MaskedArray):
        raise InputError(sentence)
    if values.dtype != np.float64:
        raise InputError(sentence)
    return values
