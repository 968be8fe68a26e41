"""The tab "One step in numbers" in the browser: clicks in its tables, and the same numbers in the
network diagram."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import choose, click, pause, press, readout
from tests.browser.charts import in_chart
from tests.browser.conftest import wait_for_run
from tests.browser.timeline import expect_timeline_and_readout_agree
from tests.browser.waiting import expect_soon, expect_true, steady_box

TAB = "One step in numbers"
ROW_HEIGHT = 36


def open_tab(page: Page) -> None:
    click(page.get_by_role("tab", name=TAB))
    expect(page.locator(".st-key-gradient_check")).to_be_visible()
    expect(shown(page, "new_weights", 0, 1)).not_to_be_empty()


def shown(page: Page, table: str, row: int, column: int) -> Locator:
    """A cell as the table tells it to screen readers, not rounded; the choosing column is 0."""
    return page.locator(f".st-key-numbers_{table} [data-testid='glide-cell-{column}-{row}']")


def numbers(page: Page, table: str, column: int) -> list[float]:
    return [float(shown(page, table, row, column).inner_text()) for row in range(3)]


def click_in(page: Page, table: str, x: float, row: int) -> None:
    wait_for_run(page)
    canvas = page.locator(f".st-key-numbers_{table} canvas").filter(visible=True).first
    canvas.scroll_into_view_if_needed()
    box = steady_box(canvas)
    page.mouse.click(box["x"] + x, box["y"] + ROW_HEIGHT * (row + 1.5))


def formula(page: Page, table: str) -> Locator:
    return page.locator(f".st-key-numbers_formula_{table} annotation").first


def diagram_weights(page: Page) -> list[float]:
    texts: list[str] = in_chart(
        page, "network", "plot._fullData.at(-2).text.map((text) => text.replace('−', '-'))"
    )
    return [float(text) for text in texts]


def test_new_weights_of_a_step_stand_in_tab_and_diagram_and_the_tab_follows_the_film(
    page: Page,
) -> None:
    open_tab(page)
    expect(page.locator(".numbers-iteration")).to_have_text("Iteration 0 → 1")
    first = pytest.approx([-0.14170961, 0.58790007, -0.71440811])
    expect_soon(page, lambda: numbers(page, "new_weights", 4), first)
    after = numbers(page, "new_weights", 4)
    press(page, "step")
    expect(readout(page, "iteration")).to_have_text("1")
    expect(page.locator(".numbers-iteration")).to_have_text("Iteration 1 → 2")
    expect(shown(page, "new_weights", 0, 2)).to_have_text(re.compile(r"-0\.1417"))
    expect_soon(page, lambda: numbers(page, "new_weights", 2), after)
    expect_soon(page, lambda: diagram_weights(page), pytest.approx(after, abs=0.0051))

    # The tab follows while the film plays.
    choose(page, "pace", "10 iterations a second")
    press(page, "train")
    expect_true(
        page,
        "Number(document.querySelector('.numbers-iteration').textContent.match(/\\d+/)[0]) > 5",
    )
    stopped_at = pause(page)
    expect_timeline_and_readout_agree(page)
    expect(page.locator(".numbers-iteration")).to_have_text(
        f"Iteration {stopped_at:,} → {stopped_at + 1:,}"
    )


def test_a_click_is_followed_everywhere_and_check_digits_and_csv_text_are_there(
    page: Page,
) -> None:
    open_tab(page)
    click_in(page, "contributions", 180 + 1.5 * 128, 1)
    expect(page.locator(".st-key-numbers_row input")).to_have_value("2")
    expect(formula(page, "new_weights")).to_contain_text("0.4406 + 0.1473")
    expect(formula(page, "error")).to_contain_text("0 - 0.4586")
    click_in(page, "error", 16, 2)
    expect(page.locator(".st-key-numbers_row input")).to_have_value("3")
    expect(formula(page, "error")).to_contain_text("1 - 0.2376")
    expect(formula(page, "new_weights")).to_contain_text("0.4406 + 0.1473")

    # The check, more digits, and the table as text.
    press(page, "gradient_check")
    expect(page.get_by_text("The gradients agree")).to_be_visible()
    expect(shown(page, "check", 0, 5)).to_have_text("agrees")
    click_in(page, "error", 16, 0)
    expect(page.locator(".st-key-numbers_row input")).to_have_value("1")
    click(page.locator(".st-key-numbers_digits").get_by_text("12 digits"))
    expect(formula(page, "forward")).to_contain_text("-0.559122263481")
    press(page, "numbers_csv_new_weights")
    expect(page.get_by_text("Weight,Before,Change,After")).to_be_visible()

    # Nothing is wider than the window.
    for width in (1400, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function(f"innerWidth === {width}")
        page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
