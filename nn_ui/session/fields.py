"""The fields of the sidebar: what each shows of a setup, and the setup that another value makes.

What they are called and their limits stand in the table of fields, `nn_core.sharing.fields`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from nn_core.limits import MAX_HIDDEN_LAYERS, MAX_LEARNING_RATE
from nn_core.sharing import fields as core
from nn_core.sharing import kinds
from nn_core.sharing.field import Field
from nn_core.sharing.setup import Setup, known_problem
from nn_core.tables.cells import number_text
from nn_ui.session import checks
from nn_ui.session.events.network import n_layers, n_neurons
from nn_ui.session.events.table import chosen_problem, other_points

# The keys of the widgets that are not called as in a link.
_KEYS: Final = MappingProxyType(
    {
        "output": "output_activation",
        "weights": "initial_weights",
        "batch": "batch_size",
        "scale": "scale_inputs",
        "held_back": "test_share",
        "stop_right": "stop_all_right",
    }
)
_HIDDEN: Final = core.field("hidden")
_SHARES: Final = ("noise", "held_back")
# They are not typed into fields, or not into fields of this kind.
_OTHERS: Final = (
    core.PROBLEM,
    "t",
    "hidden",
    "inputs",
    "targets",
    "example",
    "columns",
    core.TABLE,
    "changes",
)


@dataclass(frozen=True)
class PageField:
    """A widget's key, what it shows of a setup, and the setup after another value stands in it;
    `words` says of that value what Undo calls it."""

    key: str
    show: Callable[[Setup], Any]
    use: Callable[[Setup, Any], Setup]
    words: Callable[[Any], str]


@dataclass(frozen=True)
class Shown:
    """What a field held when the page was last drawn, the value of the setup that it stands for,
    and why the one could not become the other ("" when it did)."""

    value: Any
    option: Any
    refusal: str = ""


def page_fields(setup: Setup) -> tuple[PageField, ...]:
    """The fields that there are, as many of them for neurons as there are hidden layers."""
    return (
        PageField("problem", lambda now: now.problem, chosen_problem, _choosing),
        *(
            _page_field(field)
            for field in core.FIELDS
            if field.key not in _OTHERS
            and (field.path[0] != core.GENERATED or setup.generated is not None)
        ),
        PageField(
            "hidden_layers",
            lambda now: field_text(len(now.architecture.hidden)),
            _use_layers,
            _changing(_HIDDEN),
        ),
        *map(_neurons, range(len(setup.architecture.hidden))),
    )


def field_text(number: float | None) -> str:
    """A number as it is typed."""
    return "" if number is None else number_text(number)


def limits(key: str) -> tuple[int, int]:
    """The smallest and the largest whole number of the field that a link calls `key`."""
    field = core.field(key)
    assert field.low is not None
    assert field.high is not None
    return int(field.low), int(field.high)


def read(field: Field, typed: Any) -> Any:
    """The value that a widget stands for; InputError for a text that is none. Emptied fields mean
    null, or 0 where there is no null."""
    if field.key in _SHARES:
        return typed / 100
    if field.kind in (kinds.WHOLE, kinds.WHOLE_OR_NONE):
        if field.kind is kinds.WHOLE_OR_NONE and checks.is_empty(typed):
            return None
        return checks.whole_number(typed, field.title, *limits(field.key))
    if field.key == "learning_rate":
        return checks.positive_number(typed, field.title, MAX_LEARNING_RATE)
    if field.kind in (kinds.NUMBER, kinds.NUMBER_OR_NONE):
        if checks.is_empty(typed):
            return None if field.kind is kinds.NUMBER_OR_NONE else 0.0
        name = f"The {field.word}" if field.low is None else field.title
        return checks.number(typed, name)
    return tuple(typed) if field.kind is kinds.FEATURES else typed


def _page_field(field: Field) -> PageField:
    def use(setup: Setup, value: Any) -> Setup:
        if field.path[0] == core.GENERATED:
            return other_points(setup, **{field.path[-1]: read(field, value)})
        return field.put(setup, read(field, value))

    key = _KEYS.get(field.key, field.key)
    return PageField(key, partial(_show, field), use, _changing(field))


def _show(field: Field, setup: Setup) -> Any:
    value = field.of(setup)
    if field.key in _SHARES:
        return round(100 * value)
    if field.key == "points":
        return value
    is_number = field.kind in (kinds.WHOLE, kinds.WHOLE_OR_NONE, kinds.NUMBER, kinds.NUMBER_OR_NONE)
    if is_number:
        return field_text(value)
    return list(value) if field.kind is kinds.FEATURES else value


def _neurons(layer: int) -> PageField:
    def use(setup: Setup, typed: Any) -> Setup:
        name = f"Neurons in {layer + 1}"
        return n_neurons(setup, layer, checks.whole_number(typed, name, *limits("hidden")))

    def show(setup: Setup) -> str:
        sizes = setup.architecture.hidden
        return field_text(sizes[layer]) if layer < len(sizes) else ""

    return PageField(f"neurons_{layer + 1}", show, use, _changing(_HIDDEN))


def _choosing(key: str) -> str:
    known = known_problem(key)
    return f"choosing {known.title if known else 'your own table'}"


def _changing(field: Field) -> Callable[[Any], str]:
    return lambda _: f"changing the {field.word}"


def _use_layers(setup: Setup, typed: Any) -> Setup:
    count = checks.whole_number(typed, _HIDDEN.title, 0, MAX_HIDDEN_LAYERS)
    return n_layers(setup, count)
