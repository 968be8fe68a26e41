"""The run as curves: loss, weights and predictions at many iterations at once."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nn_core.activation import quiet_overflow
from nn_core.dataset import FloatArray, as_rows
from nn_core.experiment import Experiment
from nn_core.network import LayerState
from nn_core.parameters import views
from nn_core.run import Run

# Outputs computed in one go: 2 MB, so that a long run on a large table needs little more.
CHUNK = 250_000


@dataclass(frozen=True, eq=False)
class Curves:
    """What became of the network over `iterations`, one entry for each of them.

    iterations: (n,); loss: (n,), that of the training rows, without what regularisation adds;
    parameters: (n, n_parameters) in the order of `parameters.names`; prediction: (n, n_outputs),
    the answer for the new example; output: (n, n_rows, n_outputs), the answers for the first
    training rows; test_loss: (n,), the loss of the test rows, None when there are none.
    """

    iterations: NDArray[np.int64]
    loss: FloatArray
    parameters: FloatArray
    prediction: FloatArray
    output: FloatArray
    test_loss: FloatArray | None = None

    def __len__(self) -> int:
        return len(self.iterations)

    def __getitem__(self, entries: slice) -> Curves:
        return replace(self, **{name: values[entries] for name, values in self._present()})

    def followed_by(self, later: Curves) -> Curves:
        """These curves with those of later iterations after them."""
        pairs = ((name, values, getattr(later, name)) for name, values in self._present())
        return replace(self, **{name: np.concatenate([own, more]) for name, own, more in pairs})

    def _present(self) -> list[tuple[str, Any]]:
        """Every curve that there is, with its name."""
        found = [(field.name, getattr(self, field.name)) for field in fields(self)]
        return [(name, values) for name, values in found if values is not None]


def curves(run: Run, iterations: NDArray[np.int64], example: ArrayLike, n_rows: int) -> Curves:
    """The curves of `run` at kept `iterations` (from `schedule.up_to`), for one new `example`
    (dataset.n_inputs,) and the first `n_rows` training rows. InputError when the example does not
    fit."""
    experiment, data = run.experiment, run.experiment.dataset
    example_row = experiment.prepare(as_rows(example, data.n_inputs))
    rows = run.parameters_at(iterations)
    loss, output = _losses(experiment, rows, experiment.X, data.y, n_rows)
    return Curves(
        iterations=iterations,
        loss=loss,
        parameters=rows,
        prediction=outputs_at(experiment, rows, example_row)[:, 0],
        output=output,
        test_loss=_test_loss(experiment, rows),
    )


def outputs_at(experiment: Experiment, parameters: FloatArray, X: FloatArray) -> FloatArray:
    """The outputs of many networks for the same rows: parameters (n, n_parameters) and
    X (n_rows, n_inputs), as it enters the network, give (n, n_rows, n_outputs)."""
    return _output_layer(experiment, parameters, X).output


def _losses(
    experiment: Experiment, parameters: FloatArray, X: FloatArray, y: FloatArray, n_rows: int
) -> tuple[FloatArray, FloatArray]:
    """The loss of rows X, y for many networks, (n,), and their outputs for the first `n_rows` rows,
    (n, n_rows, n_outputs)."""
    per_chunk = max(1, CHUNK // (len(X) * max(n_out for _, n_out in experiment.shapes)))
    losses, outputs = [np.empty(0)], [np.empty((0, min(n_rows, len(X)), y.shape[1]))]
    for start in range(0, len(parameters), per_chunk):
        layer = _output_layer(experiment, parameters[start : start + per_chunk], X)
        each = experiment.loss.each(layer, y)
        losses.append(experiment.loss.factor(y) * np.sum(each, axis=(1, 2)))
        outputs.append(layer.output[:, :n_rows].copy())  # a view would keep the whole chunk alive
    return np.concatenate(losses), np.concatenate(outputs)


def _test_loss(experiment: Experiment, parameters: FloatArray) -> FloatArray | None:
    """The loss of the test rows, (n,). A loss that is a sum is brought to as many rows as the
    training has, so that the two can be compared."""
    data = experiment.dataset
    if data.n_test == 0:
        return None
    loss, _ = _losses(experiment, parameters, experiment.X_test, data.y_test, 0)
    return loss if experiment.loss.is_mean else loss * (data.n_samples / data.n_test)


def _output_layer(experiment: Experiment, parameters: FloatArray, X: FloatArray) -> LayerState:
    """The output layers of many networks for the same rows, all in one: z and output are
    (n, n_rows, n_outputs)."""
    weights, biases = views(parameters, experiment)
    inputs = z = output = X
    with quiet_overflow():
        for layer_weights, bias, activation in zip(
            weights, biases, experiment.activations, strict=True
        ):
            inputs = output
            z = np.matmul(inputs, layer_weights) + bias[:, np.newaxis, :]
            output = activation.function(z)
    return LayerState(inputs, z, output, experiment.activations[-1])
