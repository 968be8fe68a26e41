"""Tables of one's own, from the file to an answer: names of classes, prices, words, many rows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import (
    MILLISECONDS_A_KEY,
    ROW_HEIGHT,
    answers,
    cell,
    look_at,
    number_shown,
    open_table,
    press,
    readout,
    skip_to_end,
    type_number,
    use_table,
)
from tests.browser.test_import import TABLES

ITERATIONS = 1000


def ask(page: Page, *cells: str) -> None:
    """Paste another new example."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", "\t".join(cells))
    canvas = page.locator(".st-key-new_example canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    x, y = box["x"] + ROW_HEIGHT, box["y"] + 1.5 * ROW_HEIGHT
    page.mouse.move(x - 3, y)
    page.mouse.click(x, y, delay=MILLISECONDS_A_KEY)
    expect(cell(page, 0, 0, "new_example")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Control+V")
    expect(cell(page, 0, 0, "new_example")).to_have_text(cells[0])


def test_a_table_of_one_s_own_gets_an_answer_in_its_own_words(page: Page) -> None:
    type_number(page, "iterations", ITERATIONS)
    # Three classes with names.
    open_table(page, TABLES / "leaves.csv")
    expect(answers(page)).to_have_count(90)
    skip_to_end(page, ITERATIONS)
    expect(readout(page, "answer")).to_have_text(re.compile(r"^lind 0\.8"))
    ask(page, "5", "3.4", "1.5", "0.2")
    expect(readout(page, "answer")).to_have_text(re.compile(r"^arve 0\.9"))
    ask(page, "6.5", "3", "5.5", "2.1")
    expect(readout(page, "answer")).to_have_text(re.compile(r"^ulme 0\.9"))

    # Prices, with decimal commas and points between thousands.
    open_table(page, TABLES / "preise.csv")
    expect(cell(page, 0, 2)).to_have_text("280259.74")
    skip_to_end(page, ITERATIONS)
    ask(page, "150", "5")
    page.wait_for_function(
        "() => Number(document.querySelector('.readout-prediction').textContent) > 390000"
    )
    assert number_shown(page, "prediction") == pytest.approx(398_663, abs=1)

    # Words as inputs.
    open_table(page, TABLES / "outing.csv")
    skip_to_end(page, ITERATIONS)
    expect(readout(page, "answer")).to_have_text(re.compile(r"^(go|stay) 0\.\d\d$"))
    ask(page, "rain", "normal", "weak")
    expect(readout(page, "answer")).to_have_text(re.compile(r"^(go|stay) 0\.\d\d$"))

    # More rows than are used.
    look_at(page, TABLES / "ring_3000.csv")
    expect(page.get_by_role("dialog")).to_contain_text("1,000 of 3,000 rows are used")
    use_table(page)
    press(page, "step")
    expect(readout(page, "iteration")).to_have_text("1")
    expect(readout(page, "answer")).to_have_text(re.compile(r"^(in|out)side 0\.\d\d$"))
