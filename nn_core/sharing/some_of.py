"""A choice of several words in a link, such as "table.seed": a value that a view's key may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from nn_core.errors import InputError, shown

_BETWEEN: Final = "."
_MOST_NAMED: Final = 12


@dataclass(frozen=True)
class SomeOf(Sequence[str]):
    """All lists of `words`, each at most once, joined by full stops; the first one, "", is none."""

    words: tuple[str, ...]

    def split(self, text: str) -> tuple[str, ...]:
        """The words in a value; InputError for one that is not made of these words."""
        found = tuple(text.split(_BETWEEN)) if text else ()
        if not set(found) <= set(self.words) or len(set(found)) < len(found):
            known = ", ".join(self.words[:_MOST_NAMED])
            more = ", and so on" if len(self.words) > _MOST_NAMED else ""
            raise InputError(f'"{shown(text)}" cannot be chosen: use some of {known}{more}.')
        return found

    def joined(self, chosen: Sequence[str]) -> str:
        """The value that stands for the chosen words."""
        return _BETWEEN.join(word for word in self.words if word in chosen)

    def __contains__(self, value: object) -> bool:
        try:
            return isinstance(value, str) and self.split(value) is not None
        except InputError:
            return False

    def __len__(self) -> int:
        return 1 + len(self.words)

    def __getitem__(self, place: Any) -> Any:
        return ("", *self.words)[place]
