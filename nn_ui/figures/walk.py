"""One beat of an iteration in the diagram: what it is about stands out, with its numbers.

The picture is that of the network, shown one row of the table. Neurons that have no output yet are
empty, and dots run along the lines in the direction in which the values go.
"""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from nn_core.explanation import beats
from nn_core.explanation.beats import Beat
from nn_core.explanation.explanation import Explanation
from nn_ui.figures.diagram import Diagram, diagram
from nn_ui.figures.diagram_parts import Edge, Neuron
from nn_ui.figures.lines import halo, lines_beside
from nn_ui.figures.network import LINES, NEURONS, network_figure
from nn_ui.figures.neuron_texts import BLANK
from nn_ui.figures.palette import Palette
from nn_ui.figures.walk_labels import on_lines, under_neurons
from nn_ui.figures.walk_texts import BEAT_TEXTS

# More dots hide the lines.
MOST_DOTS = 200
RING = 4  # pixels, around the neurons of the beat
# Where a dot begins and ends: layer and height.
Way = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, eq=False)
class BeatPicture:
    """A beat as it is drawn. ways: of its dots; is_readable: whether its lines, if any, have room
    for their numbers."""

    figure: go.Figure
    ways: tuple[Way, ...]
    is_readable: bool


def beat_picture(
    explanation: Explanation, beat: Beat, row: int, colours: Palette, chosen: int | None
) -> BeatPicture:
    """The diagram at one `beat` of the next iteration, for the row at the place `row` among those
    that the update looks at; the weight or bias at the place `chosen` of the flat row is marked."""
    snapshot, texts = explanation.snapshot, BEAT_TEXTS[beat.phase]
    # What is multiplied travels along lines, so the first layer has lines here, however many.
    plan = diagram(snapshot.experiment, with_table=False)
    example = tuple(snapshot.experiment.dataset.X[explanation.rows[row]])
    figure = network_figure(snapshot, example, colours, chosen, with_table=False)
    edges, neurons = _lit_edges(plan, beat), _lit_neurons(plan, beat)
    lines = lines_beside(plan, snapshot.parameters[plan.places], edges, colours)
    figure.layout.shapes = [*lines, *halo(plan, chosen, colours)]
    figure.data[LINES].mode = "none"
    _mark(figure.data[NEURONS], plan, beat, neurons, colours)
    told = {edge: texts.on_line(explanation, row, edge) for edge in edges}
    numbers = on_lines(plan, {edge: text for edge, text in told.items() if text}, colours)
    under = {
        neuron: texts.under_neuron(explanation, row, beat.layer, place)
        for place, neuron in neurons.items()
        # What is still added up has no number: the words of the beat tell how far it is.
        if beat.other is None
    }
    noted = {neuron: text for neuron, text in under.items() if text}
    names = under_neurons(plan, noted, figure.layout.annotations, colours)
    figure.layout.annotations = [*names, *numbers]
    return BeatPicture(figure, _ways(beat, edges), bool(numbers) or not edges)


def _lit_edges(plan: Diagram, beat: Beat) -> tuple[Edge, ...]:
    """The lines that the beat is about, those of the weights that it multiplies or changes."""
    is_back = beat.phase == beats.SLOPE
    if beat.phase == beats.ERROR:
        return ()

    def is_lit(edge: Edge) -> bool:
        own, other = (edge.source, edge.target) if is_back else (edge.target, edge.source)
        return (
            edge.layer == beat.layer + is_back
            and beat.neuron in (None, own)
            and beat.other in (None, other)
            and not (is_back and edge.start.is_bias)
        )

    return tuple(filter(is_lit, plan.edges))


def _lit_neurons(plan: Diagram, beat: Beat) -> dict[int, Neuron]:
    """The neurons of the beat by their places in their layer."""
    column = enumerate(plan.layers[beat.layer + 1])
    return {
        place: neuron
        for place, neuron in column
        if not neuron.is_bias and beat.neuron in (None, place)
    }


def _ways(beat: Beat, edges: tuple[Edge, ...]) -> tuple[Way, ...]:
    """One a line, in large networks on some lines only; none where nothing is sent."""
    if beat.phase not in (beats.FORWARD, beats.SLOPE):
        return ()
    every = max(1, -(-len(edges) // MOST_DOTS))  # rounded up
    ends = (((one.start.x, one.start.y), (one.end.x, one.end.y)) for one in edges[::every])
    return tuple((a, b) if beat.phase == beats.FORWARD else (b, a) for a, b in ends)


def _mark(
    trace: go.Scatter, plan: Diagram, beat: Beat, lit: dict[int, Neuron], colours: Palette
) -> None:
    """Rings around the neurons of the beat, and nothing in those that have no output yet."""
    is_lit = [neuron in lit.values() for neuron in plan.neurons]
    empty = [
        _is_unknown(neuron, place, beat)
        for column in plan.layers
        for place, neuron in enumerate(column)
    ]
    line, marker = trace.marker.line, trace.marker
    line.width = [RING if a else width for a, width in zip(is_lit, line.width, strict=True)]
    line.color = [colours.text if a else colours.muted for a in is_lit]
    fills = zip(empty, marker.color, strict=True)
    marker.color = [colours.background if a else fill for a, fill in fills]
    trace.text = [BLANK if a else text for a, text in zip(empty, trace.text, strict=True)]


def _is_unknown(neuron: Neuron, place: int, beat: Beat) -> bool:
    """Whether the beat comes before the neuron's output: one that is still added up has none."""
    if beat.phase != beats.FORWARD or neuron.x <= beat.layer or neuron.is_bias:
        return False
    if neuron.x > beat.layer + 1:
        return True
    if beat.neuron is None or place < beat.neuron:
        return False
    return place > beat.neuron or beat.other is not None
