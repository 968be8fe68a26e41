"""The space of a hidden layer: where it puts rows, and what the layers behind it answer there."""

from __future__ import annotations

from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.experiment.experiment import Experiment
from nn_core.network.forward import forward
from nn_core.run.snapshot import Snapshot

# Neurons of a layer whose space can be drawn.
DRAWABLE: Final = (2, 3)


def drawable_layers(experiment: Experiment) -> tuple[int, ...]:
    """The hidden layers, counted from 0, of two or three neurons."""
    sizes = experiment.architecture.hidden
    return tuple(layer for layer, size in enumerate(sizes) if size in DRAWABLE)


def places(snapshot: Snapshot, layer: int, X: FloatArray) -> FloatArray:
    """Where the hidden `layer` puts rows of the table's inputs, (n_rows, dataset.n_inputs): the
    outputs of its neurons, (n_rows, n_neurons)."""
    return snapshot.forward(X)[layer].output


def answers_at(snapshot: Snapshot, layer: int, points: FloatArray) -> FloatArray:
    """What the layers behind the hidden `layer` answer where its neurons answer `points`,
    (n, n_neurons): (n, n_outputs) in the table's numbers."""
    first, experiment = layer + 1, snapshot.experiment
    behind = forward(
        points, snapshot.weights[first:], snapshot.biases[first:], experiment.activations[first:]
    )
    return experiment.answers(behind[-1].output)


def leads(answers: FloatArray) -> FloatArray:
    """By how much each of two or more answers, (n, n_outputs), is ahead of the largest of the
    others: where that is 0 lies its border."""
    ordered = np.sort(answers, axis=1)
    largest, next_one = ordered[:, -1:], ordered[:, -2:-1]
    return np.asarray(answers - np.where(answers == largest, next_one, largest))
