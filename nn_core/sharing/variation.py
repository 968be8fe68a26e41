"""One setting and the values that it has in turn, as a question: "learning_rate~0.1~1~10"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from nn_core.errors import InputError, shown
from nn_core.limits import MAX_NEURONS
from nn_core.network.activation import of_hidden_layers
from nn_core.network.optimiser import OPTIMISERS
from nn_core.network.start import STARTS
from nn_core.sharing import validate
from nn_core.sharing.compact import scalar
from nn_core.sharing.fields import field
from nn_core.sharing.setup import Setup
from nn_core.sharing.titles import TITLES
from nn_core.tables.cells import number_text, read_number
from nn_core.tables.number_style import shortest

LEAST_VALUES: Final = 3
MOST_VALUES: Final = 8
# The settings that can be varied, by the keys of their fields, with their titles.
SETTINGS: Final = MappingProxyType(
    {
        "hidden": "Hidden neurons",
        "learning_rate": "Learning rate",
        "activation": "Hidden activation",
        "weights": "Initial weights",
        "optimiser": "Optimiser",
        "batch": "Batch size",
    }
)
_BETWEEN: Final = "~"
_WHOLE_TABLE: Final = "all"
_MOST_LETTERS: Final = 300


@dataclass(frozen=True)
class Variation:
    """key: one of `SETTINGS`; values: 3 to 8 different ones, of hidden neurons those of the first
    hidden layer, of a batch None for the whole table. Raises InputError for others."""

    key: str
    values: tuple[Any, ...]

    def __post_init__(self) -> None:
        if self.key not in SETTINGS:
            raise InputError(f'"{shown(self.key)}" is no setting that can be varied.')
        n_values = len(self.values)
        if not LEAST_VALUES <= n_values <= MOST_VALUES or len(set(self.values)) < n_values:
            raise InputError(
                f"Give {LEAST_VALUES} to {MOST_VALUES} different values, such as "
                f"{', '.join(map(self.words, usual_values(self.key)))}."
            )
        for value in self.values:
            varied(Setup(), self.key, value)

    @property
    def title(self) -> str:
        """What the setting is called."""
        return SETTINGS[self.key]

    def of(self, setup: Setup) -> tuple[Setup, ...]:
        """`setup` with each of the values, without kept runs."""
        return tuple(varied(setup, self.key, value) for value in self.values)

    def words(self, value: Any) -> str:
        """A value as people read it."""
        if self.key in TITLES:
            return TITLES[self.key](value)
        return "whole table" if value is None else shortest(value)

    @property
    def text(self) -> str:
        """The same in a link."""
        values = (_WHOLE_TABLE if one is None else _text(one) for one in self.values)
        return _BETWEEN.join((self.key, *values))


def variation(text: str) -> Variation:
    """What a link says; InputError for anything else."""
    if len(text) > _MOST_LETTERS:
        raise InputError("It is too long.")
    key, *values = text.split(_BETWEEN)
    return Variation(key, tuple(_value(key, one) for one in values))


def typed(key: str, text: str) -> Variation:
    """Numbers as they are typed, between commas, or semicolons where they have decimal commas;
    "all" is the whole table as a batch. InputError for what cannot be used."""
    if len(text) > _MOST_LETTERS:
        raise InputError(f"That is too long: type up to {MOST_VALUES} values between commas.")
    values = [one.strip() for one in text.split(";" if ";" in text else ",")]
    return Variation(key, tuple(_typed(key, one) for one in values if one))


def choices(key: str) -> tuple[str, ...]:
    """The values of a setting that has only some; none for numbers."""
    known = {"activation": of_hidden_layers(), "weights": STARTS, "optimiser": OPTIMISERS}
    return tuple(known.get(key, ()))


def usual_values(key: str) -> tuple[Any, ...]:
    """The values that are proposed."""
    numbers: dict[str, tuple[Any, ...]] = {
        "hidden": (1, 2, 3, 4, 8),
        "learning_rate": (0.1, 0.3, 1.0, 3.0, 10.0),
        "batch": (1, 2, 4, None),
    }
    return numbers.get(key) or choices(key)[:MOST_VALUES]


def varied(setup: Setup, key: str, value: Any) -> Setup:
    """`setup` with another value of a setting, and without kept runs; InputError for one that
    cannot be."""
    setup = replace(setup, kept=())
    if key == "hidden":
        whole = validate.whole_from(1, MAX_NEURONS)(value)
        value = [whole, *setup.architecture.hidden[1:]]
    found = field(key)
    return found.put(setup, found.check(value))


def _value(key: str, text: str) -> Any:
    if key == "batch" and text == _WHOLE_TABLE:
        return None
    return text if choices(key) else scalar(text)


def _typed(key: str, text: str) -> Any:
    is_whole_table = key == "batch" and text == _WHOLE_TABLE
    return None if is_whole_table else read_number(text, SETTINGS.get(key, key))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else number_text(float(value))


class Variations(Sequence[str]):
    """All questions that a link may ask: "", which is none, and those that `variation` takes."""

    def __len__(self) -> int:
        return 1

    def __getitem__(self, place: Any) -> Any:
        return ("",)[place]
