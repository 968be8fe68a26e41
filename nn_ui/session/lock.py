"""What a teacher has set, so that learners do not change it: a lock for honest people.

It is part of the link that opened the page. Whatever asks for a change, a field, the diagram, the
map, Undo or the browser's history, the change is compared with the setup before, part by part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from nn_core import InputError
from nn_core.lessons import LESSONS
from nn_core.sharing.setup import OWN, Setup, View
from nn_core.sharing.some_of import SomeOf
from nn_ui.session.events.table import chosen_problem

SET: Final = "Set by your teacher"
LESSONS_PART: Final = "lessons"
# The parts of a setup that can be set, by their words in a link, with their names.
PARTS: Final = MappingProxyType(
    {
        "problem": "Problem",
        "table": "Training table",
        "example": "New example",
        "iterations": "Iterations",
        "rate": "Learning rate",
        "seed": "Seed",
        "network": "Network",
        "options": "Training options",
        "inputs": "Inputs and test rows",
        "changes": "Weights and changes on the way",
        LESSONS_PART: "Other lessons",
    }
)
PICTURES: Final = MappingProxyType(
    {
        "network": "Network",
        "loss": "Loss",
        "weights": "Weights",
        "prediction": "Prediction or output",
    }
)
# The keys in a link.
FIXED_KEY, TABS_KEY, PICTURES_KEY = "fixed", "no_tabs", "no_pictures"
FIXED: Final = SomeOf(tuple(PARTS))
HIDDEN_PICTURES: Final = SomeOf(tuple(PICTURES))


@dataclass(frozen=True)
class Lock:
    """fixed: the words of the parts that are set; tabs, pictures: the words of those that are not
    there, all three as they stand in a link."""

    fixed: str = ""
    tabs: str = ""
    pictures: str = ""

    @property
    def is_on(self) -> bool:
        """Whether anything is set, or left out."""
        return bool(self.fixed or self.tabs or self.pictures)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts that are set."""
        return tuple(PARTS[part] for part in FIXED.split(self.fixed))

    def fixes(self, part: str) -> bool:
        """Whether this part is set."""
        return part in FIXED.split(self.fixed)

    def check(self, before: Setup, after: Setup) -> None:
        """InputError for a change of what is set."""
        parts = [PARTS[part] for part in changed_parts(before, after) if self.fixes(part)]
        if not parts or (not self.fixes(LESSONS_PART) and _is_lesson(after)):
            return
        named = " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)
        raise InputError(f"{SET}: {named}. This change would touch it, so it was not made.")

    def in_link(self) -> View:
        """The keys and values that stand for it."""
        pairs = ((FIXED_KEY, self.fixed), (TABS_KEY, self.tabs), (PICTURES_KEY, self.pictures))
        return tuple(pair for pair in pairs if pair[1])


def lock_of(view: Mapping[str, str]) -> Lock:
    """The lock that a link says."""
    return Lock(*(view.get(key, "") for key in (FIXED_KEY, TABS_KEY, PICTURES_KEY)))


def changed_parts(before: Setup, after: Setup) -> tuple[str, ...]:
    """The words of the parts in which two setups differ. What a change brings along by necessity
    belongs to it: a problem comes with its table, another table with its new example."""
    return tuple(dict.fromkeys(_changed(before, after)))


def _changed(before: Setup, after: Setup) -> Iterator[str]:
    if before == after:
        return
    is_new_table = before.table != after.table
    if (before.problem, before.generated) != (after.problem, after.generated):
        if after in (_chosen(before, after), _remade(before, after)):
            yield "problem"
            return
        # A table that is typed into is one's own.
        if after.problem != OWN or not is_new_table:
            yield "problem"
    if is_new_table:
        yield "table"
    elif before.new_example != after.new_example:
        yield "example"
    yield from _settings(before, after)
    is_another_shape = is_new_table or before.architecture != after.architecture
    if before.preparation != after.preparation or before.held_back != after.held_back:
        is_dropped = is_new_table and _drops_features(before, after)
        if not is_dropped:
            yield "inputs"
        is_another_shape = True
    if before.interventions != after.interventions:
        are_dropped = set(after.interventions) <= set(before.interventions)
        if not (is_another_shape and are_dropped):
            yield "changes"


def _settings(before: Setup, after: Setup) -> Iterator[str]:
    if before.iterations != after.iterations:
        yield "iterations"
    if before.training.learning_rate != after.training.learning_rate:
        yield "rate"
    if before.seed != after.seed:
        yield "seed"
    if before.architecture != after.architecture:
        yield "network"
    rate = before.training.learning_rate
    options = replace(after.training, learning_rate=rate)
    if before.training != options or before.stop != after.stop:
        yield "options"


def _chosen(before: Setup, after: Setup) -> Setup:
    return chosen_problem(before, after.problem)


def _remade(before: Setup, after: Setup) -> Setup | None:
    """The same setup with the points of `after`, where both have points of one problem."""
    made = after.generated
    if made is None or before.generated is None or before.problem != after.problem:
        return None
    return replace(before, generated=made, table=made.table())


def _drops_features(before: Setup, after: Setup) -> bool:
    kept = replace(before.preparation, features=after.preparation.features)
    fewer = set(after.preparation.features) <= set(before.preparation.features)
    return kept == after.preparation and before.held_back == after.held_back and fewer


def _is_lesson(setup: Setup) -> bool:
    return any(setup == one.setup for one in LESSONS)


# The keys of the controls of each part, to show that they are set; those that end in "_" are of
# several controls.
_CONTROLS: Final = MappingProxyType(
    {
        "problem": (
            *("problem", "problem_pictures", "points", "noise", "data_seed", "data_seed_less"),
            *("data_seed_more", "new_data_seed"),
        ),
        "table": ("table", "shuffle", "columns_", "file_"),
        "example": ("new_example",),
        "iterations": ("iterations", "iterations_less", "iterations_more"),
        "rate": ("learning_rate", "learning_rate_less", "learning_rate_more"),
        "seed": ("seed", "seed_less", "seed_more", "new_seed", "try_many_seeds"),
        "network": (
            *("hidden_layers", "hidden_layers_less", "hidden_layers_more", "neurons_", "bias"),
            *("activation", "output_activation", "initial_weights"),
        ),
        "options": ("loss", "optimiser", "batch_size", "l1", "l2", "stop_loss", "stop_all_right"),
        "inputs": ("features", "scale_inputs", "scale_targets", "test_share"),
        "changes": ("change_what", "change_value", "add_change", "remove_change_"),
        LESSONS_PART: ("open_lesson_", "lesson"),
    }
)
# What changes all of them at once, or as much as it likes.
_WHOLE: Final = ("use_what_fits", "use_fitting", "open_experiment", "remedy_")


def is_set(lock: Lock, key: str) -> bool:
    """Whether the control with this key is for what is set."""
    if not lock.fixed:
        return False
    if _is_among(key, _WHOLE):
        return True
    return any(_is_among(key, keys) and lock.fixes(part) for part, keys in _CONTROLS.items())


def _is_among(key: str, keys: tuple[str, ...]) -> bool:
    return any(key == one or (one.endswith("_") and key.startswith(one)) for one in keys)
