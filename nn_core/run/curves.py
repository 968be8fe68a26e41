"""The run as curves: loss, weights and predictions at many iterations at once."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import as_rows
from nn_core.experiment.experiment import Experiment
from nn_core.run.many_networks import output_layer_of_many
from nn_core.run.run import Run

# Outputs, or parameters, at one time: 2 MB, so that a long run on a large table needs little more.
CHUNK = 250_000


@dataclass(frozen=True, eq=False)
class Curves:
    """What became of the network over `iterations`, one entry for each of them.

    iterations: (n,); loss: (n,), that of the training rows, without what regularisation adds;
    parameters: (n, n_places), those at `places` of the flat row; prediction: (n, n_outputs), the
    answer for the new example; output: (n, n_rows, n_outputs), the answers for the first training
    rows, both in the table's numbers; test_loss: (n,), the loss of the test rows, None when there
    are none.
    """

    iterations: NDArray[np.int64]
    loss: FloatArray
    parameters: FloatArray
    prediction: FloatArray
    output: FloatArray
    places: tuple[int, ...]
    test_loss: FloatArray | None = None

    def __len__(self) -> int:
        return len(self.iterations)

    def __getitem__(self, entries: slice) -> Curves:
        chosen: dict[str, Any] = {name: values[entries] for name, values in self._present()}
        return replace(self, **chosen)

    def followed_by(self, later: Curves) -> Curves:
        """These curves with those of later iterations after them."""
        pairs = ((name, values, getattr(later, name)) for name, values in self._present())
        joined: dict[str, Any] = {name: np.concatenate([own, more]) for name, own, more in pairs}
        return replace(self, **joined)

    def parameter(self, place: int) -> FloatArray:
        """The curve, (n,), of the parameter at this place of the flat row."""
        values: FloatArray = self.parameters[:, self.places.index(place)]
        return values

    def with_parameters(self, run: Run, places: tuple[int, ...]) -> Curves:
        """The same curves of the same run, with those of other parameters."""
        none = np.empty((0, len(places)))
        parts = [run.parameters_at(part)[:, places] for part in _parts(run, self.iterations)]
        return replace(self, parameters=np.concatenate([none, *parts]), places=places)

    def _present(self) -> list[tuple[str, Any]]:
        """Every curve that there is, with its name."""
        found = [
            (one.name, getattr(self, one.name)) for one in fields(self) if one.name != "places"
        ]
        return [(name, values) for name, values in found if values is not None]


def curves(
    run: Run,
    iterations: NDArray[np.int64],
    example: ArrayLike,
    n_rows: int,
    places: tuple[int, ...] | None = None,
) -> Curves:
    """The curves of `run` at kept `iterations` (from `schedule.up_to`), for one new `example`
    (dataset.n_inputs,) and the first `n_rows` training rows; with all parameters, or those at
    `places` only. InputError when the example does not fit."""
    if places is None:
        places = tuple(range(run.experiment.n_parameters))
    parts = [_curves(run, part, example, n_rows, places) for part in _parts(run, iterations)]
    return reduce(Curves.followed_by, parts)


def _parts(run: Run, iterations: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """So many iterations that all parameters of them at once take little memory."""
    size = max(1, CHUNK // run.experiment.n_parameters)
    return np.split(iterations, range(size, len(iterations), size))


def _curves(
    run: Run,
    iterations: NDArray[np.int64],
    example: ArrayLike,
    n_rows: int,
    places: tuple[int, ...],
) -> Curves:
    experiment = run.experiment
    example_row = experiment.prepare(as_rows(example, experiment.dataset.n_inputs))
    rows = run.parameters_at(iterations)
    loss, output = losses_of(experiment, rows, experiment.X, experiment.y, n_rows)
    return Curves(
        iterations=iterations,
        loss=loss,
        parameters=rows[:, places],
        prediction=experiment.answers(outputs_at(experiment, rows, example_row)[:, 0]),
        output=experiment.answers(output),
        test_loss=_test_loss(experiment, rows),
        places=places,
    )


def outputs_at(experiment: Experiment, parameters: FloatArray, X: FloatArray) -> FloatArray:
    """The outputs of many networks for the same rows: parameters (n, n_parameters) and
    X (n_rows, n_inputs), as it enters the network, give (n, n_rows, n_outputs)."""
    return output_layer_of_many(experiment, parameters, X).output


def losses_of(
    experiment: Experiment,
    parameters: FloatArray,
    X: FloatArray,
    y: FloatArray,
    n_rows: int,
    first_layer: int = 0,
) -> tuple[FloatArray, FloatArray]:
    """The loss of rows X, y for many networks, (n,), and their outputs for the first `n_rows` rows,
    (n, n_rows, n_outputs); X as in `output_layer_of_many`."""
    per_chunk = max(1, CHUNK // (len(X) * max(n_out for _, n_out in experiment.shapes)))
    losses, outputs = [np.empty(0)], [np.empty((0, min(n_rows, len(X)), y.shape[1]))]
    for start in range(0, len(parameters), per_chunk):
        chunk = parameters[start : start + per_chunk]
        layer = output_layer_of_many(experiment, chunk, X, first_layer)
        each = experiment.loss.each_of(layer, y)
        losses.append(experiment.loss.factor(y) * np.sum(each, axis=(1, 2)))
        outputs.append(layer.output[:, :n_rows].copy())  # a view would keep the whole chunk alive
    return np.concatenate(losses), np.concatenate(outputs)


def _test_loss(experiment: Experiment, parameters: FloatArray) -> FloatArray | None:
    """The loss of the test rows, (n,). A loss that is a sum is brought to as many rows as the
    training has, so that the two can be compared."""
    data = experiment.dataset
    if data.n_test == 0:
        return None
    loss, _ = losses_of(experiment, parameters, experiment.X_test, experiment.y_test, 0)
    return loss if experiment.loss.is_mean else loss * (data.n_samples / data.n_test)
