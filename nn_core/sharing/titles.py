"""What the keys that a setup holds stand for, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from nn_core.network.activation import activation
from nn_core.network.loss import loss
from nn_core.network.optimiser import optimiser
from nn_core.network.start import start

# By the keys of the fields in a link.
TITLES: Final[Mapping[str, Callable[[object], str]]] = MappingProxyType(
    {
        "activation": lambda key: activation(key).title,
        "output": lambda key: activation(key).title,
        "weights": lambda key: start(key).title,
        "loss": lambda key: loss(key).title,
        "optimiser": lambda key: optimiser(key).title,
    }
)
