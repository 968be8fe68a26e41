"""A phone: one finger scrolls the page, two zoom a chart, and rows of both classes are drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from playwright.sync_api import CDPSession, Locator, expect

from tests.browser.actions import FILM, press, readout
from tests.browser.charts import (
    chart,
    expect_drawn,
    expect_last_place,
    expect_rows_drawn,
    in_chart,
    point_on_curve,
    ranges,
)
from tests.browser.conftest import OpenPage
from tests.browser.tables import answers
from tests.browser.waiting import box_of, eventually, expect_soon, expect_true, steady_box

PHONE = {"width": 390, "height": 844}
MAP = "problem=xor_two_inputs&t=100&panel=output"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
CAMERA = "plot._fullLayout.scene._scene.getCamera().eye"
Point = tuple[float, float]


def middle(target: Locator) -> Point:
    target.scroll_into_view_if_needed()
    box = steady_box(target)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def fingers(device: CDPSession, kind: str, places: Sequence[Point]) -> None:
    points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
    device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def swipe_up(device: CDPSession, start: Point, pixels: float) -> None:
    """One finger moves up, or down by less than no pixels."""
    x, y = start
    fingers(device, "touchStart", [start])
    # It rests at the end: what is thrown would roll on.
    for step in (*range(1, 13), 12, 12, 12):
        fingers(device, "touchMove", [(x, y - step * pixels / 12)])
    fingers(device, "touchEnd", [])


def spread(device: CDPSession, at: Point, near: float, far: float, down: float = 0) -> None:
    """Two fingers that go from `near` pixels on both sides of a place to `far`."""
    x, y = at
    fingers(device, "touchStart", [(x - near, y), (x + near, y)])
    for step in range(1, 9):
        away, lower = near + step * (far - near) / 8, y + step * down / 8
        fingers(device, "touchMove", [(x - away, lower), (x + away, lower)])
    fingers(device, "touchEnd", [])


def width(found: Sequence[float]) -> float:
    return found[1] - found[0]


def test_one_finger_scrolls_and_two_zoom(open_page: OpenPage) -> None:
    page = open_page(**PHONE, query="t=1000", touch=True)
    device = page.context.new_cdp_session(page)
    expect(readout(page, "iteration")).to_have_text("1000")
    for view in ("loss", "weights"):
        expect_last_place(page, view, "bright", 1000)
    drawn = {view: ranges(page, view) for view in ("network", "loss", "weights")}
    for view in drawn:
        at, scrolled = middle(chart(page, view)), page.evaluate(SCROLLED)
        swipe_up(device, at, 120)
        page.wait_for_function(f"(before) => {SCROLLED} > before + 80", arg=scrolled)
        # No button covers the legend, where no pointer comes that would make them go away.
        expect(chart(page, view).locator(".modebar-container")).to_be_hidden()
    at = middle(chart(page, "loss"))
    scrolled = page.evaluate(SCROLLED)
    spread(device, at, 30, 90)
    expect_true(page, f"{FILM}.views.chart('loss').isZoomed")
    third = [pytest.approx(width(before) / 3, rel=0.05) for before in drawn["loss"]]
    expect_soon(page, lambda: [width(axis) for axis in ranges(page, "loss")], third)
    zoomed = ranges(page, "loss")
    assert page.evaluate(SCROLLED) == scrolled
    assert {view: ranges(page, view) for view in drawn} == drawn | {"loss": zoomed}
    # The zoom is the learner's own, which a new picture keeps.
    press(page, "step")
    expect(readout(page, "iteration")).to_have_text("1001")
    expect_last_place(page, "loss", "bright", 1001)
    assert ranges(page, "loss") == [pytest.approx(axis) for axis in zoomed]
    # A tap is a click: on a curve it goes to that iteration.
    chart(page, "weights").scroll_into_view_if_needed()
    page.touchscreen.tap(*point_on_curve(page, "weights", 10))
    expect(readout(page, "iteration")).to_have_text("10")


def test_two_fingers_turn_the_cube_and_one_scrolls(open_page: OpenPage) -> None:
    page = open_page(**PHONE, query="t=100&panel=output", touch=True)
    device = page.context.new_cdp_session(page)
    expect_drawn(page, "output")
    expect_true(page, "document.querySelector('[data-view=output]')._fullLayout.scene._scene")
    at, scrolled = middle(chart(page, "output")), page.evaluate(SCROLLED)
    before = in_chart(page, "output", CAMERA)
    swipe_up(device, at, 120)
    page.wait_for_function(f"(before) => {SCROLLED} > before + 80", arg=scrolled)
    assert in_chart(page, "output", CAMERA) == pytest.approx(before)
    spread(device, middle(chart(page, "output")), 60, 60, down=40)
    expect_soon(page, lambda: in_chart(page, "output", CAMERA)["z"] > before["z"] + 0.2, True)
    turned = in_chart(page, "output", CAMERA)
    assert math.hypot(*turned.values()) == pytest.approx(math.hypot(*before.values()))


def test_a_chip_chooses_the_class_that_a_tap_draws(open_page: OpenPage) -> None:
    page = open_page(**PHONE, query=MAP, touch=True)
    expect(answers(page)).to_have_count(4)
    page.wait_for_function("Number(document.querySelector('.output-panel').dataset.pictures) > 0")
    tools = page.locator(".output-bar")
    tools.get_by_role("button", name="Draw").tap()
    for number, (chip, place) in enumerate((("◆ 0", 0.3), ("● 1", 0.6)), start=5):
        tools.get_by_role("button", name=chip).tap()
        box = steady_box(page.locator(".output-map"))
        page.touchscreen.tap(box["x"] + place * box["width"], box["y"] + 0.4 * box["height"])
        expect(answers(page)).to_have_count(number)
    expect_rows_drawn(page, {"target 1": 3, "target 0": 3})
    expect_true(page, "document.documentElement.scrollWidth <= innerWidth")

    def is_name_seen() -> None:
        name = box_of(chart(page, "output").locator(".xtitle"))
        for part in (".output-classes", ".output-tools"):
            box = box_of(page.locator(part))
            is_left = box["x"] + box["width"] <= name["x"]
            assert is_left or box["x"] >= name["x"] + name["width"], f"{part} covers the axis' name"

    eventually(page, is_name_seen)
