"""Divergence: steps so large that every one overshoots more than the one before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.experiment.experiment import Experiment
from nn_core.training.update import n_memory

# Where outputs have no bounds they grow with every layer: six hidden layers of parameters of this
# size still leave every output, gradient and loss far below the largest float, 1.8e308.
LARGEST_PARAMETER = 1e12
# Where all outputs are bounded parameters of any size do no harm, but the gradient of a hidden
# layer is a product of the weights behind it.
LARGEST_BOUNDED = 1e30


def largest_state(experiment: Experiment) -> FloatArray:
    """How large each number of a state, (n_state,), may be for training to go on."""
    bounded = all(None not in (one.low, one.high) for one in experiment.activations)
    largest = np.full(experiment.n_parameters, LARGEST_BOUNDED if bounded else LARGEST_PARAMETER)
    memory = np.full(n_memory(experiment) * experiment.n_parameters, np.finfo(np.float64).max)
    return np.concatenate([largest, memory])


def are_good(parameters: FloatArray, memory: FloatArray, largest: FloatArray) -> NDArray[np.bool_]:
    """Which of many networks, (n,), can go on: parameters (n, n_parameters) and memory
    (n_memory, n, n_parameters); largest: (n_state,), see `largest_state`."""
    states = np.concatenate([parameters[np.newaxis], memory])
    bounds = largest.reshape(len(states), 1, -1)
    return np.asarray((np.abs(states) <= bounds).all(axis=(0, 2)))


def n_good(states: FloatArray, largest: FloatArray) -> int:
    """How many states, (n_states, n_state), come before the first with a number that is too large,
    infinite or not a number."""
    highest, lowest = states.max(axis=0, initial=-np.inf), states.min(axis=0, initial=np.inf)
    # Both are False for NaN. Almost always that is all, and takes no memory.
    if (highest <= largest).all() and (lowest >= -largest).all():
        return len(states)
    too_large = ~(np.abs(states) <= largest)
    return int(too_large.any(axis=1).argmax())
