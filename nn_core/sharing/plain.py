"""The fields of a setup as plain lists, numbers and texts."""

from __future__ import annotations

from typing import Any

from nn_core.sharing.fields import FIELDS, GENERATED
from nn_core.sharing.setup import Setup


def plain_setup(setup: Setup, t: int = 0) -> dict[str, Any]:
    """The fields of a setup at iteration `t`, without the runs that are kept beside it."""
    said: dict[str, Any] = {}
    for field in FIELDS:
        if field.path[0] == GENERATED and setup.generated is None:
            said[GENERATED] = None
        else:
            field.say(said, field.kind.plain(field.of(setup)) if field.at else t)
    return said
