"""Lists in sentences, no longer than one keeps in mind."""

from __future__ import annotations

from collections.abc import Sequence


def first_of(texts: Sequence[str], most: int, between: str = ", ") -> str:
    """The first texts; of more than `most` the last words say how many are left out."""
    if len(texts) <= most:
        return between.join(texts)
    return f"{between.join(texts[:most])} and {len(texts) - most:,} more"


def in_a_row(texts: Sequence[str]) -> str:
    """Such as "A", "A and B" or "A, B and C"."""
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
