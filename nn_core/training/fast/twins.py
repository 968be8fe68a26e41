"""Every formula of the textbook needs its fast twin: a missing one is an error at import."""

from __future__ import annotations

from collections.abc import Collection


def check_twins(keys: Collection[str], twins: Collection[str], where: str) -> None:
    """Raise RuntimeError when one of the formulas has no twin; `where`: the name of the twins."""
    missing = [key for key in keys if key not in twins]
    if missing:
        raise RuntimeError(f"{where} has no fast twin of {', '.join(missing)}.")
