"""Where everything stands: on a projector, while it plays, on a phone, and presented."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import button, click, expect_rest, pause, press, readout, train_past
from tests.browser.charts import chart, expect_drawn
from tests.browser.conftest import OpenPage, wait_for_page, wait_for_run
from tests.browser.waiting import box_of, eventually, expect_soon

VIEWS = ("network", "loss", "weights", "prediction")
SEEN_AT_ONCE = (
    *("h1", ".st-key-train", ".st-key-step", ".st-key-reset", ".st-key-pace", ".st-key-share"),
    *(".st-key-status", ".st-key-timeline", ".st-key-skip_to_end", ".readouts"),
    *(f'[data-view="{name}"]' for name in VIEWS),
)
# Of a chart's height; legends beside a chart take a part of its width.
LARGEST_LEGEND = 0.2
SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      // The thumb of the timeline is what moves.
      const moved = sources.map(({ node }) => node?.parentElement ? node : null)
        .filter((node) => !node?.closest?.('.st-key-timeline'))
        .map((node) => (node?.outerHTML ?? node?.textContent ?? 'gone').slice(0, 80));
      if (moved.length) window.shifts.push([value, ...moved]);
    }
  }).observe({ type: 'layout-shift' });
}"""


def box(page: Page, selector: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom edge in pixels of the window."""
    found = box_of(page.locator(selector).first)
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


def expect_inside(page: Page, selectors: tuple[str, ...], bottom: float) -> None:
    size = page.viewport_size
    assert size is not None
    width = size["width"]

    def is_inside() -> None:
        for selector in selectors:
            left, top, right, low = box(page, selector)
            assert left >= 0, selector
            assert top >= 0, selector
            assert right <= width, selector
            assert low <= bottom, selector

    eventually(page, is_inside)


@pytest.mark.parametrize("query", ["t=10", "problem=half_adder&hidden=3&bias=1&t=10"])
def test_a_projector_shows_all_of_the_page_without_scrolling(
    open_page: OpenPage, query: str
) -> None:
    page = open_page(1280, 720, query=query)
    expect(readout(page, "iteration")).to_have_text("10")
    expect(chart(page, "prediction").locator(".legend")).to_be_visible()
    expect_inside(page, SEEN_AT_ONCE, 720)

    def is_tall() -> None:
        for name in VIEWS:
            _, top, _, bottom = box(page, f'[data-view="{name}"]')
            assert bottom - top >= 230, name

    eventually(page, is_tall)
    for name in VIEWS:
        expect_drawn(page, name)
    legends = """() => [...document.querySelectorAll('.stage .js-plotly-plot')].map((plot) => {
          const isAbove = plot._fullLayout.legend?.orientation === 'h';
          const legend = plot.querySelector('.legend .bg');
          return isAbove && legend ? legend.getBoundingClientRect().height / plot.offsetHeight : 0;
        })"""
    expect_soon(page, lambda: max(page.evaluate(legends)) <= LARGEST_LEGEND + 0.01, True)

    # The words of the charts grow with the window.
    page.set_viewport_size({"width": 1920, "height": 1080})
    smallest = """() => Math.min(...[...document.querySelectorAll('.stage .main-svg text')]
          .filter((text) => text.textContent && text.checkVisibility())
          .map((text) => {
            const plot = text.closest('.js-plotly-plot');
            const size = plot.getBoundingClientRect().width / plot.offsetWidth;
            return size * parseFloat(getComputedStyle(text).fontSize);
          }))"""
    expect_soon(page, lambda: page.evaluate(smallest) >= 14, True)
    expect_inside(page, SEEN_AT_ONCE, 1080)


def test_nothing_shifts_while_it_plays_and_when_it_ends(open_page: OpenPage) -> None:
    page = open_page(1280, 720, query="iterations=150&pace=100")
    for name in VIEWS:
        expect_drawn(page, name)
    expect(page.locator(".st-key-table canvas").first).to_be_visible()
    page.evaluate(SHIFTS)
    train_past(page, 149)
    expect(readout(page, "iteration")).to_have_text("150")
    expect_rest(page)
    # Two frames later the observer has heard of all that was drawn.
    page.evaluate(
        "() => new Promise((on) => requestAnimationFrame(() => requestAnimationFrame(on)))"
    )
    assert page.evaluate("window.shifts") == []


def test_a_phone_shows_what_plays_above_a_bar_that_stays(open_page: OpenPage) -> None:
    page = open_page(390, 844, query="t=10")
    close = page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")
    if close.is_visible():
        close.click()
    expect(readout(page, "iteration")).to_have_text("10")
    train = box(page, ".st-key-train")
    expect_inside(page, (".st-key-train", ".st-key-step"), 844)
    expect_inside(page, (".network-plot", '[data-view="prediction"]'), train[1])
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    expect_soon(page, lambda: box(page, ".st-key-train"), train)
    press(page, "step")
    expect(readout(page, "iteration")).to_have_text("11")


def test_the_transport_stays_while_a_tab_is_read(page: Page) -> None:
    click(page.get_by_role("tab", name="One step in numbers"))
    expect(page.locator(".st-key-gradient_check")).to_be_visible()
    wait_for_run(page)
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    expect_inside(page, (".st-key-train", ".st-key-step"), 60)
    press(page, "step")
    expect(readout(page, "iteration")).to_have_text("1")


def test_a_presentation_has_the_learning_alone_and_escape_leaves_it(open_page: OpenPage) -> None:
    page = open_page(1280, 720)
    train_past(page, 5)
    before = box(page, ".network-plot")
    press(page, "present")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(chart(page, "loss")).to_be_hidden()
    wider = (
        "([width]) => document.querySelector('.network-plot').getBoundingClientRect().width > width"
    )
    page.wait_for_function(wider, arg=[1.4 * (before[2] - before[0])])
    expect(page.locator(".answers .cells").first).to_have_text("0, 1, 1 → 1")
    expect_inside(
        page, (".st-key-train", ".network-plot", '[data-view="prediction"]', ".answers"), 720
    )
    expect(page.locator(".go-to")).to_be_hidden()
    click(page.get_by_role("button", name="Loss", exact=True))
    expect(chart(page, "loss")).to_be_visible()
    iteration = pause(page)
    page.wait_for_function("location.search.includes('present=1')")
    page.reload()
    wait_for_page(page)
    expect(readout(page, "iteration")).to_have_text(str(iteration))
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    expect(button(page, "present")).to_contain_text("Present")
