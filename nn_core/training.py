"""Gradient descent: forward, backward, and a small step downhill, again and again.

The same formulas as in `network.py` and `gradients.py`, on arrays that are made once and used in
every iteration, since making new ones takes longer than the arithmetic on a small table. A test
holds the two to the same result, bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from nn_core import parameters
from nn_core.activation import quiet_overflow, sigmoid, sigmoid_slope
from nn_core.dataset import FloatArray
from nn_core.experiment import Experiment

Step = Callable[[], object]


class GradientDescent:
    """A network in training. `parameters` is its flat row of weights and biases, changed in place
    by `advance`; write into it (`trainer.parameters[:] = …`) to start from somewhere else."""

    def __init__(self, experiment: Experiment) -> None:
        self.parameters = parameters.initial(experiment)
        self._gradient = np.empty_like(self.parameters)
        self._rate = np.full_like(self.parameters, experiment.training.learning_rate)
        self._passes = _passes(experiment, self.parameters, self._gradient)

    def advance(self, n_iterations: int) -> None:
        """Change all parameters `n_iterations` times: parameters -= learning_rate * gradient."""
        passes, row, gradient, rate = self._passes, self.parameters, self._gradient, self._rate
        multiply, subtract = np.multiply, np.subtract
        with quiet_overflow():
            for _ in range(n_iterations):
                for compute in passes:
                    compute()
                multiply(rate, gradient, gradient)
                subtract(row, gradient, row)


def _passes(experiment: Experiment, flat: FloatArray, gradient: FloatArray) -> list[Step]:
    """The forward passes from the first layer to the last, then the backward ones in return."""
    bias = experiment.architecture.bias
    weights, biases = parameters.views(flat, experiment)
    grad_weights, grad_biases = parameters.views(gradient, experiment)
    n_samples = experiment.dataset.n_samples
    outputs = [np.empty((n_samples, n_out)) for _, n_out in experiment.shapes]
    deltas = [np.empty_like(output) for output in outputs]
    inputs = [experiment.dataset.X, *outputs[:-1]]

    passes: list[Step] = []
    for layer, output in enumerate(outputs):
        passes.append(_forward(inputs[layer], weights[layer], biases[layer], bias, output))
    passes.append(_output_error(outputs[-1], experiment.dataset.y, deltas[-1]))
    for layer in reversed(range(len(outputs))):
        passes.append(_delta(outputs[layer], deltas[layer]))
        passes.append(_weight_gradient(inputs[layer], deltas[layer], grad_weights[layer]))
        if bias:
            passes.append(_bias_gradient(deltas[layer], grad_biases[layer]))
        if layer > 0:
            passes.append(_carry_back(deltas[layer], weights[layer], deltas[layer - 1]))
    return passes


def _forward(
    inputs: FloatArray, weights: FloatArray, bias: FloatArray, has_bias: bool, output: FloatArray
) -> Step:
    def weighted_sum_and_sigmoid() -> None:
        inputs.dot(weights, output)
        if has_bias:
            np.add(output, bias, output)
        sigmoid(output, output)

    return weighted_sum_and_sigmoid


def _output_error(output: FloatArray, y: FloatArray, grad_output: FloatArray) -> Step:
    return partial(np.subtract, output, y, grad_output)


def _delta(output: FloatArray, grad_output: FloatArray) -> Step:
    slope = np.empty_like(output)

    def multiply_by_slope() -> None:
        np.multiply(grad_output, sigmoid_slope(output, slope), grad_output)

    return multiply_by_slope


def _weight_gradient(inputs: FloatArray, delta: FloatArray, grad_weights: FloatArray) -> Step:
    return partial(inputs.T.dot, delta, grad_weights)


def _bias_gradient(delta: FloatArray, grad_bias: FloatArray) -> Step:
    return partial(delta.sum, 0, None, grad_bias)


def _carry_back(delta: FloatArray, weights: FloatArray, grad_output: FloatArray) -> Step:
    return partial(delta.dot, weights.T, grad_output)
