"""A field for a number. It holds text: a browser's own field for numbers drops what it cannot read,
and makes 5 of "0,5"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from nn_core import InputError
from nn_core.tables.cells import number_in
from nn_ui import state
from nn_ui.session.fields import field_text


@dataclass(frozen=True)
class Steps:
    """Whole numbers that − and + go through one by one."""

    low: int
    high: int


def number_field(
    label: str,
    key: str,
    help: str | None = None,
    *,
    placeholder: str | None = None,
    steps: Steps | None = None,
    on_change: Callable[[], None] | None = None,
) -> None:
    """Draw the field, with − and + beside it where it has `steps`; `on_change` is called when
    another text stands in it."""

    def text_field() -> None:
        st.text_input(
            label,
            value=None,
            key=key,
            help=help,
            placeholder=placeholder,
            on_change=on_change or "rerun",
        )

    def step(by: int) -> None:
        number = number_shown(key)
        if number is not None and steps is not None:
            show(key, min(max(number + by, steps.low), steps.high))
            if on_change:
                on_change()

    if steps is None:
        text_field()
        return
    with st.container(horizontal=True, wrap=False, vertical_alignment="bottom", gap=None):
        text_field()
        for sign, name, by in (("−", "less", -1), ("+", "more", 1)):
            st.button(sign, key=f"{key}_{name}", on_click=step, args=(by,))


def show(key: str, number: float | None) -> None:
    """Have the field show the number; None empties it. Only before it is drawn."""
    if state.value(key) != field_text(number):
        state.put(key, field_text(number))


def number_shown(key: str) -> float | None:
    """The number in the field; None where there is none."""
    try:
        return number_in(state.value(key), "")
    except InputError:
        return None
