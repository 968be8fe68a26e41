"""Use what fits this table: the button, the search on its way, and the list of what it chose.

The search takes turns with everybody's film, in slices as short as those of training. Whoever
changes anything, trains, or looks at another table while it is under way wants something else: that
cancels it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

import streamlit as st

from nn_core import InputError
from nn_core.sharing.setup import Setup
from nn_ui import state, words
from nn_ui.messages import complain, remark
from nn_ui.playing import locks
from nn_ui.session.editor import Editor
from nn_ui.session.events.event import Event
from nn_ui.session.fitting import Fitting
from nn_ui.session.player import Player

SECONDS_BETWEEN_TURNS: Final = 0.3
# Of each turn, so that the page has time for what is pressed meanwhile.
SECONDS_OF_A_TURN: Final = 0.2


def begin(fitting: Fitting, editor: Editor, player: Player, setup: Setup, now: float) -> None:
    """Search for what fits the table, unless rows of it are still being typed."""
    if not editor.n_waiting:
        player.pause(now)
        fitting.begin(setup)


def asked(
    fitting: Fitting, editor: Editor, player: Player, setup: Setup, now: float
) -> Iterator[Event]:
    """What was asked for with the buttons, and what a search has found since."""
    for press in state.presses("use_what_fits", "cancel_search", "dismiss_what_fits"):
        if press.key == "use_what_fits":
            begin(fitting, editor, player, setup, now)
        else:
            fitting.cancel()
    found, is_new = fitting.found, fitting.is_new
    fitting.is_new = False
    if found is not None and is_new and setup == fitting.begun:
        fitting_setup = found.setup
        notice = words.WHAT_FITS_ALREADY if fitting_setup == setup else words.WHAT_FITS_SET_UP
        if fitting.is_part:
            notice = words.WHAT_FITS_OPENED
        named = "" if fitting.is_part else "using what fits this table"
        yield Event(named, lambda _: fitting_setup, notice=notice)


def what_fits(fitting: Fitting, player: Player, setup: Setup, *, can_search: bool) -> None:
    """Draw the button, how far the search is, and what was chosen."""
    fitting.stay_at(setup, (player.run_number, player.cursor, player.is_playing, can_search))
    with st.container(key="what_fits"):
        state.button(
            "Use what fits this table",
            "use_what_fits",
            icon=":material/auto_fix_high:",
            help=words.WHAT_FITS,
            disabled=not can_search,
        )
        if fitting.is_going:
            st.fragment(_search, run_every=SECONDS_BETWEEN_TURNS)(fitting)
            state.button("Cancel", "cancel_search", icon=":material/close:")
            return
        if fitting.refusal:
            complain("what_fits", InputError(fitting.refusal))
        _chosen(fitting.said(setup))


def _chosen(said: tuple[str, ...]) -> None:
    for place, sentence in enumerate(said):
        remark(f"what_fits_{place}", sentence)
    if said:
        state.button("Dismiss this list", "dismiss_what_fits")


def _search(fitting: Fitting) -> None:
    """One turn of the search."""
    deadline = time.monotonic() + SECONDS_OF_A_TURN
    while fitting.is_going and time.monotonic() < deadline:
        with locks.FILM_LOCK:
            fitting.go_on()
        time.sleep(locks.SECONDS_BETWEEN_SLICES)
    if not fitting.is_going:
        st.rerun()
    st.progress(fitting.progress.share, f"{fitting.progress.sentence} …")
