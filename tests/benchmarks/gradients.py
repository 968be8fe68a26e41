"""Gradients and optimisers beside PyTorch's, for every activation, loss and regularisation.

pip install -r tests/benchmarks/requirements.txt
python -m tests.benchmarks.gradients             # prints the tables; fails when one is too far off
python -m tests.benchmarks.gradients --write     # and puts them into docs/benchmarks.md
"""

from collections.abc import Callable
from itertools import product
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from nn_core import Architecture, Dataset, Experiment, TrainingSettings
from nn_core.network.activation import of_hidden_layers
from nn_core.network.curves import LEAK
from nn_core.network.loss import LOSSES
from nn_core.network.optimiser import EPSILON, OPTIMISERS, RMSPROP_DECAY
from nn_core.training.parameters import views
from nn_core.training.trainer import Trainer
from nn_core.training.update import State, no_memory, update
from tests.any_experiment import outputs_for
from tests.benchmarks import report

SAME: Final = 1e-10
# Not more: near a minimum RMSProp divides rounding errors by gradients as small as they are.
N_UPDATES: Final = 100
RATE: Final = 0.01
PRICES: Final = {"none": (0.0, 0.0), "L1": (0.03, 0.0), "L2": (0.0, 0.2), "L1 and L2": (0.03, 0.2)}
FUNCTIONS: Final[dict[str, Callable[[Tensor], Tensor]]] = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": lambda z: functional.leaky_relu(z, LEAK),
    "softplus": lambda z: functional.softplus(z, threshold=1e3),  # exact, not linear from 20 on
    "identity": lambda z: z,
    "sine": torch.sin,
    "softmax": lambda z: torch.softmax(z, dim=1),
}


def experiment(
    hidden: str, output: str, loss: str, prices: tuple[float, float], optimiser: str
) -> Experiment:
    rng = np.random.default_rng(7)
    X, y = rng.uniform(-2, 2, (9, 3)), rng.uniform(0, 1, (9, 2))
    if LOSSES[loss].by_row:
        y = y / y.sum(axis=1, keepdims=True)
    dataset = Dataset(X, y)
    training = TrainingSettings(RATE, loss, optimiser, None, *prices)
    return Experiment(dataset, Architecture((5, 4), True, hidden, output), training)


def cost(made: Experiment, weights: list[Tensor], biases: list[Tensor]) -> Tensor:
    """PyTorch's own losses, and the price of the weights as its users write it."""
    X, y = torch.tensor(made.X), torch.tensor(made.dataset.y)
    output = z = X
    for layer, activation in enumerate(made.activations):
        z = output @ weights[layer] + biases[layer]
        output = FUNCTIONS[activation.key](z)
    losses = {
        "half_sum_of_squares": lambda: 0.5 * functional.mse_loss(output, y, reduction="sum"),
        "mean_squared_error": lambda: functional.mse_loss(output, y),
        "cross_entropy": lambda: functional.binary_cross_entropy_with_logits(z, y),
        "categorical_cross_entropy": lambda: functional.cross_entropy(z, y),
    }
    training = made.training
    price = sum(training.l1 * w.abs().sum() + training.l2 / 2 * (w**2).sum() for w in weights)
    return losses[training.loss]() + price


def tensors(made: Experiment, row: np.ndarray) -> tuple[list[Tensor], list[Tensor]]:
    weights, biases = views(row, made)
    learned = [
        [torch.tensor(each, requires_grad=True) for each in all_] for all_ in (weights, biases)
    ]
    return learned[0], learned[1]


def as_row(made: Experiment, weights: list[Tensor], biases: list[Tensor]) -> np.ndarray:
    row = np.zeros(made.n_parameters)
    own = views(row, made)
    for layer, (layer_weights, bias) in enumerate(zip(weights, biases, strict=True)):
        own.weights[layer][...] = layer_weights.numpy()
        own.biases[layer][...] = bias.numpy()
    return row


def gradient_difference(made: Experiment) -> float:
    """The largest difference of any gradient from PyTorch's, at random parameters."""
    row = np.random.default_rng(11).uniform(-1, 1, made.n_parameters)
    weights, biases = tensors(made, row)
    cost(made, weights, biases).backward()
    theirs = as_row(made, [w.grad for w in weights], [b.grad for b in biases])
    own = update(made, State(row, no_memory(made)), 0).gradient
    return float(np.abs(own - theirs).max())


def training_difference(made: Experiment) -> float:
    """The largest difference of any parameter from PyTorch's after N_UPDATES updates."""
    trainer = Trainer(made)
    weights, biases = tensors(made, trainer.parameters)
    learned, rate = [*weights, *biases], made.training.learning_rate
    makers = {
        "gradient_descent": lambda: torch.optim.SGD(learned, rate),
        "momentum": lambda: torch.optim.SGD(learned, rate, momentum=0.9),
        "rmsprop": lambda: torch.optim.RMSprop(learned, rate, RMSPROP_DECAY, EPSILON),
        "adam": lambda: torch.optim.Adam(learned, rate),
    }
    descent = makers[made.training.optimiser]()
    for _ in range(N_UPDATES):
        descent.zero_grad()
        cost(made, weights, biases).backward()
        descent.step()
    trainer.advance(N_UPDATES)
    theirs = as_row(made, [w.detach() for w in weights], [b.detach() for b in biases])
    return float(np.abs(trainer.parameters - theirs).max())


def gradient_rows() -> list[list[str]]:
    """A line for every loss and regularisation: the largest difference over all pairs of hidden and
    output activation."""
    rows = []
    for (name, prices), loss in product(PRICES.items(), LOSSES):
        found = [
            gradient_difference(experiment(hidden, output, loss, prices, "gradient_descent"))
            for hidden, output in product(of_hidden_layers(), outputs_for(loss))
        ]
        rows.append(
            [LOSSES[loss].title, name, str(len(found)), f"{max(found):.1e}", verdict(found)]
        )
    return rows


def training_rows() -> list[list[str]]:
    """A line for every optimiser: the largest difference over all hidden activations."""
    rows = []
    for key, one in OPTIMISERS.items():
        found = [
            training_difference(experiment(hidden, "sigmoid", "cross_entropy", PRICES["L2"], key))
            for hidden in of_hidden_layers()
        ]
        rows.append([one.title, str(len(found)), f"{max(found):.1e}", verdict(found)])
    return rows


def verdict(found: list[float]) -> str:
    return "reached" if max(found) <= SAME else "missed"


def text() -> str:
    gradients, training = gradient_rows(), training_rows()
    header = ["loss", "regularisation", "pairs of activations", "largest difference", "result"]
    return f"""
`python -m tests.benchmarks.gradients --write`.
{report.circumstances("numpy", "torch")}

Gradients of a 3-5-4-2 network with biases on 9 random rows, at parameters from -1 to 1, beside
those of PyTorch's autograd (float64) and its own losses; every activation in the hidden layers with
every activation at the output (cross-entropy: sigmoid; categorical cross-entropy: softmax). Target:
at most {SAME:g} apart.

{report.table(header, gradients)}

Parameters after {N_UPDATES} updates of the same network (cross-entropy, L2 0.2, learning rate
{RATE:g}), for every activation in the hidden layers, beside those of `torch.optim`:

{report.table(["optimiser", "networks", "largest difference", "result"], training)}
"""


def main() -> None:
    title = "Gradients and optimisers beside PyTorch's"
    if "missed" in report.told("Compare gradients with PyTorch's.", "gradients", title, text):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
