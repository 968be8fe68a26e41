"""The parts of a diagram: neurons, and the lines between them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Neuron:
    """A circle of the diagram, `size` pixels wide, at x (its layer) and y (pixels from the middle).

    has_name: whether there is room for its name beside an input, above the first neuron of a
    hidden layer, where the fewest lines pass, and below any other; of many outputs it stands beside
    each.
    """

    name: str
    x: int
    y: int
    size: int
    has_name: bool
    is_bias: bool = False
    is_named_above: bool = False
    is_named_right: bool = False


@dataclass(frozen=True)
class Edge:
    """A line of the diagram; `layer`, `source` and `target` say which weight it shows, `parameter`
    its place in the flat row. `share` is how far along it its number stands, on which `side` of it,
    or its point for the pointer where it `has_number` not."""

    start: Neuron
    end: Neuron
    layer: int
    source: int
    target: int
    parameter: int
    share: float
    side: str
    has_number: bool

    @property
    def spot(self) -> tuple[float, float]:
        """The point of its number: layer and height."""
        start, end = self.start, self.end
        return (
            start.x + self.share * (end.x - start.x),
            start.y + self.share * (end.y - start.y),
        )
