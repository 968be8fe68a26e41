"""The problems in groups, each with a small picture: the same choice as in the list beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import MappingProxyType
from typing import Final

import streamlit as st

from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.generated_kinds import GENERATED
from nn_core.problems.ready_made import PROBLEMS, problem
from nn_core.sharing.setup import OWN, Setup, is_generated
from nn_core.tables.table import Table
from nn_ui import state, words
from nn_ui.colours import colours
from nn_ui.figures.palette import Palette
from nn_ui.figures.problem_picture import picture

KEY: Final = "problem_pictures"
_POINTS: Final = 80
_GROUPS: Final = MappingProxyType(
    {
        "The article": tuple(one.key for one in PROBLEMS if one.published),
        "Gates and logic": tuple(one.key for one in PROBLEMS if not one.published),
        "Points": tuple(one.key for one in GENERATED.values() if not one.is_regression),
        "Amounts": tuple(one.key for one in GENERATED.values() if one.is_regression),
        "Your own table": (OWN,),
    }
)
# Pixels: three stand beside each other.
_WIDTH: Final = 104


def problem_pictures(setup: Setup) -> None:
    """Draw the button; what is behind it only while it is open."""
    menu = st.popover(
        "Choose by picture",
        icon=":material/grid_view:",
        key=KEY,
        on_change="rerun",
        **state.controls_looks(KEY, words.PROBLEM_PICTURES),
    )
    if menu.open:
        with menu, st.container(key="problem_pictures_grid"):
            _all(setup)


def _all(setup: Setup) -> None:
    st.html(f"<style>{''.join(_rules(setup, colours()))}</style>")
    for title, keys in _GROUPS.items():
        st.markdown(f"**{title}**")
        with st.container(horizontal=True, gap="xsmall", width=3 * _WIDTH + 24):
            for key in keys:
                is_chosen = key == setup.problem
                st.button(
                    f"{_title(key)} ✓" if is_chosen else _title(key),
                    key=f"picture_{key}",
                    on_click=_choose,
                    args=(key,),
                    width=_WIDTH,
                    wrap=True,
                )


def _rules(setup: Setup, drawn_in: Palette) -> Iterator[str]:
    for key in (key for keys in _GROUPS.values() for key in keys):
        address = picture(setup.table, drawn_in) if key == OWN else _picture(key, drawn_in)
        yield f'.st-key-picture_{key} button{{background-image:url("{address}")}}'
    yield f".st-key-picture_{setup.problem} button{{box-shadow:0 0 0 2px var(--st-primary-color)}}"


@cache
def _picture(key: str, drawn_in: Palette) -> str:
    return picture(_table(key), drawn_in)


def _table(key: str) -> Table:
    return GeneratedProblem(key, _POINTS).table() if is_generated(key) else problem(key).table


def _title(key: str) -> str:
    if key == OWN:
        return "Your own"
    title = GENERATED[key].title if is_generated(key) else problem(key).title
    return title.partition(":")[0].removesuffix(" (regression)")


def _choose(key: str) -> None:
    state.put("problem", key)
    state.keep(KEY, False)
