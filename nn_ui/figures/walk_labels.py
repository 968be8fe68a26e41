"""Where the numbers of a beat of the slow iteration stand: on its lines and under its neurons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from nn_ui.figures.diagram import BIGGEST, Diagram
from nn_ui.figures.diagram_parts import Edge, Neuron
from nn_ui.figures.palette import Palette

# Notes under more neurons of a layer hide each other.
MOST_NOTES = 6
# Pixels of the texts on lines, which are larger in a small network; a letter is half as wide.
LARGE, SMALL, MOST_IN_LARGE = 16, 13, 8
Label = dict[str, Any]


def on_lines(plan: Diagram, texts: Mapping[Edge, str], colours: Palette) -> list[Label]:
    """Each text beside its line; none where not all of them have room."""
    if not texts:
        return []
    size = LARGE if len(plan.edges) <= MOST_IN_LARGE else SMALL
    wide = size / 2 * max(map(len, texts.values()))
    places = plan.places_on(tuple(texts), (wide, size + 1))
    return [
        _label(replace(edge, share=place.share).spot, text, size, colours) | _beside(place.side)
        for (edge, text), place in zip(texts.items(), places or (), strict=bool(places))
    ]


def under_neurons(
    plan: Diagram, texts: Mapping[Neuron, str], names: Sequence[Any], colours: Palette
) -> list[Any]:
    """The `names` of the neurons, and under some of them their text; where there is room for one of
    the two only, the text."""
    if len(texts) > MOST_NOTES:
        return [*names]
    named = zip((neuron for neuron in plan.neurons if neuron.has_name), names, strict=True)
    return [
        *(name for neuron, name in named if neuron not in texts or _has_both(neuron, plan)),
        *(_under(neuron, text, plan, colours) for neuron, text in texts.items()),
    ]


def _is_crowded(neuron: Neuron, plan: Diagram) -> bool:
    """Whether there is room for one line only under a neuron."""
    return neuron.x < len(plan.layers) - 1 and neuron.size < BIGGEST


def _has_both(neuron: Neuron, plan: Diagram) -> bool:
    """Whether a neuron has its name beside its text; otherwise the text stands for the name."""
    return neuron.is_named_above or not _is_crowded(neuron, plan)


def _under(neuron: Neuron, text: str, plan: Diagram, colours: Palette) -> Label:
    size = 12 if _is_crowded(neuron, plan) else 15
    is_named_below = neuron.has_name and not (neuron.is_named_above or neuron.is_named_right)
    distance = 29 if is_named_below and size == 15 else 9
    shift = {"yshift": -(neuron.size / 2 + distance)}
    return _label((neuron.x, neuron.y), text, size, colours) | shift


def _beside(side: str) -> Label:
    """The place of a text by the `side` of a point that Plotly's words name."""
    is_above = side.startswith("top")
    across = "right" if "left" in side else "left" if "right" in side else "center"
    up = ("bottom", 2) if is_above else ("top", -2)
    return {"xanchor": across, "yanchor": up[0], "yshift": up[1]}


def _label(spot: tuple[float, float], text: str, size: int, colours: Palette) -> Label:
    return {
        "x": spot[0],
        "y": spot[1],
        "text": text,
        "showarrow": False,
        "font": {"size": size, "color": colours.text},
        "bgcolor": colours.background,
        "height": size + 1,
        "borderpad": 0,
    }
