"""The page without a mouse: its keys, and where the focus goes."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import (
    button,
    choose,
    click,
    expect_rest,
    paused_at,
    readout,
    skip_to_end,
    status,
    wait_past,
)
from tests.browser.charts import chart
from tests.browser.conftest import wait_for_run
from tests.browser.tables import answers, cell, select_cell, tick_row, type_cell


def test_keys_play_step_and_reset_but_not_while_something_is_typed(page: Page) -> None:
    keyboard, iteration = page.keyboard, readout(page, "iteration")
    # From the first picture on the page hears keys.
    expect(page.locator(".stage")).to_have_attribute("data-painted", re.compile(r"\d"))
    keyboard.press("Space")
    wait_past(page, 3)
    expect(button(page, "train")).to_contain_text("Pause")
    keyboard.press("Space")
    at = paused_at(page)
    for _ in range(3):
        keyboard.press("ArrowLeft")
    expect(iteration).to_have_text(str(at - 3))
    for _ in range(2):
        keyboard.press("ArrowRight")
    expect(iteration).to_have_text(str(at - 1))
    keyboard.press("End")
    expect(iteration).to_have_text("10000")
    keyboard.press("Home")
    expect(iteration).to_have_text("0")
    keyboard.press("ArrowLeft")
    keyboard.press("ArrowRight")
    expect(iteration).to_have_text("1")
    seed = page.locator(".st-key-seed input")
    seed.focus()
    for key in ("r", "?", "ArrowRight", "Home", "Space"):
        keyboard.press(key)
    seed.blur()
    keyboard.press("r")
    expect(iteration).to_have_text("0")
    # Streamlit's own R would only have run the page again, and C opens its cache's dialog.
    keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    keyboard.press("ArrowRight")
    keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(iteration).to_have_text("0")
    expect_rest(page)
    click(page.get_by_role("button", name="Keys of this page"))
    expect(keys.locator("dt", has_text="Home")).to_be_visible()
    expect(keys.locator("dt[data-button]:visible")).to_have_count(button(page, "present").count())


def expect_focused(page: Page, name: str) -> None:
    """What has the focus, once the page has answered, begins with this name."""
    wait_for_run(page)
    page.wait_for_function(
        """(name) => {
          const it = document.activeElement;
          return (it.getAttribute("aria-label") ?? it.innerText).startsWith(name);
        }""",
        arg=name,
    )


def reader(page: Page, view: str) -> Locator:
    return chart(page, view).locator(".reader")


def test_each_chart_is_one_tab_stop_whose_arrows_say_iteration_and_value(page: Page) -> None:
    skip_to_end(page, 10_000)
    loss, keyboard = reader(page, "loss"), page.keyboard
    loss.focus()
    words = loss.get_by_role("status")
    expect(words).to_contain_text("Iteration 10,000, Loss: ")
    keyboard.press("Home")
    expect(words).to_have_text("Iteration 0, Loss: 0.598172")
    keyboard.press("ArrowRight")
    expect(words).to_contain_text("Iteration 1, Loss: ")
    expect(loss.locator(".reader-mark")).to_be_visible()
    keyboard.press("Enter")
    expect(readout(page, "iteration")).to_have_text("1")
    expect(loss).to_be_focused()
    keyboard.press("Tab")
    expect(chart(page, "loss").locator(".modebar-btn").first).to_be_focused()
    keyboard.press("ArrowRight")
    expect(chart(page, "loss").locator(".modebar-btn").nth(1)).to_be_focused()
    keyboard.press("Tab")
    expect(reader(page, "weights")).to_be_focused()
    words = reader(page, "weights").get_by_role("status")
    expect(words).to_contain_text("Iteration 1, Input 1: ")
    keyboard.press("ArrowDown")
    keyboard.press("End")
    expect(words).to_contain_text("Iteration 9,984, Input 2: ")
    keyboard.press("Tab")
    keyboard.press("Tab")
    words = reader(page, "prediction").get_by_role("status")
    expect(words).to_contain_text("New example: ")
    keyboard.press("ArrowDown")
    expect(words).to_contain_text("Row 1, target 1: ")


def test_weights_layers_and_neurons_are_changed_by_keyboard_and_the_focus_stays(
    page: Page,
) -> None:
    a_weight_is_typed_over_and_the_focus_comes_back(page)
    the_focus_stays_where_layers_and_neurons_are_added(page)


def a_weight_is_typed_over_and_the_focus_comes_back(page: Page) -> None:
    network, keyboard = reader(page, "network"), page.keyboard
    network.focus()
    expect(network.get_by_role("status")).to_contain_text("Weight Input 1 → ")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowLeft")
    expect(network.get_by_role("status")).to_have_text("Input 2: 0")
    keyboard.press("ArrowRight")
    keyboard.press("Enter")
    expect(page.locator(".network-weight input")).to_be_focused()
    keyboard.type("3.5")
    keyboard.press("Enter")
    expect(status(page)).to_contain_text("Change at iteration 0")
    expect(network).to_be_focused()
    expect(network.get_by_role("status")).to_have_text("Weight Input 2 → Target: +3.50")
    keyboard.press("Enter")
    expect(page.locator(".network-weight input")).to_be_focused()
    keyboard.press("Escape")
    expect(network).to_be_focused()


def the_focus_stays_where_layers_and_neurons_are_added(page: Page) -> None:
    add, keyboard = (
        page.get_by_role("button", name="Add a hidden layer of 4 neurons"),
        page.keyboard,
    )
    add.focus()
    keyboard.press("Enter")
    sizes = page.locator(".network-columns span")
    expect(sizes).to_have_text(["4"])
    expect_focused(page, "Add a hidden layer")
    page.get_by_role("button", name="Add a neuron to hidden layer 1").focus()
    keyboard.press("Enter")
    expect(sizes).to_have_text(["5"])
    expect_focused(page, "Add a neuron to hidden layer 1")
    page.get_by_role("button", name="Remove a hidden layer").focus()
    keyboard.press("Enter")
    expect(sizes).to_have_count(0)
    expect_focused(page, "Add a hidden layer")


def test_what_share_opens_is_the_next_tab_stop(page: Page) -> None:
    share, keyboard = button(page, "share"), page.keyboard
    share.focus()
    keyboard.press("Enter")
    link = page.get_by_role("textbox", name="Link to this moment")
    expect(link).to_be_visible()
    share.focus()
    keyboard.press("Tab")
    inside = page.locator("[data-testid=stPopoverBody] :focus")
    expect(inside).to_have_count(1)
    keyboard.press("Shift+Tab")
    expect(share).to_be_focused()
    expect(link).to_be_visible()


def test_rows_are_drawn_and_removed_by_keyboard(page: Page) -> None:
    choose(page, "problem", "Points: Circle")
    expect(answers(page)).to_have_count(200)
    click(page.locator(".st-key-panel").get_by_text("Output", exact=True))
    place, keyboard = page.locator(".output-frame > .reader"), page.keyboard
    click(page.get_by_role("button", name="Draw", exact=True))
    page.wait_for_function("Number(document.querySelector('.output-panel')?.dataset.pictures) > 0")
    place.focus()
    keyboard.press("ArrowRight")
    expect(place.get_by_role("status")).to_contain_text("Output 0.")
    keyboard.press("Enter")
    expect(answers(page)).to_have_count(201)
    expect(place).to_be_focused()
    keyboard.press("Delete")
    expect(answers(page)).to_have_count(200)


def test_a_cell_gets_all_the_keys_that_are_typed_and_none_that_were_meant_for_another(
    page: Page,
) -> None:
    # A number that is typed at once over a cell keeps all its digits.
    select_cell(page, 0, 0)
    page.keyboard.type("12.75")
    page.keyboard.press("Enter")
    expect(cell(page, 0, 0)).to_have_text("12.75")
    # A key that opens no cell keeps nothing from the next one.
    expect(status(page)).to_contain_text("the training table changed")
    tick_row(page, 0)
    page.keyboard.press("Space")
    type_cell(page, 1, 1, "0.25")
    expect(cell(page, 1, 1)).to_have_text("0.25")
