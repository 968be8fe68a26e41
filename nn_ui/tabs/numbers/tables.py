"""The tables of one iteration: for each phase its columns of numbers, not rounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.explanation.change import Change
from nn_core.explanation.gradient_check import GradientCheck
from nn_core.network.optimiser import optimiser
from nn_core.tables.number_style import shortest
from nn_ui.tabs.numbers.focus import Focus
from nn_ui.tabs.numbers.scaled_target import is_scaled
from nn_ui.tabs.numbers.table import Column, Table


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
            *_answer(focus),
        ],
    )


def _answer(focus: Focus) -> list[Column]:
    """The output scaled back, where the target is scaled."""
    last = focus.output_steps
    return [Column("Answer", last.answer[:, focus.neuron])] if last and is_scaled(focus) else []


def error(focus: Focus) -> Table:
    """At the output layer target, output and error; before it, what is carried back."""
    neuron = focus.neuron
    if last := focus.output_steps:
        typed = Column("Target in the table", last.table_target[:, neuron])
        columns = [
            *([typed] if is_scaled(focus) else []),
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
    """The slope of the activation at z, and delta."""
    steps, neuron = focus.steps, focus.neuron
    signal = (
        Column("Error", last.error[:, neuron])
        if (last := focus.output_steps)
        else Column("Carried back", _hidden(focus))
    )
    made_of = (
        Column("z (sum)", steps.z[:, neuron])
        if focus.slope_from_z
        else Column("Output", steps.output[:, neuron])
    )
    columns = [
        made_of,
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
    rows = dict(_sum_rows(focus))
    columns = tuple(
        Column(name, np.array([values[at] for values in rows.values()]), focus.parameters[at])
        for at, name in enumerate(focus.parameter_names)
    )
    return Table("sums", "", tuple(rows), columns, rows_are="")


def _sum_rows(focus: Focus) -> Iterator[tuple[str, FloatArray]]:
    """Each row of the sums: its name, and its number for each parameter."""
    yield "Sum (gradient)", per_parameter(focus, "gradient")
    if focus.is_regularised:
        yield "Regularisation", per_parameter(focus, "penalty")
        yield "Gradient with it", per_parameter(focus, "total")
    settings = focus.explanation.settings
    chosen = optimiser(settings.optimiser)
    for at, name in enumerate(chosen.memory_names):
        yield f"{name.capitalize()} before", per_parameter(focus, "memory_before", at)
        yield f"{name.capitalize()} after", per_parameter(focus, "memory_after", at)
    product = f"Sum × −{shortest(settings.learning_rate)} (change)"
    yield product if chosen.is_plain else "Change", per_parameter(focus, "update")


def new_weights(focus: Focus) -> Table:
    """Each weight before and after the change."""
    columns = (
        Column("Before", per_parameter(focus, "before")),
        Column("Change", per_parameter(focus, "update")),
        Column("After", per_parameter(focus, "after")),
    )
    title = "Weight or bias" if focus.steps.has_bias else "Weight"
    return Table(
        "new_weights",
        title,
        focus.parameter_names,
        columns,
        "parameters",
        parameters=focus.parameters,
        remarks=_set_by_hand(focus),
        remarks_title="Remark",
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
            significant=2,
        ),
    )
    return Table(
        "check",
        "Weight or bias",
        tuple(each.name for each in found),
        columns,
        "parameters",
        parameters=tuple(range(len(found))),
        remarks=tuple(str(each.verdict) for each in found),
    )


def _training_rows(key: str, focus: Focus, columns: Iterable[Column]) -> Table:
    numbers = tuple(focus.rows.tolist())
    names = tuple(str(number + 1) for number in numbers)
    return Table(key, "Row", names, tuple(columns), numbers=numbers)


def _set_by_hand(focus: Focus) -> tuple[str, ...]:
    """A remark behind each weight that an intervention sets; none at all where none does."""
    is_set = per_parameter(focus, "is_set")
    return tuple("set by hand" if each else "" for each in is_set) if is_set.any() else ()


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


def per_parameter(focus: Focus, what: str, memory: int | None = None) -> FloatArray:
    """An attribute of the change for each of the neuron's parameters, (n_parameters,); of what the
    optimiser remembers, the array number `memory`."""
    weights, bias = _changes(focus)
    of_weights, of_bias = getattr(weights, what), getattr(bias, what, None)
    if memory is not None:
        of_weights = of_weights[memory]
        of_bias = None if of_bias is None else of_bias[memory]
    found: FloatArray = of_weights[:, focus.neuron]
    return found if of_bias is None else np.append(found, of_bias[focus.neuron])
