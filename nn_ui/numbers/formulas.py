"""The chosen row and weight written out with their numbers, in LaTeX.

Only numbers and the usual symbols stand in a formula, never a name that somebody typed.
"""

from __future__ import annotations

from collections.abc import Sequence

from nn_ui.numbers.focus import Focus
from nn_ui.numbers.rounding import latex_factor, latex_given, latex_number
from nn_ui.numbers.tables import contributions, new_weights, sums

# Rows whose contributions are all written out; of more, the chosen one is.
MOST_TERMS = 8


def forward(focus: Focus) -> str:
    """z and the output of the chosen row."""
    steps, row, neuron, digits = focus.steps, focus.row, focus.neuron, focus.digits
    terms = [
        rf"{_input(focus, float(value))} \times {latex_factor(float(weight), digits)}"
        for value, weight in zip(steps.inputs[row], steps.weights[:, neuron], strict=True)
    ]
    if steps.has_bias:
        terms.append(latex_factor(float(steps.bias[neuron]), digits))
    z, output = float(steps.z[row, neuron]), float(steps.output[row, neuron])
    return _aligned(
        *_sum("z", terms, latex_number(z, digits), digits),
        r"\text{output} &= \frac{1}{1 + e^{-z}} = "
        rf"\frac{{1}}{{1 + e^{{{latex_number(-z, digits)}}}}} = {latex_number(output, digits)}",
    )


def error(focus: Focus) -> str:
    """The error of the chosen row, or what is carried back to a hidden neuron."""
    row, neuron, digits = focus.row, focus.neuron, focus.digits
    if last := focus.output_steps:
        target, output = float(last.target[row, neuron]), float(last.output[row, neuron])
        return _aligned(
            r"\text{error} &= \text{target} - \text{output} = "
            rf"{_given_first(target, digits)} - {latex_factor(output, digits)}"
            rf" = {latex_number(float(last.error[row, neuron]), digits)}"
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
    steps, row, neuron, digits = focus.steps, focus.row, focus.neuron, focus.digits
    output, its_slope = float(steps.output[row, neuron]), float(steps.slope[row, neuron])
    out, found = latex_number(output, digits), latex_number(its_slope, digits)
    if last := focus.output_steps:
        signal = latex_factor(float(last.error[row, neuron]), digits)
        what = r"-(\text{error} \times \text{slope})"
        numbers = rf"-({signal} \times {found})"
    else:
        assert focus.hidden_steps is not None
        signal = latex_factor(float(focus.hidden_steps.carried_back[row, neuron]), digits)
        what, numbers = r"\text{carried back} \times \text{slope}", rf"{signal} \times {found}"
    delta = latex_number(float(steps.delta[row, neuron]), digits)
    return _aligned(
        rf"\text{{slope}} &= \text{{output}} \times (1 - \text{{output}}) = {out} \times "
        rf"(1 - {out}) = {found}",
        rf"\text{{delta}} &= {what} = {numbers} = {delta}",
    )


def change(focus: Focus) -> str:
    """The chosen weight's contributions added up, and its change."""
    steps, at, digits = focus.steps, focus.followed, focus.digits
    inputs = [1.0] * len(steps.z) if at == steps.inputs.shape[1] else steps.inputs[:, at].tolist()
    terms = [
        rf"{_input(focus, value)} \times {latex_factor(float(delta), digits)}"
        for value, delta in zip(inputs, steps.delta[:, focus.neuron], strict=True)
    ]
    gradient, update = sums(focus).columns[at].values.tolist()
    rate = -steps.weight_change.learning_rate
    total = latex_number(gradient, digits)
    if len(terms) <= MOST_TERMS:
        lines = _sum(r"\text{gradient}", terms, total, digits)
    else:
        share = float(contributions(focus).columns[at].values[focus.row])
        lines = [
            rf"\text{{row }} {focus.row + 1}\text{{'s share}} &= {terms[focus.row]}"
            rf" = {latex_number(share, digits)}",
            rf"\text{{gradient}} &= \text{{the sum of {len(terms):,} shares}} = {total}",
        ]
    return _aligned(
        *lines,
        r"\text{change} &= -\text{learning rate} \times \text{gradient} = "
        rf"{_given_first(rate, digits)} \times {latex_factor(gradient, digits)}"
        rf" = {latex_number(update, digits)}",
    )


def new_weight(focus: Focus) -> str:
    """The chosen weight before and after."""
    before, update, after = (
        float(column.values[focus.followed]) for column in new_weights(focus).columns
    )
    digits = focus.digits
    return _aligned(
        rf"\text{{after}} &= \text{{before}} + \text{{change}} = {latex_number(before, digits)}"
        rf" + {latex_factor(update, digits)} = {latex_number(after, digits)}"
    )


def _input(focus: Focus, value: float) -> str:
    """What comes into the layer: as typed, or an output of the layer before."""
    if focus.layer == 0:
        return latex_given(value, focus.digits)
    return latex_factor(value, focus.digits)


def _given_first(value: float, digits: int) -> str:
    return latex_given(value, digits).removeprefix("(").removesuffix(")")


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
