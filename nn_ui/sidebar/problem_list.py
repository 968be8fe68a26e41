"""The list of problems at the top of the sidebar, and the controls of the generated ones."""

from __future__ import annotations

import secrets

import streamlit as st

from nn_core.limits import MAX_ROWS, MAX_SEED
from nn_core.problems.generated import GENERATED, GeneratedKind, generated_kind
from nn_core.problems.ready_made import PROBLEMS, problem
from nn_ui import state, words
from nn_ui.number_field import Steps, number_field, number_shown
from nn_ui.playing.output_controls import show_output
from nn_ui.session.editing import OWN_TABLE
from nn_ui.session.session import Session
from nn_ui.sidebar import suggested_network
from nn_ui.sidebar.options import words as folded_words
from nn_ui.sidebar.options.drawing import refused
from nn_ui.sidebar.options.inputs import share_held_back

MOST_NOISE = 50
LEAST_POINTS = 10


def handle(session: Session) -> None:
    """Take up the problem that was chosen; a generated one turns the panel to the output."""
    editing = session.editing
    chosen = state.value("problem", editing.problem)
    if chosen != editing.problem_shown:
        editing.choose(chosen)
        if editing.is_generated:
            show_output()
    editing.problem_shown = editing.problem
    state.put("problem", editing.problem)
    if state.clicked("new_data_seed"):
        session.options.change_data(data_seed=secrets.randbelow(10_000))
    if state.clicked("use_fitting") and editing.is_generated:
        suggested_network.use(session.options, editing.problem)


def problem_list(session: Session) -> None:
    """Draw the list, what the problem is about, and how a generated one is made."""
    titles = _titles()
    st.selectbox(
        "Problem", titles, format_func=titles.__getitem__, key="problem", help=words.PROBLEM
    )
    # A place of its own: what came or went by itself would count the table below it as another,
    # just while something is typed into it.
    with st.container(key="problem_about"):
        _about(session)


def _about(session: Session) -> None:
    editing = session.editing
    if editing.is_generated:
        kind = generated_kind(editing.problem)
        st.caption(kind.about)
        _controls(session, kind)
    elif editing.problem == OWN_TABLE:
        st.caption(words.OWN_TABLE)
    else:
        st.caption(problem(editing.problem).about)


def _titles() -> dict[str, str]:
    tables = {each.key: each.title for each in PROBLEMS}
    generated = {kind.key: f"Points: {kind.title}" for kind in GENERATED}
    return tables | generated | {OWN_TABLE: "Your own table"}


def _controls(session: Session, kind: GeneratedKind) -> None:
    left, right = st.columns(2)
    with left:
        st.slider("Points", LEAST_POINTS, MAX_ROWS, step=10, key="points", help=folded_words.POINTS)
    with right:
        st.slider(
            "Noise", 0, MOST_NOISE, step=5, format="%d %%", key="noise", help=folded_words.NOISE
        )
    left, right = st.columns(2)
    with left:
        steps = Steps(0, MAX_SEED)
        number_field("Data seed", "data_seed", folded_words.DATA_SEED, steps=steps)
    with right:
        share_held_back()
    refused(session, "data_seed")
    with st.container(horizontal=True):
        state.button("New points", "new_data_seed", icon=":material/casino:")
        state.button(
            suggested_network.label(kind.key),
            "use_fitting",
            help=suggested_network.details(kind.key),
            disabled=suggested_network.is_used(
                session.options, kind.key, number_shown("learning_rate")
            ),
        )
