"""Tables of one's own, from the file to an answer: names of classes, prices, words, many rows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import (
    click,
    number_shown,
    press,
    readout,
    skip_to_goal,
    status,
    train_past,
)
from tests.browser.tables import (
    MILLISECONDS_A_KEY,
    ROW_HEIGHT,
    answers,
    cell,
    look_at,
    open_table,
    use_table,
)
from tests.browser.test_import import TABLES
from tests.browser.waiting import expect_soon, steady_box


def ask(page: Page, *cells: str) -> None:
    """Paste another new example."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", "\t".join(cells))
    canvas = page.locator(".st-key-new_example canvas").filter(visible=True).first
    canvas.scroll_into_view_if_needed()
    box = steady_box(canvas)
    x, y = box["x"] + ROW_HEIGHT, box["y"] + 1.5 * ROW_HEIGHT
    page.mouse.move(x - 3, y)
    page.mouse.click(x, y, delay=MILLISECONDS_A_KEY)
    expect(cell(page, 0, 0, "new_example")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Control+V")
    expect(cell(page, 0, 0, "new_example")).to_have_text(cells[0])


def learn(page: Page) -> None:
    """Train to the end of what fits the table."""
    expect(status(page)).to_contain_text("what fits it is set up")
    skip_to_goal(page)


def test_a_table_of_one_s_own_gets_an_answer_in_its_own_words(page: Page) -> None:
    # Three classes with names.
    open_table(page, TABLES / "leaves.csv")
    expect(answers(page)).to_have_count(90)
    learn(page)
    expect(readout(page, "answer")).to_have_text(re.compile(r"^lind 0\.8"))
    ask(page, "5", "3.4", "1.5", "0.2")
    expect(readout(page, "answer")).to_have_text(re.compile(r"^arve 0\.9"))
    ask(page, "6.5", "3", "5.5", "2.1")
    expect(readout(page, "answer")).to_have_text(re.compile(r"^ulme 0\.9"))

    # Prices, with decimal commas and points between thousands.
    open_table(page, TABLES / "preise.csv")
    learn(page)
    ask(page, "150", "5")
    expect_soon(page, lambda: number_shown(page, "prediction"), pytest.approx(395_376, abs=1))

    # Words as inputs, which no straight border parts.
    open_table(page, TABLES / "outing.csv")
    learn(page)
    expect(status(page)).to_contain_text("Solved: all 12 rows are right")
    ask(page, "rain", "normal", "weak")
    expect(readout(page, "answer")).to_have_text("go 1.00")


def test_many_rows_that_no_line_can_part_are_learned_after_the_verdict_s_button(
    page: Page,
) -> None:
    look_at(page, TABLES / "ring_3000.csv")
    expect(page.get_by_role("dialog")).to_contain_text("1,000 of 3,000 rows are used")
    use_table(page)
    click(page.locator(".network-panel").get_by_role("button", name="Remove a hidden layer"))
    expect(status(page)).to_contain_text("can never all be right here")
    expect(page.locator(".answers .marked")).to_have_count(4)
    train_past(page, 10)
    skip_to_goal(page)
    expect(status(page)).to_contain_text("can never all be right here")
    press(page, "verdict_remedy")
    expect(status(page)).to_contain_text("What fits this table is set up", timeout=60_000)
    skip_to_goal(page)
    expect(readout(page, "correct")).to_have_text(re.compile(r"^79\d of 800"))
    expect(readout(page, "answer")).to_have_text("inside 1.00")
