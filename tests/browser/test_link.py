"""The address of the page in a real browser: reloading, going back, and sending it on."""

from __future__ import annotations

import re

import numpy as np
from playwright.sync_api import Page, expect

from nn_core.sharing.link import MAX_LINK, query_text, to_query
from nn_core.sharing.setup import Setup
from nn_core.tables.table import Table
from tests.browser.actions import (
    click,
    expect_rest,
    pause,
    press,
    readout,
    skip_to_end,
    type_number,
)
from tests.browser.conftest import OpenPage, wait_for_page
from tests.browser.tables import answers

NAMES = ("iteration", "prediction", "loss")


def readouts(page: Page) -> list[str]:
    return [readout(page, name).inner_text() for name in NAMES]


def expect_readouts(page: Page, wanted: list[str]) -> None:
    for name, text in zip(NAMES, wanted, strict=True):
        expect(readout(page, name)).to_have_text(text, timeout=30_000)


def test_a_reload_comes_back_to_the_same_digits(open_page: OpenPage) -> None:
    page = open_page(query="iterations=3000&seed=7&embed_options=show_padding")
    skip_to_end(page, 3000)
    press(page, "step")
    expect(page).to_have_url(re.compile("t=3000.*seed=7.*end=1&embed_options=show_padding"))
    before = readouts(page)
    page.reload()
    wait_for_page(page)
    expect_readouts(page, before)
    expect_rest(page)
    address = page.url
    press(page, "share")
    expect(page.locator(".link-text")).to_have_value(address)
    click(page.locator(".link-copy"))
    expect(page.locator(".link-copy")).to_have_text(re.compile("Copied|Press"))


def test_a_table_that_is_too_long_for_the_address_survives_a_reload(open_page: OpenPage) -> None:
    rng = np.random.default_rng(1)
    rows = tuple((*map(float, row), float(row[0] > 0.5)) for row in rng.random((300, 2)).round(4))
    table = Table(("Input 1", "Input 2"), ("Target",), rows)
    page = open_page(query=query_text(to_query(Setup("own", table, (0.0, 0.0)))))
    expect(answers(page)).to_have_count(300)
    press(page, "step")
    expect(page).to_have_url(re.compile("&t=1&.*left_out=table&.*end=1$"))
    assert len(page.url) < MAX_LINK
    before = readouts(page)
    page.reload()
    wait_for_page(page)
    expect(answers(page)).to_have_count(300)
    expect_readouts(page, before)
    # Whoever is sent the link alone would lack the table, which the page says.
    press(page, "share")
    expect(page.locator(".st-key-remark_link")).to_contain_text(
        "too long for a link: save the experiment as a file"
    )


def test_back_and_forward_go_between_experiments(page: Page) -> None:
    skip_to_end(page, 10_000)
    expect(page).to_have_url(re.compile(r"\?parts=v.t&v=1&t=10000&end=1$"))
    article = readouts(page)
    type_number(page, "seed", 3)
    expect(readout(page, "iteration")).to_have_text("0")
    press(page, "step")
    expect(page).to_have_url(re.compile("&t=1&seed=3&end=1$"))
    other = readouts(page)
    page.go_back()
    expect_readouts(page, article)
    expect(page.locator(".st-key-seed input")).to_have_value("1")
    page.go_forward()
    expect_readouts(page, other)
    expect(page).to_have_url(re.compile("&t=1&seed=3&end=1$"))
    page.go_back()
    expect_readouts(page, article)
    press(page, "undo")
    expect_readouts(page, other)
    # The address followed, and the film does not lose itself in the history.
    expect(page).to_have_url(re.compile("&t=1&seed=3&end=1$"))
    press(page, "train")
    expect(readout(page, "iteration")).not_to_have_text(re.compile("^[01]$"))
    pause(page)


def test_a_closed_part_of_the_page_listens_to_nothing_any_more(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate(
        """() => {
          const add = EventTarget.prototype.addEventListener;
          window.listening = 0;
          EventTarget.prototype.addEventListener = function (name, hear, how) {
            if (name === "neuron-address") {
              window.listening += 1;
              how?.signal?.addEventListener("abort", () => { window.listening -= 1; });
            }
            return add.call(this, name, hear, how);
          };
        }"""
    )
    click(page.get_by_role("button", name="Share", exact=True))
    expect(page.locator(".link-text")).to_have_value(re.compile("^http"))
    page.wait_for_function("window.listening === 1")
    page.keyboard.press("Escape")
    page.wait_for_function("window.listening === 0")
