"""The same training in other programs, each written as its users would write it."""

import os
import warnings
from collections.abc import Sequence

import numpy as np
import torch
from numpy import array, dot, exp, random
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from nn_core import Dataset

Parameters = list[NDArray[np.float64]]  # every layer's weights, then every layer's biases


def article_loop(n_iterations: int) -> Parameters:
    """The article's program as published, with its integer arrays."""
    inputs = array([[0, 1, 1], [1, 0, 0], [1, 0, 1]])
    outputs = array([[1, 0, 1]]).T
    random.seed(1)
    weights = 2 * random.random((3, 1)) - 1
    for _ in range(n_iterations):
        output = 1 / (1 + exp(-(dot(inputs, weights))))
        weights += dot(inputs.T, (outputs - output) * output * (1 - output))
    return [weights]


def scikit_learn_fit(table: Dataset, hidden: tuple[int, ...], n_iterations: int) -> None:
    """One call of fit that does all the updates."""
    classifier = _classifier(table, hidden, n_iterations)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is told to use all iterations
        classifier.fit(table.X, table.y[:, 0])
    if classifier.n_iter_ != n_iterations:
        raise RuntimeError(f"{classifier.n_iter_} updates instead of {n_iterations}")


def scikit_learn_partial_fit(table: Dataset, hidden: tuple[int, ...], n_iterations: int) -> None:
    """One call of partial_fit for each update, as a program that draws every step needs it."""
    classifier = _classifier(table, hidden, n_iterations)
    targets, classes = table.y[:, 0], np.array([0.0, 1.0])
    for _ in range(n_iterations):
        classifier.partial_fit(table.X, targets, classes=classes)


def _classifier(table: Dataset, hidden: tuple[int, ...], n_iterations: int) -> MLPClassifier:
    return MLPClassifier(
        hidden_layer_sizes=hidden,
        activation="logistic",
        solver="sgd",
        alpha=0,
        batch_size=table.n_samples,
        learning_rate_init=1.0,
        momentum=0,
        shuffle=False,
        max_iter=n_iterations,
        tol=0,
        n_iter_no_change=n_iterations + 1,
        random_state=1,
    )


def torch_eager(
    table: Dataset,
    weights: Sequence[NDArray[np.float64]],
    biases: Sequence[NDArray[np.float64]],
    n_iterations: int,
    optimiser: bool,
    n_threads: int,
) -> Parameters:
    """Autograd on the same loss in float64; `n_threads` 0 stands for all cores."""
    torch.set_num_threads(n_threads or os.cpu_count() or 1)
    X, y = torch.tensor(table.X), torch.tensor(table.y)
    learned_weights = [torch.tensor(each, requires_grad=True) for each in weights]
    learned_biases = [torch.tensor(each, requires_grad=True) for each in biases]
    learned = [*learned_weights, *learned_biases]
    descent = torch.optim.SGD(learned, lr=1.0) if optimiser else None
    for _ in range(n_iterations):
        output = X
        for layer, layer_weights in enumerate(learned_weights):
            z = output @ layer_weights
            output = torch.sigmoid(z + learned_biases[layer] if learned_biases else z)
        loss = 0.5 * ((y - output) ** 2).sum()
        loss.backward()
        if descent is not None:
            descent.step()
            descent.zero_grad()
        else:
            with torch.no_grad():
                for parameter in learned:
                    parameter -= parameter.grad
                    parameter.grad = None
    return [parameter.detach().numpy() for parameter in learned]
