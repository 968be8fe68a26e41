"""One update, the whole of learning: batch, forward, backward, penalty, step, changes.

This is the text to read, and `loop.py` the loop around it. Training itself uses the same formulas
in a form made for speed (see `trainer.py`); a test holds the two to the same result, bit for bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray, quiet_divergence
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.intervention import PARAMETER
from nn_core.experiment.settings import TrainingSettings
from nn_core.network.backward import LayerGradient, backward
from nn_core.network.forward import LayerState, forward
from nn_core.network.optimiser import optimiser
from nn_core.network.regularisation import penalty_gradient
from nn_core.training import batches, parameters


@dataclass(frozen=True, eq=False)
class State:
    """All that training knows after some iterations.

    parameters: (n_parameters,), the flat row of weights and biases; memory:
    (n_memory, n_parameters), what the optimiser remembers of earlier gradients.
    """

    parameters: FloatArray
    memory: FloatArray


@dataclass(frozen=True, eq=False)
class Update:
    """One update, with everything that was computed on the way.

    settings: those of this iteration; rows: (n_rows,), the batch; X, y: its inputs and targets;
    layers, gradients: the forward and the backward pass over it; loss_gradient, penalty, gradient,
    change: (n_parameters,), dLoss/dparameter, what regularisation adds to it, their sum, and what
    is added to the parameters; after: the state that the update leads to.
    """

    settings: TrainingSettings
    rows: NDArray[np.intp]
    X: FloatArray
    y: FloatArray
    layers: tuple[LayerState, ...]
    gradients: tuple[LayerGradient, ...]
    loss_gradient: FloatArray
    penalty: FloatArray
    gradient: FloatArray
    change: FloatArray
    after: State


def n_memory(experiment: Experiment) -> int:
    """How many numbers the optimiser remembers for each parameter."""
    return optimiser(experiment.training.optimiser).n_memory


def no_memory(experiment: Experiment) -> FloatArray:
    """The optimiser's memory before the first update: zeros (n_memory, n_parameters)."""
    return np.zeros((n_memory(experiment), experiment.n_parameters))


def first_state(experiment: Experiment) -> State:
    """The state at iteration 0: initial weights, and the changes made at iteration 0."""
    row = changed(experiment, 0, parameters.initial(experiment))
    return State(row, no_memory(experiment))


def first_states(experiment: Experiment, seeds: Sequence[int]) -> State:
    """Those of many seeds: parameters (n_seeds, n_parameters), memory
    (n_memory, n_seeds, n_parameters)."""
    rows = changed(experiment, 0, parameters.initial_of_many(experiment, seeds))
    return State(rows, np.zeros((n_memory(experiment), *rows.shape)))


def update(experiment: Experiment, state: State, iteration: int) -> Update:
    """The update that follows `iteration` updates, from the state that these have led to.

    Interventions on the learning rate, L1 and L2 count from their own iteration on; a parameter
    that is set at iteration + 1 has its new value in the state after this update.
    """
    settings = experiment.training_at(iteration)
    rows = batches.rows(experiment, iteration)
    X, y = experiment.X[rows], experiment.y[rows]
    weights, biases = parameters.views(state.parameters, experiment)
    with quiet_divergence():
        layers = forward(X, weights, biases, experiment.activations)
        gradients = backward(layers, weights, y, experiment.loss)
        loss_gradient = as_row(experiment, gradients)
        penalty = _penalty_row(experiment, weights, settings)
        gradient = loss_gradient + penalty if settings.used_rates else loss_gradient
        change, memory = optimiser(settings.optimiser).take(
            gradient, state.memory, settings.learning_rate, iteration
        )
        stepped = state.parameters + change
    after = State(changed(experiment, iteration + 1, stepped), memory)
    return Update(
        settings, rows, X, y, layers, gradients, loss_gradient, penalty, gradient, change, after
    )


def changed(experiment: Experiment, iteration: int, row: FloatArray) -> FloatArray:
    """The parameters (..., n_parameters) of an iteration with the values that interventions set."""
    row = row.copy()
    for one in experiment.interventions:
        if one.what == PARAMETER and one.iteration == iteration and one.parameter is not None:
            row[..., one.parameter] = one.value
    return row


def as_row(experiment: Experiment, gradients: Sequence[LayerGradient]) -> FloatArray:
    """The gradients of all layers as the parameters stand in their flat row, (n_parameters,)."""
    row = np.zeros(experiment.n_parameters)
    weights, biases = parameters.views(row, experiment)
    for layer, gradient in enumerate(gradients):
        weights[layer][...] = gradient.grad_weights
        biases[layer][...] = gradient.grad_bias
    return row


def _penalty_row(
    experiment: Experiment, weights: Sequence[FloatArray], settings: TrainingSettings
) -> FloatArray:
    """What regularisation adds to the gradient: 0 for biases, which cost nothing."""
    row = np.zeros(experiment.n_parameters)
    if not settings.used_rates:
        return row
    places, rates = parameters.views(row, experiment).weights, settings.rates
    for place, layer_weights in zip(places, weights, strict=True):
        place[...] = penalty_gradient(layer_weights, rates)
    return row
