"""A scaled target written out: from the table's number to the one that is trained on, and back."""

from __future__ import annotations

from nn_core.tables.scaled_targets import how_scaled
from nn_ui.tabs.numbers.focus import Focus
from nn_ui.tabs.numbers.rounding import given_first, latex_factor, latex_given, latex_number


def is_scaled(focus: Focus) -> bool:
    """Whether the neuron looked at gives an output whose target is scaled."""
    scaling = focus.snapshot.experiment.target_scaling
    return bool(scaling and focus.output_steps and scaling.is_scaled[focus.neuron])


def words(focus: Focus) -> str:
    """What is done to the targets."""
    return (
        f"{how_scaled(focus.snapshot.experiment)} These are what the outputs are compared with; "
        "*Answer* is the output scaled back to the table's numbers (*target scaling*)."
    )


def target(focus: Focus) -> list[str]:
    """How the target of the chosen row is made of the table's, as lines of a formula."""
    last, scaling = focus.output_steps, focus.snapshot.experiment.target_scaling
    if last is None or scaling is None or not is_scaled(focus):
        return []
    row, neuron, digits = focus.place, focus.neuron, focus.digits
    typed = given_first(float(last.table_target[row, neuron]), digits)
    mean = latex_given(float(scaling.mean[neuron]), digits)
    deviation = latex_number(float(scaling.deviation[neuron]), digits)
    scaled = latex_number(float(last.target[row, neuron]), digits)
    return [rf"\text{{target}} &= \frac{{{typed} - {mean}}}{{{deviation}}} = {scaled}"]


def answer(focus: Focus) -> list[str]:
    """How the answer for the chosen row is made of the output."""
    last, scaling = focus.output_steps, focus.snapshot.experiment.target_scaling
    if last is None or scaling is None or not is_scaled(focus):
        return []
    row, neuron, digits = focus.place, focus.neuron, focus.digits
    mean = given_first(float(scaling.mean[neuron]), digits)
    deviation = latex_number(float(scaling.deviation[neuron]), digits)
    output = latex_factor(float(last.output[row, neuron]), digits)
    found = latex_number(float(last.answer[row, neuron]), digits)
    return [rf"\text{{answer}} &= {mean} + {deviation} \times {output} = {found}"]
