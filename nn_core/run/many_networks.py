"""The forward pass of one network at many iterations, all at once."""

from __future__ import annotations

from itertools import islice

import numpy as np

from nn_core.arrays import FloatArray, quiet_overflow
from nn_core.experiment.experiment import Experiment
from nn_core.network.forward import LayerState
from nn_core.training.parameters import views


def output_layer_of_many(
    experiment: Experiment, parameters: FloatArray, X: FloatArray, first_layer: int = 0
) -> LayerState:
    """The output layers for the same rows: z and output are (n, n_rows, n_outputs).

    parameters: (n, n_parameters), one flat row a network; X: (n_rows, n_in), as they enter the
    first layer, or `first_layer`, where those before it are the same in all networks.
    """
    weights, biases = views(parameters, experiment)
    layers = zip(weights, biases, experiment.activations, strict=True)
    inputs = z = output = X
    with quiet_overflow():
        for layer_weights, bias, activation in islice(layers, first_layer, None):
            inputs = output
            z = np.matmul(inputs, layer_weights) + bias[:, np.newaxis, :]
            output = activation.function(z)
    return LayerState(inputs, z, output, experiment.activations[-1])
