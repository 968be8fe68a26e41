"""A setup from a link or a file, as far as the page's own fields can show it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from nn_core.experiment.held_back import n_held_back
from nn_core.limits import MAX_ROWS
from nn_core.sharing.setup import OWN, Moment, Setup, usual_example, usual_table
from nn_core.tables.form import PLAIN
from nn_ui.session.events.event import Event

LEAST_POINTS: Final = 10


def opening(moment: Moment, words: str, notice: str) -> tuple[Event, tuple[str, ...]]:
    """The event of opening `moment`, and a sentence for all that the page has no room for."""
    setup, said = for_page(moment.setup)
    shown = moment._replace(setup=setup)
    return Event(words, lambda _: setup, opened=shown, notice=notice), said


def for_page(setup: Setup) -> tuple[Setup, tuple[str, ...]]:
    """`setup` with whole per cents, and a new example without blanks."""
    said = []
    usual = usual_example(OWN, setup.table)
    pairs = zip(setup.new_example, usual, setup.table.all_forms, strict=False)
    setup = replace(
        setup,
        new_example=tuple(
            cell if isinstance(cell, float) or (cell and form != PLAIN) else otherwise
            for cell, otherwise, form in pairs
        ),
    )
    made = setup.generated
    if made is not None and not (
        LEAST_POINTS <= made.n_points <= MAX_ROWS and _is_per_cent(made.noise)
    ):
        setup = replace(setup, problem=OWN, generated=None)
        said.append(
            "The points are shown as a table of your own, since the page draws "
            f"{LEAST_POINTS} points or more, with a noise in whole per cent."
        )
    if setup.table != usual_table(setup.problem, setup.generated):
        setup = replace(setup, problem=OWN, generated=None)
    share = _whole_share(len(setup.table.rows), setup.held_back)
    if n_rows := len(setup.table.rows):
        wanted, found = n_held_back(n_rows, setup.held_back), n_held_back(n_rows, share / 100)
        if wanted != found:
            said.append(
                f"{found:,} rows are held back instead of {wanted:,}, since the page takes whole "
                "per cents."
            )
    return replace(setup, held_back=share / 100), tuple(said)


def _whole_share(n_rows: int, share: float) -> int:
    """The per cents that hold back as many rows as `share`, or nearly as many."""
    nearest = round(100 * share)
    if not n_rows:
        return nearest
    wanted = n_held_back(n_rows, share)
    by_distance = sorted(range(91), key=lambda one: (abs(one - nearest), one))
    fitting = (one for one in by_distance if n_held_back(n_rows, one / 100) == wanted)
    return next(fitting, nearest)


def _is_per_cent(share: float) -> bool:
    return round(100 * share) / 100 == share
