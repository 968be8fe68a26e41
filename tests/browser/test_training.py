"""Training in the browser: the article's digits, pausing, going on, and starting again."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from nn_core import Dataset, Experiment, Run
from tests.browser.actions import (
    button,
    complaint,
    expect_last_place,
    expect_rest,
    iterations_after_click,
    paused_at,
    play_past,
    press,
    readout,
    record_readouts,
    recorded,
    skip_to_end,
    status,
    timeline_value,
    train_past,
    type_number,
    wait_past,
)
from tests.browser.conftest import OpenPage, wait_for_run

FINAL = "0.98977040"
ARTICLE = Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1])
EXAMPLE = [[1, 0, 1]]
LONGEST_RUN_MS = 40_000


def test_train_plays_the_run_to_the_published_digits(page: Page) -> None:
    record_readouts(page)
    press(page, "train")
    expect(button(page, "train")).to_contain_text("Pause")
    expect(readout(page, "iteration")).to_have_text("10000", timeout=LONGEST_RUN_MS)
    expect(readout(page, "prediction")).to_have_text(FINAL)
    expect_rest(page)
    expect(status(page)).to_contain_text(re.compile("^Solved: all 3 rows are right since"))
    expect(readout(page, "mark")).to_have_text("The article prints 0.9897704: the same")
    expect(readout(page, "correct")).to_have_text("3 of 3 rows")

    seen = recorded(page)
    run = Run(Experiment(ARTICLE, seed=1))
    run.advance_to(10_000)
    shown = [int(each["iteration"]) for each in seen]
    assert shown == sorted(shown), "the film ran backwards"
    assert len(set(shown)) > 100, "the readouts hardly moved"
    for each in seen:
        snapshot = run.at(int(each["iteration"]))
        assert each["prediction"] == f"{float(snapshot.predict(EXAMPLE)[0, 0]):.8f}"
        assert float(each["loss"]) == pytest.approx(snapshot.loss, rel=1e-4)


def test_pause_stops_the_film_where_the_server_stands(page: Page) -> None:
    record_readouts(page)
    play_past(page, 60, 100)
    press(page, "train")
    stopped_at = paused_at(page)
    # The film is held at the click, however long the server takes to answer; then its place is
    # shown. A film that went on would show a frame for every few of the iterations between.
    after = iterations_after_click(page)
    assert len(after) <= 2
    assert set(after[-1:]) <= {stopped_at}
    expect(readout(page, "iteration")).to_have_text(str(stopped_at))
    assert timeline_value(page) == stopped_at
    expect_last_place(page, "loss", "bright", stopped_at)


def test_train_after_a_pause_goes_on_to_the_same_digits(page: Page) -> None:
    record_readouts(page)
    train_past(page, 20)
    press(page, "train")
    place = paused_at(page)
    n_seen = len(recorded(page))
    train_past(page, place + 20)
    later = [int(each["iteration"]) for each in recorded(page)[n_seen:]]
    assert min(later) >= place
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text(FINAL)


def test_reset_repeats_the_same_run_to_the_last_digit(page: Page) -> None:
    skip_to_end(page, 10_000)
    first = readout(page, "loss").inner_text()
    press(page, "reset")
    expect(readout(page, "iteration")).to_have_text("0")
    expect(readout(page, "prediction")).to_have_text("0.23762817")
    train_past(page, 10)
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text(FINAL)
    expect(readout(page, "loss")).to_have_text(first)


def test_step_shows_one_iteration_after_the_other(page: Page) -> None:
    run = Run(Experiment(ARTICLE, seed=1))
    run.advance_to(3)
    for iteration in (1, 2, 3):
        press(page, "step")
        expect(readout(page, "iteration")).to_have_text(str(iteration))
        prediction = float(run.at(iteration).predict(EXAMPLE)[0, 0])
        expect(readout(page, "prediction")).to_have_text(f"{prediction:.8f}")


def test_a_finished_run_is_continued_when_the_iterations_are_raised(page: Page) -> None:
    type_number(page, "iterations", 100)
    expect(readout(page, "goal")).to_have_text("of 100")
    skip_to_end(page, 100)
    expect(readout(page, "prediction")).to_have_text("0.87680541")
    record_readouts(page)
    type_number(page, "iterations", 10_000)
    expect(readout(page, "goal")).to_have_text("of 10,000")
    train_past(page, 150)
    assert min(int(each["iteration"]) for each in recorded(page)) >= 100
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text(FINAL)


def test_another_seed_starts_a_new_run_and_says_so(page: Page) -> None:
    skip_to_end(page, 10_000)
    type_number(page, "seed", 2)
    expect(status(page)).to_contain_text("the seed changed")
    expect(readout(page, "iteration")).to_have_text("0")
    weights = 2 * np.random.RandomState(2).random_sample((3, 1)) - 1
    prediction = 1 / (1 + np.exp(-(np.array(EXAMPLE) @ weights)[0, 0]))
    expect(readout(page, "prediction")).to_have_text(f"{prediction:.8f}")
    press(page, "new_seed")
    expect(readout(page, "prediction")).not_to_have_text(f"{prediction:.8f}")


def test_iterations_below_one_get_a_sentence_and_change_nothing(page: Page) -> None:
    for value in (0, -5):
        type_number(page, "iterations", value)
        expect(complaint(page, "iterations")).to_contain_text(f"Iterations is {value}")
        expect(complaint(page, "iterations")).to_contain_text("from 1 to 10,000,000")
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text(FINAL)
    type_number(page, "iterations", 10)
    expect(complaint(page, "iterations")).to_have_count(0)
    skip_to_end(page, 10)


def test_a_long_skip_shows_progress_and_can_be_stopped(page: Page) -> None:
    type_number(page, "iterations", 10_000_000)
    expect(readout(page, "goal")).to_have_text("of 10,000,000")
    record_readouts(page)
    press(page, "skip_to_end")
    expect(button(page, "train")).to_contain_text("Pause")
    wait_past(page, 300_000)
    assert len({each["iteration"] for each in recorded(page)}) > 5, "no progress was shown"
    press(page, "train")
    kept = paused_at(page)
    assert 300_000 <= kept < 10_000_000
    expect(readout(page, "iteration")).to_have_text(str(kept))
    run = Run(Experiment(ARTICLE, seed=1))
    run.advance_to(kept)
    prediction = float(run.at(kept).predict(EXAMPLE)[0, 0])
    expect(readout(page, "prediction")).to_have_text(f"{prediction:.8f}")


def test_no_pause_is_followed_by_a_jump_back(page: Page) -> None:
    """The browser sends the timeline's value along, which is older than the pause."""
    type_number(page, "iterations", 10_000_000)
    expect(readout(page, "goal")).to_have_text("of 10,000,000")
    for number in range(4):
        press(page, "skip_to_end")
        expect(button(page, "train")).to_contain_text("Pause")
        page.wait_for_timeout(900 + 110 * number)  # at different moments of a piece of film
        press(page, "train")
        kept = paused_at(page)
        page.wait_for_timeout(900)
        expect(readout(page, "iteration")).to_have_text(str(kept))
        assert timeline_value(page) == kept


def test_two_tabs_are_two_learners(open_page: OpenPage) -> None:
    one, other = open_page(), open_page()
    type_number(one, "seed", 5)
    expect(status(one)).to_contain_text("the seed changed")
    type_number(one, "iterations", 50)
    skip_to_end(one, 50)
    expect(readout(other, "iteration")).to_have_text("0")
    skip_to_end(other, 10_000)
    expect(readout(other, "prediction")).to_have_text(FINAL)
    expect(readout(one, "iteration")).to_have_text("50")


def test_a_reloaded_page_works(page: Page) -> None:
    train_past(page, 5)
    page.reload()
    wait_for_run(page)
    expect(button(page, "train")).to_contain_text("Train")
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text(FINAL)


def test_the_keyboard_alone_reaches_train_and_starts_it(page: Page) -> None:
    is_there = "Boolean(document.activeElement?.closest('.st-key-train'))"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(is_there):
            break
    assert page.evaluate(is_there), "80 times Tab did not reach Train"
    page.keyboard.press("Enter")
    expect(button(page, "train")).to_contain_text("Pause")
    wait_past(page, 3)
