"""A run is kept, another one trained beside it, and the two are compared and exchanged."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import (
    button,
    click,
    expect_rest,
    in_chart,
    play_past,
    press,
    readout,
    skip_to_end,
    type_number,
)
from tests.browser.conftest import OpenPage, wait_for_run

KEPT_CURVES = "plot.data.filter((trace) => trace.meta?.part === 'kept').length"


def chip(page: Page) -> Locator:
    return page.locator(".kept-run")


def loss_in_full(page: Page) -> str | None:
    return page.locator(".kept-loss").get_attribute("data-in-full")


def test_the_numbers_of_a_kept_run_stand_beside_those_of_this_one(open_page: OpenPage) -> None:
    page = open_page(query="?t=100&kept_runs=seed%3D3")
    expect(chip(page)).to_contain_text("seed 3, here 1")
    reader = page.locator("[data-view=loss] .reader")
    reader.focus()
    page.keyboard.press("ArrowDown")
    expect(reader).to_contain_text("Iteration 100, Kept, seed 3, here 1: Loss: ")
    page.keyboard.press("t")
    table = page.get_by_role("dialog").get_by_role("table")
    titles = ["Iteration", "Loss", "Kept, seed 3, here 1: Loss"]
    expect(table.locator("thead th")).to_have_text(titles)
    own, kept = table.locator("[aria-current] td").all_inner_texts()
    assert float(kept) == pytest.approx(float(str(loss_in_full(page))), rel=1e-4)
    assert own != kept


def test_keep_change_the_rate_read_the_sentence_and_exchange(open_page: OpenPage) -> None:
    page = open_page(query="?iterations=2000")
    skip_to_end(page, 2000)
    loss, prediction = (readout(page, name).text_content() for name in ("loss", "prediction"))
    views = page.locator(".views").bounding_box()
    press(page, "keep_run")
    expect(chip(page)).to_contain_text("the same as here")
    # One screen still holds everything.
    after = page.locator(".views").bounding_box()
    assert views is not None
    assert after is not None
    assert after["y"] + after["height"] <= views["y"] + views["height"] + 1

    type_number(page, "learning_rate", 0.1)
    wait_for_run(page)
    expect(chip(page)).to_contain_text("learning rate 1, here 0.1")
    play_past(page, 300, 100)
    for view in ("loss", "weights", "prediction"):
        assert in_chart(page, view, KEPT_CURVES) == 1
    # The chip goes along with the film: what it says is of the iteration that is shown.
    press(page, "train")
    expect_rest(page)
    skip_to_end(page, 2000)
    assert loss_in_full(page) == loss
    sentence = page.locator(".kept-compared")
    expect(sentence).to_have_text(
        re.compile(r"^The kept run needs [\d,]+ iterations to a loss of [\d.]+, this one [\d,]+\.$")
    )
    said = sentence.text_content()

    page.reload()
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
