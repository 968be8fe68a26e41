"""Editing the training table: every edit counts, and what cannot be used gets a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import (
    button,
    choose,
    click,
    complaint,
    expect_rest,
    number_shown,
    press,
    readout,
    skip_to_end,
    status,
    type_number,
    wait_past,
)
from tests.browser.charts import chart
from tests.browser.tables import (
    answers,
    cell,
    clear_cell,
    column_names,
    expect_column_names,
    paste,
    tick_row,
    type_cell,
)
from tests.browser.waiting import expect_soon

ARTICLE = ((0.0, 1.0, 1.0, 1.0), (1.0, 0.0, 0.0, 0.0), (1.0, 0.0, 1.0, 1.0))


# Whether the table has scrolled away from where it was, and each answer stands where its row does.
MOVED_TOGETHER = """before => {
  const table = document.querySelector(".st-key-table .dvn-scroller");
  const top = table.getBoundingClientRect().top, { scrollTop } = table;
  const answers = [...document.querySelectorAll(".answers [role=listitem]")];
  return scrollTop !== before && answers.every((answer, row) =>
    Number(answer.querySelector(".number").textContent) === row + 1
    && Math.abs(answer.getBoundingClientRect().top - (top + 35 * (row + 1) - scrollTop)) < 2);
}"""


def predicted(rows: Sequence[Sequence[float]], example: Sequence[float], n: int) -> float:
    """The article's loop once more, apart from nn_core: what the page must show after n updates."""
    table = np.array(rows)
    X, y = table[:, :-1], table[:, -1:]
    weights = 2 * np.random.RandomState(1).random_sample((X.shape[1], 1)) - 1
    for _ in range(n):
        output = 1 / (1 + np.exp(-(X @ weights)))
        weights += X.T @ ((y - output) * output * (1 - output))
    return float(1 / (1 + np.exp(-(np.array(example) @ weights)[0])))


def expect_prediction_after_100(page: Page, rows: Sequence[Sequence[float]]) -> None:
    type_number(page, "iterations", 100)
    expect(readout(page, "goal")).to_have_text("of 100")
    skip_to_end(page, 100)
    example = [1.0, 0.0, 1.0, 0.0][: len(rows[0]) - 1]
    wanted = pytest.approx(predicted(rows, example, 100), abs=1e-8)
    expect_soon(page, lambda: number_shown(page, "prediction"), wanted)


def expect_table(page: Page, rows: Sequence[Sequence[float]]) -> None:
    expect(answers(page)).to_have_count(len(rows))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            expect(cell(page, row, column)).to_have_text(f"{value:g}")


def test_a_blank_cell_gets_a_sentence_and_a_value_is_trained_on(page: Page) -> None:
    skip_to_end(page, 10_000)
    clear_cell(page, 1, 1)
    expect(complaint(page, "table")).to_have_text(
        'Row 2, column "Input 2" is blank: type a number.'
    )
    expect(readout(page, "iteration")).to_have_text("10000")
    expect(readout(page, "prediction")).to_have_text("0.98977040")
    type_cell(page, 1, 1, "0")
    expect(complaint(page, "table")).to_have_count(0)
    expect(readout(page, "prediction")).to_have_text("0.98977040")

    type_cell(page, 1, 2, "0.5")
    expect(status(page)).to_contain_text("the training table changed")
    expect(readout(page, "iteration")).to_have_text("0")
    rows = [list(row) for row in ARTICLE]
    rows[1][2] = 0.5
    expect_table(page, rows)
    expect_prediction_after_100(page, rows)


def test_a_row_typed_below_the_last_is_trained_on(page: Page) -> None:
    new = (1.0, 1.0, 0.0, 0.25)
    for column, value in enumerate(new):
        type_cell(page, 3, column, f"{value:g}")
    rows = (*ARTICLE, new)
    expect_table(page, rows)
    expect(complaint(page, "table")).to_have_count(0)
    expect_prediction_after_100(page, rows)


def test_a_deleted_row_stays_away(page: Page) -> None:
    tick_row(page, 0)
    page.keyboard.press("Delete")
    rows = [list(row) for row in ARTICLE[1:]]
    expect_table(page, rows)
    type_cell(page, 0, 1, "1")
    rows[0][1] = 1.0
    expect_table(page, rows)
    expect_prediction_after_100(page, rows)


def test_a_row_added_and_deleted_does_not_come_back(page: Page) -> None:
    for column in range(4):
        type_cell(page, 3, column, "1")
    expect_table(page, (*ARTICLE, (1.0, 1.0, 1.0, 1.0)))
    tick_row(page, 3)
    click(page.get_by_role("button", name="Delete row").first)
    expect_table(page, ARTICLE)
    rows = [list(row) for row in ARTICLE]
    for column in range(3):  # Streamlit has been seen to add it again at the next edits
        type_cell(page, 0, column, f"0.{column + 1}")
        rows[0][column] = (column + 1) / 10
        expect_table(page, rows)
    expect_prediction_after_100(page, rows)


def test_of_ten_quick_edits_none_is_lost(page: Page) -> None:
    rows = [list(row) for row in ARTICLE]
    places = [(row, column) for row in range(3) for column in range(4)][:10]
    for number, (row, column) in enumerate(places, start=1):
        rows[row][column] = number / 20
        type_cell(page, row, column, f"{number / 20:g}")
    expect_table(page, rows)
    expect_prediction_after_100(page, rows)


def test_edits_while_the_film_plays_are_not_lost(page: Page) -> None:
    rows = [list(row) for row in ARTICLE]
    for row in range(3):
        press(page, "train")
        wait_past(page, 1)  # the fragment runs on its own meanwhile
        rows[row][3] = 0.2 + row / 10
        type_cell(page, row, 3, f"{rows[row][3]:g}")
        expect(readout(page, "iteration")).to_have_text("0")
        expect_rest(page)
    expect_table(page, rows)
    expect_prediction_after_100(page, rows)


def test_what_is_typed_is_read_like_a_file_and_can_be_taken_back(page: Page) -> None:
    problem = page.locator(".st-key-problem input")
    type_cell(page, 0, 0, "1,25")
    expect(status(page)).to_contain_text("the training table changed")
    expect(problem).to_have_value("Your own table")
    type_cell(page, 1, 2, "many")
    expect(complaint(page, "table")).to_have_text(
        'Row 2, column "Input 3" holds "many": type a number, such as 0.5.'
    )
    press(page, "undo")
    expect(complaint(page, "table")).to_have_count(0)
    rows = [list(row) for row in ARTICLE]
    rows[0][0] = 1.25
    expect_table(page, rows)
    tick_row(page, 1)
    page.keyboard.press("Delete")
    expect_table(page, [rows[0], rows[2]])
    press(page, "undo")
    expect_table(page, rows)
    press(page, "undo")
    expect_table(page, ARTICLE)
    expect(problem).to_have_value("The article's example")
    expect(button(page, "undo")).to_be_disabled()


def test_a_block_copied_from_a_spreadsheet_arrives_whole(page: Page) -> None:
    pasted = ((1.5, 0, 1, 1), (0, -1, 1, 0), (0, 0, 1, 0))
    paste(page, 0, 0, "a\tb\tc\tTarget\r\n1,5\t0\t1\t1\r\n0\t\u22121\t1\t0\r\n0\t0\t1\t0\r\n")
    expect_table(page, pasted)
    expect_column_names(page, ["a", "b", "c", "Target"])
    expect(page.locator(".st-key-remark_pasted")).to_contain_text("3 inputs and 1 target")
    paste(page, 2, 2, "0,25\t1\t7\n2\t0\t7\n")
    expect(page.locator(".st-key-remark_pasted")).to_contain_text("its last column was left out")
    expect(cell(page, 3, 2)).to_have_text("2")
    expect(page.get_by_text("Row 4 is not used until it is complete.")).to_be_visible()
    expect(page.locator(".answers .waiting")).to_have_count(1)
    press(page, "undo")
    expect_table(page, pasted)
    press(page, "undo")
    expect_table(page, ARTICLE)
    expect(page.locator(".st-key-remark_pasted")).to_have_count(0)


def test_answers_stay_beside_their_rows_when_the_table_scrolls(page: Page) -> None:
    choose(page, "problem", "Points: Circle")
    expect(answers(page)).to_have_count(200)
    table = page.locator(".st-key-table .dvn-scroller")
    for over in (table, page.locator(".answers")):
        over.hover()
        for delta in (1200, 400, -300, 20_000):
            before = table.evaluate("scroller => scroller.scrollTop")
            page.mouse.wheel(0, delta)
            page.wait_for_function(MOVED_TOGETHER, arg=before)
        table.evaluate("scroller => { scroller.scrollTop = 0; }")
        page.wait_for_function(MOVED_TOGETHER, arg=-1)


def test_a_preset_can_be_chosen_and_undone(page: Page) -> None:
    type_cell(page, 0, 0, "0.5")
    expect(cell(page, 0, 0)).to_have_text("0.5")
    expect(button(page, "undo")).to_be_enabled()  # the page's answer closes an open list
    choose(page, "problem", "AND: both")
    expect(answers(page)).to_have_count(4)
    expect(cell(page, 3, 3)).to_have_text("1")
    expect_soon(page, lambda: "Always 1 (bias)" in column_names(page, "new_example"), True)
    expect(chart(page, "network")).to_contain_text("Always 1")
    press(page, "undo")
    rows = [list(row) for row in ARTICLE]
    rows[0][0] = 0.5
    expect_table(page, rows)
    expect_prediction_after_100(page, rows)
