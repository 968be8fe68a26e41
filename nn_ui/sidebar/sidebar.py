"""The sidebar: what is learned. Every control here is part of the experiment."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from nn_core import Dataset, Experiment, InputError
from nn_core.advice.on_tables import example_remark, remarks
from nn_core.experiment.held_back import hold_back
from nn_core.limits import MAX_ITERATIONS, MAX_LEARNING_RATE, MAX_SEED
from nn_core.tables.table import to_dataset
from nn_ui import number_field, state, words
from nn_ui.messages import complain, remark
from nn_ui.session import checks
from nn_ui.session.editing import Editing
from nn_ui.session.session import Session
from nn_ui.sidebar import advising, pasting, problem_list, table_editor, table_tools
from nn_ui.sidebar.options import changes, fields
from nn_ui.sidebar.options.sections import sections

Value = TypeVar("Value")
Number = TypeVar("Number", int, float)


@dataclass(frozen=True)
class Asked:
    """What the sidebar asks for; None where it cannot be used, so that the old one stays.

    `answers` is the place beside the table for the network's answers, `change` the one for the
    button that adds a change on the way.
    """

    experiment: Experiment | None
    example: tuple[float, ...] | None
    goal: int | None
    answers: DeltaGenerator
    change: DeltaGenerator


def sidebar(session: Session) -> Asked:
    """Draw the sidebar, and read it."""
    editing = session.editing
    table_tools.handle(session, time.monotonic())
    advising.handle(session)
    problem_list.handle(session)
    session.options.drop_features_beyond(len(editing.given.input_names))
    fields.handle(session)
    editing.follow_options()
    changes.handle(session, time.monotonic())
    problem_list.problem_list(session)
    st.markdown(f"**Training table**{_not_used_yet(editing)}", help=words.TABLE)
    with st.container(horizontal=True, wrap=False, gap="xxsmall", key="table_and_answers"):
        with st.container():
            table_editor.training_table(editing)
        n_targets = len(editing.given.target_names)
        answers = st.container(width=table_editor.answers_width(n_targets), key="answers_place")
    share = session.options.data.test_share / 100
    with st.container():  # a place of its own, so that what is below it stays the same
        dataset = _or_complaint("table", lambda: hold_back(to_dataset(editing.used), share))
        pasting.say(editing)
    table_tools.tools(session)
    for place, sentence in enumerate(remarks(dataset) if dataset else ()):
        remark(f"table_{place}", sentence)
    example = _new_example(editing, dataset)
    editing.drawn_version = editing.version
    if table_editor.handle(editing):  # typed while the page was drawn, after it had asked for edits
        st.rerun()
    goal, seed, rate = _settings()
    experiment = None
    if dataset is not None and seed is not None and rate is not None:
        experiment = _experiment(session, dataset, rate, seed)
    change = sections(session, experiment or session.player.experiment)
    return Asked(experiment, example, goal, answers, change)


def _not_used_yet(editing: Editing) -> str:
    """A word about rows that are being typed, in a line that is there anyway."""
    n_rows, n_waiting = len(editing.current.rows), editing.n_waiting
    if not n_waiting:
        return ""
    if n_waiting == 1:
        return f" :gray[Row {n_rows} is not used until it is complete.]"
    return f" :gray[Rows {n_rows - n_waiting + 1} to {n_rows} are not used until complete.]"


def _experiment(session: Session, dataset: Dataset, rate: float, seed: int) -> Experiment | None:
    options = session.options
    options.keep_weight_changes_only_for(session.player.experiment, dataset)
    if advising.advising(session, dataset, rate):
        return None
    return _or_complaint("experiment", lambda: options.experiment(dataset, rate, seed))


def _new_example(editing: Editing, dataset: Dataset | None) -> tuple[float, ...] | None:
    st.markdown("**New example**", help=words.NEW_EXAMPLE)
    table_editor.example_row(editing)
    names, cells = editing.given.input_names, editing.current_example
    example = _or_complaint("new_example", lambda: checks.example_numbers(cells, names))
    if example is not None and dataset is not None and example_remark(dataset, example):
        remark("new_example", example_remark(dataset, example))
    return example


def _settings() -> tuple[int | None, int | None, float | None]:
    if state.clicked("new_seed"):
        number_field.show("seed", secrets.randbelow(10_000))
    goal = _setting(
        "iterations",
        lambda typed: checks.whole_number(typed, "Iterations", 1, MAX_ITERATIONS),
        lambda: number_field.number_field("Iterations", "iterations", words.ITERATIONS),
    )
    seed = _setting("seed", lambda typed: checks.whole_number(typed, "Seed", 0, MAX_SEED), _seed)
    rate = _setting(
        "learning_rate",
        lambda typed: checks.positive_number(typed, "Learning rate", MAX_LEARNING_RATE),
        lambda: number_field.number_field("Learning rate", "learning_rate", words.LEARNING_RATE),
    )
    return goal, seed, rate


def _seed() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        steps = number_field.Steps(0, MAX_SEED)
        number_field.number_field("Seed", "seed", words.SEED, steps=steps)
        state.button("New random seed", "new_seed", icon=":material/casino:")


def _setting(key: str, read: Callable[[object], Number], draw: Callable[[], None]) -> Number | None:
    """What stands in a field, which then shows how it was read: "0,5" becomes 0.5."""
    found, refused = None, None
    try:
        found = read(state.value(key))
        number_field.show(key, found)
    except InputError as error:
        refused = error
    draw()
    if refused is not None:
        complain(key, refused)
    return found


def _or_complaint(where: str, read: Callable[[], Value]) -> Value | None:
    """What `read` gives, or None and a sentence on the page about why it cannot be used."""
    try:
        return read()
    except InputError as error:
        complain(where, error)
        return None
