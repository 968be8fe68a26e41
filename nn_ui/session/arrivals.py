"""Values that the page has set in the browser's fields, until it is known that they are there.

Each whole drawing of the page has a number, which the browser sends back with whatever the learner
does. What a drawing has set that the browser has not heard of yet may come back as it was before:
that is no change of the learner's. Nor is it when a press or another field brings it along:
Streamlit's browser side forgets at times what it was to show, when a field moves to another place
of the page just then.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

MOST_DIGITS = 18


@dataclass(frozen=True)
class Sent:
    """A value that `drawing` sets, and those that the browser may still show instead; no drawing
    where it was set between two of them."""

    value: Any
    older: tuple[Any, ...]
    drawing: int | None


@dataclass
class Arrivals:
    """What is on its way to the browser, by the keys of the fields.

    `name` tells its drawings from those of a server that the tab had before.
    """

    name: str = field(default_factory=lambda: secrets.token_hex(4))
    drawing: int = 0
    # The last drawing that came to its end: no later one can have arrived.
    ended: int = -1
    # The last drawing that is there, as far as is known.
    there: int = -1
    on_the_way: dict[str, Sent] = field(default_factory=dict)
    # What stood in the learner's fields when the last drawing came to its end.
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """What the browser is told of the present drawing, and sends back."""
        return f"{self.name} {self.drawing}"

    def number(self, word: object) -> int:
        """The number of the drawing that the browser has sent back; 0 when it is none of these."""
        name, _, digits = str(word).partition(" ")
        is_ours = name == self.name and digits.isdecimal() and len(digits) <= MOST_DIGITS
        return int(digits) if is_ours else 0

    @property
    def is_ended(self) -> bool:
        """Whether no drawing is on its way to its end."""
        return self.ended == self.drawing

    def begin(self, arrived: int) -> None:
        """Another drawing begins; the browser says that the one numbered `arrived` is there."""
        self.there = min(arrived, self.ended)
        self.drawing += 1

    def set(self, key: str, value: Any, shown: Any) -> None:
        """The page sets a field to `value`, in which the browser shows `shown`."""
        before = self.on_the_way.get(key)
        if before is None or before.drawing is None:
            older: tuple[Any, ...] = (shown,)
        else:
            older = (*before.older, before.value)
        self.on_the_way[key] = Sent(value, older, None if self.is_ended else self.drawing)

    def is_over(self, key: str, known: Any, *, is_along: bool) -> bool:
        """Whether nothing is to be set again, since `known`, which the browser sent, is what was
        set, or the learner's; `is_along` when a press or another field brought it along."""
        sent = self.on_the_way[key]
        is_there = sent.drawing is not None and sent.drawing <= self.there
        if known == sent.value:
            is_over = is_there
        else:
            may_be_old = sent.drawing is not None and known in sent.older
            is_over = not may_be_old or (is_there and not is_along)
        if is_over:
            del self.on_the_way[key]
        elif is_there or sent.drawing is None:
            self.on_the_way[key] = replace(sent, drawing=self.drawing)
        return is_over

    def brings_others(self, fields: Mapping[str, Any]) -> bool:
        """Whether the learner has changed a field that the page has not set."""
        own = self.fields.keys() & fields.keys() - self.on_the_way.keys()
        return any(self.fields[key] != fields[key] for key in own)

    def end(self, fields: Mapping[str, Any]) -> None:
        """The page has been drawn to its end, with these values in its fields."""
        self.ended, self.fields = self.drawing, fields
