"""What the tests compare with: the same maths written naively, and the experiments to try it on."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from nn_core import Architecture, Dataset, Experiment, TrainingSettings

Array = NDArray[np.float64]
Layers = list[tuple[Array, Array]]  # (weights, bias) of each layer
ARTICLE_X: Final = ((0, 1, 1), (1, 0, 0), (1, 0, 1))
ARTICLE_Y: Final = (1, 0, 1)


def article_path(X: ArrayLike, y: ArrayLike, n_iterations: int, seed: int = 1) -> Array:
    """The article's loop: its weights at iterations 0 to n_iterations, (n_iterations + 1, n_in)."""
    inputs, targets = np.array(X), np.array([y]).T
    np.random.seed(seed)
    weights = 2 * np.random.random((inputs.shape[1], 1)) - 1
    path = [weights.copy()]
    for _ in range(n_iterations):
        output = 1 / (1 + np.exp(-np.dot(inputs, weights)))
        weights += np.dot(inputs.T, (targets - output) * output * (1 - output))
        path.append(weights.copy())
    return np.array(path)[:, :, 0]


def initial_layers(experiment: Experiment) -> Layers:
    """Weights drawn layer by layer, biases of zero."""
    data = experiment.dataset
    sizes = [data.X.shape[1], *experiment.architecture.hidden, data.y.shape[1]]
    rng = np.random.RandomState(experiment.seed)
    return [
        (2 * rng.random_sample((sizes[i], sizes[i + 1])) - 1, np.zeros(sizes[i + 1]))
        for i in range(len(sizes) - 1)
    ]


def outputs(layers: Layers, X: Array) -> list[Array]:
    """The inputs, then every layer's output."""
    found = [X]
    for weights, bias in layers:
        found.append(1 / (1 + np.exp(-(found[-1] @ weights + bias))))
    return found


def loss(layers: Layers, X: Array, y: Array) -> float:
    return float(((y - outputs(layers, X)[-1]) ** 2).sum() / 2)


def train(experiment: Experiment, n_iterations: int) -> Layers:
    """Plain gradient descent: every layer's new weights and biases, from the old ones of all."""
    X, y = experiment.dataset.X, experiment.dataset.y
    rate = experiment.training.learning_rate
    layers = initial_layers(experiment)
    for _ in range(n_iterations):
        passed = outputs(layers, X)
        blame, changed = passed[-1] - y, []
        for (weights, bias), before, after in zip(
            layers[::-1], passed[-2::-1], passed[:0:-1], strict=True
        ):
            delta = blame * after * (1 - after)
            blame = delta @ weights.T
            bias_step = rate * delta.sum(axis=0) * experiment.architecture.bias
            changed.append((weights - rate * before.T @ delta, bias - bias_step))
        layers = changed[::-1]
    return layers


def article(seed: int = 1, learning_rate: float = 1.0) -> Experiment:
    """The article's experiment."""
    dataset = Dataset(X=ARTICLE_X, y=ARTICLE_Y)
    return Experiment(dataset, training=TrainingSettings(learning_rate), seed=seed)


def tables(largest: float = 2.0) -> st.SearchStrategy[Dataset]:
    """Small tables with values from -largest to largest."""

    def of_shape(shape: tuple[int, int, int]) -> st.SearchStrategy[Dataset]:
        n_rows, n_inputs, n_outputs = shape
        return st.builds(Dataset, matrices(n_rows, n_inputs), matrices(n_rows, n_outputs))

    def matrices(n_rows: int, n_columns: int) -> st.SearchStrategy[list[list[float]]]:
        number = st.floats(-largest, largest) | st.sampled_from([0.0, 1.0, largest, -largest])
        row = st.lists(number, min_size=n_columns, max_size=n_columns)
        return st.lists(row, min_size=n_rows, max_size=n_rows)

    return st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 3)).flatmap(of_shape)


def experiments(
    largest: float = 2.0, learning_rates: Sequence[float] = (0.01, 0.5, 1.0, 3.0)
) -> st.SearchStrategy[Experiment]:
    """Any small experiment: several outputs, up to three hidden layers, with and without bias."""
    return st.builds(
        Experiment,
        dataset=tables(largest),
        architecture=st.builds(
            Architecture, hidden=st.lists(st.integers(1, 4), max_size=3), bias=st.booleans()
        ),
        training=st.builds(TrainingSettings, st.sampled_from(learning_rates)),
        seed=st.integers(0, 2**32 - 1),
    )
