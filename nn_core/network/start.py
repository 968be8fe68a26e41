"""Starts: how large the first weights of a network may be, before it has learned anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from nn_core.errors import one_of
from nn_core.network.arguments import arguments


@dataclass(frozen=True)
class Start:
    """One way to choose the first weights: evenly between -bound and bound, or all zero.

    bound: a function of nothing or of `n_in` and `n_out`, the sizes of a layer; one expression,
    which programs quote. None: every weight starts at 0, so that all neurons of a layer stay alike.
    """

    key: str
    title: str
    bound: Callable[..., float] | None

    def bound_of(self, n_in: int, n_out: int) -> float:
        """How far from 0 the first weights of a layer, (n_in, n_out), may be."""
        if self.bound is None:
            return 0.0
        sizes = {"n_in": n_in, "n_out": n_out}
        return float(self.bound(**{name: sizes[name] for name in arguments(self.bound)}))


def one() -> float:
    """As in the article."""
    return 1.0


def glorot(n_in: int, n_out: int) -> Any:
    """Keeps signals about as large from layer to layer, forwards and backwards.

    Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
    networks" (2010), equation 16.
    """
    return np.sqrt(6 / (n_in + n_out))


def he(n_in: int) -> Any:
    """The same for ReLU neurons, which let half of a signal through.

    Source: He et al., "Delving deep into rectifiers" (2015), equation 10, as an even distribution.
    """
    return np.sqrt(6 / n_in)


STARTS: Final = MappingProxyType(
    {
        start.key: start
        for start in (
            Start("uniform", "Even from −1 to 1", one),
            Start("glorot", "Glorot (Xavier)", glorot),
            Start("he", "He", he),
            Start("zero", "All zero", None),
        )
    }
)


def start(key: object) -> Start:
    """The start with this key; InputError when there is none."""
    return STARTS[one_of(key, STARTS, "Initial weights of this name are not known")]
