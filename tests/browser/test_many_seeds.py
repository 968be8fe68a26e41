"""Many seeds in a browser: some starts of two hidden neurons solve XOR, and each can be opened."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import button, choose, click, press, readout
from tests.browser.conftest import OpenPage, wait_for_page, wait_for_run
from tests.browser.waiting import steady_box

XOR = "?problem=xor_two_inputs&hidden=2&bias=1&activation=tanh&iterations=600"


def open_last_dot(page: Page, kind: int) -> None:
    """Click the last dot of one kind: 0 for solved starts, 1 for the others."""
    dots = page.locator(".st-key-many_dots .scatterlayer .trace").nth(2 + kind)
    click_dot(dots.locator(".point").last)


def click_dot(dot: Locator) -> None:
    """Click a point of a chart, which lies under the area that hears the pointer, once the page has
    drawn what it is about to draw."""
    wait_for_run(dot.page)
    steady_box(dot)
    dot.click(force=True)


def test_starts_are_counted_and_a_solved_and_a_stuck_one_open(open_page: OpenPage) -> None:
    page = open_page(query=XOR)
    press(page, "open_many_seeds")
    press(page, "try_many_seeds")
    sentence = page.get_by_text(re.compile(r"^\d+ of 50 starts get all 4 rows right, half"))
    expect(sentence).to_be_visible()
    expect(page.locator(".st-key-many_dots .scatterlayer .point")).to_have_count(50)

    # A map of each start, which opens its seed: the first is that of seed 1.
    maps = page.locator(".st-key-many_maps .scatterlayer .point")
    expect(maps).to_have_count(50)
    click_dot(maps.nth(6))
    expect(page.locator(".st-key-seed input")).to_have_value("7")
    expect(readout(page, "iteration")).to_have_text("600")
    open_last_dot(page, 0)
    expect(readout(page, "correct")).to_have_text("4 of 4 rows")
    expect(readout(page, "iteration")).to_have_text("600")
    open_last_dot(page, 1)
    expect(readout(page, "correct")).to_have_text(re.compile("^[23] of 4 rows"))
    expect(readout(page, "iteration")).to_have_text("600")
    expect(sentence).to_be_visible()
    expect(button(page, "try_many_seeds")).to_be_enabled()


def test_the_same_starts_with_one_to_three_hidden_neurons(open_page: OpenPage) -> None:
    page = open_page(query=f"{XOR}&tab=many")
    click(page.locator(".st-key-n_seeds button", has_text="20").first)
    choose(page, "sweep_setting", "Hidden neurons")
    field = page.locator(".st-key-sweep_values_hidden input")
    field.fill("1, 2, 3")
    field.press("Enter")
    press(page, "try_many_seeds")
    expect(page.get_by_text(re.compile(r"^Most starts get all rows right with "))).to_be_visible()
    expect(page.locator(".st-key-sweep_picture .bars .point")).to_have_count(3)
    # One hidden neuron solves it from no start; its starts are the ones that are shown first.
    expect(
        page.get_by_text(re.compile(r"^None of 20 starts gets all 4 rows right"))
    ).to_be_visible()
    page.reload()
    wait_for_page(page)
    expect(page.get_by_text(re.compile(r"^Most starts get all rows right with "))).to_be_visible()
