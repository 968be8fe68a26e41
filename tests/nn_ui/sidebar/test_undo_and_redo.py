"""Undo and Redo on the page: each takes its change back, or makes it again, whatever it was."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from nn_core.sharing.setup import Setup
from tests.nn_ui.sidebar.test_option_journeys import setup, switch
from tests.nn_ui.test_journeys import choose, edit, in_field, opened, press, readouts, type_in

CHANGES: tuple[Callable[[AppTest], AppTest], ...] = (
    lambda page: edit(page, edited_rows={0: {"Input 1": "5"}}),
    lambda page: type_in(page, "learning_rate", 0.25),
    lambda page: switch(page, "bias"),
    lambda page: type_in(page, "iterations", 300),
    lambda page: choose(page, "xor"),
)


def test_all_changes_are_taken_back_in_turn_and_made_again() -> None:
    page = opened()
    assert page.button(key="undo").disabled
    assert page.button(key="redo").disabled
    seen = [setup(page)]
    for change in CHANGES:
        seen.append(setup(change(page)))
        assert seen[-1] != seen[-2]
    assert page.button(key="undo").help == "Take back choosing XOR: one or the other"
    for before in reversed(seen[:-1]):
        assert setup(press(page, "undo")) == before
        assert in_field(page, "learning_rate") == before.training.learning_rate
        assert in_field(page, "iterations") == before.iterations
        assert page.toggle(key="bias").value is before.architecture.bias
    assert page.button(key="undo").disabled
    assert page.button(key="undo").help == "Nothing to undo yet."
    assert page.button(key="redo").help.startswith("Make again: ")
    for after in seen[1:]:
        assert setup(press(page, "redo")) == after
    assert page.button(key="redo").disabled
    press(page, "skip_to_end")
    assert readouts(page)["iteration"] == "300"


def test_another_change_forgets_what_could_be_made_again() -> None:
    page = type_in(opened(), "seed", 7)
    press(page, "undo")
    assert not page.button(key="redo").disabled
    type_in(page, "seed", 8)
    assert page.button(key="redo").disabled
    assert setup(press(page, "undo")) == Setup()
