"""The page for everybody: by keyboard alone, with less motion, other colours, and very large."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from nn_core import Architecture, Dataset, Experiment, Run
from tests.browser.actions import (
    LONGEST_RUN_MS,
    button,
    choose,
    click,
    expect_rest,
    pause,
    readout,
    record_readouts,
    recorded,
    skip_to_end,
    status,
    train_past,
)
from tests.browser.conftest import OpenPage
from tests.browser.tables import cell
from tests.browser.timeline import timeline
from tests.browser.waiting import expect_true


def tab_to(page: Page, place: str) -> None:
    """Press Tab until the focus is in `place`."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{place}:focus, {place} :focus").count():
            return
    raise AssertionError(f"Tab does not lead to {place}.")


def test_the_main_job_is_done_by_keyboard_alone(page: Page) -> None:
    keyboard = page.keyboard
    tab_to(page, ".st-key-table canvas")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowUp")
    expect(cell(page, 0, 0)).to_have_attribute("aria-selected", "true")
    keyboard.press("1")
    expect(page.locator("#portal textarea")).to_be_focused()
    keyboard.press("Enter")
    expect(status(page)).to_contain_text("the training table changed")
    tab_to(page, ".st-key-iterations input")
    keyboard.press("Control+a")
    keyboard.type("100")
    keyboard.press("Enter")
    expect(timeline(page)).to_have_attribute("max", "100")
    tab_to(page, ".st-key-train")
    keyboard.press("Enter")
    expect(button(page, "train")).to_contain_text("Pause")
    expect(readout(page, "iteration")).to_have_text("100", timeout=LONGEST_RUN_MS)
    expect_rest(page)
    table = Dataset(X=[[1, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1])
    run = Run(Experiment(dataset=table, architecture=Architecture(), seed=1))
    run.advance_to(100)
    (answer,) = run.at(100).predict([[1, 0, 1]])[0]
    expect(readout(page, "prediction")).to_have_text(f"{answer:.8f}")
    expect(page.locator(".stage-news")).to_contain_text(f"{answer:.3f}")


def test_with_less_motion_and_with_forced_colours(page: Page) -> None:
    with_less_motion_the_film_is_a_few_still_pictures(page)
    pause(page)
    with_forced_colours_progress_and_pressed_buttons_are_seen(page)


def with_less_motion_the_film_is_a_few_still_pictures(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    record_readouts(page)
    train_past(page, 20)
    times: dict[str, float] = {}
    for seen in recorded(page):
        times.setdefault(seen["iteration"], seen["time"])
    moments = sorted(times.values())
    assert len(moments) > 5
    # One each 400 ms, and one that the press itself shows.
    assert len(moments) <= (moments[-1] - moments[0]) / 400 + 2


def test_from_320_pixels_on_numbers_are_whole_and_nothing_scrolls_sideways(
    open_page: OpenPage,
) -> None:
    page = open_page(320, 256)
    skip_to_end(page, 10_000)
    is_whole = """[...document.querySelectorAll('.readout-value, .readout-note')]
      .every((it) => it.scrollWidth <= it.clientWidth)"""
    for width in (320, 360, 390):
        page.set_viewport_size({"width": width, "height": 256})
        expect_true(page, "innerWidth === arg", width)
        expect_true(page, "document.querySelector('.stMain').scrollWidth <= arg", width)
        expect_true(page, is_whole)


def with_forced_colours_progress_and_pressed_buttons_are_seen(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    skip_to_end(page, 10_000)
    differ = """new Set(arg.map((each) =>
      getComputedStyle(document.querySelector(each)).backgroundColor)).size === 2"""
    expect_true(page, differ, [".readout-bar-filled", ".readout-bar"])
    choose(page, "problem", "Points: Circle")
    click(page.locator(".st-key-panel").get_by_text("Output", exact=True))
    pressed, other = (f".output-bar [data-mode={mode}]" for mode in ("look", "erase"))
    expect(page.locator(pressed)).to_be_visible()
    expect_true(page, differ, [pressed, other])
