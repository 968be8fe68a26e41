"""The marks of a whole link: the first key names all that follow, and the last one ends it.

A chat program may cut a link off anywhere, and put a bracket or a full stop behind it. A link with
marks tells what it has lost. Links that were given out before have none, and are taken as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from nn_core.sharing.fields import FIELDS

PARTS: Final = "parts"
END: Final = "end"
_WHOLE: Final = "1"
_BETWEEN: Final = "."
# HTML writes "&" so, some programs twice.
_ESCAPED = re.compile(r"^(?:amp;)++")
_BEHIND: Final = ").,>]\"'!?:;"
_MOST_NAMED: Final = 8
# What a key is called that is no field's, and whose own name is not a word for it.
_WORDS: Final = MappingProxyType(
    {
        "v": "version",
        "left_out": "list of what it had no room for",
        "log_iterations": "axis of the iterations",
        "log_loss": "axis of the loss",
        "present": "presentation",
        **{field.key: field.word for field in FIELDS},
    }
)


@dataclass(frozen=True)
class Received:
    """What has arrived of a link. query: its whole parts, without the marks; listed: the keys that
    it had, empty where it had no marks, None where not even they are known any more; has_end:
    False where its end is missing."""

    query: Mapping[str, str]
    listed: tuple[str, ...] | None = ()
    has_end: bool = True

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys that it had and has no more, as far as that can be known."""
        return tuple(key for key in self.listed or () if key not in self.query)

    @property
    def is_cut(self) -> bool:
        """Whether something of it is missing."""
        return not self.has_end or bool(self.missing)


def marked(query: Mapping[str, str]) -> dict[str, str]:
    """`query` between its marks."""
    return {PARTS: _BETWEEN.join(query), **query, END: _WHOLE}


def received(query: Mapping[str, str]) -> Received:
    """What is whole of a link. The last value of a cut link may lack its end: t=1234 would be
    t=12, so it counts as missing."""
    query = {_ESCAPED.sub("", key): value for key, value in query.items()}
    *_, last = ("", *query)
    is_first_mark = len(query) == 1 and last != "" and PARTS.startswith(last) and not query[last]
    if PARTS not in query and not is_first_mark:
        return Received(query)
    has_end = query.get(END, "").startswith(_WHOLE)
    gone = {PARTS, END} if has_end else {PARTS, END, last}
    is_listed = PARTS in query and (has_end or last != PARTS)
    # Twice the same key says no more than once.
    listed = tuple(dict.fromkeys(query[PARTS].split(_BETWEEN))) if is_listed else None
    return Received({key: query[key] for key in query if key not in gone}, listed, has_end)


def forgiven(query: Mapping[str, str]) -> dict[str, str]:
    """`query` without what a sentence around the link has left behind its last value."""
    *_, last = ("", *query)
    return {key: value.rstrip(_BEHIND) if key == last else value for key, value in query.items()}


def said_of(received: Received, known: Collection[str]) -> str:
    """The sentence for a link that has lost something; of its parts only `known` keys are named."""
    if received.listed is None:
        return (
            "The link was cut off near its beginning: nothing of its experiment is left. Copy "
            "it again."
        )
    keys = [key for key in received.missing if key in known]
    words = ["the " + _WORDS.get(key, key.replace("_", " ")) for key in keys]
    if not words:
        return "The link lacks its last letters, but nothing of its experiment."
    if len(words) > _MOST_NAMED:
        words[_MOST_NAMED - 1 :] = [f"{len(words) - _MOST_NAMED + 1:,} more parts"]
    *first, last = words
    named = f"{', '.join(first)} and {last}" if first else last
    return (
        f"The link was cut off: {named} {'are' if first else 'is'} missing. Copy it again, or go "
        "on with the rest."
    )
