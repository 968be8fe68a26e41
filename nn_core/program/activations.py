"""Activations and their slopes as lines of Python, as in `nn_core.network`."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple

from nn_core.experiment.architecture import Architecture
from nn_core.network.activation import LEAK
from nn_core.program.source import lines


class _Formulas(NamedTuple):
    """What the functions return, and what the slope is the slope of."""

    function: str
    slope: str
    why: str = ""


_FORMULAS: Final = MappingProxyType(
    {
        "sigmoid": _Formulas(
            "1 / (1 + np.exp(-z))", "output * (1 - output)", "output is the sigmoid of z already"
        ),
        "tanh": _Formulas("np.tanh(z)", "1 - output * output", "output is tanh(z) already"),
        "relu": _Formulas("np.maximum(z, 0.0)", "(z > 0).astype(float)"),
        "leaky_relu": _Formulas(f"np.maximum(z, {LEAK} * z)", f"np.where(z > 0, 1.0, {LEAK})"),
        "softplus": _Formulas("np.logaddexp(0.0, z)", "1 / (1 + np.exp(-z))", "the sigmoid"),
        "identity": _Formulas("z", "np.ones_like(z)"),
        "sine": _Formulas("np.sin(z)", "np.cos(z)"),
    }
)


def used(architecture: Architecture) -> tuple[str, ...]:
    """The keys of the activations in the network, each once, the output's last."""
    hidden = (architecture.activation,) if architecture.hidden else ()
    return tuple(dict.fromkeys((*hidden, architecture.output_activation)))


def definitions(architecture: Architecture) -> str:
    """The functions of all activations in the network."""
    return "\n\n\n".join(_definition(key) for key in used(architecture))


def may_overflow(architecture: Architecture) -> bool:
    """Whether exp(-z) is computed, which is infinite far below zero, and rightly so."""
    return bool({"sigmoid", "softplus"} & set(used(architecture)))


def _definition(key: str) -> str:
    function, slope, why = _FORMULAS[key]
    return lines(
        f"def {key}(z):",
        f"    return {function}\n\n",
        f"def {key}_slope(z, output):",
        f"    return {slope}{f'  # {why}' if why else ''}",
    )
