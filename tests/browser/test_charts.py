"""The charts while they move: what a person has set up in them stays, and nothing jumps."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import (
    FILM,
    click,
    number_shown,
    pause,
    play_past,
    press,
    readout,
    skip_to_end,
    status,
    train_past,
    wait_past,
)
from tests.browser.charts import (
    DRAWN,
    drag_in_chart,
    expect_drawn,
    expect_in_chart,
    expect_last_place,
    in_chart,
    legend_entry,
    ranges,
)
from tests.browser.conftest import OpenPage, wait_for_run
from tests.browser.waiting import box_of, eventually, steady_box

STILL = (
    ".stage, .readouts, .readout, .view, .st-key-train button, .st-key-step button, "
    ".st-key-skip_to_end button, .st-key-reset button, .st-key-pace, .st-key-timeline, "
    ".st-key-table canvas, .st-key-status, .st-key-loss_switches, .st-key-output_switches"
)


def visible_by_key(page: Page, view: str) -> dict[str, Any]:
    found: dict[str, Any] = in_chart(
        page,
        view,
        "Object.fromEntries(plot._fullData.filter((trace) => trace.meta)"
        ".map((trace) => [trace.meta.series + trace.meta.part, trace.visible]))",
    )
    return found


def test_a_zoom_is_kept_and_a_hidden_curve_stays_hidden_while_the_film_plays(page: Page) -> None:
    play_past(page, 5, 10)
    before = ranges(page, "loss")
    drag_in_chart(page, "loss", (0.3, 0.2), (0.7, 0.8))

    def is_zoomed() -> None:
        (left, _), (_, top) = ranges(page, "loss")
        assert left > before[0][0]
        assert top < before[1][1]

    eventually(page, is_zoomed)
    zoomed = [pytest.approx(one) for one in ranges(page, "loss")]
    legend_entry(page, "weights", "Input 2").click()
    hidden = "plot._fullData.some((trace) => trace.visible === 'legendonly')"
    expect_in_chart(page, "weights", hidden, True)
    expected = {
        f"weight{number}{part}": "legendonly" if number == 1 else True
        for number in range(3)
        for part in ("faint", "bright")
    }
    wait_past(page, int(number_shown(page, "iteration")) + 30)  # at least two pieces of film
    assert ranges(page, "loss") == zoomed
    assert ranges(page, "weights")[0] == pytest.approx(before[0]), "only one chart was zoomed"
    assert visible_by_key(page, "weights") == expected
    pause(page)
    skip_to_end(page, 10_000)
    for view in ("loss", "weights"):
        expect_last_place(page, view, "bright", 10_000)
    assert ranges(page, "loss") == zoomed
    assert visible_by_key(page, "weights") == expected


def test_nothing_jumps_while_the_film_plays(open_page: OpenPage) -> None:
    page = open_page(query="pace=100")
    # All that is watched is there.
    for view in ("network", "loss", "weights", "prediction"):
        expect_drawn(page, view)
    expect(page.locator(".st-key-table canvas").first).to_be_visible()
    wait_for_run(page)
    page.evaluate(
        """([selector]) => {
          window.boxes = [];
          const look = () => {
            const watched = [...document.querySelectorAll(selector)];
            window.boxes.push(JSON.stringify(watched.map((each) => {
              const { x, y, width, height } = each.getBoundingClientRect();
              // Train and Pause are words of different length.
              const isTransport = each.closest('.st-key-transport');
              return [each.className.split(' ')[0], isTransport ? 0 : Math.round(x), Math.round(y),
                isTransport ? 0 : Math.round(width), Math.round(height)];
            })));
            requestAnimationFrame(look);
          };
          look();
        }""",
        arg=[STILL],
    )
    train_past(page, 200)
    expect_last_place(page, "loss", "bright", pause(page))
    skip_to_end(page, 10_000)
    boxes: list[str] = page.evaluate("window.boxes")
    assert len(boxes) > 60
    seen = [[tuple(box) for box in json.loads(each)] for each in sorted(set(boxes))]
    jumps = [sorted(set(others)) for others in zip(*seen, strict=True) if len(set(others)) > 1]
    assert not jumps


def test_on_a_phone_the_stage_stays_where_it_is_when_train_is_pressed(open_page: OpenPage) -> None:
    page = open_page(width=390, height=844, query="t=5")
    stage = page.locator(".stage")
    before = steady_box(stage)["y"]
    train_past(page, 20)
    expect(status(page)).to_contain_text("Training towards")
    assert steady_box(stage)["y"] == pytest.approx(before, abs=1)


def test_all_views_fit_on_one_screen_show_one_moment_and_can_be_linear(page: Page) -> None:
    play_past(page, 100, 100)
    for selector in (".st-key-train button", ".readouts", ".stage"):
        box = box_of(page.locator(selector))
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 900
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    pause(page)
    skip_to_end(page, 10_000)
    for view in ("loss", "weights", "prediction"):
        expect_last_place(page, view, "bright", 10_000)
    expect_in_chart(page, "network", "plot._fullData.at(-1).text.at(-1)", "0.990")

    click(page.locator(".st-key-log_iterations label"))
    expect_in_chart(page, "loss", "plot._fullLayout.xaxis.type", "linear")
    click(page.locator(".st-key-log_loss label"))
    expect_in_chart(page, "loss", "plot._fullLayout.yaxis.type", "log")
    expect_in_chart(page, "loss", "plot._fullLayout.xaxis.range[1] > 10000", True)
    press(page, "reset")
    expect(readout(page, "iteration")).to_have_text("0")
    train_past(page, 5)
    expect_in_chart(page, "loss", "plot._fullLayout.xaxis.type", "linear")


def test_the_film_goes_on_with_a_curve_hidden_and_back_and_in_a_chart_of_another_size(
    page: Page,
) -> None:
    play_past(page, 100, 100)
    uncovered = f"{FILM}.views.chart('weights').reveal.lines.length"
    expect_in_chart(page, "weights", uncovered, 3)
    legend_entry(page, "weights", "Input 2").click()
    expect_in_chart(page, "weights", uncovered, 2)
    legend_entry(page, "weights", "Input 2").click()
    expect_in_chart(page, "weights", uncovered, 3)

    width = "plot._fullLayout.xaxis._length"
    before = in_chart(page, "loss", width)
    page.set_viewport_size({"width": 1100, "height": 900})
    expect_in_chart(page, "loss", f"Math.abs({width} - {before}) > 50", True)
    wait_past(page, int(number_shown(page, "iteration")) + 50)
    # Where the curve ends is where its iteration stands on the axis as it is now.
    expect_in_chart(
        page,
        "loss",
        f"""Math.abs(({DRAWN})().loss[0].end[0]
          - plot._fullLayout.xaxis.d2p({FILM}.shown.iteration)) < 0.01""",
        True,
    )

    pause(page)
    expect_in_chart(page, "weights", uncovered, 0)
    displays = "[...plot.querySelectorAll('.trace .lines')].map((one) => one.style.display)"
    expect_in_chart(page, "weights", f"[...new Set({displays})]", [""])
