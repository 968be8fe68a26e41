"""The folded part "Changes on the way": each intervention in words, and a form to add one."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nn_core import Experiment, InputError, Intervention
from nn_core.training.parameters import names
from nn_ui import state
from nn_ui.figures.changes import in_words, titles
from nn_ui.messages import complain
from nn_ui.number_field import number_field
from nn_ui.session import checks
from nn_ui.session.player import Player
from nn_ui.session.session import Session
from nn_ui.session.told import Press, whole_number
from nn_ui.sidebar.options import words
from nn_ui.sidebar.options.drawing import choice

# The iteration that the button names in the browser; "" while it says "now".
FROM = "change_from"


def handle(session: Session, now: float) -> None:
    """Add or remove the change that was asked for; a film stops where it is."""
    session.change_refusal = ""
    options = session.options
    for number in range(len(options.interventions)):
        if state.clicked(f"remove_change_{number}"):
            session.player.pause(now)
            options.remove_intervention(number)
            return
    for press in state.presses("add_change"):
        session.player.pause(now)
        try:
            options.intervene(_asked(_iteration(press, session.player.cursor)))
        except InputError as error:
            session.change_refusal = str(error)


def changes(session: Session, experiment: Experiment) -> DeltaGenerator:
    """Draw the list and the form; returns the place for the form's button."""
    known = names(experiment)
    if not experiment.interventions:
        st.caption("None yet: the whole run uses the settings above.")
    for number, one in enumerate(experiment.interventions):
        with st.container(horizontal=True, vertical_alignment="center", key=f"change_{number}"):
            st.text(in_words(one, known), width="stretch")
            state.button("Remove", f"remove_change_{number}")
    left, right = st.columns(2)
    with left:
        choice("Change", "change_what", titles(), words.CHANGE_WHAT)
    with right:
        number_field("To", "change_value", words.CHANGE_VALUE, placeholder="new value")
    place = st.container()
    if session.change_refusal:
        complain("change", InputError(session.change_refusal))
    return place


def button(player: Player) -> None:
    """Draw the button, once it is known which iteration the page shows."""
    where = "now" if player.is_playing else f"from iteration {player.cursor:,} on"
    state.button(f"Change it {where}", "add_change", echoed=FROM, icon=":material/add:")
    state.echo(FROM, "" if player.is_playing else f"{player.cursor}")


def _iteration(press: Press, cursor: int) -> int:
    """The iteration that the button named when it was pressed, or the one that is shown now."""
    named = whole_number(press.echoed)
    return cursor if named is None else named


def _asked(iteration: int) -> Intervention:
    what, value = state.value("change_what", "learning_rate"), state.value("change_value")
    if checks.is_empty(value):
        raise InputError(f"The new value is empty: type the {titles()[what]} that is to count.")
    return Intervention(iteration, what, checks.number(value, "The new value"))
