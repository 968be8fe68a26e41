"""The fields of the folded options: what the learner types goes into the options, and back.

A field shows an option, and an option may also be changed elsewhere (on the diagram, by Undo, by a
remedy). So before anything is drawn, what the learner has changed since the page last showed it is
taken up, and then every field is set to what its option is now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from nn_core import InputError
from nn_core.limits import MAX_HIDDEN_LAYERS, MAX_NEURONS, MAX_ROWS, MAX_SEED
from nn_core.network import regularisation
from nn_ui import state
from nn_ui.number_field import field_text
from nn_ui.session import checks
from nn_ui.session.options import Options
from nn_ui.session.session import Session, Shown

MISSING = object()


@dataclass(frozen=True)
class Field:
    """A widget's key, how its value is read from the options, and how a new one is put there."""

    key: str
    read: Callable[[Options], Any]
    use: Callable[[Options, Any], None]


def handle(session: Session) -> None:
    """Take up what was changed in the fields; afterwards every field shows its option."""
    for field in fields(session.options):
        _take(session, field)
    for field in fields(session.options):
        _show(session, field)


def refusal(session: Session, key: str) -> str:
    """Why what stands in a field cannot be used; "" when it is."""
    shown = session.shown.get(key)
    return shown.refusal if shown else ""


def fields(options: Options) -> tuple[Field, ...]:
    """All fields, as many of them for neurons as there are hidden layers."""
    return (
        Field("hidden_layers", lambda now: field_text(len(now.architecture.hidden)), _use_layers),
        *map(_neurons, range(len(options.architecture.hidden))),
        *(
            _part("architecture", key, name)
            for key, name in (
                ("bias", "bias"),
                ("activation", "activation"),
                ("output_activation", "output_activation"),
                ("initial_weights", "initial_weights"),
            )
        ),
        _part("training", "loss", "loss"),
        _part("training", "optimiser", "optimiser"),
        _number("training", "batch_size", "batch_size", _batch_size),
        *(
            _number("training", key, key, partial(checks.number, name=one.title), empty=0.0)
            for key, one in regularisation.REGULARISERS.items()
        ),
        _part("preparation", "features", "features", read=list, convert=tuple),
        _part("preparation", "scale_inputs", "scale"),
        *(_part("data", key, key) for key in ("points", "noise", "test_share")),
        _part("data", "data_seed", "data_seed", read=field_text, convert=_data_seed),
        _number("stop_rule", "stop_loss", "loss_under", _stop_loss),
        _part("stop_rule", "stop_all_right", "all_right"),
    )


def _part(
    group: str,
    key: str,
    name: str,
    *,
    read: Callable[[Any], Any] = lambda value: value,
    convert: Callable[[Any], Any] = lambda value: value,
) -> Field:
    """The field `key` for options.<group>.<name>."""

    def use(options: Options, value: Any) -> None:
        change = getattr(options, f"change_{group}")
        change(**{name: convert(value)})

    return Field(key, lambda options: read(getattr(getattr(options, group), name)), use)


def _number(
    group: str,
    key: str,
    name: str,
    number: Callable[[object], float],
    *,
    empty: float | None = None,
) -> Field:
    """The same for a number that is typed; an emptied field means `empty`."""

    def convert(typed: object) -> float | None:
        return empty if checks.is_empty(typed) else number(typed)

    return _part(group, key, name, read=field_text, convert=convert)


def _batch_size(typed: object) -> int:
    return checks.whole_number(typed, "Batch size", 1, MAX_ROWS)


def _data_seed(typed: object) -> int:
    return checks.whole_number(typed, "Data seed", 0, MAX_SEED)


def _stop_loss(typed: object) -> float:
    return checks.number(typed, "The loss to stop at")


def _neurons(layer: int) -> Field:
    def read(options: Options) -> str:
        return field_text(options.architecture.hidden[layer])

    return Field(f"neurons_{layer + 1}", read, partial(_use_neurons, layer))


def _use_layers(options: Options, typed: object) -> None:
    options.set_layers(checks.whole_number(typed, "Hidden layers", 0, MAX_HIDDEN_LAYERS))


def _use_neurons(layer: int, options: Options, typed: object) -> None:
    if layer < len(options.architecture.hidden):
        name = f"Neurons in {layer + 1}"
        options.set_neurons(layer, checks.whole_number(typed, name, 1, MAX_NEURONS))


def _take(session: Session, field: Field) -> None:
    value, shown = state.value(field.key, MISSING), session.shown.get(field.key)
    if value is MISSING or shown is None or value == shown.value:
        return
    session.shown[field.key] = Shown(value, field.read(session.options))
    try:
        field.use(session.options, value)
    except InputError as error:
        session.shown[field.key] = Shown(value, field.read(session.options), str(error))


def _show(session: Session, field: Field) -> None:
    option, shown = field.read(session.options), session.shown.get(field.key)
    is_refused = shown is not None and bool(shown.refusal) and shown.option == option
    value = state.value(field.key, MISSING)
    if is_refused and value is not MISSING:
        return
    if value is MISSING or value != option:
        state.put(field.key, option)
    session.shown[field.key] = Shown(option, option)
