"""Other screens: dark, a phone, and a browser in which the charts' library never arrives."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.actions import pause, readout, skip_to_end, train_past
from tests.browser.charts import chart
from tests.browser.conftest import ColorScheme, OpenPage, wait_for_run
from tests.browser.driver import Server
from tests.browser.waiting import box_of, eventually, expect_true

SCHEMES: Final[tuple[ColorScheme, ...]] = ("light", "dark")
CONTROLS = ("train", "step", "skip_to_end", "reset", "timeline")
HIDES_PLOTLY = "Object.defineProperty(window, 'Plotly', { set() {}, get() { return undefined; } });"


def expect_no_sideways_scrolling(page: Page) -> None:
    expect_true(page, "document.documentElement.scrollWidth <= innerWidth")
    expect_true(
        page,
        "[...document.querySelectorAll('[data-testid=stMain], .stage, .views')]"
        ".every((each) => each.scrollWidth <= each.clientWidth + 1)",
    )


def expect_controls_within(page: Page, width: int) -> None:
    for key in CONTROLS:
        control = page.locator(f".st-key-{key}")
        control.scroll_into_view_if_needed()

        def is_within(control: Locator = control) -> None:
            box = box_of(control)
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width

        eventually(page, is_within)
    expect_no_sideways_scrolling(page)


def expect_charts(page: Page) -> None:
    for view in ("network", "loss", "weights", "prediction"):
        chart(page, view).scroll_into_view_if_needed()
        expect(chart(page, view).locator(".main-svg").first).to_be_visible()


def expect_light(place: Locator, what: str) -> None:
    """What is written on a dark page is light, once its colour has faded in."""

    def is_light() -> None:
        shown = place.evaluate(
            """(each) => {
              const { fill, color } = getComputedStyle(each);
              return (each instanceof SVGElement ? fill : color).match(/\\d+/g).map(Number);
            }"""
        )
        assert min(shown) > 150, what

    eventually(place.page, is_light)


def test_the_page_fits_every_screen_and_follows_the_theme(open_page: OpenPage) -> None:
    page = open_page(1400, 900, "dark")
    tick = chart(page, "loss").locator(".xtick text").first
    expect_light(tick, "dark words on a dark page")
    # axe does not see through what lies over a switch in a chart's heading.
    chosen = page.locator("[data-variant='segmented_control'], [data-testid='stTab']")
    chosen = chosen.and_(page.locator("[data-selected='true']"))
    expect(chosen).to_have_count(2)  # a picture and a tab
    for one in chosen.all():
        expect_light(one, "what is chosen is too dark")
    expect_controls_within(page, 1400)
    train_past(page, 3)
    pause(page)
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text("0.98977040")
    expect_no_sideways_scrolling(page)
    expect_charts(page)


def test_the_page_fits_a_phone_in_both_themes(open_page: OpenPage) -> None:
    page = open_page(390, 844)
    expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()
    expect_controls_within(page, 390)
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text("0.98977040")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".stApp")).to_have_css("color-scheme", scheme)
        wait_for_run(page)
        expect_no_sideways_scrolling(page)
        expect_charts(page)
        expect_controls_within(page, 390)


def test_no_number_of_several_outputs_is_cut(open_page: OpenPage) -> None:
    classes = "table=0_0_1_0_0~0_1_0_1_0~1_0_0_0_1&inputs=a~b&targets=x~y~z&bias=1&t=50"
    page = open_page(1280, 720, query=f"{classes}&output=softmax&loss=categorical_cross_entropy")
    expect(readout(page, "target")).to_have_text("target 1, 0, 0")
    for name in ("target", "loss-note", "correct-note"):
        # The edge of a line box, in pixels, is not that of its letters.
        expect_true(
            page,
            """[document.querySelector(arg).parentElement].every((place) =>
              place.scrollHeight <= place.clientHeight + 4
                && place.scrollWidth <= place.clientWidth)""",
            f".readout-{name}",
        )


def test_without_the_charts_library_streamlits_own_charts_appear(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.add_init_script(HIDES_PLOTLY)
    page.clock.install()
    page.goto(server.url)
    wait_for_run(page)
    # Until the film gives up waiting, the readouts work all the same.
    skip_to_end(page, 10_000)
    expect(readout(page, "prediction")).to_have_text("0.98977040")
    charts = page.locator("[class*='st-key-still_'] .js-plotly-plot")
    expect(charts).to_have_count(0)
    page.clock.fast_forward(15_000)
    expect(charts).to_have_count(4, timeout=25_000)
    assert "drawing st.plotly_chart" in server.log()
    context.close()
