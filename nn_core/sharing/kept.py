"""Kept runs in a link or a file: of each only what differs from the present setup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from nn_core.errors import InputError
from nn_core.limits import MAX_KEPT
from nn_core.sharing import kinds
from nn_core.sharing.field import Field
from nn_core.sharing.fields import FIELDS, GENERATED, PROBLEM, TABLE
from nn_core.sharing.plain import plain_setup
from nn_core.sharing.setup import OWN, Setup, as_chosen
from nn_core.sharing.validate import Complaints

# The key in a link, and in a file.
KEPT: Final = "kept_runs"
# The groups that follow from a problem.
_OF_PROBLEM: Final = (GENERATED, TABLE, "columns", "new_example")
_BETWEEN: Final = ";"
_NOTHING: Final = "same"
# Lists that a kept run may have none of where the present one has some.
_MAY_BE_EMPTY: Final = (kinds.SIZES, kinds.FORMS, kinds.FEATURES, kinds.CHANGES)


def difference(kept: Setup, setup: Setup) -> dict[str, Any]:
    """What a file says of a kept run beside `setup`; another problem brings its own table, of which
    only the changes are said."""
    said = plain_setup(kept)
    other = {} if _has_same_problem(kept, setup) else _problem(said)
    beside = plain_setup(_with_problem(setup, kept) if other else setup)
    for field in FIELDS:
        is_own_table = bool(other) and kept.problem == OWN and field.key == TABLE
        # repr tells -0.0 from 0.0.
        if field.at and (is_own_table or repr(field.said(said)) != repr(field.said(beside))):
            field.say(other, field.said(said))
    return other


def merged(setup: Setup, other: Mapping[str, Any]) -> dict[str, Any]:
    """All that a file would say of the kept run of which it says `other` beside `setup`."""
    said = plain_setup(setup)
    if PROBLEM in other or GENERATED in other:
        said = {name: value for name, value in said.items() if name not in _OF_PROBLEM}
    for name, value in other.items():
        own = said.get(name)
        are_groups = isinstance(own, Mapping) and isinstance(value, Mapping)
        said[name] = {**own, **value} if are_groups else value  # type: ignore[dict-item]
    return said


def kept_text(setup: Setup) -> str:
    """The kept runs as text in a link: each is a link in the link, such as
    "learning_rate=0.1;same"."""
    return _BETWEEN.join(_link_text(difference(one, setup)) or _NOTHING for one in setup.kept)


def kept_plain(text: str, complaints: Complaints) -> list[dict[str, Any]]:
    """The kept runs of a link as a file would hold them, not checked yet."""
    texts = text.split(_BETWEEN, MAX_KEPT) if text else []
    return [_plain(one, complaints) for one in texts]


def _has_same_problem(kept: Setup, setup: Setup) -> bool:
    return (kept.problem, kept.generated) == (setup.problem, setup.generated)


def _problem(said: Mapping[str, Any]) -> dict[str, Any]:
    drawn = {GENERATED: said[GENERATED]} if said[GENERATED] is not None else {}
    return {PROBLEM: said[PROBLEM], **drawn}


def _with_problem(setup: Setup, kept: Setup) -> Setup:
    usual = as_chosen(kept)
    return replace(
        setup,
        problem=kept.problem,
        generated=kept.generated,
        table=usual.table,
        new_example=usual.new_example,
        kept=(),
    )


def _link_text(other: dict[str, Any]) -> str:
    said = [(field, _said(field, other)) for field in FIELDS]
    return urlencode(
        {field.key: field.kind.write(value[0]) for field, value in said if value is not None}
    )


def _said(field: Field, plain: Mapping[str, Any]) -> tuple[Any] | None:
    """The value that is said of a field, which may be None, in brackets; None where none is."""
    value: Any = plain
    for name in field.path:
        if not isinstance(value, Mapping) or name not in value:
            return None
        value = value[name]
    return (value,)


def _plain(text: str, complaints: Complaints) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    nothing: dict[str, str] = {}
    query = complaints.attempt(KEPT, partial(_pairs, text), nothing)
    for field in FIELDS:
        if field.key in query:
            say = partial(_say, field, query[field.key], plain)
            complaints.attempt(field.key, say, None)
    known = {field.key for field in FIELDS}
    complaints.unknown(key for key in query if key not in known)
    return plain


def _say(field: Field, text: str, plain: dict[str, Any]) -> None:
    is_empty = not text and field.kind in _MAY_BE_EMPTY
    field.say(plain, [] if is_empty else field.kind.split(text))


def _pairs(text: str) -> dict[str, str]:
    if text in ("", _NOTHING):
        return {}
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=len(FIELDS)))
    except ValueError as error:
        raise InputError("It has too many parts.") from error
