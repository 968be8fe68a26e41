"""Where everything stands in the diagram of a network: neurons in columns, lines between them.

Heights and sizes are in pixels of a view 286 pixels high, which is what the stage has; x counts the
layers from 0, so that a wider view spreads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nn_core import Experiment, parameters

# Bias neurons always say 1: they are drawn as squares under their layer.
BIAS = "Bias"
# The plotting area on a page 1400 pixels wide.
WIDTH, HEIGHT = 434, 246
BIGGEST = 46
NAME_HEIGHT = 18
# A column of more neurons has no room for a name under each.
MOST_NAMED = 4


@dataclass(frozen=True)
class Neuron:
    """A circle of the diagram, `size` pixels wide, at x (its layer) and y (pixels from the middle).

    has_name: whether there is room for its name beside an input, or below any other.
    """

    name: str
    x: int
    y: int
    size: int
    has_name: bool
    is_bias: bool = False


@dataclass(frozen=True)
class Edge:
    """A line of the diagram; `layer`, `source` and `target` say which weight it shows, `parameter`
    its place in the flat row, and `share` how far along it its number stands."""

    start: Neuron
    end: Neuron
    layer: int
    source: int
    target: int
    parameter: int
    share: float


@dataclass(frozen=True)
class Diagram:
    """Where everything stands. It depends on the experiment only, never on the weights."""

    layers: tuple[tuple[Neuron, ...], ...]
    edges: tuple[Edge, ...]

    @property
    def neurons(self) -> tuple[Neuron, ...]:
        return tuple(neuron for layer in self.layers for neuron in layer)

    @cached_property
    def places(self) -> NDArray[np.intp]:
        """The place of each edge's weight in the flat row, (n_edges,)."""
        return np.array([edge.parameter for edge in self.edges], dtype=np.intp)

    @property
    def x_range(self) -> tuple[float, float]:
        """The horizontal range, with room for the names on both sides."""
        last = len(self.layers) - 1
        left, right = 115.0, 57.0
        if last > 2:  # many columns: every pixel is needed
            longest = max(len(neuron.name) for neuron in self.layers[0])
            left, right = min(left, 32 + 7.6 * min(longest, 12)), 46.0
        column = (WIDTH - left - right) / last
        return -left / column, last + right / column


def diagram(experiment: Experiment) -> Diagram:
    """The places of all neurons, and the edges between neighbouring layers."""
    return _diagram(parameters.neuron_names(experiment), experiment.architecture.bias)


# A film asks for the same diagram thirty times a second.
@lru_cache(maxsize=64)
def _diagram(names: tuple[tuple[str, ...], ...], bias: bool) -> Diagram:
    last = len(names) - 1
    layers = tuple(
        _column(layer_names, layer, bias and layer < last)
        for layer, layer_names in enumerate(names)
    )
    return Diagram(layers, tuple(_edges(layers)))


def _column(names: Sequence[str], layer: int, has_bias: bool) -> tuple[Neuron, ...]:
    count = len(names) + has_bias
    # An input's name stands beside it, any other below.
    below = NAME_HEIGHT if layer > 0 and len(names) <= MOST_NAMED else 0
    if count < 5:
        pitch = min(0.4, 1 / count) * (HEIGHT - 40)
    else:
        pitch = (HEIGHT - 54) / (count - 1) if below else (HEIGHT - 8) / count
    size = round(min(BIGGEST, pitch - below if below else 0.86 * pitch))
    top = pitch * (count - 1) / 2 + (below / 2 if count >= 5 else 0)
    has_name = bool(below) if layer else pitch >= 10
    return tuple(
        Neuron(name, layer, round(top - place * pitch), size, has_name, place == len(names))
        for place, name in enumerate([*names, BIAS][:count])
    )


def _edges(layers: Sequence[Sequence[Neuron]]) -> Iterator[Edge]:
    first = 0
    for layer, (before, after) in enumerate(pairwise(layers)):
        ends = [neuron for neuron in after if not neuron.is_bias]
        for source, start in enumerate(before):
            for target, end in enumerate(ends):
                place = first + source * len(ends) + target  # biases come after a layer's weights
                yield Edge(start, end, layer, source, target, place, _share(target, len(ends)))
        first += len(before) * len(ends)


def _share(target: int, count: int) -> float:
    """Nearer to the start, where the lines have not yet run together; of many lines that leave one
    neuron each has its number at another distance."""
    return 0.36 + 0.1 * (target % 2) if count < 3 else 0.26 + 0.4 * target / (count - 1)
