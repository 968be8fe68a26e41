"""The journey from a table that no straight border parts to one that is learned, at one button."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.actions import button, expect_rest, press, readout, skip_to_end, status
from tests.browser.charts import expect_drawn, expect_in_chart
from tests.browser.conftest import OpenPage, wait_for_page
from tests.browser.waiting import expect_soon

XOR = "?problem=xor&iterations=400&panel=output&pace=100"
REMEDY = "verdict_remedy"
PROOF = "Rows 1, 2, 3 and 4 can never all be right here"
# Left and top of what stands under the line, in pixels.
BELOW = "() => { const { x, y } = document.querySelector('.stage').getBoundingClientRect();" + (
    " return [Math.round(x), Math.round(y)]; }"
)


def test_xor_is_known_to_be_impossible_and_solved_after_the_button(open_page: OpenPage) -> None:
    page = open_page(query=XOR)
    expect(status(page)).to_contain_text(PROOF)
    expect_drawn(page, "output")
    place = page.evaluate(BELOW)
    expect(page.locator(".answers .marked")).to_have_count(4)
    expect(button(page, REMEDY)).to_have_text("Use what fits this table")
    press(page, "train")
    expect(status(page)).to_contain_text(re.compile(r"^Training towards iteration 400\. \w+"))
    expect_rest(page)
    expect(status(page)).to_contain_text(re.compile(f"^{PROOF}"))
    expect(page.locator(".answers .marked")).to_have_count(4)
    expect_in_chart(page, "output", "[...plot._fullData.at(-1).x]", [0, 0, 1, 1])
    expect_soon(page, lambda: page.evaluate(BELOW), place)

    press(page, REMEDY)
    expect(status(page)).to_contain_text("What fits this table is set up", timeout=30_000)
    told = page.locator(".st-key-what_fits")
    expect(told).to_contain_text("4 of 4 rows are right")
    expect(page.locator(".answers .marked")).to_have_count(0)
    expect(button(page, REMEDY)).to_have_count(0)
    press(page, "train")
    expect_rest(page)
    expect(readout(page, "correct")).to_have_text("4 of 4 rows")
    expect(status(page)).to_contain_text(re.compile("^Solved: all 4 rows are right since"))
    expect_soon(page, lambda: page.evaluate(BELOW), place)

    page.reload()  # what was found is in the link
    wait_for_page(page)
    expect(readout(page, "goal")).to_have_text("of 200")
    skip_to_end(page, 200)
    expect(readout(page, "correct")).to_have_text("4 of 4 rows")
