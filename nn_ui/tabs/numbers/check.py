"""The gradient check on the page: the backward pass against two small nudges of every weight."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from nn_core import InputError
from nn_core.explanation.gradient_check import GradientCheck, Verdict, gradient_check
from nn_core.tables.number_style import rounded
from nn_ui import state
from nn_ui.session.page_view import PageView
from nn_ui.session.player import Player
from nn_ui.tabs.numbers import drawing, tables

RESULT = "numbers_gradient_check"


def check(player: Player, view: PageView, digits: int) -> None:
    """The button, and the result for as long as it is about what is on the screen."""
    shown = (player.run_number, player.cursor)
    st.markdown(
        "**Is the gradient right?** The backward pass above is checked by brute force: nudge one "
        "weight a little up and a little down, and see how the loss answers (*gradient check*)."
    )
    if st.button("Check the gradient", key="gradient_check", icon=":material/rule:"):
        with st.spinner("Nudging every weight…"):
            try:
                state.keep(RESULT, (shown, gradient_check(player.snapshot)))
            except InputError as error:
                st.error(str(error), icon=":material/error:")
                return
    made_for, result = state.value(RESULT, (None, None))
    if made_for == shown:
        _result(player, view, result, digits)


def sentence(result: GradientCheck) -> str:
    """What was done, and what came out of it."""
    count = len(result.parameters)
    every = "the one number" if count == 1 else f"each of the {count:,} numbers"
    done = (
        f"At iteration {result.iteration:,}, for {every} that the network learns, the loss was "
        "computed with it a little larger and a little smaller (so little that no z moves by more "
        f"than {rounded(result.step, 2)}), and the difference divided by twice the nudge (central "
        "difference)."
    )
    return f"{_verdict(result)} {done}"


def _verdict(result: GradientCheck) -> str:
    n_wrong = sum(each.verdict is Verdict.DIFFERS for each in result.parameters)
    if n_wrong:
        return f"{n_wrong:,} of {len(result.parameters):,} gradients differ: do not trust them."
    largest = max(each.relative_difference for each in result.parameters)
    n_rounding = sum(each.verdict is Verdict.WITHIN_ROUNDING for each in result.parameters)
    unknown = _unknown(result)
    if unknown:
        return f"The gradients agree, but {' And '.join(unknown)}"
    if n_rounding:
        return f"The gradients agree; for {n_rounding:,} of them the difference is rounding."
    return (
        f"The gradients agree: the largest relative difference is {rounded(largest, 2)}, and up "
        f"to {rounded(result.tolerance, 2)} is good."
    )


def _unknown(result: GradientCheck) -> list[str]:
    """About which gradients nothing can be said, and why."""
    reasons = {
        Verdict.AT_KINK: "their nudge goes over a kink, where the loss has one slope to the left "
        "and another to the right.",
        Verdict.TOO_FAR: "their weights are so large that even the smallest nudge goes far along a "
        "curve.",
    }
    counts = Counter(each.verdict for each in result.parameters)
    return [
        f"for {counts[verdict]:,} of them nothing can be said: {reason}"
        for verdict, reason in reasons.items()
        if counts[verdict]
    ]


def _result(player: Player, view: PageView, result: GradientCheck, digits: int) -> None:
    show = st.success if result.passed else st.error
    show(sentence(result), icon=":material/check_circle:" if result.passed else ":material/error:")
    table = tables.checked_gradients(result)
    words = "Gradient check: each gradient computed in two ways"
    drawing.draw(view, player.experiment, table, digits, words)
    drawing.copy_button(table)
