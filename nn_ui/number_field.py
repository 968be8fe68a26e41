"""A field for a number. It holds text: a browser's own field for numbers drops what it cannot read,
and makes 5 of "0,5"."""

from __future__ import annotations

import math
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

    def after(self, number: float, by: int) -> float:
        """The next number; `by` is -1 for the one below."""
        return min(max(number + by, self.low), self.high)


@dataclass(frozen=True)
class RoundSteps:
    """1, 2, 5, 10, 20, 50 and so on, and 0.5, 0.2, 0.1: what matters of them is the size."""

    low: float
    high: float

    def after(self, number: float, by: int) -> float:
        """The next round number, also of one between two; `by` is -1 for the one below."""
        if number <= self.low:
            return self.low if by < 0 or number < self.low else self._above(number)
        return min(self._above(number) if by > 0 else max(self._below(number), self.low), self.high)

    def _above(self, number: float) -> float:
        return min(one for one in _round_numbers(number) if one > number)

    def _below(self, number: float) -> float:
        return max(one for one in _round_numbers(number) if one < number)


def _round_numbers(near: float) -> list[float]:
    """Those around a positive number, each the nearest to what is written."""
    power = math.floor(math.log10(near))
    return [float(f"{digit}e{power + more}") for more in (-1, 0, 1) for digit in (1, 2, 5)]


def number_field(
    label: str,
    key: str,
    help: str | None = None,
    *,
    placeholder: str | None = None,
    steps: Steps | RoundSteps | None = None,
    on_change: Callable[[], None] | None = None,
) -> None:
    """Draw the field, with − and + beside it where it has `steps`; `on_change` is called when
    another text stands in it."""

    def text_field() -> None:
        st.text_input(
            label,
            value=None,
            key=key,
            placeholder=placeholder,
            on_change=on_change or "rerun",
            **state.controls_looks(key, help),
        )

    def step(by: int) -> None:
        number = number_shown(key)
        if number is not None and steps is not None:
            show(key, steps.after(number, by))
            if on_change:
                on_change()

    if steps is None:
        text_field()
        return
    with st.container(horizontal=True, wrap=False, vertical_alignment="bottom", gap=None):
        text_field()
        for sign, name, by in (("−", "less", -1), ("+", "more", 1)):
            button = f"{key}_{name}"
            looks = state.controls_looks(button)
            st.button(sign, key=button, on_click=step, args=(by,), **looks)


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
