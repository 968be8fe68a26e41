"""From plain values, which may come from anyone, to what is kept; what is wrong is said.

Nothing here is evaluated: every value is checked for its type, name and range, and the rest opens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeVar

from nn_core.errors import InputError, shown
from nn_core.experiment.architecture import Architecture
from nn_core.experiment.held_back import n_held_back
from nn_core.experiment.intervention import PARAMETER, Intervention
from nn_core.experiment.preparation import Feature, Preparation
from nn_core.experiment.settings import TrainingSettings
from nn_core.limits import MAX_FEATURES, MAX_INTERVENTIONS, MAX_ITERATIONS, MAX_SEED
from nn_core.problems.generated import GeneratedProblem
from nn_core.run.stop_rule import StopRule
from nn_core.sharing import checked
from nn_core.sharing.checked import Complaints
from nn_core.sharing.drop_misfits import fitted
from nn_core.sharing.plain import VERSION
from nn_core.sharing.reading_table import read_example, read_problem, read_table
from nn_core.sharing.shared import DEFAULT_ITERATIONS, Shared, Views, is_generated

Value = TypeVar("Value")
_Reader = Callable[[object], Any]

KNOWN: Final = (
    *(
        "version",
        "problem",
        "generated",
        "table",
        "new_example",
        "held_back",
        "network",
        "training",
        "seed",
        "changes",
    ),
    *("preparation", "stop", "iterations", "t", "view"),
)
_NETWORK: Final[tuple[tuple[str, _Reader], ...]] = (
    ("hidden", checked.whole_list),
    ("bias", checked.truth),
    ("activation", checked.text),
    ("output_activation", checked.text),
    ("initial_weights", checked.text),
)
_TRAINING: Final[tuple[tuple[str, _Reader], ...]] = (
    ("learning_rate", checked.number),
    ("loss", checked.text),
    ("optimiser", checked.text),
    ("batch_size", checked.whole_or_none),
    ("l1", checked.number),
    ("l2", checked.number),
)
_GENERATED: Final[tuple[tuple[str, _Reader], ...]] = (
    ("n_points", checked.whole),
    ("noise", checked.number),
    ("data_seed", checked.whole),
)
_STOP: Final[tuple[tuple[str, _Reader], ...]] = (
    ("loss_under", checked.number_or_none),
    ("all_right", checked.truth),
)


def read(plain: Mapping[str, Any], views: Views, complaints: Complaints) -> Shared:
    """What the plain values say; what they do not say is as on a new page."""
    _version(plain, complaints)
    problem = read_problem(plain, complaints)
    generated = _generated(plain, problem, complaints)
    table = read_table(plain, problem, generated, complaints)
    iterations = _one(
        plain, "iterations", checked.whole_from(1, MAX_ITERATIONS), DEFAULT_ITERATIONS, complaints
    )
    shared = Shared(
        problem=problem,
        table=table,
        new_example=read_example(plain, problem, table, complaints),
        generated=generated,
        held_back=_one(plain, "held_back", _share, 0.0, complaints),
        architecture=_settings(plain, "network", Architecture(), _NETWORK, complaints),
        training=_settings(plain, "training", TrainingSettings(), _TRAINING, complaints),
        seed=_one(plain, "seed", checked.whole_from(0, MAX_SEED), 1, complaints),
        interventions=_changes(plain, complaints),
        preparation=_preparation(plain, complaints),
        stop=_settings(plain, "stop", StopRule(), _STOP, complaints),
        iterations=iterations,
        t=_one(plain, "t", checked.whole_from(0, iterations), 0, complaints),
        view=_view(plain, views, complaints),
    )
    return fitted(shared, complaints)


def _version(plain: Mapping[str, Any], complaints: Complaints) -> None:
    version = _one(plain, "version", checked.whole, VERSION, complaints)
    if version > VERSION:
        complaints.add(
            f"This was made by a newer version of the page ({version}): what is not known here is "
            "left out."
        )


def _one(
    plain: Mapping[str, Any],
    name: str,
    reader: Callable[[object], Value],
    otherwise: Value,
    complaints: Complaints,
) -> Value:
    if name not in plain:
        return otherwise
    return complaints.attempt(name, partial(reader, plain[name]), otherwise)


def _settings(
    plain: Mapping[str, Any],
    name: str,
    usual: Value,
    readers: tuple[tuple[str, _Reader], ...],
    complaints: Complaints,
) -> Value:
    """`usual` with everything that the group `name` says and that is allowed, one by one."""
    given = complaints.group(plain, name)
    for key, reader in readers:
        if key in given:
            changed = partial(_replaced, usual, key, reader, given[key])
            usual = complaints.attempt(key, changed, usual)
    return usual


def _replaced(usual: Value, key: str, reader: _Reader, value: object) -> Value:
    return replace(usual, **{key: reader(value)})  # type: ignore[type-var]


def _generated(
    plain: Mapping[str, Any], problem: str, complaints: Complaints
) -> GeneratedProblem | None:
    if not is_generated(problem):
        if plain.get("generated") is not None:
            complaints.add('"generated" is left out: the points of this problem are not drawn.')
        return None
    if plain.get("generated") is None:
        return GeneratedProblem(problem)
    return _settings(plain, "generated", GeneratedProblem(problem), _GENERATED, complaints)


def _share(value: object) -> float:
    share = checked.number(value)
    n_held_back(1, share)
    return share


def _changes(plain: Mapping[str, Any], complaints: Complaints) -> tuple[Intervention, ...]:
    given = complaints.list_of(plain, "changes", MAX_INTERVENTIONS)
    found = (complaints.attempt("changes", partial(_change, one), None) for one in given)
    return tuple(one for one in found if one is not None)


def _change(value: object) -> Intervention | None:
    given = checked.group(value)
    what = checked.text(given.get("what"))
    parameter = checked.whole(given.get(PARAMETER)) if what == PARAMETER else None
    iteration = checked.whole(given.get("iteration"))
    return Intervention(iteration, what, checked.number(given.get("value")), parameter)


def _preparation(plain: Mapping[str, Any], complaints: Complaints) -> Preparation:
    given = complaints.group(plain, "preparation")
    listed = complaints.list_of(given, "features", MAX_FEATURES)
    found = (complaints.attempt("features", partial(_feature, one), None) for one in listed)
    features = tuple(dict.fromkeys(one for one in found if one is not None))
    return Preparation(features, _one(given, "scale", checked.truth, False, complaints))


def _feature(value: object) -> Feature | None:
    given = checked.group(value)
    first, second = given.get("first"), given.get("second")
    return Feature(
        checked.text(given.get("kind")), checked.whole(first), checked.whole_or_none(second)
    )


def _view(
    plain: Mapping[str, Any], views: Views, complaints: Complaints
) -> tuple[tuple[str, str], ...]:
    """The choices that are not what a new page shows."""
    given = complaints.group(plain, "view")
    found = {
        name: complaints.attempt(name, partial(_choice, given[name], values), values[0])
        for name, values in views.items()
        if name in given
    }
    return tuple((name, value) for name, value in found.items() if value != views[name][0])


def _choice(value: object, values: Sequence[str]) -> str:
    if value not in values:
        said = shown(value) if isinstance(value, str) else "this"
        raise InputError(f'"{said}" cannot be chosen: use one of {", ".join(values)}.')
    return str(value)
