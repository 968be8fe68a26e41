"""The list of problems at the top of the sidebar, and the controls of the generated ones."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from functools import partial

import streamlit as st

from nn_core.limits import MAX_ROWS
from nn_core.problems import generated_kinds
from nn_core.problems.generated import MAX_NOISE
from nn_core.problems.generated_kinds import GeneratedKind
from nn_core.problems.ready_made import PROBLEMS, Problem, problem
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.number_style import shortest
from nn_ui import state, words
from nn_ui.number_field import Steps, number_field
from nn_ui.session import suggested_network
from nn_ui.session.events.event import Event
from nn_ui.session.events.table import other_points
from nn_ui.session.fields import limits
from nn_ui.session.opening import LEAST_POINTS
from nn_ui.sidebar import problem_pictures
from nn_ui.sidebar.options import words as options_words
from nn_ui.sidebar.options.drawing import refused
from nn_ui.sidebar.options.inputs import share_held_back

MOST_NOISE = round(100 * MAX_NOISE)


def asked(setup: Setup) -> Iterator[Event]:
    """What was asked for with the buttons of a generated problem."""
    if state.clicked("new_data_seed"):
        seed = secrets.randbelow(10_000)
        yield Event("making other points", partial(other_points, data_seed=seed))
    if state.clicked("use_fitting") and setup.generated is not None:
        yield Event("using the fitting network", suggested_network.use)


def problem_list(setup: Setup, refusals: Mapping[str, str]) -> None:
    """Draw the list, what the problem is about, and how a generated one is made."""
    titles = _titles()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        looks = state.controls_looks("problem", words.PROBLEM)
        st.selectbox("Problem", titles, format_func=titles.__getitem__, key="problem", **looks)
        problem_pictures.problem_pictures(setup)
    # A place of its own: what came or went by itself would count the table below it as another,
    # just while something is typed into it.
    with st.container(key="problem_about"):
        _about(setup, refusals)


def _about(setup: Setup, refusals: Mapping[str, str]) -> None:
    if setup.generated is not None:
        kind = generated_kinds.GENERATED[setup.problem]
        st.caption(kind.about)
        _controls(setup, kind, refusals)
    elif setup.problem == OWN:
        st.caption(words.OWN_TABLE)
    else:
        chosen = problem(setup.problem)
        st.caption(_published(chosen) + chosen.about)


def _published(chosen: Problem) -> str:
    """Which article a problem is from, and what it printed, as Markdown."""
    if not chosen.published:
        return ""
    iteration, printed = chosen.published[-1]
    example = ", ".join(map(shortest, chosen.new_example))
    article = f"[{chosen.article}]({chosen.source})"
    return f"From {article}, which prints {printed} for {example} at iteration {iteration:,}. "


def _titles() -> dict[str, str]:
    tables = {each.key: each.title for each in PROBLEMS}
    generated = {kind.key: f"Points: {kind.title}" for kind in generated_kinds.GENERATED.values()}
    return tables | generated | {OWN: "Your own table"}


def _controls(setup: Setup, kind: GeneratedKind, refusals: Mapping[str, str]) -> None:
    left, right = st.columns(2)
    with left:
        looks = state.controls_looks("points", options_words.POINTS)
        st.slider("Points", LEAST_POINTS, MAX_ROWS, step=10, key="points", **looks)
    with right:
        looks = state.controls_looks("noise", options_words.NOISE)
        st.slider("Noise", 0, MOST_NOISE, step=5, format="%d %%", key="noise", **looks)
    left, right = st.columns(2)
    with left:
        steps = Steps(*limits("data_seed"))
        number_field("Data seed", "data_seed", options_words.DATA_SEED, steps=steps)
    with right:
        share_held_back()
    refused(refusals, "data_seed")
    with st.container(horizontal=True):
        state.button("New points", "new_data_seed", icon=":material/casino:")
        state.button(
            suggested_network.label(kind),
            "use_fitting",
            help=suggested_network.details(kind),
            disabled=suggested_network.is_used(setup),
        )
