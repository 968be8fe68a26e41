"""From the gradient of the chosen weight to its change: regularisation and optimiser, in LaTeX."""

from __future__ import annotations

import numpy as np

from nn_core.network import regularisation
from nn_core.network.optimiser import optimiser
from nn_ui.tabs.numbers.focus import Focus
from nn_ui.tabs.numbers.rounding import (
    given_first,
    latex_base,
    latex_factor,
    latex_given,
    latex_number,
    marked,
)
from nn_ui.tabs.numbers.tables import per_parameter


def lines(focus: Focus) -> list[str]:
    """One line for each thing done with the gradient of the weight that is followed."""
    return [*_penalty(focus), *_step(focus)]


def _penalty(focus: Focus) -> list[str]:
    """What regularisation adds, where it does; biases have no penalty."""
    settings, digits = focus.explanation.settings, focus.digits
    if not focus.is_regularised:
        return []
    if focus.followed == focus.steps.inputs.shape[1]:
        return [r"\text{regularisation} &= 0 \text{ for a bias}"]
    weight = _value(focus, "before")
    sign = str(int(np.sign(weight)))
    marks = {
        "weight": latex_factor(weight, digits),
        "sign": f"({sign})" if sign == "-1" else sign,
    }
    words, numbers = [], []
    for key, rate in settings.used_rates.items():
        penalty = regularisation.REGULARISERS[key]
        what, value = penalty.latex
        words.append(rf"\text{{{penalty.title}}} \times {what}")
        numbers.append(rf"{latex_given(rate, digits)} \times {marked(value, marks)}")
    gradient, added, total = (_value(focus, what) for what in ("gradient", "penalty", "total"))
    return [
        rf"\text{{regularisation}} &= {' + '.join(words)} = {' + '.join(numbers)}"
        rf" = {latex_number(added, digits)}",
        rf"\text{{gradient with it}} &= {latex_number(gradient, digits)}"
        rf" + {latex_factor(added, digits)} = {latex_number(total, digits)}",
    ]


def _step(focus: Focus) -> list[str]:
    chosen = optimiser(focus.explanation.settings.optimiser)
    values = {"gradient": _value(focus, "total"), "change": _value(focus, "update")}
    t = focus.snapshot.iteration + 1
    corrections = chosen.corrections(t) if chosen.corrections else (1.0,) * chosen.n_memory
    for at, (name, correction) in enumerate(zip(chosen.memory_names, corrections, strict=True)):
        before, after = (_value(focus, f"memory_{when}", at) for when in ("before", "after"))
        values[f"{name} before"], values[f"{name} after"] = before, after
        values[f"{name} corrected"] = after / correction
    marks = {
        "rate": given_first(-focus.explanation.settings.learning_rate, focus.digits),
        "gradient²": rf"{latex_base(values['gradient'], focus.digits)}^2",
        "t": f"{t}",
    }
    for name, value in values.items():
        marks[name] = latex_factor(value, focus.digits)
        marks[f"={name}"] = latex_number(value, focus.digits)
    return [marked(line, marks) for line in chosen.latex]


def _value(focus: Focus, what: str, memory: int | None = None) -> float:
    return float(per_parameter(focus, what, memory)[focus.followed])
