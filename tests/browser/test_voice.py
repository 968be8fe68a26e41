"""The page for whoever does not see it: what is read out, when, and what each chart is called."""

from __future__ import annotations

import re
from itertools import pairwise

from playwright.sync_api import Locator, Page, expect

from nn_core.tables.number_style import rounded
from tests.browser.actions import (
    LONGEST_RUN_MS,
    click,
    complaint,
    expect_rest,
    press,
    readout,
    status,
    type_number,
    wait_past,
)
from tests.browser.conftest import OpenPage
from tests.browser.tables import type_cell
from tests.browser.waiting import eventually, expect_soon

# A little less than the five seconds between words: the browser's timers are not exact.
BETWEEN_WORDS_MS = 4500


def news(page: Page) -> Locator:
    return page.locator(".stage-news")


def label(page: Page, view: str) -> str:
    return page.locator(f".stage [data-view={view}]").get_attribute("aria-label") or ""


def heard(page: Page) -> str:
    return (news(page).text_content() or "").strip()


def line(page: Page) -> str:
    return status(page).inner_text().strip()


def record_news(page: Page) -> None:
    """From now on the page keeps what is read out, and when."""
    page.evaluate(
        """() => {
          window.news = [];
          const place = document.querySelector('.stage-news');
          new MutationObserver(() => window.news.push([performance.now(), place.textContent]))
            .observe(place, { childList: true, characterData: true, subtree: true });
        }"""
    )


def expect_pictures_in_words(page: Page) -> None:
    """The labels of the charts say what the readouts show."""
    eventually(page, lambda: _assert_pictures_in_words(page))


def _assert_pictures_in_words(page: Page) -> None:
    iteration = f"Iteration {int(readout(page, 'iteration').inner_text()):,}."
    loss = rounded(float(readout(page, "loss").inner_text()), 3)
    prediction = rounded(float(readout(page, "prediction").inner_text()), 3)
    assert label(page, "loss").startswith(f"Loss against iteration. {iteration} Loss {loss}")
    told = f"{iteration} The prediction for 1, 0, 1 is {prediction}, target 1."
    assert label(page, "prediction") == f"Prediction against iteration. {told}"
    assert label(page, "network").startswith(f"Network diagram. {told} Loss {loss}")
    assert "Input 3, " in label(page, "weights")
    assert iteration in label(page, "weights")


def test_what_is_read_out_follows_the_run_but_not_at_every_moment(open_page: OpenPage) -> None:
    page = open_page()
    begin = (
        "Iteration 0. The prediction for 1, 0, 1 is 0.238, target 1. Loss 0.598. Largest weight: "
        "Input 3, −1. "
    )
    expect_soon(page, lambda: heard(page) == begin + line(page), True)
    expect_pictures_in_words(page)
    record_news(page)
    press(page, "step")
    expect(news(page)).to_contain_text("Iteration 1. ")
    press(page, "train")
    wait_past(page, 100)
    page.wait_for_function("!document.querySelector('.stage-news').textContent.includes('on 1. ')")
    expect(readout(page, "iteration")).to_have_text("10000", timeout=LONGEST_RUN_MS)
    expect_rest(page)
    expect_soon(page, lambda: line(page) in heard(page), True)
    expect(news(page)).to_contain_text("Iteration 10,000. The prediction for 1, 0, 1 is 0.99")
    expect_pictures_in_words(page)
    told = page.evaluate("window.news")
    playing = [time for time, text in told[:-1] if "Press" not in text]
    assert 2 <= len(playing) <= 5, told
    gaps = [after - before for before, after in pairwise(playing[1:])]
    assert all(gap > BETWEEN_WORDS_MS for gap in gaps), told


def test_readouts_headings_and_charts_can_be_read_without_being_seen(open_page: OpenPage) -> None:
    page = open_page(query="?t=100&tab=numbers")
    a_readout_is_one_text(page)
    headings_lead_through_the_page(page)
    a_chart_has_its_values_in_a_table_one_key_away(page)


def a_readout_is_one_text(page: Page) -> None:
    expect(page.locator(".readout-said").first).to_have_text("Iteration: 100, of 10,000")
    said = page.locator(".readout-said")
    expect(said.nth(1)).to_have_text(
        "Prediction for the new example: 0.87680541, target 1, "
        "The article prints 0.87680541: the same"
    )
    expect(said.nth(2)).to_have_text(re.compile("^Loss: 0.01958212, "))
    expect(said.nth(3)).to_have_text(re.compile("^Right answers: 3 of 3"))
    # Nothing of it is heard twice.
    seen = page.locator(".readout-label, .readout-value, .readout-note")
    assert {each.get_attribute("aria-hidden") for each in seen.all()} == {"true"}


def test_a_complaint_is_an_alert_and_its_field_says_that_it_is_wrong(open_page: OpenPage) -> None:
    page = open_page()
    field = page.get_by_role("textbox", name="Learning rate")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    type_number(page, "learning_rate", "much")
    expect(complaint(page, "learning_rate")).not_to_be_empty()
    sentence = complaint(page, "learning_rate").inner_text()
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_have_count(1)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(re.escape(sentence)))
    type_number(page, "learning_rate", "0.5")
    expect(complaint(page, "learning_rate")).to_have_count(0)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(field).not_to_have_accessible_description(re.compile(re.escape(sentence)))
    type_cell(page, 0, 0, "many")
    expect(complaint(page, "table")).not_to_be_empty()
    sentence = complaint(page, "table").inner_text()
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_have_count(1)
    grid = page.locator(".st-key-table [role=grid]").first
    expect(grid).to_have_accessible_description(re.compile(re.escape(sentence)))


def headings_lead_through_the_page(page: Page) -> None:
    levels = page.locator("h1:visible, h2:visible, h3:visible, h4:visible, h5:visible, h6:visible")

    def lead() -> None:
        found = levels.evaluate_all("all => all.map((one) => [one.tagName, one.innerText.trim()])")
        assert [text for tag, text in found if tag == "H1"] == ["See a neural network learn"]
        seconds = [text for tag, text in found if tag == "H2"]
        assert seconds == ["Training table", "New example", "The learning", "A closer look"]
        numbers = [int(tag[1]) for tag, _ in found]
        assert all(after - before <= 1 for before, after in pairwise(numbers)), found

    eventually(page, lead)


def a_chart_has_its_values_in_a_table_one_key_away(page: Page) -> None:
    reader = page.locator("[data-view=loss] .reader")
    reader.focus()
    expect(reader).to_contain_text("Iteration 100, Loss: ")
    page.keyboard.press("t")
    table = page.get_by_role("dialog").get_by_role("table")
    expect(table.locator("caption")).to_have_text(label(page, "loss"))
    expect(table.locator("thead th[scope=col]")).to_have_text(["Iteration", "Loss"])
    rows = table.locator("tbody tr")
    expect(rows.locator("th[scope=row]")).to_have_text(
        ["0", "1", "2", "5", "10", "20", "50", "100"]
    )
    expect(table.locator("[aria-current] td")).to_have_text(
        rounded(float(readout(page, "loss").inner_text()), 6)
    )
    page.keyboard.press("Escape")
    expect(table).to_have_count(0)
    page.locator("[data-view=weights]").hover()
    click(page.locator("[data-view=weights] .modebar-btn[data-title^='Values in a table']"))
    expect(table.locator("thead th")).to_have_text(["Iteration", "Input 1", "Input 2", "Input 3"])
