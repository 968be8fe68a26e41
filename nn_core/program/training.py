"""Training as lines of Python: as in `update.py`."""

from __future__ import annotations

import numpy as np

from nn_core.experiment.experiment import Experiment
from nn_core.experiment.intervention import PARAMETER, Intervention
from nn_core.program.network import first_delta, is_batched
from nn_core.program.source import indented, lines, number
from nn_core.program.steps import memory, step
from nn_core.training.parameters import places


def explanation(experiment: Experiment) -> str:
    """What the loop does."""
    sentences = [
        "Every update computes the outputs, and from how wrong they are the slope of the loss by "
        "each weight (delta is its slope by z). Each weight then goes a small step downhill."
    ]
    if is_batched(experiment):
        sentences.append(
            "An update looks at a few rows, a batch; every epoch goes through all rows, in a new "
            "random order that depends on the seed and the epoch only."
        )
    if experiment.interventions:
        sentences.append("What was changed on the way is changed after as many updates.")
    return " ".join(sentences)


def loop(experiment: Experiment, iteration: int, *, with_losses: bool) -> str:
    """The settings, and the loop that changes the weights."""
    return lines(
        _settings(experiment, iteration),
        memory(experiment),
        _at_start(experiment),
        "losses = []  # pairs of iteration and loss, at most some two thousand"
        if with_losses
        else "",
        "\nfor iteration in range(n_iterations):",
        indented(
            lines(
                _losses() if with_losses else "",
                _batch(experiment),
                _gradient(experiment),
                step(experiment),
                _on_the_way(experiment),
            )
        ),
    )


def _settings(experiment: Experiment, iteration: int) -> str:
    training = experiment.training
    prices = [
        f"{which} = {number(getattr(training, which))}  # {what}"
        for which, what in (
            ("l1", "the price of a weight's size"),
            ("l2", "the price of half its square"),
        )
        if _is_priced(experiment, which)
    ]
    rate = f"learning_rate = {number(training.learning_rate)}"
    return lines(rate, *prices, f"n_iterations = {iteration}")


def _is_priced(experiment: Experiment, which: str) -> bool:
    """Whether L1 or L2 regularisation plays a part at any time."""
    changed = any(one.what == which for one in experiment.interventions)
    return changed or getattr(experiment.training, which) != 0


def _losses() -> str:
    return lines(
        "if iteration < 1000 or iteration % (n_iterations // 1000) == 0:",
        "    losses.append((iteration, loss(X, y)))",
    )


def _batch(experiment: Experiment) -> str:
    if not is_batched(experiment):
        return ""
    size = experiment.training.batch_size or 1
    per_epoch = -(-experiment.dataset.n_samples // size)  # rounded up
    return lines(
        f"epoch, place = divmod(iteration, {per_epoch})  # {per_epoch} batches are an epoch",
        "if place == 0:",
        "    order = np.random.default_rng((seed, epoch)).permutation(len(X))",
        f"rows = order[place * {size} : place * {size} + {size}]",
        "batch_X, batch_y = X[rows], y[rows]",
    )


def _gradient(experiment: Experiment) -> str:
    X = "batch_X" if is_batched(experiment) else "X"
    delta = f"delta = {first_delta(experiment)}"
    activation = experiment.architecture.activation
    if not experiment.architecture.hidden:
        return lines(
            f"z, output = forward({X})",
            delta,
            f"grad_weights = np.dot({X}.T, delta)",
            _price(experiment, "grad_weights", "weights"),
            _bias(experiment, "grad_bias = np.dot(np.ones(len(delta)), delta)"),
        )
    return lines(
        f"zs, outputs = forward({X})",
        delta,
        "grad_weights = [None] * len(weights)",
        _bias(experiment, "grad_biases = [None] * len(weights)", why=""),
        "for layer in reversed(range(len(weights))):  # backwards: the last layer first",
        "    grad_weights[layer] = np.dot(outputs[layer].T, delta)",
        indented(_price(experiment, "grad_weights[layer]", "weights[layer]")),
        indented(_bias(experiment, "grad_biases[layer] = np.dot(np.ones(len(delta)), delta)")),
        "    if layer > 0:",
        f"        slope = {activation}_slope(zs[layer - 1], outputs[layer])",
        "        delta = np.dot(delta, weights[layer].T) * slope",
    )


def _bias(
    experiment: Experiment, line: str, why: str = "# A bias is the weight of an input of 1.\n"
) -> str:
    """A line that a network without biases does not need."""
    return why + line if experiment.architecture.bias else ""


def _price(experiment: Experiment, gradient: str, weights: str) -> str:
    """What regularisation adds to a gradient."""
    terms = [
        f"l1 * np.sign({weights})" if _is_priced(experiment, "l1") else "",
        f"l2 * {weights}" if _is_priced(experiment, "l2") else "",
    ]
    priced = [term for term in terms if term]
    return f"{gradient} += {' + '.join(priced)}" if priced else ""


def _at_start(experiment: Experiment) -> str:
    now = [one for one in experiment.interventions if one.iteration == 0]
    changes = [_change(experiment, one) for one in now]
    return lines("# Changed before the first update." if changes else "", *changes)


def _on_the_way(experiment: Experiment) -> str:
    later = [one for one in experiment.interventions if one.iteration > 0]
    changes = [
        f"if iteration + 1 == {one.iteration}:\n    {_change(experiment, one)}" for one in later
    ]
    return lines("# Changes on the way, after so many updates." if changes else "", *changes)


def _change(experiment: Experiment, one: Intervention) -> str:
    if one.what != PARAMETER:
        return f"{one.what} = {number(one.value)}"
    at, hidden = places(experiment), bool(experiment.architecture.hidden)
    named = [
        *((f"weights[{i}]" if hidden else "weights", these) for i, these in enumerate(at.weights)),
        *((f"biases[{i}]" if hidden else "bias", these) for i, these in enumerate(at.biases)),
    ]
    # The biases that a network does not have are zeros, and come after all weights.
    name, array = next((name, array) for name, array in named if one.parameter in array)
    found = ", ".join(str(index) for index in np.argwhere(array == one.parameter)[0])
    return f"{name}[{found}] = {number(one.value)}"
