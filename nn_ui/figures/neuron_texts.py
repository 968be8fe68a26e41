"""What stands in a neuron of the diagram, and what the pointer learns of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core import Snapshot
from nn_core.tables.answer import amount_text
from nn_core.tables.coding import Coding
from nn_core.tables.number_style import rounded
from nn_ui.figures.diagram import Diagram
from nn_ui.figures.diagram_parts import Neuron
from nn_ui.figures.text import compact, in_circle, plain

# In a smaller neuron its value cannot be read; hovering tells it.
SMALLEST_WITH_VALUE = 28
# Stands in a neuron without a text: Plotly takes an empty one away, and never brings it back.
BLANK = " "


def hover_texts(
    plan: Diagram, snapshot: Snapshot, found: Sequence[float], coding: Coding | None
) -> list[str]:
    """Each neuron's name and value; of an output, where targets are scaled or divided, or have a
    unit, its answer as well."""
    texts = [f"{name}: {rounded(value, 6)}" for name, value in zip(plan.labels, found, strict=True)]
    experiment, n_outputs = snapshot.experiment, len(plan.layers[-1])
    units = coding.output_units if coding else ((1.0, ""),) * n_outputs
    if n_outputs == 0 or (experiment.target_scaling is None and set(units) == {(1.0, "")}):
        return texts
    what = "answer" if experiment.target_scaling is None else "scaled back"
    answers = experiment.answers(np.array(found[-n_outputs:])).tolist()
    back = (
        f"{text}<br>{what}: {amount_text(answer * divisor, plain(unit))}"
        for text, answer, (divisor, unit) in zip(texts[-n_outputs:], answers, units, strict=True)
    )
    return [*texts[:-n_outputs], *back]


def value_text(neuron: Neuron, value: float) -> str:
    """What stands in a neuron, `BLANK` where it is too small."""
    if neuron.size < SMALLEST_WITH_VALUE:
        return BLANK
    is_given = neuron.x == 0 or neuron.is_bias
    return compact(value) if is_given else in_circle(value, 3 if neuron.size >= 40 else 2)


def text_size(neuron: Neuron, text: str) -> int:
    """Pixels: longer numbers are smaller, since a circle does not grow with them."""
    size = 14 if neuron.size >= 40 else 11
    return size if len(text) <= 6 else size - 3 if len(text) <= 8 else size - 5
