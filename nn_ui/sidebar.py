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
from nn_core.diagnosis import example_remark, remarks
from nn_core.held_back import hold_back
from nn_core.limits import MAX_ITERATIONS, MAX_LEARNING_RATE, MAX_SEED
from nn_core.table import to_dataset
from nn_ui import advising, checks, problem_list, state, table_editor, table_tools, words
from nn_ui.complaints import complain, remark
from nn_ui.editing import Editing
from nn_ui.folded import changes, fields
from nn_ui.folded.sections import sections
from nn_ui.state import Session

Value = TypeVar("Value")


@dataclass(frozen=True)
class Asked:
    """What the sidebar asks for; None where it cannot be used, so that the old one stays.

    `answers` is the place beside the table for the network's answers.
    """

    experiment: Experiment | None
    example: tuple[float, ...] | None
    goal: int | None
    answers: DeltaGenerator


def sidebar(session: Session) -> Asked:
    """Draw the sidebar, and read it."""
    editing = session.editing
    table_tools.obey(session, time.monotonic())
    advising.obey(session)
    problem_list.obey(session)
    session.options.drop_features_beyond(len(editing.given.input_names))
    fields.obey(session)
    editing.follow_options()
    changes.obey(session, time.monotonic())
    problem_list.problem_list(session)
    st.markdown("**Training table**", help=words.TABLE)
    table, answers = st.columns([5, 1.1], gap="xxsmall")
    with table:
        table_editor.training_table(editing)
    if editing.become_own():
        st.rerun()  # the list above still shows the generated problem
    share = session.options.data.test_share / 100
    dataset = _or_complaint("table", lambda: hold_back(to_dataset(editing.current), share))
    table_tools.tools(session)
    for place, sentence in enumerate(remarks(dataset) if dataset else ()):
        remark(f"table_{place}", sentence)
    example = _new_example(editing, dataset)
    goal, seed, rate = _settings()
    experiment = None
    if dataset is not None and seed is not None and rate is not None:
        experiment = _experiment(session, dataset, rate, seed)
    sections(session, experiment or session.learner.experiment)
    return Asked(experiment, example, goal, answers)


def _experiment(session: Session, dataset: Dataset, rate: float, seed: int) -> Experiment | None:
    options = session.options
    options.keep_weight_changes_only_for(session.learner.experiment, dataset)
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
    # Without value=None an emptied field would silently be 0, which is even a valid seed.
    if state.clicked("new_seed"):
        state.put("seed", secrets.randbelow(10_000))
    typed_goal = st.number_input(
        "Iterations", value=None, step=1, key="iterations", help=words.ITERATIONS
    )
    goal = _or_complaint(
        "iterations", lambda: checks.whole_number(typed_goal, "Iterations", 1, MAX_ITERATIONS)
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed_seed = st.number_input("Seed", value=None, step=1, key="seed", help=words.SEED)
        st.button("New random seed", key="new_seed", icon=":material/casino:")
    seed = _or_complaint("seed", lambda: checks.whole_number(typed_seed, "Seed", 0, MAX_SEED))
    typed_rate = st.number_input(
        "Learning rate",
        value=None,
        step=0.1,
        format="%g",
        key="learning_rate",
        help=words.LEARNING_RATE,
    )
    rate = _or_complaint(
        "learning_rate",
        lambda: checks.positive_number(typed_rate, "Learning rate", MAX_LEARNING_RATE),
    )
    return goal, seed, rate


def _or_complaint(where: str, read: Callable[[], Value]) -> Value | None:
    """What `read` gives, or None and a sentence on the page about why it cannot be used."""
    try:
        return read()
    except InputError as error:
        complain(where, error)
        return None
