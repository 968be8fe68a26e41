"""Numbers on the page: one style everywhere, in full for programs, and never cut off."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.actions import press, readout, skip_to_end
from tests.browser.charts import expect_in_chart
from tests.browser.conftest import OpenPage
from tests.browser.timeline import drag_timeline, expect_timeline_and_readout_agree, thumb_value
from tests.browser.waiting import eventually, expect_true

# A learning rate with which the loss, the answers and R² grow without bounds.
DIVERGING = (
    "?v=1&table=0_1_1_1~1_0_0_0~1_0_1_5&hidden=8_8&activation=identity&output=identity&bias=1"
    "&loss=mean_squared_error&learning_rate=0.8&example=1_0_1"
)
NONE_IS_CUT_OFF = """[...document.querySelectorAll('.readout-value, .answers .output')]
  .every((place) => place.scrollWidth <= place.clientWidth + 1)"""


def test_a_run_that_diverges_stops_there_and_its_large_numbers_are_not_cut_off(
    open_page: OpenPage,
) -> None:
    page = open_page(query=DIVERGING)
    # The timeline stands where the run has stopped, and not where the hand was.
    drag_timeline(page, 9000)
    expect(page.locator(".st-key-status")).to_contain_text("diverged")
    expect(readout(page, "iteration")).not_to_have_text("0")
    expect_timeline_and_readout_agree(page)
    press(page, "skip_to_end")
    expect(page.locator(".st-key-status")).to_contain_text("diverged")
    power = re.compile(r"−?\d\.\d+ × 10[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
    for name in ("prediction", "loss"):
        place = readout(page, name)
        # What people see of a readout, whose text is for programs.
        expect(place).to_have_attribute("data-shown", power)
        assert abs(float(place.inner_text())) >= 1e7  # programs read it in full
    expect(readout(page, "correct")).to_have_text(power)
    outputs = page.locator(".answers .output")
    expect(outputs).to_have_count(3)

    def are_powers() -> None:
        assert all(map(power.fullmatch, outputs.all_inner_texts()))

    eventually(page, are_powers)
    expect_true(page, NONE_IS_CUT_OFF)


def test_thousands_have_commas_on_the_timeline_too(page: Page) -> None:
    skip_to_end(page, 10_000)
    expect_commas(page)
    page.set_viewport_size({"width": 390, "height": 900})
    skip_to_end(page, 10_000)
    expect_commas(page)


def expect_commas(page: Page) -> None:
    number = thumb_value(page)
    expect(number).to_have_text("10,000")
    expect(readout(page, "iteration")).to_have_text("10000")
    for name in ("iteration", "prediction", "loss"):
        expect(readout(page, name)).to_be_visible()
    expect(readout(page, "iteration")).to_have_attribute("data-shown", "10,000")
    drag_timeline(page, 3000)
    expect(number).to_have_text(re.compile(r"\d,\d{3}"))
    expect_agreement(page)


def expect_agreement(page: Page) -> None:
    page.wait_for_function(
        "document.querySelector('.readout-iteration').dataset.shown"
        " === document.querySelector('.st-key-timeline [data-testid=stSliderThumbValue]').innerText"
    )
    expect_in_chart(page, "loss", "plot._fullLayout.yaxis.separatethousands", True)
