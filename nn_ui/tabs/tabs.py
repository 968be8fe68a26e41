"""The tabs under the stage, which look deeper at the same moment. Only the open one is drawn."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from nn_ui import state, words
from nn_ui.session.page_view import PageView
from nn_ui.session.player import Player
from nn_ui.tabs.metrics import metrics
from nn_ui.tabs.numbers.tab import numbers
from nn_ui.tabs.program import program
from nn_ui.tabs.seen import is_changed, seen
from nn_ui.tabs.tab_names import HOW_WELL, IDEAS, NUMBERS, PROGRAM, SEEN, TRUTH, WORDS
from nn_ui.tabs.truth_table import is_logical, truth_table
from nn_ui.tabs.walk import walk

SECONDS_BETWEEN_LOOKS = 1.0


def handle(player: Player, view: PageView) -> None:
    """Know before the stage is drawn which tab is open and which row it follows: both are marked
    there. A click on an answer beside the table chooses its row."""
    _keep_open(player, view)
    view.numbers_open = state.value("tabs") == NUMBERS
    row = state.row_clicked()
    if row is not None:
        view.choice = replace(view.choice, row=row)


def _keep_open(player: Player, view: PageView) -> None:
    """With other names the tabs are another widget to Streamlit, which would open the first one."""
    names, chosen = _offered(player), state.value("tabs")
    if chosen is not None and names != view.tabs_offered:
        state.put("tabs", chosen if chosen in names else names[0])
    view.tabs_offered = names


def _offered(player: Player) -> tuple[str, ...]:
    """The names of the tabs that have something to show."""
    dataset, coding = player.experiment.dataset, player.table.coding
    has = {TRUTH: is_logical(dataset, coding), SEEN: is_changed(player)}
    return tuple(name for _, name in WORDS if has.get(name, True))


def tabs(player: Player, view: PageView) -> None:
    """Draw the tab that is open; while the film plays it follows once a second."""
    names = view.tabs_offered
    drawn = st.tabs(names, key="tabs", on_change="rerun")
    chosen = next((name for name, tab in zip(names, drawn, strict=True) if tab.open), IDEAS)
    every = SECONDS_BETWEEN_LOOKS if player.is_playing else None
    with drawn[names.index(chosen)]:
        if chosen == IDEAS:
            st.markdown(words.THINGS_TO_TRY)
            return
        if chosen == NUMBERS:
            slowly = st.expander("Play one iteration slowly", key="walk_open", on_change="rerun")
            if slowly.open:
                with slowly:
                    walk(player, view)
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
