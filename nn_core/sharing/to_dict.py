"""A setup spelled out as plain lists, numbers and texts: the form that a file holds.

A link is the same in other words, and only what differs from the defaults.
"""

from __future__ import annotations

from typing import Any, Final

from nn_core.checks import whole
from nn_core.sharing.kept import KEPT, difference
from nn_core.sharing.plain import plain_setup
from nn_core.sharing.setup import Setup, View

VERSION: Final = 1


def to_dict(setup: Setup, t: int = 0, view: View = ()) -> dict[str, Any]:
    """What docs/experiment-file.md describes, without the weights. Raises InputError for a `t`
    outside 0 to `setup.iterations`."""
    sentence = f"This run goes from iteration 0 to {setup.iterations:,}."
    shown = whole(t, 0, setup.iterations, sentence)
    said = {"version": VERSION, **plain_setup(setup, shown), "view": dict(sorted(view))}
    return {**said, KEPT: [difference(one, setup) for one in setup.kept]} if setup.kept else said
