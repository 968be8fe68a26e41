"""From the gradient of the chosen weight to its change: regularisation and optimiser, in LaTeX."""

from __future__ import annotations

import numpy as np

from nn_core.network.optimiser import adam_corrections
from nn_ui.tabs.numbers.focus import Focus
from nn_ui.tabs.numbers.rounding import (
    given_first,
    latex_base,
    latex_factor,
    latex_given,
    latex_number,
)
from nn_ui.tabs.numbers.tables import per_parameter

_RATE = r"\text{learning rate}"


def lines(focus: Focus) -> list[str]:
    """One line for each thing done with the gradient of the weight that is followed."""
    return [*_penalty(focus), *_step(focus)]


def _penalty(focus: Focus) -> list[str]:
    """What regularisation adds, where it does; biases have no price."""
    settings, digits = focus.explanation.settings, focus.digits
    if not focus.has_price:
        return []
    if focus.followed == focus.steps.inputs.shape[1]:
        return [r"\text{regularisation} &= 0 \text{ for a bias}"]
    weight = _value(focus, "before")
    sign = str(int(np.sign(weight)))
    parts = [
        (settings.l1, r"\text{L1}", r"\text{sign}", f"({sign})" if sign == "-1" else sign),
        (settings.l2, r"\text{L2}", r"\text{weight}", latex_factor(weight, digits)),
    ]
    words = [rf"{name} \times {what}" for price, name, what, _ in parts if price]
    numbers = [
        rf"{latex_given(price, digits)} \times {value}" for price, _, _, value in parts if price
    ]
    gradient, penalty, total = (_value(focus, what) for what in ("gradient", "penalty", "total"))
    return [
        rf"\text{{regularisation}} &= {' + '.join(words)} = {' + '.join(numbers)}"
        rf" = {latex_number(penalty, digits)}",
        rf"\text{{gradient with it}} &= {latex_number(gradient, digits)}"
        rf" + {latex_factor(penalty, digits)} = {latex_number(total, digits)}",
    ]


def _step(focus: Focus) -> list[str]:
    settings = focus.explanation.settings
    rate = given_first(-settings.learning_rate, focus.digits)
    if settings.optimiser == "gradient_descent":
        made_of = [rf"-{_RATE} \times \text{{gradient}}", rf"{rate} \times {_gradient(focus)}"]
        return [_change(focus, made_of)]
    if settings.optimiser == "momentum":
        velocity = latex_factor(_value(focus, "memory_after", 0), focus.digits)
        made_of = [rf"-{_RATE} \times \text{{velocity}}", rf"{rate} \times {velocity}"]
        return [_average(focus, 0, "velocity", "0.9", _gradient(focus)), _change(focus, made_of)]
    square = rf"{latex_base(_value(focus, 'total'), focus.digits)}^2"
    if settings.optimiser == "rmsprop":
        return [
            _average(focus, 0, "mean square", "0.99", rf"0.01 \times {square}"),
            _change(focus, _divided(focus, rate, r"\text{gradient}", _gradient(focus), 0, 1.0)),
        ]
    of_mean, of_square = adam_corrections(focus.snapshot.iteration)
    mean = latex_factor(_value(focus, "memory_after", 0) / of_mean, focus.digits)
    return [
        _average(focus, 0, "mean", "0.9", rf"0.1 \times {_gradient(focus)}"),
        _average(focus, 1, "mean square", "0.999", rf"0.001 \times {square}"),
        _corrected(focus, 0, "mean", "0.9", of_mean),
        _corrected(focus, 1, "mean square", "0.999", of_square),
        _change(focus, _divided(focus, rate, r"\text{mean}", mean, 1, of_square)),
    ]


def _average(focus: Focus, at: int, name: str, decay: str, added: str) -> str:
    """What is remembered: a share of what it was, and what is new."""
    before, after = (_value(focus, f"memory_{when}", at) for when in ("before", "after"))
    return (
        rf"\text{{{name}}} &= {decay} \times {latex_factor(before, focus.digits)} + {added}"
        rf" = {latex_number(after, focus.digits)}"
    )


def _corrected(focus: Focus, at: int, name: str, decay: str, correction: float) -> str:
    """Adam's averages started at 0; this makes up for it."""
    after = _value(focus, "memory_after", at)
    power = f"{focus.snapshot.iteration + 1}"
    return (
        rf"\text{{{name}, corrected}} &= {latex_number(after, focus.digits)} \div "
        rf"(1 - {decay}^{{{power}}}) = {latex_number(after / correction, focus.digits)}"
    )


def _divided(
    focus: Focus, rate: str, word: str, value: str, square_at: int, correction: float
) -> list[str]:
    """Minus the rate times something, divided by the root of a mean square: words and numbers."""
    square = latex_number(_value(focus, "memory_after", square_at) / correction, focus.digits)
    return [
        rf"-{_RATE} \times \frac{{{word}}}{{\sqrt{{\text{{mean square}}}} + 10^{{-8}}}}",
        rf"{rate} \times \frac{{{value}}}{{\sqrt{{{square}}} + 10^{{-8}}}}",
    ]


def _change(focus: Focus, made_of: list[str]) -> str:
    update = latex_number(_value(focus, "update"), focus.digits)
    return rf"\text{{change}} &= {' = '.join(made_of)} = {update}"


def _gradient(focus: Focus) -> str:
    return latex_factor(_value(focus, "total"), focus.digits)


def _value(focus: Focus, what: str, memory: int | None = None) -> float:
    return float(per_parameter(focus, what, memory)[focus.followed])
