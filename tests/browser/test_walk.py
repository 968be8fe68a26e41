"""One iteration slowly, in the main diagram: opened there, played, stepped, and left again."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.actions import pause, press, status
from tests.browser.conftest import OpenPage
from tests.browser.waiting import expect_true, steady_box

XOR = "problem=xor&hidden=4&bias=1&t=50"
DOTS = ".walk-dots span"
# The neurons' numbers in the diagram, as Plotly has drawn them.
VALUES = (
    "[...document.querySelectorAll('[data-view=network] .scatterlayer .trace:last-child text')]"
    ".map(({ textContent }) => textContent.trim())"
)


def count(page: Page, text: str) -> None:
    expect(page.locator(".walk-count")).to_have_text(text)


def choose_grain(page: Page, grain: str) -> None:
    page.get_by_label("How much is shown at a time").select_option(grain)


def button(page: Page, name: str) -> None:
    page.locator(".walk-bar").get_by_role("button", name=name, exact=True).click()


def test_one_iteration_is_played_in_three_grains_and_left(open_page: OpenPage) -> None:
    page = open_page(query=XOR)
    before = page.evaluate(VALUES)
    page.get_by_role("button", name="slowly").click()
    count(page, "1 of 9")
    expect(page.locator(DOTS)).to_have_count(16)  # of three inputs and the bias to four neurons
    expect(status(page)).to_contain_text("Forward, hidden layer 1, row 1: Every neuron adds")
    # The neurons show row 1, and no output yet.
    expect_true(page, f"`${{{VALUES}}}` !== `${{arg}}`", before)
    expect(page.locator(".network-columns")).to_be_hidden()
    # It goes on by itself, and stops where it is stopped.
    count(page, "2 of 9")
    expect(page.locator(DOTS)).to_have_count(5)
    button(page, "Pause")
    choose_grain(page, "neuron")
    count(page, "5 of 21")
    expect(status(page)).to_contain_text("Forward, Target, row 1: z = ")
    choose_grain(page, "product")
    expect(page.locator(DOTS)).to_have_count(1)
    expect(status(page)).to_contain_text(re.compile(r"Neuron 1\.1: .+ × .+ = "))
    button(page, "Next")
    expect(status(page)).to_contain_text("Together with those before")
    button(page, "Back")
    expect(status(page)).not_to_contain_text("Together with those before")
    # The run has stayed as it is, and the diagram is what it was.
    page.get_by_role("button", name="Show the network as always").click()
    expect(page.locator(".walk-bar")).to_be_hidden()
    expect_true(page, f"`${{{VALUES}}}` === `${{arg}}`", before)
    expect(page.locator(DOTS)).to_have_count(0)
    expect(page.get_by_role("button", name="slowly")).to_be_focused()
    expect(page.locator(".readout-iteration")).to_have_text("50")


def test_on_every_screen_it_moves_nothing_and_step_and_the_film_go_on_from_it(
    open_page: OpenPage,
) -> None:
    page = open_page(390, 844, query=f"{XOR}&tab=numbers")
    page.emulate_media(reduced_motion="reduce")
    below = page.locator("[data-view=prediction]")
    before = steady_box(below)
    page.get_by_role("button", name="slowly", exact=True).click()
    count(page, "1 of 9")
    expect(status(page)).to_contain_text("Forward, hidden layer 1")
    button(page, "Pause")
    expect(page.locator(DOTS)).to_have_count(0)
    assert steady_box(below) == before
    expect_bar_beside_the_heading(page)
    page.set_viewport_size({"width": 1280, "height": 720})
    expect_bar_beside_the_heading(page)
    page.get_by_role("button", name="Show the network as always").click()
    expect(page.locator(".walk-bar")).to_be_hidden()

    page.get_by_role("button", name="Play one iteration slowly", exact=True).click()
    count(page, "1 of 9")
    expect(page.locator(".network-panel")).to_be_in_viewport()
    button(page, "Pause")
    button(page, "Next")
    count(page, "2 of 9")
    press(page, "step")
    expect(page.locator(".readout-iteration")).to_have_text("51")
    count(page, "1 of 9")
    press(page, "train")
    expect(page.locator(".walk-bar")).to_be_hidden()
    expect_true(page, f"{VALUES}.every((text) => text)")
    pause(page)
    expect(page.locator(".walk-bar")).to_be_hidden()
    page.emulate_media(reduced_motion="no-preference")


def expect_bar_beside_the_heading(page: Page) -> None:
    box = "document.querySelector(arg[{}]).getBoundingClientRect()"
    bar, panel, heading = (box.format(place) for place in range(3))
    expect_true(
        page,
        f"{bar}.left > {heading}.right && {bar}.right <= {panel}.right",
        [".walk-bar", ".network-panel", ".network-plot .gtitle"],
    )
