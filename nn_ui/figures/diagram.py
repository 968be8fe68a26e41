"""Where everything stands in the diagram of a network: neurons in columns, lines between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nn_core import Experiment, parameters

# Bias neurons always say 1: they are drawn as squares under their layer.
BIAS = "Bias"


@dataclass(frozen=True)
class Neuron:
    """A circle of the diagram, at x (its layer) and y."""

    name: str
    x: float
    y: float
    is_bias: bool = False


@dataclass(frozen=True)
class Edge:
    """A line of the diagram; `layer`, `source` and `target` say which weight it shows."""

    start: Neuron
    end: Neuron
    layer: int
    source: int
    target: int
    parameter: int


@dataclass(frozen=True)
class Diagram:
    """Where everything stands. It depends on the experiment only, never on the weights."""

    layers: tuple[tuple[Neuron, ...], ...]
    edges: tuple[Edge, ...]

    @property
    def neurons(self) -> tuple[Neuron, ...]:
        return tuple(neuron for layer in self.layers for neuron in layer)


def diagram(experiment: Experiment) -> Diagram:
    """The places of all neurons, and the edges between neighbouring layers."""
    names, bias = parameters.neuron_names(experiment), experiment.architecture.bias
    last = len(names) - 1
    layers = tuple(
        _column(layer_names, layer, bias and layer < last)
        for layer, layer_names in enumerate(names)
    )
    return Diagram(layers, tuple(_edges(layers, experiment)))


def _column(names: Sequence[str], layer: int, has_bias: bool) -> tuple[Neuron, ...]:
    count = len(names) + has_bias
    heights = [(count - 1) / 2 - place for place in range(count)]
    spread = min(0.4, 1 / count)
    neurons = [
        Neuron(name, layer, height * spread) for name, height in zip(names, heights, strict=False)
    ]
    bias = [Neuron(BIAS, layer, heights[-1] * spread, is_bias=True)] if has_bias else []
    return (*neurons, *bias)


def _edges(layers: Sequence[Sequence[Neuron]], experiment: Experiment) -> Iterator[Edge]:
    places = parameters.places(experiment)
    for layer, (before, after) in enumerate(pairwise(layers)):
        for source, start in enumerate(before):
            for target, end in enumerate(neuron for neuron in after if not neuron.is_bias):
                of_bias, of_weights = places.biases[layer], places.weights[layer]
                place = of_bias[target] if start.is_bias else of_weights[source, target]
                yield Edge(start, end, layer, source, target, int(place))
