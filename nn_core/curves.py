"""The run as curves: loss, weights and predictions at many iterations at once."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nn_core.activation import quiet_overflow, sigmoid
from nn_core.dataset import FloatArray, as_rows
from nn_core.experiment import Experiment
from nn_core.parameters import views
from nn_core.run import Run

# Outputs computed in one go: 2 MB, so that a long run on a large table needs little more.
CHUNK = 250_000


@dataclass(frozen=True, eq=False)
class Curves:
    """What became of the network over `iterations`, one entry for each of them.

    iterations: (n,); loss: (n,), half the sum of squared errors; parameters: (n, n_parameters) in
    the order of `parameters.names`; prediction: (n, n_outputs), the answer for the new example;
    output: (n, n_rows, n_outputs), the answers for the first training rows.
    """

    iterations: NDArray[np.int64]
    loss: FloatArray
    parameters: FloatArray
    prediction: FloatArray
    output: FloatArray

    def __len__(self) -> int:
        return len(self.iterations)

    def __getitem__(self, entries: slice) -> Curves:
        return Curves(*(getattr(self, field.name)[entries] for field in fields(self)))

    def followed_by(self, later: Curves) -> Curves:
        """These curves with those of later iterations after them."""
        pairs = ((getattr(self, field.name), getattr(later, field.name)) for field in fields(self))
        return Curves(*(np.concatenate(pair) for pair in pairs))


def curves(run: Run, iterations: NDArray[np.int64], example: ArrayLike, n_rows: int) -> Curves:
    """The curves of `run` at kept `iterations` (from `schedule.up_to`), for one new `example`
    (n_inputs,) and the first `n_rows` training rows. InputError when the example does not fit."""
    data = run.experiment.dataset
    example_row = as_rows(example, data.n_inputs)
    rows = run.parameters_at(iterations)
    per_chunk = max(1, CHUNK // (data.n_samples * max(n_out for _, n_out in run.experiment.shapes)))
    losses, outputs = [], []
    for start in range(0, len(rows), per_chunk):
        output = outputs_at(run.experiment, rows[start : start + per_chunk], data.X)
        losses.append(0.5 * np.sum((data.y - output) ** 2, axis=(1, 2)))
        outputs.append(output[:, :n_rows].copy())  # a view would keep the whole chunk alive
    return Curves(
        iterations=iterations,
        loss=np.concatenate([*losses, np.empty(0)]),
        parameters=rows,
        prediction=outputs_at(run.experiment, rows, example_row)[:, 0],
        output=np.concatenate(
            [*outputs, np.empty((0, min(n_rows, data.n_samples), data.n_outputs))]
        ),
    )


def outputs_at(experiment: Experiment, parameters: FloatArray, X: FloatArray) -> FloatArray:
    """The outputs of many networks for the same rows: parameters (n, n_parameters) and
    X (n_rows, n_inputs) give (n, n_rows, n_outputs)."""
    weights, biases = views(parameters, experiment)
    output = X
    with quiet_overflow():
        for layer_weights, bias in zip(weights, biases, strict=True):
            output = sigmoid(np.matmul(output, layer_weights) + bias[:, np.newaxis, :])
    return output
