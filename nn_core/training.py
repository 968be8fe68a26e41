"""Gradient descent: forward, backward, and a small step downhill, again and again.

The same formulas as in `network.py` and `gradients.py`, written out as one list of NumPy calls on
arrays that are made once: on a small table, making arrays and calling functions takes longer than
the arithmetic. A test holds the two to the same result, bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from nn_core import parameters
from nn_core.activation import quiet_overflow
from nn_core.dataset import FloatArray
from nn_core.experiment import Experiment

# An array, since NumPy converts a Python number anew at every call, which takes as long again.
ONE = np.ones(())
ONE.setflags(write=False)
# One NumPy call on fixed arrays, the last of which takes its result.
Call = Callable[[], object]


class GradientDescent:
    """A network in training. `parameters` is its flat row of weights and biases, changed in place
    by `advance`; write into it (`trainer.parameters[:] = …`) to start from somewhere else."""

    def __init__(self, experiment: Experiment) -> None:
        self.parameters = parameters.initial(experiment)
        self._iteration = tuple(_iteration(experiment, self.parameters))

    def advance(self, n_iterations: int) -> None:
        """Change all parameters `n_iterations` times: parameters -= learning_rate * gradient."""
        calls = self._iteration
        with quiet_overflow():
            for _ in range(n_iterations):
                for call in calls:
                    call()

    def advance_recording(self, records: FloatArray, stride: int) -> None:
        """Go `stride` iterations for each of the `records`, (n_records, n_parameters), and write
        the parameters down in it."""
        calls, row = self._iteration, self.parameters
        with quiet_overflow():
            for record in records:
                for _ in range(stride):
                    for call in calls:
                        call()
                record[:] = row


def _iteration(experiment: Experiment, row: FloatArray) -> list[Call]:
    """One iteration: forward layer by layer, backward in return, and the update of `row`."""
    data, has_bias = experiment.dataset, experiment.architecture.bias
    weights, biases = parameters.views(row, experiment)
    gradient = np.empty_like(row)
    grad_weights, grad_biases = parameters.views(gradient, experiment)
    outputs = [np.empty((data.n_samples, n_out)) for _, n_out in experiment.shapes]
    deltas = [np.empty_like(output) for output in outputs]
    inputs = [data.X, *outputs[:-1]]

    always_one = np.ones(data.n_samples)  # the input of the biases

    calls: list[Call] = []
    for layer, output in enumerate(outputs):
        bias = biases[layer] if has_bias else None
        calls += _minus_z(inputs[layer], weights[layer], bias, output, is_first=layer == 0)
        calls += _sigmoid_of_minus(output)
    calls.append(partial(np.subtract, outputs[-1], data.y, deltas[-1]))
    for layer in reversed(range(len(outputs))):
        calls += _times_slope(outputs[layer], deltas[layer])
        calls.append(partial(inputs[layer].T.dot, deltas[layer], grad_weights[layer]))
        if has_bias:
            calls.append(partial(always_one.dot, deltas[layer], grad_biases[layer]))
        if layer > 0:
            calls.append(partial(deltas[layer].dot, weights[layer].T, deltas[layer - 1]))
    return calls + _update(row, gradient, experiment.training.learning_rate)


def _minus_z(
    inputs: FloatArray,
    weights: FloatArray,
    bias: FloatArray | None,
    out: FloatArray,
    *,
    is_first: bool,
) -> list[Call]:
    """out = -(inputs · weights + bias), which is what the sigmoid's exp needs."""
    if is_first:  # the table never changes: its sign is turned once, not in every iteration
        calls: list[Call] = [partial((-inputs).dot, weights, out)]
    else:
        calls = [partial(inputs.dot, weights, out), partial(np.negative, out, out)]
    return calls if bias is None else [*calls, partial(np.subtract, out, bias, out)]


def _sigmoid_of_minus(values: FloatArray) -> list[Call]:
    """values = 1 / (1 + exp(values)), where they are -z."""
    return [
        partial(np.exp, values, values),
        partial(np.add, values, ONE, values),
        partial(np.reciprocal, values, values),
    ]


def _times_slope(output: FloatArray, grad_output: FloatArray) -> list[Call]:
    """grad_output *= output * (1 - output), which makes it delta."""
    slope = np.empty_like(output)
    return [
        partial(np.subtract, ONE, output, slope),
        partial(np.multiply, output, slope, slope),
        partial(np.multiply, grad_output, slope, grad_output),
    ]


def _update(row: FloatArray, gradient: FloatArray, learning_rate: float) -> list[Call]:
    """row -= learning_rate * gradient."""
    step: Call = partial(np.subtract, row, gradient, row)
    if learning_rate == 1:
        return [step]
    rate = np.full_like(gradient, learning_rate)
    return [partial(np.multiply, rate, gradient, gradient), step]
