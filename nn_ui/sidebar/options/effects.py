"""What each option did to this run, in one sentence of plain text."""

from __future__ import annotations

import math

import numpy as np

from nn_core import Experiment
from nn_core.errors import counted
from nn_core.experiment.target_scaling import are_amounts
from nn_core.network import optimiser as optimisers
from nn_core.network.activation import Activation
from nn_core.network.regularisation import penalty
from nn_core.tables.number_style import fixed, rounded, shortest
from nn_core.tables.scaled_targets import how_scaled, ways_back
from nn_core.training.parameters import initial, views
from nn_ui.readouts import eight_places


def size(experiment: Experiment) -> str:
    """The layers from input to output, and how many numbers are learned."""
    layers = [experiment.n_inputs, *(n_out for _, n_out in experiment.shapes)]
    what = "weights and biases" if experiment.architecture.bias else "weights"
    if experiment.n_parameters == 1:
        what = "weight"
    shape = " – ".join(map(str, layers))
    return f"From inputs to output {shape}: this network has {experiment.n_parameters:,} {what}."


def activations(experiment: Experiment) -> str:
    """The formulas of the curves, and the answers that are possible."""
    *hidden, last = experiment.activations
    output = f"output = {last.formula}, {_between(last)}."
    return f"Hidden: {hidden[0].formula}; {output}" if hidden else output.capitalize()


def initial_weights(experiment: Experiment) -> str:
    """How large the weights are at iteration 0, layer by layer."""
    weights = views(initial(experiment), experiment).weights
    if not any(layer.any() for layer in weights):
        return "All weights start at 0."
    sizes = ", ".join(f"{fixed(float(np.abs(layer).max()), 2)}" for layer in weights)
    where = "each layer, from the first: " if len(weights) > 1 else "the layer: "
    return f"Largest weight at iteration 0 in {where}{sizes}."


def loss(experiment: Experiment) -> str:
    """The loss as a formula."""
    return f"Loss = {experiment.loss.formula}."


def optimiser(experiment: Experiment) -> str:
    """How a step is made of the gradient, as a formula; g is the gradient."""
    return f"Each update: {optimisers.optimiser(experiment.training.optimiser).formula}."


def batches(experiment: Experiment) -> str:
    """How many updates a pass over the table takes, and what is left for the last one."""
    rows, batch = experiment.dataset.n_samples, experiment.training.batch_size
    if batch is None or batch >= rows:
        return f"Each iteration looks at all {counted(rows, 'training row')}: it is 1 epoch."
    iterations, rest = math.ceil(rows / batch), rows % batch
    last = f", the last batch has {counted(rest, 'row')}" if rest else ""
    return f"1 epoch = {counted(iterations, 'iteration')}{last}."


def penalties(experiment: Experiment) -> str:
    """What regularisation adds to the loss at the beginning."""
    rates = experiment.training.used_rates
    if not rates:
        return ""
    cost = penalty(views(initial(experiment), experiment).weights, rates)
    return f"The weights of iteration 0 cost {eight_places(cost)}, added to the loss."


def features(experiment: Experiment) -> str:
    """How many numbers enter the network."""
    added = len(experiment.preparation.features)
    if not added:
        return ""
    own = experiment.dataset.n_inputs
    return f"{counted(experiment.n_inputs, 'input')} enter the network: {own} + {added}."


def scaling(experiment: Experiment) -> str:
    """The mean and the deviation of each input."""
    scaling = experiment.scaling
    if scaling is None:
        return ""
    parts = [
        f"{name} − {_short(mean)}, divided by {_short(deviation)}"
        if deviation != 1 or mean != 0
        else f"{name} as it is"
        for name, mean, deviation in zip(
            experiment.input_names, scaling.mean, scaling.deviation, strict=True
        )
    ]
    return f"Scaled: {'; '.join(parts)}."


def scaled_targets(experiment: Experiment) -> str:
    """How each target is scaled and an answer scaled back, or why none is."""
    if not experiment.preparation.scale_targets:
        return ""
    if not are_amounts(experiment.dataset, experiment.loss):
        return "The targets are classes, no amounts: they stay as they are."
    back = "; ".join(ways_back(experiment))
    if not back:
        return "A target with one value only stays as it is."
    return f"{how_scaled(experiment)} Answers are scaled back: {back}."


def held_back(experiment: Experiment) -> str:
    """Which rows are trained on, and which are not."""
    data = experiment.dataset
    if not data.n_test:
        return f"All {counted(data.n_samples, 'row')} are training rows."
    first, last = data.n_samples + 1, data.n_samples + data.n_test
    where = f"row {first:,} is" if first == last else f"rows {first:,} to {last:,} are"
    return f"{counted(data.n_samples, 'training row')}; {where} held back for testing."


def _between(curve: Activation) -> str:
    if curve.low is not None and curve.high is not None:
        return f"between {shortest(curve.low)} and {shortest(curve.high)}"
    if curve.low is not None:
        return f"never under {shortest(curve.low)}"
    return "any number"


def _short(value: float) -> str:
    text = rounded(value, 3)
    return f"({text})" if value < 0 else text
