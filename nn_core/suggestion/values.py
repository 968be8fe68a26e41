"""What a search says on its way, and what it has found."""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.sharing.setup import Setup


@dataclass(frozen=True)
class Progress:
    """How far a search is: the share of its work that is done, 0 to 1, and what it tries now."""

    share: float
    sentence: str


@dataclass(frozen=True)
class Suggestion:
    """A setup that fits its table, and a sentence for everything that was chosen, with the reason.

    The table, its words and its units stay; only the order of its rows may be another one.
    """

    setup: Setup
    said: tuple[str, ...]
