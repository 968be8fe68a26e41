"""Where everything stands in the diagram of a network: neurons in columns, lines between them.

Heights and sizes are in pixels of a view 286 pixels high, which the page draws smaller or larger; x
counts the layers from 0, so that a wider view spreads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nn_core import Experiment
from nn_core.training import parameters
from nn_ui.figures import number_places
from nn_ui.figures.diagram_parts import Edge, Neuron
from nn_ui.figures.number_places import ABOVE, Place, Size
from nn_ui.figures.text import plain, told_apart
from nn_ui.figures.weight_table import (
    MOST_INPUTS_AS_LINES,
    MOST_NAMED_BELOW,
    WeightTable,
    weight_table,
)

# Bias neurons always say 1: they are drawn as squares under their layer.
BIAS = "Bias"
# The plotting area.
WIDTH, HEIGHT = 434, 246
BIGGEST = 46
NAME_HEIGHT = 18
# The letters of an output's name for which there is room beside it.
LONGEST_OUTPUT = 10
# More numbers than this hide each other; hovering over a line's middle still tells its weight.
MOST_NUMBERS = 24


@dataclass(frozen=True)
class Diagram:
    """Where everything stands. It depends on the experiment only, never on the weights.

    With a `table` the first layer's weights stand in it instead of on lines: there are no inputs,
    the diagram takes what the table leaves of the width, and without hidden layers it is empty.
    """

    layers: tuple[tuple[Neuron, ...], ...]
    edges: tuple[Edge, ...]
    table: WeightTable | None = None

    @cached_property
    def neurons(self) -> tuple[Neuron, ...]:
        """All neurons in one row, the first layer's first."""
        return tuple(neuron for layer in self.layers for neuron in layer)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Each neuron's name as Plotly shows it to the letter."""
        return tuple(plain(neuron.name) for neuron in self.neurons)

    @cached_property
    def places(self) -> NDArray[np.intp]:
        """The place of each edge's weight in the flat row, (n_edges,)."""
        return np.array([edge.parameter for edge in self.edges], dtype=np.intp)

    @property
    def x_range(self) -> tuple[float, float]:
        """The horizontal range, with room for the names on both sides."""
        left, right = _margins(self.layers)
        column = _column_width(self.layers, self.width)
        first = 0 if self.table is None else 1
        return first - left / column, len(self.layers) - 1 + right / column

    @property
    def left(self) -> float:
        """Where the diagram begins, as a share of the view's width: behind the table, if any."""
        return 0.0 if self.table is None or self.table.share == 1 else self.table.share

    @property
    def width(self) -> float:
        """The pixels that the diagram has."""
        return WIDTH * (1 - self.left)

    def places_on(self, edges: Sequence[Edge], size: Size) -> tuple[Place, ...] | None:
        """Where on each of these lines a text of this `size`, (width, height) in pixels, can stand,
        if need be over a neuron; None where they have no room."""
        if len(edges) > MOST_NUMBERS:
            return None
        column = _column_width(self.layers, self.width)
        lines = [
            ((edge.start.x * column, edge.start.y), (edge.end.x * column, edge.end.y))
            for edge in edges
        ]
        neurons = [_box(neuron, column) for neuron in self.neurons]
        clear = number_places.places(lines, neurons, [size])
        return clear or number_places.places(lines, [], [size])

    def across(self, layer: float) -> float:
        """How far from the left edge of the view a layer stands, as a share of its width."""
        low, high = self.x_range
        return self.left + (1 - self.left) * (layer - low) / (high - low)


def diagram(experiment: Experiment, *, with_table: bool = True) -> Diagram:
    """The places of all neurons, and the edges between neighbouring layers; the first layer of many
    inputs becomes a table where the view has one."""
    *before, outputs = parameters.neuron_names(experiment)
    names = (*before, told_apart(outputs))
    is_table = with_table and len(names[0]) > MOST_INPUTS_AS_LINES
    return _diagram(names, experiment.architecture.bias, is_table)


# A film asks for the same diagram thirty times a second.
@lru_cache(maxsize=64)
def _diagram(names: tuple[tuple[str, ...], ...], bias: bool, is_table: bool) -> Diagram:
    last = len(names) - 1
    layers = tuple(
        _column(layer_names, layer, bias and layer < last, layer < last)
        for layer, layer_names in enumerate(names)
    )
    if not is_table:
        return Diagram(layers, tuple(_edges(layers, 0, WIDTH)))
    table = weight_table(names, BIAS if bias else None)
    if last == 1:
        return Diagram(((), ()), (), table)
    empty = Diagram(((), *layers[1:]), (), table)
    return replace(empty, edges=tuple(_edges(empty.layers, table.n_cells, empty.width)))


def _column(
    names: Sequence[str], layer: int, has_bias: bool, is_before: bool
) -> tuple[Neuron, ...]:
    """The neurons of a layer; one that `is_before` others is no output."""
    count, is_few = len(names) + has_bias, len(names) <= MOST_NAMED_BELOW
    # An input's name stands beside it, and so do those of many outputs; any other below.
    below = NAME_HEIGHT if layer > 0 and is_few else 0
    # With a name above the first neuron and one below the last.
    pitch = min(0.4, 1 / count) * (HEIGHT - 40) if count < 5 else (HEIGHT - below) / count
    size = round(min(BIGGEST, pitch - below if below else 0.86 * pitch))
    top = pitch * (count - 1) / 2
    is_beside = not is_few and not is_before
    has_name = bool(below) if layer and not is_beside else pitch >= 10
    return tuple(
        Neuron(
            name,
            layer,
            round(top - place * pitch),
            size,
            has_name,
            place == len(names),
            bool(layer) and is_before and has_name and place == 0,
            is_beside,
        )
        for place, name in enumerate([*names, BIAS][:count])
    )


def _edges(layers: Sequence[Sequence[Neuron]], first: int, view: float) -> Iterator[Edge]:
    """All lines in a view so many pixels wide; `first` parameters of the flat row have none."""
    n_edges = sum(len(pairs) for pairs in _gaps(layers))
    width = _column_width(layers, view)
    taken = [_box(n, width) for layer in layers for n in layer]
    for layer, pairs in enumerate(_gaps(layers)):
        lines = [((a.x * width, a.y), (b.x * width, b.y)) for a, b in pairs]
        places = number_places.places(lines, taken) if n_edges <= MOST_NUMBERS else None
        n_ends = sum(not neuron.is_bias for neuron in layers[layer + 1])
        for place, (start, end) in enumerate(pairs):
            source, target = divmod(place, n_ends)  # biases come after a layer's weights
            share, side = places[place] if places else (_share(target, n_ends), ABOVE)
            has_number = places is not None
            yield Edge(start, end, layer, source, target, first + place, share, side, has_number)
        first += len(pairs)


def _gaps(layers: Sequence[Sequence[Neuron]]) -> list[list[tuple[Neuron, Neuron]]]:
    """The two ends of every line, for each pair of neighbouring layers."""
    return [
        [(start, end) for start in before for end in after if not end.is_bias]
        for before, after in pairwise(layers)
    ]


def _share(target: int, count: int) -> float:
    """Of many lines that leave one neuron each has its point at another distance."""
    return 0.46 if count < 2 else 0.26 + 0.4 * target / (count - 1)


def _box(neuron: Neuron, column: float) -> number_places.Box:
    """The pixels that a neuron takes, with the name below or above it, in columns that are so many
    pixels apart."""
    x, half = neuron.x * column, neuron.size / 2
    if neuron.x and neuron.has_name and not neuron.is_named_right:
        wide = max(half, 3.2 * min(len(neuron.name), 12))
        bottom, top = (0, NAME_HEIGHT) if neuron.is_named_above else (NAME_HEIGHT, 0)
        return x - wide, x + wide, neuron.y - half - bottom, neuron.y + half + top
    return x - half, x + half, neuron.y - half, neuron.y + half


def _column_width(layers: Sequence[Sequence[Neuron]], view: float) -> float:
    n_columns = sum(bool(layer) for layer in layers)
    return (view - sum(_margins(layers))) / max(1, n_columns - 1)


def _margins(layers: Sequence[Sequence[Neuron]]) -> tuple[float, float]:
    """The room for names on the left and on the right."""
    beside = [len(neuron.name) for neuron in layers[-1] if neuron.is_named_right]
    right = 22 + 6.5 * min(max(beside), LONGEST_OUTPUT) if beside else 46.0
    if not layers[0]:
        return 0.7 * BIGGEST, right
    if len(layers) <= 3:
        return 115.0, max(57.0, right)
    longest = max(len(neuron.name) for neuron in layers[0])  # of many columns every pixel is needed
    return 40 + 8.6 * min(longest, 9), right
