"""What a beat of the slow iteration writes on the lines and under the neurons of its diagram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from nn_core.explanation import beats
from nn_core.explanation.explanation import Explanation
from nn_core.tables.number_style import fixed, shortest
from nn_ui.figures.diagram_parts import Edge
from nn_ui.figures.text import compact, signed


@dataclass(frozen=True)
class BeatTexts:
    """What a phase writes on one line, and under the neuron `place` of a layer; the second number
    that both take is the place of the row among those that the update looks at."""

    on_line: Callable[[Explanation, int, Edge], str]
    under_neuron: Callable[[Explanation, int, int, int], str]


def _nothing(*_: object) -> str:
    return ""


def _weight(explanation: Explanation, edge: Edge) -> float:
    return float(explanation.snapshot.parameters[edge.parameter])


def _product(explanation: Explanation, row: int, edge: Edge) -> str:
    value = 1.0 if edge.start.is_bias else explanation.layers[edge.layer].inputs[row, edge.source]
    return f"{compact(float(value))} × {signed(_weight(explanation, edge))}"


def _carried(explanation: Explanation, row: int, edge: Edge) -> str:
    delta = explanation.layers[edge.layer].delta[row, edge.target]
    return f"{signed(float(delta))} × {signed(_weight(explanation, edge))}"


def _change(explanation: Explanation, _row: int, edge: Edge) -> str:
    after = float(explanation.after.parameters[edge.parameter])
    return f"change {signed(after - _weight(explanation, edge))}"


def _before_and_after(explanation: Explanation, _row: int, edge: Edge) -> str:
    after = float(explanation.after.parameters[edge.parameter])
    return f"{signed(_weight(explanation, edge))} → {signed(after)}"


def _z(explanation: Explanation, row: int, layer: int, place: int) -> str:
    return f"z = {signed(float(explanation.layers[layer].z[row, place]))}"


def _error(explanation: Explanation, row: int, _layer: int, place: int) -> str:
    target, error = explanation.output.target[row, place], explanation.output.error[row, place]
    return f"target {shortest(float(target))}, error = {signed(float(error))}"


def _slope(explanation: Explanation, row: int, layer: int, place: int) -> str:
    """In the output layer there is room for both."""
    if layer < len(explanation.layers) - 1:
        return _delta(explanation, row, layer, place)
    slope = explanation.layers[layer].slope[row, place]
    return f"slope = {fixed(float(slope), 3)}, {_delta(explanation, row, layer, place)}"


def _delta(explanation: Explanation, row: int, layer: int, place: int) -> str:
    return f"delta = {signed(float(explanation.layers[layer].delta[row, place]))}"


BEAT_TEXTS: Final = MappingProxyType(
    {
        beats.FORWARD: BeatTexts(_product, _z),
        beats.ERROR: BeatTexts(_nothing, _error),
        beats.SLOPE: BeatTexts(_carried, _slope),
        beats.CHANGE: BeatTexts(_change, _delta),
        beats.NEW_WEIGHTS: BeatTexts(_before_and_after, _nothing),
    }
)
