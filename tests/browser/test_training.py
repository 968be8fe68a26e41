"""Training in the browser: the article's digits, pausing, going on, and starting again."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from nn_core import Dataset, Experiment, Run
from tests.browser.actions import (
    LONGEST_RUN_MS,
    button,
    complaint,
    expect_rest,
    iterations_after_click,
    iterations_before_click,
    pause,
    play_past,
    press,
    readout,
    record_readouts,
    recorded,
    skip_to_end,
    status,
    train_past,
    type_number,
    wait_past,
)
from tests.browser.charts import expect_last_place
from tests.browser.conftest import OpenPage, wait_for_page
from tests.browser.timeline import timeline_value
from tests.browser.waiting import expect_soon

FINAL = "0.98977040"
ARTICLE = Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1])
EXAMPLE = [[1, 0, 1]]


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


def test_pause_stops_the_film_at_what_is_on_the_screen(page: Page) -> None:
    record_readouts(page)
    play_past(page, 60, 100)
    stopped_at = pause(page)
    # However long the server takes to answer, nothing on the screen changes after the click.
    seen = iterations_before_click(page)[-1]
    assert set(iterations_after_click(page)) <= {seen}
    assert stopped_at == seen
    expect(readout(page, "iteration")).to_have_text(str(stopped_at))
    expect_soon(page, lambda: timeline_value(page), stopped_at)
    expect_last_place(page, "loss", "bright", stopped_at)


def test_train_after_a_pause_goes_on_to_the_same_digits_as_a_reloaded_page_does(
    page: Page,
) -> None:
    record_readouts(page)
    play_past(page, 20, 100)
    place = pause(page)
    n_seen = len(recorded(page))
    train_past(page, place + 20)
    later = [int(each["iteration"]) for each in recorded(page)[n_seen:]]
    assert min(later) >= place
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text(FINAL)

    press(page, "reset")
    expect(readout(page, "iteration")).to_have_text("0")
    train_past(page, 5)
    page.reload()
    wait_for_page(page)
    expect(button(page, "train")).to_contain_text("Train")
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text(FINAL)


def test_steps_and_the_run_after_a_reset_are_the_same_to_the_last_digit(
    open_page: OpenPage,
) -> None:
    page = open_page(query="pace=100")
    twelve_quick_clicks_are_twelve_steps(page)
    press(page, "reset")
    expect(readout(page, "iteration")).to_have_text("0")
    run = Run(Experiment(ARTICLE, seed=1))
    run.advance_to(3)
    for iteration in (1, 2, 3):
        press(page, "step")
        expect(readout(page, "iteration")).to_have_text(str(iteration))
        prediction = float(run.at(iteration).predict(EXAMPLE)[0, 0])
        expect(readout(page, "prediction")).to_have_text(f"{prediction:.8f}")
    skip_to_end(page, 10_000)
    first = readout(page, "loss").inner_text()
    press(page, "reset")
    expect(readout(page, "iteration")).to_have_text("0")
    expect(readout(page, "prediction")).to_have_text("0.23762817")
    train_past(page, 10)
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text(FINAL)
    expect(readout(page, "loss")).to_have_text(first)


def twelve_quick_clicks_are_twelve_steps(page: Page) -> None:
    page.locator(".st-key-step button").evaluate(
        "(button) => { for (let click = 0; click < 12; click += 1) button.click(); }"
    )
    expect(readout(page, "iteration")).to_have_text("12")
    for _ in range(3):
        page.locator(".st-key-step button").click(no_wait_after=True)
    expect(readout(page, "iteration")).to_have_text("15")


def test_iterations_and_seed_are_changed(page: Page) -> None:
    # A finished run is continued when the iterations are raised.
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

    # What cannot be used gets a sentence and changes nothing.
    press(page, "reset")
    expect(readout(page, "iteration")).to_have_text("0")
    for value in (0, -5):
        type_number(page, "iterations", value)
        expect(complaint(page, "iterations")).to_contain_text(f"Iterations is {value}")
        expect(complaint(page, "iterations")).to_contain_text("from 1 to 10,000,000")
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text(FINAL)
    type_number(page, "iterations", 10)
    expect(complaint(page, "iterations")).to_have_count(0)
    expect(readout(page, "iteration")).to_have_text("10")

    # Another seed starts a new run.
    type_number(page, "seed", 2)
    expect(status(page)).to_contain_text("the seed changed")
    expect(readout(page, "iteration")).to_have_text("0")
    weights = 2 * np.random.RandomState(2).random_sample((3, 1)) - 1
    prediction = 1 / (1 + np.exp(-(np.array(EXAMPLE) @ weights)[0, 0]))
    expect(readout(page, "prediction")).to_have_text(f"{prediction:.8f}")
    press(page, "new_seed")
    expect(readout(page, "prediction")).not_to_have_text(f"{prediction:.8f}")


def test_a_long_skip_shows_progress_and_is_stopped_where_it_stands(page: Page) -> None:
    type_number(page, "iterations", 10_000_000)
    expect(readout(page, "goal")).to_have_text("of 10,000,000")
    record_readouts(page)
    press(page, "skip_to_end")
    expect(button(page, "train")).to_contain_text("Pause")
    wait_past(page, 300_000)
    assert len({each["iteration"] for each in recorded(page)}) > 5, "no progress was shown"
    kept = pause(page)
    assert 300_000 <= kept < 10_000_000
    expect(readout(page, "iteration")).to_have_text(str(kept))
    run = Run(Experiment(ARTICLE, seed=1))
    run.advance_to(kept)
    prediction = float(run.at(kept).predict(EXAMPLE)[0, 0])
    expect(readout(page, "prediction")).to_have_text(f"{prediction:.8f}")

    # No pause is followed by a jump back: the browser sends the timeline's value along, which is
    # older than the pause.
    for number in range(4):
        press(page, "skip_to_end")
        wait_past(page, kept + 1)
        page.wait_for_timeout(110 * number)  # at different moments of a piece of film
        kept = pause(page)
        page.wait_for_timeout(900)
        expect(readout(page, "iteration")).to_have_text(str(kept))
        expect_soon(page, lambda kept=kept: timeline_value(page), kept)


def test_two_tabs_are_two_learners(open_page: OpenPage) -> None:
    one, other = open_page(), open_page()
    type_number(one, "seed", 5)
    expect(status(one)).to_contain_text("the seed changed")
    type_number(one, "iterations", 50)
    expect(readout(one, "goal")).to_have_text("of 50")
    skip_to_end(one, 50)
    expect(readout(other, "iteration")).to_have_text("0")
    skip_to_end(other, 10_000)
    expect(readout(other, "prediction")).to_have_text(FINAL)
    expect(readout(one, "iteration")).to_have_text("50")
