"""The folded part "Changes on the way": each intervention in words, and a form to add one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import streamlit as st

from nn_core import InputError, Intervention
from nn_core.sharing.setup import Setup
from nn_core.training.parameters import names
from nn_ui import state
from nn_ui.figures.changes import in_words, titles
from nn_ui.messages import complain
from nn_ui.number_field import number_field
from nn_ui.session import checks
from nn_ui.session.events.event import CHANGE, Event, refused
from nn_ui.session.events.network import added_change, removed_change
from nn_ui.session.player import Player
from nn_ui.session.told import Press, whole_number
from nn_ui.sidebar.options import words
from nn_ui.sidebar.options.drawing import choice

# The iteration that the button names in the browser; "" while it says "now".
FROM = "change_from"


def asked(player: Player, setup: Setup, now: float) -> Iterator[Event]:
    """The changes that are to be removed or added; a film stops where it is."""
    for number in range(len(setup.interventions)):
        if state.clicked(f"remove_change_{number}"):
            player.pause(now)
            yield Event("removing a change", partial(removed_change, number=number))
            return
    what, value = state.value("change_what", "learning_rate"), state.value("change_value")
    for press in state.presses("add_change"):
        player.pause(now)
        try:
            change = _asked(_iteration(press, player.cursor), what, value)
        except InputError as error:
            yield refused(CHANGE, error)
        else:
            yield Event("adding a change", partial(added_change, intervention=change), CHANGE)


def changes(player: Player, refusals: Mapping[str, str]) -> None:
    """Draw the list, and the form with its button, which names the iteration that is shown."""
    known, interventions = names(player.experiment), player.experiment.interventions
    if not interventions:
        st.caption("None yet: the whole run uses the settings above.")
    for number, one in enumerate(interventions):
        with st.container(horizontal=True, vertical_alignment="center", key=f"change_{number}"):
            st.text(in_words(one, known), width="stretch")
            state.button("Remove", f"remove_change_{number}")
    left, right = st.columns(2)
    with left:
        choice("Change", "change_what", titles(), words.CHANGE_WHAT)
    with right:
        number_field("To", "change_value", words.CHANGE_VALUE, placeholder="new value")
    where = "now" if player.is_playing else f"from iteration {player.cursor:,} on"
    with st.container():
        state.button(f"Change it {where}", "add_change", echoed=FROM, icon=":material/add:")
        state.echo(FROM, "" if player.is_playing else f"{player.cursor}")
    if reason := refusals.get(CHANGE):
        complain("change", InputError(reason))


def _iteration(press: Press, cursor: int) -> int:
    """The iteration that the button named when it was pressed, or the one that is shown now."""
    named = whole_number(press.echoed)
    return cursor if named is None else named


def _asked(iteration: int, what: str, value: Any) -> Intervention:
    if checks.is_empty(value):
        raise InputError(f"The new value is empty: type the {titles()[what]} that is to count.")
    return Intervention(iteration, what, checks.number(value, "The new value"))
