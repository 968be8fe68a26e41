"""All weights and biases of a network in one row of numbers, and the views that give them shape."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.experiment.experiment import Experiment


class Views(NamedTuple):
    """Windows on one flat row: changing the row changes them, and the other way round."""

    weights: tuple[FloatArray, ...]
    biases: tuple[FloatArray, ...]


def count(experiment: Experiment) -> int:
    """How many numbers the network learns: its weights and, where it has them, its biases."""
    return experiment.n_parameters


def views(flat: FloatArray, experiment: Experiment) -> Views:
    """`flat` (..., n_parameters) as weights (..., n_in, n_out) and biases (..., n_out) by layer.

    A network without biases gets biases of zero that are not part of the row.
    """
    weights, biases, start = [], [], 0
    lead = flat.shape[:-1]
    for n_in, n_out in experiment.shapes:
        stop = start + n_in * n_out
        weights.append(flat[..., start:stop].reshape(*lead, n_in, n_out))
        start = stop
        if experiment.architecture.bias:
            biases.append(flat[..., start : start + n_out])
            start += n_out
        else:
            biases.append(np.zeros((*lead, n_out)))
    return Views(tuple(weights), tuple(biases))


def places(experiment: Experiment) -> Views:
    """Where each weight (n_in, n_out) and bias (n_out,) of a layer stands in the flat row."""
    return views(np.arange(count(experiment), dtype=np.float64), experiment)


def initial(experiment: Experiment) -> FloatArray:
    """The parameters at iteration 0, flat (n_parameters,).

    Weights are uniform from NumPy's legacy generator (MT19937), drawn layer by layer as the
    article draws them, 2 * random.random((n_in, n_out)) - 1, and stretched to `Start.bound_of`.
    Biases start at zero.
    """
    return np.asarray(initial_of_many(experiment, (experiment.seed,))[0])


def initial_of_many(experiment: Experiment, seeds: Sequence[int]) -> FloatArray:
    """Those of the same experiment with each of `seeds`, (n_seeds, n_parameters)."""
    # One generator is seeded again and again: making one takes fifty times as long.
    rng = np.random.RandomState(0)
    flat = np.zeros((len(seeds), count(experiment)))
    weights = views(flat, experiment).weights
    for index, seed in enumerate(seeds):
        rng.seed(seed)
        for layer_weights in weights:
            layer_weights[index] = 2 * rng.random_sample(layer_weights.shape[1:]) - 1
    for layer_weights in weights:
        layer_weights *= experiment.architecture.start.bound_of(*layer_weights.shape[1:])
    return flat


def neuron_names(experiment: Experiment) -> tuple[tuple[str, ...], ...]:
    """A plain name for every input and every neuron, layer by layer, inputs first."""
    hidden = (
        tuple(f"Neuron {layer}.{number}" for number in range(1, size + 1))
        for layer, size in enumerate(experiment.architecture.hidden, start=1)
    )
    return (experiment.input_names, *hidden, experiment.dataset.target_names)


def names(experiment: Experiment) -> tuple[str, ...]:
    """A plain name for every number in the flat row, in its order.

    With one neuron a weight is named after its input; with more, after both of its ends.
    """
    found: list[str] = []
    for before, after in pairwise(neuron_names(experiment)):
        found += [_weight_name(source, after, end) for source in before for end in after]
        if experiment.architecture.bias:
            found += [f"Bias of {end}" for end in after]
    return tuple(found)


def _weight_name(source: str, ends: Sequence[str], end: str) -> str:
    return source if len(ends) == 1 else f"{source} → {end}"
