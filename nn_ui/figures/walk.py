"""One iteration, phase by phase, in the diagram: values travel forwards, then deltas backwards.

The picture is that of the network, shown one row of the table, with the numbers of one phase on
its lines and in its neurons. Dots run along the lines in the direction in which the values go.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from nn_core.explanation.explanation import Explanation
from nn_core.program.phases import Phase
from nn_core.tables.number_style import fixed, shortest
from nn_ui.figures.diagram import BIGGEST, Diagram, Edge, Neuron, diagram
from nn_ui.figures.network import network_figure
from nn_ui.figures.palette import Palette
from nn_ui.figures.text import compact, signed

# Notes under more neurons of a layer hide each other, and more dots hide the lines.
MOST_NOTES, MOST_DOTS = 6, 200
FORWARD, BACKWARD = "forward", "backward"


@dataclass(frozen=True)
class PhaseWords:
    """What one phase writes on a line and under a neuron, and which way its dots go."""

    on_edge: Callable[[Explanation, int, Edge], str]
    under_neuron: Callable[[Explanation, int, int, int], str]
    direction: str | None


def walk_figure(
    explanation: Explanation, phase: Phase, row: int, colours: Palette, chosen: int | None
) -> go.Figure:
    """The diagram at one `phase` of the next iteration, for the row at the place `row` among those
    that the update looks at."""
    snapshot = explanation.snapshot
    # Dots travel along lines, so the first layer has lines here, however many.
    plan, words = diagram(snapshot.experiment, with_table=False), _WORDS[phase.key]
    example = tuple(snapshot.experiment.dataset.X[explanation.rows[row]])
    figure = network_figure(snapshot, example, colours, chosen, with_table=False)
    numbers = figure.data[-2]
    numbers.text = [words.on_edge(explanation, row, edge) for edge in plan.edges]
    numbers.textfont.size = 16 if len(plan.edges) <= 8 else 13
    texts = _under_neurons(explanation, row, plan, words)
    named = [neuron for neuron in plan.neurons if neuron.has_name]
    names = zip(named, figure.layout.annotations, strict=True)
    # All at once: Plotly checks those that are there whenever one is added.
    notes = [
        *(name for neuron, name in names if neuron not in texts or _has_both(neuron, plan)),
        *(_note(neuron, text, plan, colours) for neuron, text in texts.items()),
    ]
    margin = {"l": 4, "r": 4, "t": 4, "b": 4}
    figure.update_layout(title=None, margin=margin)
    figure.layout.annotations = notes
    return figure.add_trace(_dots(plan, words.direction, colours))


def _under_neurons(
    explanation: Explanation, row: int, plan: Diagram, words: PhaseWords
) -> dict[Neuron, str]:
    found = {
        neuron: words.under_neuron(explanation, row, layer - 1, place)
        for layer, column in enumerate(plan.layers)
        for place, neuron in enumerate(column)
        if layer and not neuron.is_bias and len(column) <= MOST_NOTES
    }
    return {neuron: text for neuron, text in found.items() if text}


def _is_crowded(neuron: Neuron, plan: Diagram) -> bool:
    """Whether there is room for one line only under a neuron."""
    return neuron.x < len(plan.layers) - 1 and neuron.size < BIGGEST


def _has_both(neuron: Neuron, plan: Diagram) -> bool:
    """Whether a neuron has its name beside its note; otherwise the note stands for the name."""
    return neuron.is_named_above or not _is_crowded(neuron, plan)


def _note(neuron: Neuron, text: str, plan: Diagram, colours: Palette) -> dict[str, Any]:
    size = 12 if _is_crowded(neuron, plan) else 15
    is_named_below = neuron.has_name and not (neuron.is_named_above or neuron.is_named_right)
    distance = 29 if is_named_below and size == 15 else 9
    return {
        "x": neuron.x,
        "y": neuron.y,
        "yshift": -(neuron.size / 2 + distance),
        "text": text,
        "showarrow": False,
        "font": {"size": size, "color": colours.text},
        "bgcolor": colours.background,
        "height": size + 1,
        "borderpad": 0,
    }


def _dots(plan: Diagram, direction: str | None, colours: Palette) -> dict[str, Any]:
    """One dot a line, in large networks on some lines only, at its start; `meta` holds its way and
    when its layer's turn is."""
    last = len(plan.layers) - 2
    ways: list[dict[str, Any]] = []
    every = -(-len(plan.edges) // MOST_DOTS)  # rounded up
    for edge in plan.edges[::every] if direction else ():
        ends = [[edge.start.x, edge.start.y], [edge.end.x, edge.end.y]]
        is_forward = direction == FORWARD
        turn = edge.layer if is_forward else last - edge.layer
        ways.append({"ends": ends if is_forward else ends[::-1], "turn": turn})
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [way["ends"][0][0] for way in ways],
        "y": [way["ends"][0][1] for way in ways],
        "marker": {"size": 11, "color": colours.text},
        "hoverinfo": "skip",
        "meta": {"ways": ways},
    }


def _weight(explanation: Explanation, edge: Edge) -> float:
    return float(explanation.snapshot.parameters[edge.parameter])


def _weight_text(explanation: Explanation, _row: int, edge: Edge) -> str:
    return signed(_weight(explanation, edge))


def _product(explanation: Explanation, row: int, edge: Edge) -> str:
    value = 1.0 if edge.start.is_bias else explanation.layers[edge.layer].inputs[row, edge.source]
    return f"{compact(float(value))} × {signed(_weight(explanation, edge))}"


def _update(explanation: Explanation, edge: Edge) -> float:
    return float(explanation.after.parameters[edge.parameter]) - _weight(explanation, edge)


def _change(explanation: Explanation, _row: int, edge: Edge) -> str:
    return f"change {signed(_update(explanation, edge))}"


def _before_and_after(explanation: Explanation, _row: int, edge: Edge) -> str:
    after = float(explanation.after.parameters[edge.parameter])
    return f"{signed(_weight(explanation, edge))} → {signed(after)}"


def _z(explanation: Explanation, row: int, layer: int, place: int) -> str:
    return f"z = {signed(float(explanation.layers[layer].z[row, place]))}"


def _error(explanation: Explanation, row: int, layer: int, place: int) -> str:
    if layer < len(explanation.layers) - 1:
        return ""
    target, error = explanation.output.target[row, place], explanation.output.error[row, place]
    return f"target {shortest(float(target))}, error = {signed(float(error))}"


def _slope(explanation: Explanation, row: int, layer: int, place: int) -> str:
    slope = explanation.layers[layer].slope[row, place]
    return f"slope = {fixed(float(slope), 3)}, {_delta(explanation, row, layer, place)}"


def _delta(explanation: Explanation, row: int, layer: int, place: int) -> str:
    return f"delta = {signed(float(explanation.layers[layer].delta[row, place]))}"


_WORDS = MappingProxyType(
    {
        "forward": PhaseWords(_product, _z, FORWARD),
        "error": PhaseWords(_weight_text, _error, None),
        "slope": PhaseWords(_weight_text, _slope, BACKWARD),
        "change": PhaseWords(_change, _delta, BACKWARD),
        "new_weights": PhaseWords(_before_and_after, _z, None),
    }
)
