"""Runs that are kept for comparison: the button beside Reset, and the chips on the stage."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from nn_core.limits import MAX_KEPT
from nn_core.sharing.setup import Moment, Setup, View
from nn_ui import state
from nn_ui.session.events.event import STAGE, Event
from nn_ui.session.events.kept import exchanged, kept, let_go
from nn_ui.session.examined import trained
from nn_ui.session.player import Player
from nn_ui.session.told import whole_number

KEY = "keep_run"


def asked(player: Player, setup: Setup, view: View) -> Iterator[Event]:
    """What was asked for: to keep this run, to exchange it with a kept one, to let one go. A chip
    tells the number of its run, since its place may be another one's by now."""
    here = trained(setup, player)
    if state.clicked(KEY):
        yield Event("keeping this run", partial(kept, here=here), STAGE)
    place = _place(player, state.stage_event("exchange"))
    if place is not None:
        made = exchanged(setup, place, here)
        moment = Moment(made, min(player.cursor, made.iterations), view)
        yield Event("exchanging two runs", lambda _: made, opened=moment)
    place = _place(player, state.stage_event("let_go"))
    if place is not None:
        yield Event("letting a kept run go", partial(let_go, place=place))


def button(setup: Setup) -> None:
    """The button that keeps this run; it waits while there are as many as may be."""
    is_full = len(setup.kept) >= MAX_KEPT
    state.button("Keep this run", KEY, icon=":material/keep:", disabled=is_full)


def _place(player: Player, told: object) -> int | None:
    """The place of the run with the number that the browser told."""
    numbers = [one.number for one in player.kept.runs]
    number = whole_number(told)
    return numbers.index(number) if number in numbers else None
