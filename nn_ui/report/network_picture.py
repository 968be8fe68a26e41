"""The network diagram as SVG: the places, lines and words of the diagram on the page.

A first layer of many inputs is a table of its weights here, too, with the diagram of the rest after
it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_ui.figures import diagram, network
from nn_ui.figures.diagram import LONGEST_OUTPUT, Diagram
from nn_ui.figures.diagram_parts import Neuron
from nn_ui.figures.drawn_words import LINES
from nn_ui.figures.lines import all_lines
from nn_ui.figures.palette import Palette
from nn_ui.figures.text import compact, shortened, signed
from nn_ui.figures.weight_table import WeightTable, shades, shades_of
from nn_ui.report.frame import HEIGHT, WIDTH, figure, text

ANCHORS: Final = MappingProxyType({"left": "end", "center": "middle", "right": "start"})
_POINT: Final = re.compile(r"([ML])(-?\d+),(-?\d+)")


def network_picture(snapshot: Snapshot, example: Sequence[float], colours: Palette) -> str:
    """The network of a snapshot that is shown the new `example`, (n_inputs,)."""
    plan = diagram.diagram(snapshot.experiment)
    shown = snapshot.forward(np.array([example], dtype=np.float64))
    if plan.table is None:
        return _diagram(plan, snapshot, shown, colours)
    table = _table(plan.table, snapshot, shown[0].inputs[0], colours)
    return table + (_diagram(plan, snapshot, shown, colours) if plan.neurons else "")


def _diagram(plan: Diagram, snapshot: Snapshot, shown: network.Layers, colours: Palette) -> str:
    said = network.patch(plan, snapshot, shown, colours)["data"]
    lines, neurons = _lines(plan, snapshot, colours), _neurons(plan, said["1"], colours)
    parts = [*lines, *_numbers(plan, said["0"]), *neurons]
    return figure("Network, shown the new example", "".join(parts), LINES)


def _table(table: WeightTable, snapshot: Snapshot, inputs: FloatArray, colours: Palette) -> str:
    """Names, what enters the network of the new example, and the coloured weights."""
    weights = snapshot.parameters[: table.n_cells]
    fills, n_columns = shades(colours), len(table.columns)
    cells = [
        f'<td style="background:{fills[shade]}">{signed(weight)}</td>'
        for weight, shade in zip(weights.tolist(), shades_of(weights), strict=True)
    ]
    values = [*map(compact, inputs.tolist()), "1"]  # the bias comes last, if there is one
    rows = (
        f"<tr><th>{html.escape(name)}</th><td>{values[place]}</td>"
        f"{''.join(cells[n_columns * place : n_columns * (place + 1)])}</tr>"
        for place, name in enumerate(table.rows)
    )
    head = "".join(f"<th>{html.escape(name)}</th>" for name in ("Input", "Value", *table.headings))
    return (
        '<figure class="weights"><figcaption>Weights of the first layer</figcaption>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        "<p>Blue cells are positive weights, orange ones negative; the darker, the larger.</p>"
        "</figure>"
    )


def _x(plan: Diagram, layer: float) -> float:
    low, high = plan.x_range
    return (layer - low) / (high - low) * WIDTH


def _y(height: float) -> float:
    return HEIGHT / 2 - height


def _lines(plan: Diagram, snapshot: Snapshot, colours: Palette) -> Iterator[str]:
    for shape in all_lines(plan, snapshot.parameters[plan.places], colours):
        way = _POINT.sub(
            lambda point: f"{point[1]}{_x(plan, int(point[2])):.1f} {_y(int(point[3])):g}",
            shape["path"],
        )
        line = shape["line"]
        dashes = "" if line["dash"] == "solid" else f' stroke-dasharray="{line["dash"]}"'
        pen = f'stroke="{line["color"]}" stroke-width="{line["width"]}"{dashes}'
        yield f'<path d="{way}" fill="none" {pen}/>'


def _numbers(plan: Diagram, said: Mapping[str, Any]) -> Iterator[str]:
    for edge, number in zip(plan.edges, said["text"], strict=True):
        if edge.has_number:
            layer = edge.start.x + edge.share * (edge.end.x - edge.start.x)
            up = edge.start.y + edge.share * (edge.end.y - edge.start.y)
            down = -4 if edge.side.startswith("top") else 14
            anchor = ANCHORS[edge.side.split()[1]]
            yield text(_x(plan, layer), _y(up) + down, number, anchor, ' class="over"')


def _neurons(plan: Diagram, said: Mapping[str, Any], colours: Palette) -> Iterator[str]:
    last = len(plan.layers) - 1
    for neuron, value, fill in zip(
        plan.neurons, said["text"], said["marker"]["color"], strict=True
    ):
        x, y = _x(plan, neuron.x), _y(neuron.y)
        yield _outline(neuron, x, y, f'fill="{fill}" stroke="{colours.muted}" stroke-width="1.5"')
        yield text(x, y + 4, value)
        if neuron.has_name and neuron.x == 0:
            yield text(x - neuron.size / 2 - 6, y + 4, shortened(neuron.name), "end")
        elif neuron.is_named_right:
            yield text(
                x + neuron.size / 2 + 4, y + 4, shortened(neuron.name, LONGEST_OUTPUT), "start"
            )
        elif neuron.has_name:
            behind = ' class="over"' if neuron.x < last else ""
            away = -5 if neuron.is_named_above else 13
            side = -1 if neuron.is_named_above else 1
            yield text(x, y + side * neuron.size / 2 + away, shortened(neuron.name), more=behind)


def _outline(neuron: Neuron, x: float, y: float, look: str) -> str:
    half = neuron.size / 2
    if neuron.is_bias:  # a square looks larger than a circle as wide
        side = 1.72 * half
        where = f'x="{x - side / 2:.1f}" y="{y - side / 2:.1f}"'
        return f'<rect {where} width="{side:.1f}" height="{side:.1f}" {look}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:g}" {look}/>'
