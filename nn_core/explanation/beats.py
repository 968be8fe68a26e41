"""One iteration taken apart, to be looked at slowly: its beats, in the order of the computation.

Values travel forwards layer by layer, then deltas backwards, and then every weight changes. How
much one beat holds is its grain: a layer, a neuron of it, or a single product.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from nn_core.errors import one_of
from nn_core.experiment.experiment import Experiment

LAYER: Final = "layer"
NEURON: Final = "neuron"
PRODUCT: Final = "product"
GRAINS: Final = (LAYER, NEURON, PRODUCT)

# The phases of an iteration, the keys of `program.phases`.
FORWARD: Final = "forward"
ERROR: Final = "error"
SLOPE: Final = "slope"
CHANGE: Final = "change"
NEW_WEIGHTS: Final = "new_weights"


@dataclass(frozen=True)
class Beat:
    """One moment of the slow iteration.

    phase: one of the five; layer: counted from 0 at the first layer after the inputs; neuron: of
    that layer, None for all of them; other: where the beat is a single product, the neuron at its
    other end: of the layer before, where one more than there are stands for the bias, or in the
    slope of a hidden layer, of the layer after. None stands for their sum, and what is made of it.
    """

    phase: str
    layer: int
    neuron: int | None = None
    other: int | None = None


def beats(experiment: Experiment, grain: str) -> tuple[Beat, ...]:
    """All beats of one iteration; raises InputError where there is no such `grain`."""
    one_of(grain, GRAINS, "There is no grain of this name")
    layers = range(len(experiment.shapes))
    split = partial(_split, experiment, grain)
    return (
        *split(FORWARD, layers, _inputs_and_sum),
        *split(ERROR, layers[-1:], _nothing),
        *split(SLOPE, layers[::-1], _neurons_after_and_sum),
        *split(CHANGE, layers[::-1], _inputs),
        *split(NEW_WEIGHTS, layers, _inputs),
    )


def beside(found: tuple[Beat, ...], beat: Beat) -> int:
    """The place among `found`, beats of another grain, of the first that shows what `beat` does."""

    def is_part(one: Beat) -> bool:
        ends = ((one.neuron, beat.neuron), (one.other, beat.other))
        return (one.phase, one.layer) == (beat.phase, beat.layer) and all(
            a is None or b is None or a == b for a, b in ends
        )

    return next((place for place, one in enumerate(found) if is_part(one)), 0)


def _split(
    experiment: Experiment,
    grain: str,
    phase: str,
    layers: range,
    others: Callable[[Experiment, int], tuple[int | None, ...]],
) -> Iterator[Beat]:
    for layer in layers:
        if grain == LAYER:
            yield Beat(phase, layer)
            continue
        for neuron in range(experiment.shapes[layer][1]):
            ends = others(experiment, layer) if grain == PRODUCT else (None,)
            yield from (Beat(phase, layer, neuron, other) for other in ends)


def _inputs(experiment: Experiment, layer: int) -> tuple[int | None, ...]:
    """What a neuron of the layer has a weight for, and its bias where it has one."""
    return tuple(range(experiment.shapes[layer][0] + experiment.architecture.bias))


def _inputs_and_sum(experiment: Experiment, layer: int) -> tuple[int | None, ...]:
    return (*_inputs(experiment, layer), None)


def _neurons_after_and_sum(experiment: Experiment, layer: int) -> tuple[int | None, ...]:
    """What a delta of the layer comes back from; the output layer has its own from the error."""
    is_last = layer == len(experiment.shapes) - 1
    return (None,) if is_last else (*range(experiment.shapes[layer + 1][1]), None)


def _nothing(_experiment: Experiment, _layer: int) -> tuple[int | None, ...]:
    return (None,)
