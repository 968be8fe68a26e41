"""The sidebar: what is learned. Every control here is part of the experiment."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nn_core.advice.on_tables import example_remark, remarks
from nn_core.limits import MAX_LEARNING_RATE
from nn_core.sharing import fields as core
from nn_core.sharing.setup import Setup
from nn_ui import state, words
from nn_ui.messages import remark
from nn_ui.number_field import RoundSteps, Steps, number_field
from nn_ui.session.editor import Editor
from nn_ui.session.events.event import PASTED, Event
from nn_ui.session.examined import Examined
from nn_ui.session.fields import limits
from nn_ui.session.fitting import Fitting
from nn_ui.session.history import History
from nn_ui.session.player import Player
from nn_ui.sidebar import advising, problem_list, table_editor, table_tools, what_fits
from nn_ui.sidebar.options.drawing import refused
from nn_ui.sidebar.options.sections import sections

OPEN_MANY = "open_many_seeds"
# The least that the button goes down to; less can be typed.
LEAST_RATE = 1e-6


def asked() -> Iterator[Event]:
    """What was asked for with the sidebar's own button."""
    if state.clicked("new_seed"):
        seed = secrets.randbelow(10_000)
        yield Event("changing the seed", partial(core.field("seed").put, value=seed))


def sidebar(
    setup: Setup,
    editor: Editor,
    player: Player,
    found: Examined,
    history: History,
    refusals: Mapping[str, str],
    fitting: Fitting,
) -> DeltaGenerator:
    """Draw the sidebar; `found` is what can be used of `setup`, `refusals` what was said to what
    stands in its fields. Returns the place beside the table for the network's answers."""
    refusals = {**refusals, **found.wrong}
    problem_list.problem_list(setup, refusals)
    st.header(f"Training table{_not_used_yet(editor)}", anchor=False, help=words.TABLE)
    with st.container(horizontal=True, wrap=False, gap="xxsmall", key="table_and_answers"):
        with st.container():
            table_editor.training_table(editor)
        width = table_editor.answers_width(editor.given)
        answers = st.container(width=width, key="answers_place")
    with st.container():  # a place of its own, so that what is below it stays the same
        refused(refusals, "table")
        if said := refusals.get(PASTED):
            remark(PASTED, said)
    with st.container(key="about_table"):
        _about_table(setup, found, refusals)
    table_tools.tools(setup, editor, history, refusals)
    is_looking = editor.imports.table is not None
    can_search = found.dataset is not None and not editor.n_waiting and not is_looking
    what_fits.what_fits(fitting, player, setup, can_search=can_search)
    _new_example(editor, found, refusals)
    editor.drawn_version = editor.version
    if table_editor.is_typed(editor):  # while the page was drawn, after it had asked for edits
        st.rerun()
    _settings(refusals)
    sections(setup, player, refusals)
    return answers


def _about_table(setup: Setup, found: Examined, refusals: Mapping[str, str]) -> None:
    """What is to be known of the table, and of how it is trained, with what mends it."""
    if found.dataset is None:
        return
    for place, sentence in enumerate(remarks(found.dataset, found.setup.table.coding)):
        remark(f"table_{place}", sentence)
    if not advising.advising(setup, found.dataset):
        refused(refusals, "experiment")


def _not_used_yet(editor: Editor) -> str:
    """A word about rows that are being typed, in a line that is there anyway."""
    n_rows, n_waiting = len(editor.table.rows), editor.n_waiting
    if not n_waiting:
        return ""
    if n_waiting == 1:
        return f" :gray[Row {n_rows} is not used until it is complete.]"
    return f" :gray[Rows {n_rows - n_waiting + 1} to {n_rows} are not used until complete.]"


def _new_example(editor: Editor, found: Examined, refusals: Mapping[str, str]) -> None:
    st.header("New example", anchor=False, help=words.NEW_EXAMPLE)
    table_editor.example_row(editor)
    with st.container():  # a place of its own, as above
        refused(refusals, "new_example")
        if found.example is not None and found.dataset is not None:
            said = example_remark(found.dataset, found.example, found.setup.table.coding)
            if said:
                remark("new_example", said)


def _settings(refusals: Mapping[str, str]) -> None:
    left, right = st.columns(2)
    with left:
        steps = RoundSteps(*limits("iterations"))
        number_field("Iterations", "iterations", words.ITERATIONS, steps=steps)
    with right:
        rates = RoundSteps(LEAST_RATE, MAX_LEARNING_RATE)
        number_field("Learning rate", "learning_rate", words.LEARNING_RATE, steps=rates)
    with st.container():
        refused(refusals, "iterations")
        refused(refusals, "learning_rate")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number_field("Seed", "seed", words.SEED, steps=Steps(*limits("seed")))
        state.button("New random seed", "new_seed", icon=":material/casino:")
        state.button("Try many seeds", OPEN_MANY, icon=":material/grain:", help=words.OPEN_MANY)
    with st.container():
        refused(refusals, "seed")
