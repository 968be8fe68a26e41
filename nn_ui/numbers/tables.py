"""The tables of one iteration: for each stage its columns of numbers, not rounded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from nn_core.cells import number_text
from nn_core.dataset import FloatArray
from nn_core.explanation import Change
from nn_core.gradient_check import GradientCheck
from nn_ui.numbers.focus import Focus


@dataclass(frozen=True, eq=False)
class Column:
    """Numbers under a title; `parameter` is the weight they belong to, where that is one, and
    `format` is for printf where it does not depend on how many digits are asked for."""

    title: str
    values: FloatArray
    parameter: int | None = None
    format: str = ""


@dataclass(frozen=True, eq=False)
class Table:
    """`rows_title` stands over `rows`, which name the rows; `rows_are` is "rows" where a row is a
    training row, "parameters" where it is a weight, and "" where it can not be chosen.

    `parameters` are the weights of the rows, and `remarks` words behind each row.
    """

    key: str
    rows_title: str
    rows: tuple[str, ...]
    columns: tuple[Column, ...]
    rows_are: str = "rows"
    parameters: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def has_weight_columns(self) -> bool:
        return any(column.parameter is not None for column in self.columns)


def forward(focus: Focus) -> Table:
    """input × weight for each input, the bias, z, and the output."""
    steps, neuron = focus.steps, focus.neuron
    products = [
        Column(f"{name} × weight", steps.products[:, source, neuron], focus.parameters[source])
        for source, name in enumerate(steps.input_names)
    ]
    if steps.has_bias:
        same = np.full(len(steps.z), steps.bias[neuron])
        products.append(Column("Bias", same, focus.parameters[-1]))
    return _training_rows(
        "forward",
        focus,
        [
            *products,
            Column("z (sum)", steps.z[:, neuron]),
            Column("Output", steps.output[:, neuron]),
        ],
    )


def error(focus: Focus) -> Table:
    """At the output layer target, output and error; before it, what is carried back."""
    neuron = focus.neuron
    if last := focus.output_steps:
        columns = [
            Column("Target", last.target[:, neuron]),
            Column("Output", last.output[:, neuron]),
            Column("Error", last.error[:, neuron]),
        ]
        return _training_rows("error", focus, columns)
    hidden = focus.hidden_steps
    assert hidden is not None
    columns = [
        Column(f"{name}: delta × weight", hidden.carried_products[:, neuron, after])
        for after, name in enumerate(hidden.next_names)
    ]
    carried = Column("Carried back (sum)", hidden.carried_back[:, neuron])
    return _training_rows("error", focus, [*columns, carried])


def slope(focus: Focus) -> Table:
    """The slope of the sigmoid at z, and delta."""
    steps, neuron = focus.steps, focus.neuron
    signal = (
        Column("Error", last.error[:, neuron])
        if (last := focus.output_steps)
        else Column("Carried back", _hidden(focus))
    )
    columns = [
        Column("Output", steps.output[:, neuron]),
        Column("Slope", steps.slope[:, neuron]),
        signal,
        Column("Delta", steps.delta[:, neuron]),
    ]
    return _training_rows("slope", focus, columns)


def contributions(focus: Focus) -> Table:
    """input × delta: each row's share of the gradient of each weight."""
    columns = [
        Column(name, values, parameter)
        for name, values, parameter in zip(
            focus.parameter_names, _contributions(focus), focus.parameters, strict=True
        )
    ]
    return _training_rows("contributions", focus, columns)


def sums(focus: Focus) -> Table:
    """What the contributions add up to, and the change that is made of it."""
    gradient, update = (_per_parameter(focus, what) for what in ("gradient", "update"))
    columns = tuple(
        Column(name, np.array([gradient[at], update[at]]), focus.parameters[at])
        for at, name in enumerate(focus.parameter_names)
    )
    rate = number_text(focus.steps.weight_change.learning_rate)
    rows = ("Sum (gradient)", f"Sum × −{rate} (change)")
    return Table("sums", "", rows, columns, rows_are="")


def stacked(above: Table, below: Table) -> Table:
    """Two tables with the same columns as one, to be copied together."""
    columns = tuple(
        replace(column, values=np.concatenate([column.values, more.values]))
        for column, more in zip(above.columns, below.columns, strict=True)
    )
    return replace(above, rows=above.rows + below.rows, columns=columns)


def new_weights(focus: Focus) -> Table:
    """Each weight before and after the change."""
    columns = (
        Column("Before", _per_parameter(focus, "before")),
        Column("Change", _per_parameter(focus, "update")),
        Column("After", _per_parameter(focus, "after")),
    )
    title = "Weight or bias" if focus.steps.has_bias else "Weight"
    return Table(
        "new_weights", title, focus.parameter_names, columns, "parameters", focus.parameters
    )


def checked_gradients(check: GradientCheck) -> Table:
    """Each gradient by the backward pass and by nudging, and how far they are apart."""
    found = check.parameters
    columns = (
        Column("Analytic", np.array([each.analytic for each in found])),
        Column("Numeric", np.array([each.numeric for each in found])),
        Column(
            "Relative difference",
            np.array([each.relative_difference for each in found]),
            format="%.1e",
        ),
    )
    return Table(
        "check",
        "Weight or bias",
        tuple(each.name for each in found),
        columns,
        "parameters",
        tuple(range(len(found))),
        tuple(str(each.verdict) for each in found),
    )


def _training_rows(key: str, focus: Focus, columns: Iterable[Column]) -> Table:
    numbers = range(1, focus.snapshot.experiment.dataset.n_samples + 1)
    return Table(key, "Row", tuple(map(str, numbers)), tuple(columns))


def _hidden(focus: Focus) -> FloatArray:
    hidden = focus.hidden_steps
    assert hidden is not None
    return hidden.carried_back[:, focus.neuron]


def _changes(focus: Focus) -> tuple[Change, Change | None]:
    return focus.steps.weight_change, focus.steps.bias_change


def _contributions(focus: Focus) -> list[FloatArray]:
    weights, bias = _changes(focus)
    by_weight = list(weights.contributions[:, :, focus.neuron].T)
    return [*by_weight, bias.contributions[:, focus.neuron]] if bias else by_weight


def _per_parameter(focus: Focus, what: str) -> FloatArray:
    """An attribute of the change for each of the neuron's parameters, (n_parameters,)."""
    weights, bias = _changes(focus)
    found: FloatArray = getattr(weights, what)[:, focus.neuron]
    return np.append(found, getattr(bias, what)[focus.neuron]) if bias else found
