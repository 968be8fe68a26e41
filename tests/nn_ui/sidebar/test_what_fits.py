"""The button that uses what fits the table: a search in turns, one event, and what cancels it."""

from __future__ import annotations

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from nn_core.sharing.setup import Setup
from nn_core.suggestion.search import suggestion
from nn_ui import words
from nn_ui.session.fitting import Fitting
from nn_ui.sidebar import what_fits
from tests.nn_ui.test_journeys import (
    choose,
    edit,
    fine,
    line,
    open_table,
    opened,
    player,
    press,
    texts,
)

DRAW = np.random.RandomState(2)
RING = "east,north,place\n" + "".join(
    f"{x:.2f},{y:.2f},{'inside' if x * x + y * y < 6 else 'outside'}\n"
    for x, y in DRAW.uniform(-4, 4, (120, 2))
)


def setup(page: AppTest) -> Setup:
    found: Setup = page.session_state["session"].setup
    return found


def fitting(page: AppTest) -> Fitting:
    found: Fitting = page.session_state["session"].view.fitting
    return found


def searched(page: AppTest) -> AppTest:
    press(page, "use_what_fits")
    while fitting(page).is_going:
        fine(page.run())
    return page


def test_what_fits_is_used_as_one_change_that_can_be_undone() -> None:
    page = choose(opened(), "xor")
    before = setup(page)
    expected = suggestion(before)
    searched(page)
    assert setup(page) == expected.setup
    assert player(page).experiment == expected.setup.experiment()
    for sentence in expected.said:
        assert sentence in texts(page)
    press(page, "undo")
    assert setup(page) == before
    assert not any(sentence in texts(page) for sentence in expected.said)
    press(page, "redo")
    assert setup(page) == expected.setup


def test_an_opened_table_starts_with_what_fits_it_as_a_part_of_the_same_change() -> None:
    page = opened()
    before = setup(page)
    open_table(page, RING)
    while fitting(page).is_going:
        fine(page.run())
    after = setup(page)
    assert after.architecture.hidden
    assert after.held_back == 0.2
    assert line(page) == f"{words.WHAT_FITS_OPENED} Press Train."
    assert all(sentence in texts(page) for sentence in fitting(page).said(after))
    press(page, "other_columns")
    press(page, "use_table")
    assert setup(page) == after
    press(page, "skip_to_end")
    assert player(page).snapshot.correct.mean() > 0.95
    assert setup(press(page, "undo")) == before
    assert setup(press(page, "redo")) == after


def test_a_step_keeps_the_first_network_of_an_opened_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(what_fits, "SECONDS_OF_A_TURN", -1.0)  # so that none ever ends
    page = open_table(opened(), RING)
    assert fitting(page).is_going
    begun = setup(page)
    press(page, "step")
    assert not fitting(page).is_going
    assert setup(page) == begun
    open_table(page, RING)
    press(page, "other_columns")
    assert not fitting(page).is_going
    press(page, "cancel_table")
    press(page, "use_what_fits")
    assert fitting(page).is_going


def test_the_list_can_be_dismissed() -> None:
    page = searched(choose(opened(), "and"))
    said = fitting(page).said(setup(page))
    assert said
    press(page, "dismiss_what_fits")
    assert not set(said) & set(texts(page))
    assert setup(page).architecture.bias


def test_a_search_on_its_way_is_cancelled_by_cancel_by_train_and_by_another_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(what_fits, "SECONDS_OF_A_TURN", -1.0)  # so that none ever ends
    page = choose(opened(), "xor")
    before = setup(page)
    press(page, "use_what_fits")
    assert fitting(page).is_going
    press(page, "cancel_search")
    assert not fitting(page).is_going
    press(page, "use_what_fits")
    press(page, "train")
    assert player(page).is_playing
    assert not fitting(page).is_going
    press(page, "use_what_fits")
    assert not player(page).is_playing
    choose(page, "and")
    assert not fitting(page).is_going
    choose(page, "xor")
    assert setup(page) == before


def test_a_table_that_is_being_typed_cannot_be_searched_for() -> None:
    page = edit(opened(), added_rows=[{}])
    assert page.button(key="use_what_fits").disabled


def test_what_was_found_for_another_table_is_not_used() -> None:
    page = choose(opened(), "xor")
    search = fitting(page)
    search.begin(setup(page))
    while search.is_going:
        search.go_on()
    assert search.is_new
    choose(page, "and")
    assert setup(page).problem == "and"
    assert not setup(page).architecture.hidden
