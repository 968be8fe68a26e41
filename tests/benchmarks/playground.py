"""The default problem of tensorflow/playground: 250 points, 2-4-2-1 tanh neurons with biases.

The same work in other programs, each written as its users would write it.
"""

import os
import warnings
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import torch
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPRegressor

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.training import batches
from tests.benchmarks.rivals import Parameters

N_POINTS: Final = 250
BATCH: Final = 10
HIDDEN: Final = (4, 2)
# The playground's 0.03 on half the mean of squares is half of it on the mean of squares.
RATE: Final = 0.015


def circle(n_points: int = N_POINTS) -> Dataset:
    """Points within 2.5 of the middle, which are 1, and those from 3.5 to 5 away, which are -1."""
    rng = np.random.default_rng(1)
    inside = np.arange(n_points) < n_points // 2
    radius = np.where(inside, rng.uniform(0, 2.5, n_points), rng.uniform(3.5, 5, n_points))
    angle = rng.uniform(0, 2 * np.pi, n_points)
    X = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    return Dataset(X, np.where(inside, 1.0, -1.0))


def experiment(batch_size: int | None) -> Experiment:
    training = TrainingSettings(RATE, "mean_squared_error", batch_size=batch_size)
    architecture = Architecture(HIDDEN, True, "tanh", "tanh", initial_weights="glorot")
    return Experiment(circle(), architecture, training)


def ours(made: Experiment, n_updates: int) -> Callable[[], Parameters]:
    """Training with everything recorded, from making the run to the last snapshot."""

    def train() -> Parameters:
        run = Run(made)
        run.advance_to(n_updates)
        snapshot = run.at(n_updates)
        return [*snapshot.weights, *snapshot.biases]

    return train


def torch_eager(
    made: Experiment, n_updates: int, *, optimiser: bool, n_threads: int
) -> Callable[[], Parameters]:
    """Autograd on the same loss and the same batches in float64; `n_threads` 0 is all cores.

    Only the training is timed: tables, batches and parameters are tensors before.
    """
    X, y = torch.tensor(made.X), torch.tensor(made.dataset.y)
    n_epochs = -(-n_updates // batches.per_epoch(made))
    orders = [torch.from_numpy(batches.order(made, epoch)) for epoch in range(n_epochs)]
    size = batches.size(made)

    def each_batch() -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        if size == len(X):
            for _ in range(n_updates):
                yield X, y
            return
        for order in orders:
            for rows in order.split(size):
                yield X[rows], y[rows]

    def train() -> Parameters:
        torch.set_num_threads(n_threads or os.cpu_count() or 1)
        start = Run(made).at(0)
        weights = [torch.tensor(each, requires_grad=True) for each in start.weights]
        biases = [torch.tensor(each, requires_grad=True) for each in start.biases]
        learned = [*weights, *biases]
        descent = torch.optim.SGD(learned, lr=RATE) if optimiser else None
        for inputs, targets in each_batch():
            output = inputs
            for layer_weights, bias in zip(weights, biases, strict=True):
                output = torch.tanh(torch.addmm(bias, output, layer_weights))
            loss = torch.nn.functional.mse_loss(output, targets)
            loss.backward()
            if descent is not None:
                descent.step()
                descent.zero_grad()
            else:
                with torch.no_grad():
                    for parameter in learned:
                        parameter -= RATE * parameter.grad
                        parameter.grad = None
        return [parameter.detach().numpy() for parameter in learned]

    return train


def scikit_learn_fit(made: Experiment, n_epochs: int) -> Callable[[], None]:
    """One call of fit that does all the epochs."""

    def train() -> None:
        regressor = _regressor(made, n_epochs)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # it is told to use all of them
            regressor.fit(made.X, made.dataset.y[:, 0])
        if regressor.n_iter_ != n_epochs:
            raise RuntimeError(f"{regressor.n_iter_} epochs instead of {n_epochs}")

    return train


def scikit_learn_partial_fit(made: Experiment, n_epochs: int) -> Callable[[], None]:
    """One call of partial_fit for each epoch."""

    def train() -> None:
        regressor = _regressor(made, n_epochs)
        for _ in range(n_epochs):
            regressor.partial_fit(made.X, made.dataset.y[:, 0])

    return train


def _regressor(made: Experiment, n_epochs: int) -> MLPRegressor:
    """Its output has no tanh, which is less work; its loss is half the mean of squares."""
    return MLPRegressor(
        hidden_layer_sizes=HIDDEN,
        activation="tanh",
        solver="sgd",
        alpha=0,
        batch_size=batches.size(made),
        learning_rate_init=2 * RATE,
        momentum=0,
        shuffle=batches.per_epoch(made) > 1,
        max_iter=n_epochs,
        tol=0,
        n_iter_no_change=n_epochs + 1,
        random_state=1,
    )
