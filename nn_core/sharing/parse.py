"""From plain values, which may come from anyone, to a setup; what is wrong is said.

Nothing here is evaluated: every value is checked for its type, name and range, and the rest opens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeVar

from nn_core.errors import InputError, shown
from nn_core.experiment.intervention import PARAMETER, Intervention
from nn_core.experiment.preparation import Feature
from nn_core.limits import MAX_FEATURES, MAX_INTERVENTIONS, MAX_KEPT
from nn_core.sharing import validate
from nn_core.sharing.drop_misfits import fitted
from nn_core.sharing.field import Field
from nn_core.sharing.fields import FIELDS, GENERATED, PROBLEM, group
from nn_core.sharing.kept import KEPT, merged
from nn_core.sharing.parse_table import read_example, read_problem, read_table
from nn_core.sharing.setup import Moment, Setup, View, Views
from nn_core.sharing.some_of import SomeOf
from nn_core.sharing.to_dict import VERSION
from nn_core.sharing.validate import Complaints
from nn_core.sharing.variation import Variations, variation

Value = TypeVar("Value")

_NAMES: Final = tuple(dict.fromkeys(field.path[0] for field in FIELDS))
KNOWN: Final = ("version", *_NAMES, "view", KEPT)


def parse(plain: Mapping[str, Any], views: Views, complaints: Complaints) -> Moment:
    """What the plain values say; what they do not say is as on a new page."""
    _version(plain, complaints)
    setup = _setup(plain, complaints)
    t = _one(plain, "t", validate.whole_from(0, setup.iterations), 0, complaints)
    view = _view(plain, views, complaints)
    kept = _kept(plain, setup, complaints)
    # A setup looks through its whole table again.
    return Moment(replace(setup, kept=kept) if kept else setup, t, view)


def _setup(plain: Mapping[str, Any], complaints: Complaints) -> Setup:
    problem = read_problem(plain, complaints)
    setup = _generated(Setup(problem), plain, complaints)
    table = read_table(plain, problem, setup.generated, complaints)
    example = read_example(plain, problem, table, complaints)
    changes = _changes(plain, complaints)
    for name in ("", "network", "training", "stop"):
        setup = _group(setup, name, plain, complaints)
    setup = _preparation(setup, plain, complaints)
    # At the end, since every other step would look through the whole table again.
    setup = replace(setup, table=table, new_example=example, interventions=changes)
    return fitted(setup, complaints)


def _kept(plain: Mapping[str, Any], setup: Setup, complaints: Complaints) -> tuple[Setup, ...]:
    given = complaints.list_of(plain, KEPT, MAX_KEPT)
    found = (_one_kept(one, setup, complaints) for one in given)
    return tuple(one for one in found if one is not None)


def _one_kept(given: object, setup: Setup, complaints: Complaints) -> Setup | None:
    """A kept run, whose plain values say what differs from `setup`; None for one that cannot be
    trained."""
    other = complaints.attempt(KEPT, partial(validate.group, given), None)
    if other is None:
        return None
    complaints.unknown(name for name in other if name not in _NAMES)
    known = {name: value for name, value in other.items() if name in _NAMES}
    found = _setup(merged(setup, known), complaints)
    return complaints.attempt(KEPT, partial(_trainable, found), None)


def _trainable(setup: Setup) -> Setup:
    setup.experiment()
    return setup


def _version(plain: Mapping[str, Any], complaints: Complaints) -> None:
    version = _one(plain, "version", validate.whole, VERSION, complaints)
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


def _group(setup: Setup, name: str, plain: Mapping[str, Any], complaints: Complaints) -> Setup:
    """The setup with everything that the group `name` says and that is allowed, one by one."""
    given = complaints.group(plain, name) if name else plain
    for field in group(name):
        said = field.path[-1]
        if said in given and field.key != PROBLEM:
            put = partial(_put, setup, field, given[said])
            setup = complaints.attempt(said, put, setup)
    return setup


def _put(setup: Setup, field: Field, value: object) -> Setup:
    return field.put(setup, field.check(value))


def _generated(setup: Setup, plain: Mapping[str, Any], complaints: Complaints) -> Setup:
    given = plain.get(GENERATED)
    if setup.generated is None:
        if given is not None:
            complaints.add('"generated" is left out: the points of this problem are not drawn.')
        return setup
    return setup if given is None else _group(setup, GENERATED, plain, complaints)


def _changes(plain: Mapping[str, Any], complaints: Complaints) -> tuple[Intervention, ...]:
    given = complaints.list_of(plain, "changes", MAX_INTERVENTIONS)
    found = (complaints.attempt("changes", partial(_change, one), None) for one in given)
    return tuple(one for one in found if one is not None)


def _change(value: object) -> Intervention | None:
    given = validate.group(value)
    what = validate.text(given.get("what"))
    parameter = validate.whole(given.get(PARAMETER)) if what == PARAMETER else None
    iteration = validate.whole(given.get("iteration"))
    return Intervention(iteration, what, validate.number(given.get("value")), parameter)


def _preparation(setup: Setup, plain: Mapping[str, Any], complaints: Complaints) -> Setup:
    setup = _group(setup, "preparation", plain, complaints)
    listed = complaints.list_of(complaints.group(plain, "preparation"), "features", MAX_FEATURES)
    found = (complaints.attempt("features", partial(_feature, one), None) for one in listed)
    features = tuple(dict.fromkeys(one for one in found if one is not None))
    return replace(setup, preparation=replace(setup.preparation, features=features))


def _feature(value: object) -> Feature | None:
    given = validate.group(value)
    first, second = given.get("first"), given.get("second")
    return Feature(
        validate.text(given.get("kind")), validate.whole(first), validate.whole_or_none(second)
    )


def _view(plain: Mapping[str, Any], views: Views, complaints: Complaints) -> View:
    """The choices that are not what a new page shows, by their keys."""
    given = complaints.group(plain, "view")
    found = {
        name: complaints.attempt(name, partial(_choice, given[name], values), values[0])
        for name, values in views.items()
        if name in given
    }
    chosen = ((name, value) for name, value in found.items() if value != views[name][0])
    return tuple(sorted(chosen))


def _choice(value: object, values: Sequence[str]) -> str:
    if isinstance(values, SomeOf) and isinstance(value, str):
        return values.joined(values.split(value))
    if isinstance(values, Variations) and isinstance(value, str):
        return variation(value).text if value else value
    if value not in values:
        said = shown(value) if isinstance(value, str) else "this"
        raise InputError(
            f'"{said}" cannot be chosen: use one of {", ".join(filter(None, values))}.'
        )
    return str(value)
