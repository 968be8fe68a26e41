"""An experiment as the address of a page: readable keys, and only what differs from a new page.

The keys and their meaning never change for one version, so that old links keep working; the
defaults belong to the version as well. As text a link has marks around it, which tell what it has
lost where it was cut off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from nn_core.errors import InputError
from nn_core.sharing.field import Field
from nn_core.sharing.fields import FIELDS, PROBLEM, TABLE
from nn_core.sharing.kept import KEPT, kept_plain, kept_text
from nn_core.sharing.kinds import MAX_VALUE
from nn_core.sharing.link_marks import forgiven, marked, received, said_of
from nn_core.sharing.parse import parse
from nn_core.sharing.setup import OWN, Moment, Setup, View, Views, as_chosen
from nn_core.sharing.to_dict import VERSION, to_dict
from nn_core.sharing.validate import Complaints

# What browsers, servers and messengers carry without cutting it off.
MAX_LINK: Final = 2000
_MAX_KEYS: Final = 200
_VERSION_KEY: Final = "v"
# The key that names what a link has no room for.
LEFT_OUT: Final = "left_out"
# The largest parts go first, but before all others the runs beside the experiment. Without its
# table an experiment is nobody's problem but one's own.
_OF_TABLE: Final = (TABLE, "inputs", "targets", "example")
_PARTS: Final = ((KEPT,), _OF_TABLE, ("changes",), ("features",))


def to_query(setup: Setup, t: int = 0, view: View = ()) -> dict[str, str]:
    """The keys and values of the address that shows exactly this: a setup at iteration `t`, with
    the open view."""
    said, usual = to_dict(setup, t), to_dict(as_chosen(setup))
    # repr tells -0.0 from 0.0.
    is_own = setup.problem == OWN
    query = {
        field.key: field.kind.write(field.said(said))
        for field in FIELDS
        if repr(field.said(said)) != repr(field.said(usual)) or (is_own and field.key == TABLE)
    }
    query.pop(PROBLEM, None)
    problem = {} if setup.problem == _implied_problem(query) else {PROBLEM: setup.problem}
    kept = {KEPT: kept_text(setup)} if setup.kept else {}
    return {_VERSION_KEY: str(VERSION), **problem, **query, **dict(sorted(view)), **kept}


def from_query(query: Mapping[str, str], views: Views | None) -> tuple[Moment, tuple[str, ...]]:
    """What an address shows, and a sentence for everything in it that could not be used.

    views: the keys and values that the view may have; see `Views`. None where there is no page:
    then nothing is said about keys that are not known, since they may be those of a view.
    """
    moment, complaints = _opened(query, views)
    mended = forgiven(query)
    # A full stop may belong to the last value: it goes only where the link is better without it.
    if complaints and mended != query:
        again, fewer = _opened(mended, views)
        if len(fewer) < len(complaints):
            return again, fewer
    return moment, complaints


def _opened(given: Mapping[str, str], views: Views | None) -> tuple[Moment, tuple[str, ...]]:
    complaints = Complaints()
    keys = {_VERSION_KEY, LEFT_OUT, KEPT, *(field.key for field in FIELDS), *(views or ())}
    query = _arrived(given, keys, complaints)
    if missing := [part for part, *_ in _PARTS if part in query.get(LEFT_OUT, "").split()]:
        complaints.add(
            f"The link had no room for the {named(missing)} of the experiment: open its "
            "file instead."
        )
    said: dict[str, Any] = {PROBLEM: _implied_problem(query)}
    for field in FIELDS:
        if field.key in query:
            reading = partial(_read, field, query[field.key])
            value = complaints.attempt(field.key, reading, None)
            if value is not None:
                field.say(said, value)
    if KEPT in query:
        none: list[dict[str, Any]] = []
        read = partial(_kept_plain, query[KEPT], complaints)
        said[KEPT] = complaints.attempt(KEPT, read, none)
    if _VERSION_KEY in query:
        said["version"] = _version(query[_VERSION_KEY])
    said["view"] = {key: query[key] for key in views or () if key in query}
    moment = parse(said, views or {}, complaints)
    if views is not None:
        complaints.unknown(key for key in query if key not in keys)
    return moment, complaints.sentences


def _arrived(given: Mapping[str, str], keys: set[str], complaints: Complaints) -> Mapping[str, str]:
    """What is whole of a link, and a sentence for what it has lost."""
    arrived = received(given)
    if TABLE in arrived.missing:
        # Its names and the example are of no use without it.
        left = {key: value for key, value in arrived.query.items() if key not in _OF_TABLE}
        own = {} if PROBLEM in (arrived.listed or ()) else {PROBLEM: OWN}
        arrived = replace(arrived, query={**own, **left})
    if arrived.is_cut:
        complaints.add(said_of(arrived, keys))
    return arrived.query


def query_text(query: Mapping[str, str]) -> str:
    """The part of the address after "?", as browsers write it, with the marks of a whole link."""
    return urlencode(marked(query))


def is_too_long(query: Mapping[str, str], before: str = "") -> bool:
    """Whether the address `before`?query is longer than can be relied on: use a file then."""
    return len(before) + 1 + len(query_text(query)) > MAX_LINK


def shortened(query: Mapping[str, str], before: str = "") -> tuple[dict[str, str], tuple[str, ...]]:
    """`query` without its largest parts where `before`?query would be too long, and their names,
    which the query says as well."""
    kept, left_out = dict(query), []
    for part in _PARTS:
        if not is_too_long(kept, before):
            break
        if part[0] in kept:
            left_out.append(part[0])
            own = {PROBLEM: OWN} if TABLE in left_out else {}
            first = {**own, LEFT_OUT: " ".join(left_out)}
            kept = {key: value for key, value in kept.items() if key not in {*part, *first}}
            # A link that is cut off should not lose the word that something was left out.
            kept = {_VERSION_KEY: str(VERSION), **first, **kept}
    return kept, tuple(left_out)


def named(parts: Sequence[str]) -> str:
    """Parts that were left out, as a sentence calls them."""
    return " and ".join(part.replace("_", " ") for part in parts)


def query_in(link: str) -> dict[str, str]:
    """The keys and values in a whole link, or in the part after its "?".

    Raises InputError where there is nothing of this kind.
    """
    if len(link) > MAX_VALUE:
        raise InputError("The link is too long: open the experiment as a file.")
    if link and not {"?", "=", "/"} & set(link):
        raise InputError("This is no link: copy the whole address of the page.")
    try:
        text = urlsplit(link).query if "?" in link else link
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MAX_KEYS))
    except ValueError as error:
        raise InputError("The link cannot be read: copy it again.") from error


def _implied_problem(query: Mapping[str, str]) -> str:
    """The problem of a link that names none: a table stands for itself."""
    return OWN if TABLE in query else Setup().problem


def _read(field: Field, text: str) -> Any:
    if len(text) > MAX_VALUE:
        raise InputError("It is too long.")
    return field.kind.split(text)


def _kept_plain(text: str, complaints: Complaints) -> list[dict[str, Any]]:
    if len(text) > MAX_VALUE:
        raise InputError("It is too long.")
    return kept_plain(text, complaints)


def _version(text: str) -> object:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text[:100]
