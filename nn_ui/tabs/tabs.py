"""The tabs under the stage, which look deeper at the same moment. Only the open one is drawn."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from nn_core.sharing.setup import Setup
from nn_ui import state
from nn_ui.ideas import in_a_list
from nn_ui.lessons.listing import listing
from nn_ui.lessons.short import short_experiments
from nn_ui.session.lock import Lock
from nn_ui.session.page_view import PageView
from nn_ui.session.player import Player
from nn_ui.tabs import many_seeds
from nn_ui.tabs.metrics import metrics
from nn_ui.tabs.numbers.tab import numbers
from nn_ui.tabs.program import program
from nn_ui.tabs.seen import is_changed, seen
from nn_ui.tabs.tab_names import (
    HOW_WELL,
    IDEAS,
    MANY,
    NUMBERS,
    PROGRAM,
    SEEN,
    TAB_WORDS,
    TRUTH,
    WORDS,
)
from nn_ui.tabs.truth_table import is_logical, truth_table

SECONDS_BETWEEN_LOOKS = 1.0


def handle(player: Player, view: PageView, setup: Setup) -> None:
    """Know before the stage is drawn which tab is open and which row it follows: both are marked
    there. A click on an answer beside the table chooses its row."""
    _keep_open(player, view)
    if state.clicked("open_many_seeds") and MANY in view.tabs_offered:
        state.put("tabs", MANY)
    if state.clicked("walk_open"):
        view.walk.open()
    many_seeds.follow(player, view.many, setup, is_open=state.value("tabs") == MANY)
    view.numbers_open = state.value("tabs") == NUMBERS
    row = state.row_clicked()
    if row is not None:
        view.choice = replace(view.choice, row=row)


def _keep_open(player: Player, view: PageView) -> None:
    """With other names the tabs are another widget to Streamlit, which would open the first one."""
    names, chosen = _offered(player, view.lock), state.value("tabs")
    if names and chosen is not None and names != view.tabs_offered:
        state.put("tabs", chosen if chosen in names else names[0])
    view.tabs_offered = names


def _offered(player: Player, lock: Lock) -> tuple[str, ...]:
    """The names of the tabs that have something to show, and that a teacher has not left out."""
    left_out = TAB_WORDS.split(lock.tabs)
    dataset, coding = player.experiment.dataset, player.table.coding
    has = {TRUTH: is_logical(dataset, coding), SEEN: is_changed(player)}
    return tuple(name for word, name in WORDS if word not in left_out and has.get(name, True))


def tabs(player: Player, view: PageView) -> None:
    """Draw the tab that is open; while the film plays it follows once a second."""
    names = view.tabs_offered
    if not names:
        return
    drawn = st.tabs(names, key="tabs", on_change="rerun")
    chosen = next((name for name, tab in zip(names, drawn, strict=True) if tab.open), names[0])
    every = SECONDS_BETWEEN_LOOKS if player.is_playing else None
    with drawn[names.index(chosen)]:
        if chosen == IDEAS:
            listing(view.lessons)
            short_experiments()
            st.markdown(in_a_list())
            return
        if chosen == NUMBERS:
            label, icon = "Play one iteration slowly", ":material/slow_motion_video:"
            state.button(label, "walk_open", icon=icon, disabled=player.is_playing)
        if chosen == MANY:
            many_seeds.many_seeds(view.many)
            return
        st.fragment(_fill, run_every=every)(chosen, player, view)


def _fill(chosen: str, player: Player, view: PageView) -> None:
    """What the tab shows that follows the cursor."""
    if chosen == NUMBERS:
        numbers(player, view)
    elif chosen == TRUTH:
        truth_table(player)
    elif chosen == SEEN:
        seen(player)
    elif chosen == HOW_WELL:
        metrics(player)
    elif chosen == PROGRAM:
        program(player)
