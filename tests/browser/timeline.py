"""What a person does with the timeline."""

from __future__ import annotations

import math

from playwright.sync_api import Locator, Page

from tests.browser.waiting import box_of


def timeline(page: Page) -> Locator:
    """Its field; one that another takes the place of is there, unseen, for a moment longer."""
    return page.locator(".st-key-timeline input[type=range]").filter(visible=True)


def thumb(page: Page) -> Locator:
    """What is dragged; likewise that of the field that is seen."""
    return page.locator(".st-key-timeline [style*='left:']").filter(visible=True)


def thumb_value(page: Page) -> Locator:
    """The number over the thumb."""
    shown = page.locator(".st-key-timeline [data-testid=stSliderThumbValue]")
    return shown.filter(visible=True)


def timeline_value(page: Page) -> int:
    """The number over the thumb: the field may hold the server's older place for a moment."""
    return int(thumb_value(page).inner_text().replace(",", ""))


def hold_timeline(page: Page) -> None:
    """Press the mouse on the timeline's thumb, and keep it down."""
    box = box_of(thumb(page))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()


def move_on_timeline(page: Page, iteration: int) -> None:
    """Move the mouse to where about `iteration` is on the timeline, as logarithmic as the pace that
    the page opens with."""
    last = int(timeline(page).get_attribute("max") or 0)
    track, box = box_of(thumb(page).locator("..")), box_of(thumb(page))
    share = math.log1p(iteration) / math.log1p(last)
    height = box["y"] + box["height"] / 2
    page.mouse.move(track["x"] + track["width"] * share, height, steps=12)


def drag_timeline(page: Page, iteration: int) -> None:
    """Drag the timeline's thumb with the mouse to about `iteration`."""
    hold_timeline(page)
    move_on_timeline(page, iteration)
    page.mouse.up()


def expect_timeline_and_readout_agree(page: Page) -> None:
    """The page shows the iteration on which the timeline stands."""
    page.wait_for_function(
        "document.querySelector('.readout-iteration')?.textContent"
        " === document.querySelector('.st-key-timeline input[type=range]').value"
    )


def key_timeline_to(page: Page, iteration: int) -> None:
    """Move the timeline to exactly `iteration` with the arrow keys."""
    expect_timeline_and_readout_agree(page)
    timeline(page).focus()
    away = iteration - timeline_value(page)
    for _ in range(abs(away)):
        page.keyboard.press("ArrowRight" if away > 0 else "ArrowLeft")
