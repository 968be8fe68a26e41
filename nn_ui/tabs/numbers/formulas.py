"""The chosen row and weight written out with their numbers, in LaTeX.

Only numbers and the usual symbols stand in a formula, never a name that somebody typed.
"""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.explanation.explanation import OutputLayerSteps
from nn_ui.tabs.numbers import curves, scaled_target, steps_taken
from nn_ui.tabs.numbers.focus import Focus
from nn_ui.tabs.numbers.rounding import given_first, latex_factor, latex_given, latex_number, marked
from nn_ui.tabs.numbers.tables import contributions, per_parameter

# Rows whose contributions are all written out; of more, the chosen one is.
MOST_TERMS = 8


def forward(focus: Focus) -> str:
    """z and the output of the chosen row."""
    steps, row, neuron, digits = focus.steps, focus.place, focus.neuron, focus.digits
    terms = [
        rf"{_input(focus, float(value))} \times {latex_factor(float(weight), digits)}"
        for value, weight in zip(steps.inputs[row], steps.weights[:, neuron], strict=True)
    ]
    if steps.has_bias:
        terms.append(latex_factor(float(steps.bias[neuron]), digits))
    z, output = float(steps.z[row, neuron]), float(steps.output[row, neuron])
    return _aligned(
        *_sum("z", terms, latex_number(z, digits), digits),
        curves.output(steps.activation, z, output, digits, steps.z[row].tolist()),
        *scaled_target.answer(focus),
    )


def error(focus: Focus) -> str:
    """The error of the chosen row, or what is carried back to a hidden neuron."""
    row, neuron, digits = focus.place, focus.neuron, focus.digits
    if last := focus.output_steps:
        target, output = float(last.target[row, neuron]), float(last.output[row, neuron])
        return _aligned(
            *scaled_target.target(focus),
            r"\text{error} &= \text{target} - \text{output} = "
            rf"{given_first(target, digits)} - {latex_factor(output, digits)}"
            rf" = {latex_number(float(last.error[row, neuron]), digits)}",
        )
    hidden = focus.hidden_steps
    assert hidden is not None
    after = focus.explanation.layers[focus.layer + 1]
    terms = [
        rf"{latex_factor(float(delta), digits)} \times {latex_factor(float(weight), digits)}"
        for delta, weight in zip(after.delta[row], after.weights[neuron], strict=True)
    ]
    total = latex_number(float(hidden.carried_back[row, neuron]), digits)
    return _aligned(*_sum(r"\text{carried back}", terms, total, digits))


def slope(focus: Focus) -> str:
    """The slope and delta of the chosen row."""
    steps, row, neuron, digits = focus.steps, focus.place, focus.neuron, focus.digits
    z, output, its_slope = (float(a[row, neuron]) for a in (steps.z, steps.output, steps.slope))
    found = latex_number(its_slope, digits)
    if last := focus.output_steps:
        what, numbers = _delta_of_output(last, float(last.error[row, neuron]), found, digits)
    else:
        assert focus.hidden_steps is not None
        signal = latex_factor(float(focus.hidden_steps.carried_back[row, neuron]), digits)
        factor = latex_factor(its_slope, digits)
        what, numbers = r"\text{carried back} \times \text{slope}", rf"{signal} \times {factor}"
    delta = latex_number(float(steps.delta[row, neuron]), digits)
    return _aligned(
        curves.slope(steps.activation, z, output, its_slope, digits),
        rf"\text{{delta}} &= {what} = {numbers} = {delta}",
    )


def _delta_of_output(
    last: OutputLayerSteps, error: float, its_slope: str, digits: int
) -> tuple[str, str]:
    """Delta in words and in numbers: of error, and of slope where that does not cancel."""
    loss = last.snapshot.experiment.loss
    factor = rf"({its_slope})" if its_slope.startswith("-") else its_slope
    words, numbers = loss.latex
    numbers = marked(numbers, {"error": latex_factor(error, digits), "slope": factor})
    if loss.is_mean:
        what, value = (rf"-\frac{{{each}}}{{{last.n_averaged}}}" for each in (words, numbers))
    else:
        what, value = (rf"-({each})" for each in (words, numbers))
    return what, value


def change(focus: Focus) -> str:
    """The chosen weight's contributions added up, and its change."""
    steps, at, digits = focus.steps, focus.followed, focus.digits
    inputs = [1.0] * len(steps.z) if at == steps.inputs.shape[1] else steps.inputs[:, at].tolist()
    terms = [
        rf"{_input(focus, value)} \times {latex_factor(float(delta), digits)}"
        for value, delta in zip(inputs, steps.delta[:, focus.neuron], strict=True)
    ]
    total = latex_number(float(per_parameter(focus, "gradient")[at]), digits)
    if len(terms) <= MOST_TERMS:
        lines = _sum(r"\text{gradient}", terms, total, digits)
    else:
        share = float(contributions(focus).columns[at].values[focus.place])
        lines = [
            rf"\text{{row }} {focus.row + 1}\text{{'s share}} &= {terms[focus.place]}"
            rf" = {latex_number(share, digits)}",
            rf"\text{{gradient}} &= \text{{the sum of {len(terms):,} shares}} = {total}",
        ]
    return _aligned(*lines, *steps_taken.lines(focus))


def new_weight(focus: Focus) -> str:
    """The chosen weight before and after."""
    before, update, after = (
        float(per_parameter(focus, what)[focus.followed]) for what in ("before", "update", "after")
    )
    digits = focus.digits
    if per_parameter(focus, "is_set")[focus.followed]:
        return _aligned(rf"\text{{after}} &= {latex_number(after, digits)} \text{{, set by hand}}")
    return _aligned(
        rf"\text{{after}} &= \text{{before}} + \text{{change}} = {latex_number(before, digits)}"
        rf" + {latex_factor(update, digits)} = {latex_number(after, digits)}"
    )


def _input(focus: Focus, value: float) -> str:
    """What comes into the layer: as typed, or an output of the layer before."""
    if focus.layer == 0:
        return latex_given(value, focus.digits)
    return latex_factor(value, focus.digits)


def _sum(name: str, terms: Sequence[str], total: str, digits: int) -> list[str]:
    """`name` = the terms = `total`, as lines that are not too long for a page."""
    a_line = 4 if digits <= 4 else 2
    lines = [" + ".join(terms[at : at + a_line]) for at in range(0, len(terms), a_line)]
    lines = [f"{name} &= {lines[0]}", *(rf"&\quad + {line}" for line in lines[1:])]
    if len(lines) == 1:
        return [f"{lines[0]} = {total}"]
    return [*lines, f"&= {total}"]


def _aligned(*lines: str) -> str:
    return r"\begin{aligned}" + r" \\ ".join(lines) + r"\end{aligned}"
