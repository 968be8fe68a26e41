"""The columns of the training table: added, named, and shown to the letter."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.actions import complaint, press
from tests.browser.charts import chart
from tests.browser.tables import clear_cell, column_names, open_columns, type_cell
from tests.browser.test_table import ARTICLE, expect_prediction_after_100, expect_table
from tests.browser.waiting import expect_soon

HOSTILE = "<b>html</b> **bold** $x$"


def test_a_new_input_column_can_be_added_and_named(page: Page) -> None:
    open_columns(page)
    press(page, "add_input")
    expect(page.get_by_label("Input column 4")).to_have_value("Input 4")
    page.keyboard.press("Escape")
    rows = [[*row[:3], 0.0, row[3]] for row in ARTICLE]
    expect_table(page, rows)
    for row, value in enumerate((0.0, 1.0, 0.5)):
        type_cell(page, row, 3, f"{value:g}")
        rows[row][3] = value
    expect_table(page, rows)
    expect_prediction_after_100(page, rows)


def test_a_columns_name_is_shown_to_the_letter(page: Page) -> None:
    open_columns(page)
    field = page.get_by_label("Input column 2")
    field.fill(HOSTILE)
    field.press("Enter")
    expect(chart(page, "weights").locator(".legend")).to_contain_text(HOSTILE)
    page.keyboard.press("Escape")
    expect(chart(page, "network")).to_contain_text("<b>html<…**bold**…")  # in two short lines
    expect_soon(page, lambda: HOSTILE in column_names(page, "new_example"), True)
    # In a narrow column, what tells it from the others.
    expect_soon(page, lambda: "$x$" in column_names(page), True)
    clear_cell(page, 1, 1)
    expect(complaint(page, "table")).to_have_text(
        f'Row 2, column "{HOSTILE}" is blank: type a number.'
    )
    type_cell(page, 1, 1, "1")
    type_cell(page, 2, 1, "1")
    expect(page.get_by_test_id("stText").filter(has_text=HOSTILE)).to_contain_text("in every row")
