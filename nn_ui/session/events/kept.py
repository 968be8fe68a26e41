"""Events of kept runs: one is kept, exchanged with the present one, or let go."""

from __future__ import annotations

from dataclasses import replace

from nn_core import InputError
from nn_core.sharing.file import MAX_BYTES, to_document
from nn_core.sharing.setup import Setup


def kept(setup: Setup, here: Setup) -> Setup:
    """With the run of `here`, which is trained, beside the others; InputError for one more than
    three, and for tables that no file has room for."""
    made = replace(setup, kept=(*setup.kept, here))
    if made.kept[-1] in made.kept[:-1]:
        raise InputError("This run is kept already: change a setting, and compare.")
    if len(to_document(made).encode()) > MAX_BYTES:
        raise InputError("The tables of so many runs are too large for one file: let one go first.")
    return made


def exchanged(setup: Setup, place: int, here: Setup) -> Setup:
    """The kept run at this place becomes the present one, and the run of `here` takes its place."""
    other = setup.kept[place]
    return replace(other, kept=(*setup.kept[:place], here, *setup.kept[place + 1 :]))


def let_go(setup: Setup, place: int) -> Setup:
    """Without the kept run at this place."""
    return replace(setup, kept=setup.kept[:place] + setup.kept[place + 1 :])
