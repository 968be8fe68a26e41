"""How a gradient becomes a step, as lines of Python: one form for each optimiser."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from nn_core.experiment.experiment import Experiment
from nn_core.network.optimiser import (
    ADAM_DECAY,
    ADAM_SQUARE_DECAY,
    EPSILON,
    MOMENTUM,
    RMSPROP_DECAY,
    optimiser,
)
from nn_core.program.source import indented, lines

# What each row of an optimiser's memory is called in the program.
_NAMES: Final = MappingProxyType(
    {
        "gradient_descent": (),
        "momentum": ("velocity",),
        "rmsprop": ("square",),
        "adam": ("average", "square"),
    }
)
_PLURALS: Final = MappingProxyType(
    {"velocity": "velocities", "square": "squares", "average": "averages"}
)


def memory(experiment: Experiment) -> str:
    """What the optimiser remembers, one array for each array of weights or biases."""
    names = _NAMES[experiment.training.optimiser]
    if not names:
        return ""
    title = optimiser(experiment.training.optimiser).title
    return lines(
        f"parameters = {_arrays(experiment, '')}",
        f"# What {title} remembers of earlier gradients.",
        *(f"{_PLURALS[name]} = [np.zeros_like(one) for one in parameters]" for name in names),
    )


def step(experiment: Experiment) -> str:
    """The change of all weights and biases."""
    if experiment.training.optimiser == "gradient_descent":
        return _plain(experiment)
    names = _NAMES[experiment.training.optimiser]
    gradients = _arrays(experiment, "grad_")
    remembered = ", ".join(_PLURALS[name] for name in names)
    return lines(
        f"for parameter, gradient, {', '.join(names)} in zip(",
        f"    parameters, {gradients}, {remembered}",
        "):",
        indented(_FORMULAS[experiment.training.optimiser]),
    )


def _arrays(experiment: Experiment, prefix: str) -> str:
    """All arrays of parameters, or of their gradients, as one list."""
    bias = experiment.architecture.bias
    if experiment.architecture.hidden:
        return f"{prefix}weights + {prefix}biases" if bias else f"{prefix}weights"
    return f"[{prefix}weights, {prefix}bias]" if bias else f"[{prefix}weights]"


def _plain(experiment: Experiment) -> str:
    bias = experiment.architecture.bias
    if not experiment.architecture.hidden:
        return lines(
            "weights -= learning_rate * grad_weights",
            "bias -= learning_rate * grad_bias" if bias else "",
        )
    return lines(
        "for layer in range(len(weights)):",
        "    weights[layer] -= learning_rate * grad_weights[layer]",
        "    biases[layer] -= learning_rate * grad_biases[layer]" if bias else "",
    )


_FORMULAS: Final = MappingProxyType(
    {
        "momentum": lines(
            "# A ball that rolls: every step adds to the velocity.",
            f"velocity[...] = {MOMENTUM} * velocity + gradient",
            "parameter -= learning_rate * velocity",
        ),
        "rmsprop": lines(
            "# Divided by its usual size, the gradient moves all parameters at a like pace.",
            f"square[...] = {RMSPROP_DECAY} * square + (1 - {RMSPROP_DECAY}) * "
            "(gradient * gradient)",
            f"parameter -= learning_rate * gradient / (np.sqrt(square) + {EPSILON})",
        ),
        "adam": lines(
            f"average[...] = {ADAM_DECAY} * average + (1 - {ADAM_DECAY}) * gradient",
            f"square[...] = {ADAM_SQUARE_DECAY} * square + (1 - {ADAM_SQUARE_DECAY}) * "
            "(gradient * gradient)",
            "# Both begin at 0, so they are too small at first: this makes up for it.",
            f"corrected = average / (1 - {ADAM_DECAY} ** (iteration + 1))",
            f"size = np.sqrt(square / (1 - {ADAM_SQUARE_DECAY} ** (iteration + 1))) + {EPSILON}",
            "parameter -= learning_rate * corrected / size",
        ),
    }
)
