"""A run is kept, another one trained beside it, and the two are compared and exchanged."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import (
    button,
    click,
    pause,
    play_past,
    press,
    readout,
    skip_to_end,
    type_number,
)
from tests.browser.charts import expect_in_chart
from tests.browser.conftest import OpenPage, wait_for_page
from tests.browser.waiting import box_of, eventually, steady_box

KEPT_CURVES = "plot.data.filter((trace) => trace.meta?.part === 'kept').length"


def chip(page: Page) -> Locator:
    return page.locator(".kept-run")


def loss_in_full(page: Page) -> Locator:
    return page.locator(".kept-loss")


def test_the_numbers_of_a_kept_run_stand_beside_those_of_this_one(open_page: OpenPage) -> None:
    page = open_page(query="?t=100&kept_runs=seed%3D3")
    expect(chip(page)).to_contain_text("seed 3, here 1")
    reader = page.locator("[data-view=loss] .reader")
    reader.focus()
    expect(reader).to_contain_text("Iteration 100, Loss: ")
    page.keyboard.press("ArrowDown")
    expect(reader).to_contain_text("Iteration 100, Kept, seed 3, here 1: Loss: ")
    page.keyboard.press("t")
    table = page.get_by_role("dialog").get_by_role("table")
    titles = ["Iteration", "Loss", "Kept, seed 3, here 1: Loss"]
    expect(table.locator("thead th")).to_have_text(titles)
    own, kept = table.locator("[aria-current] td").all_inner_texts()
    in_full = loss_in_full(page).get_attribute("data-in-full")
    assert float(kept) == pytest.approx(float(str(in_full)), rel=1e-4)
    assert own != kept


def test_keep_change_the_rate_read_the_sentence_and_exchange(open_page: OpenPage) -> None:
    page = open_page(query="?iterations=2000")
    skip_to_end(page, 2000)
    loss, prediction = (readout(page, name).text_content() for name in ("loss", "prediction"))
    views = steady_box(page.locator(".views"))
    press(page, "keep_run")
    expect(chip(page)).to_contain_text("the same as here")

    # One screen still holds everything.
    def is_one_screen() -> None:
        after = box_of(page.locator(".views"))
        assert after["y"] + after["height"] <= views["y"] + views["height"] + 1

    eventually(page, is_one_screen)

    type_number(page, "learning_rate", 0.1)
    expect(chip(page)).to_contain_text("learning rate 1, here 0.1")
    play_past(page, 100, 100)
    for view in ("loss", "weights", "prediction"):
        expect_in_chart(page, view, KEPT_CURVES, 1)
    # The chip goes along with the film: what it says is of the iteration that is shown.
    pause(page)
    skip_to_end(page, 2000)
    expect(loss_in_full(page)).to_have_attribute("data-in-full", str(loss))
    sentence = page.locator(".kept-compared")
    expect(sentence).to_have_text(
        re.compile(r"^The kept run needs [\d,]+ iterations to a loss of [\d.]+, this one [\d,]+\.$")
    )
    said = sentence.text_content()

    page.reload()
    wait_for_page(page)
    expect(chip(page)).to_contain_text("learning rate 1, here 0.1")
    expect(sentence).to_have_text(str(said))

    click(page.locator(".kept-exchange"))
    expect(chip(page)).to_contain_text("learning rate 0.1, here 1")
    expect(readout(page, "prediction")).to_have_text(str(prediction))
    expect(readout(page, "iteration")).to_have_text("2000")
    click(page.locator(".kept-let-go"))
    expect(chip(page)).to_have_count(0)
    expect(page.locator(".kept-runs")).to_be_hidden()
    press(page, "undo")
    expect(chip(page)).to_have_count(1)
    expect(button(page, "keep_run")).to_be_enabled()
