"""Interventions: changes made on the way, from a certain iteration on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from nn_core.checks import instances, keep, number, text, whole
from nn_core.errors import InputError
from nn_core.experiment.settings import TrainingSettings, checked_penalty, checked_rate
from nn_core.limits import MAX_ABSOLUTE_VALUE, MAX_INTERVENTIONS, MAX_ITERATIONS
from nn_core.network import regularisation

PARAMETER: Final = "parameter"


@dataclass(frozen=True)
class Intervention:
    """After `iteration` updates, `what` becomes `value`, and training goes on with it.

    what: "learning_rate", the key of a regulariser, or "parameter" for the weight or bias at the
    place `parameter` of the flat row (see `parameters.names`), None for the others. The network of
    that iteration already has it. Raises InputError for values outside what the settings, or the
    table, may hold.
    """

    iteration: int
    what: str
    value: float
    parameter: int | None = None

    def __post_init__(self) -> None:
        sentence = f"A change is made at iteration 0 to {MAX_ITERATIONS:,}."
        keep(self, iteration=whole(self.iteration, 0, MAX_ITERATIONS, sentence))
        sentence = "A change is one of the learning rate, L1, L2, a weight or a bias."
        keep(self, what=text(self.what, sentence))
        if self.what == PARAMETER:
            keep(self, parameter=whole(self.parameter, 0, None, sentence))
        elif self.what not in settings():
            raise InputError(sentence)
        elif self.parameter is not None:
            raise InputError("Only a change of a weight or a bias has a place: leave it out.")
        keep(self, value=_checked_value(self.what, self.value))

    @property
    def place(self) -> tuple[int, str, int | None]:
        """Two interventions at the same place contradict each other."""
        return self.iteration, self.what, self.parameter


def settings() -> tuple[str, ...]:
    """The training settings that can be changed on the way."""
    return ("learning_rate", *regularisation.REGULARISERS)


def _checked_value(what: str, value: object) -> float:
    if what == "learning_rate":
        return checked_rate(value)
    if what in settings():
        return checked_penalty(value, regularisation.REGULARISERS[what].title)
    limit = f"{MAX_ABSOLUTE_VALUE:,.0f}"
    sentence = f"A weight or bias can be set to a number from -{limit} to {limit}."
    return number(value, -MAX_ABSOLUTE_VALUE, MAX_ABSOLUTE_VALUE, sentence)


def in_order(interventions: Iterable[Intervention]) -> tuple[Intervention, ...]:
    """By iteration; of two that contradict each other the later one given counts.

    Raises InputError for more than 100, and for anything that is no intervention.
    """
    by_place = {one.place: one for one in instances(interventions, Intervention)}
    if len(by_place) > MAX_INTERVENTIONS:
        raise InputError(f"At most {MAX_INTERVENTIONS} changes can be made on the way.")
    # The same changes in any order make the same experiment.
    return tuple(
        sorted(by_place.values(), key=lambda one: (one.iteration, one.what, one.parameter or 0))
    )


def settings_at(
    iteration: int, training: TrainingSettings, interventions: Iterable[Intervention]
) -> TrainingSettings:
    """The settings of the update that follows `iteration` updates."""
    changed = {
        one.what: one.value
        for one in interventions
        if one.what != PARAMETER and one.iteration <= iteration
    }
    return replace(training, **changed) if changed else training  # type: ignore[arg-type]
