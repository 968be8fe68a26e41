"""The landscape and a hidden layer in a real browser: both follow the film, and a click on the
landscape sends the run there."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from nn_core.experiment.intervention import PARAMETER
from nn_core.sharing.link import from_query, query_in
from tests.browser.actions import click, pause, tick, train_past, wait_past
from tests.browser.charts import chart, in_chart
from tests.browser.conftest import OpenPage
from tests.browser.waiting import expect_soon, expect_true

XOR = (
    "?problem=xor_two_inputs&hidden=2&bias=1&activation=tanh&iterations=3000&panel=landscape"
    "&pace=100"
)
LANDSCAPE = "[data-view=landscape]"


def wait_for_pictures(page: Page, least: int) -> None:
    page.wait_for_function(
        "least => Number(document.querySelector('.figure-panel')?.dataset.pictures) >= least",
        arg=least,
    )


def iteration_drawn(page: Page) -> int:
    """The iteration that stands in the title."""
    title = in_chart(page, "landscape", "plot.layout.annotations[0].text")
    found = re.search(r"iteration ([\d,]+)", title)
    assert found is not None
    return int(found[1].replace(",", ""))


def click_on(page: Page, across: float, up: float) -> list[float]:
    """Click at shares of the width and the height; returns the place in weights."""
    x, y, *place = in_chart(
        page,
        "landscape",
        f"""{{
          const {{ xaxis, yaxis }} = plot._fullLayout, box = plot.getBoundingClientRect();
          const at = [{across}, {up}];
          const values = [xaxis, yaxis].map(({{ range: [low, high] }}, axis) =>
            low + at[axis] * (high - low));
          return [box.left + xaxis._offset + xaxis.d2p(values[0]),
                  box.top + yaxis._offset + yaxis.d2p(values[1]), ...values];
        }}""",
    )
    page.mouse.move(x - 3, y - 3)
    page.mouse.move(x, y)
    chart(page, "landscape").locator(".hoverlayer .hovertext").first.wait_for()
    page.mouse.click(x, y)
    return list(place)


def changes(page: Page) -> list[tuple[int, int | None, float]]:
    """The weights that the address says were set, each with its iteration."""
    address: str = page.evaluate("location.href")
    setup = from_query(query_in(address), None)[0].setup
    return [
        (one.iteration, one.parameter, one.value)
        for one in setup.interventions
        if one.what == PARAMETER
    ]


def test_the_landscape_follows_the_film_and_a_click_sends_the_run_there(
    open_page: OpenPage,
) -> None:
    page = open_page(query=XOR)
    wait_for_pictures(page, 1)
    expect_soon(page, lambda: iteration_drawn(page), 0)
    train_past(page, 120)
    wait_for_pictures(page, 3)
    expect_soon(page, lambda: iteration_drawn(page) > 0, True)
    expect(chart(page, "landscape")).to_have_attribute(
        "aria-label", re.compile("^Landscape of the loss. A slice: the other 7 weights and biases")
    )
    place = click_on(page, 0.8, 0.3)
    # While it plays each press counts at the iteration on the screen, and the film goes on.
    page.wait_for_function("location.search.includes('changes=')")
    (at, first, across), (again, second, up) = changes(page)
    assert (at, first, second) == (again, 0, 1)
    assert at >= 120
    step = in_chart(page, "landscape", "plot._fullData[0].x")
    width = step["1"] - step["0"] if isinstance(step, dict) else step[1] - step[0]
    assert abs(across - place[0]) <= width
    assert abs(up - place[1]) <= width
    wait_past(page, at + 100)
    # At rest the picture is that of the moment, and the path leads to it.
    moment = pause(page)
    expect_soon(page, lambda: iteration_drawn(page), moment)


def test_a_hidden_layer_is_drawn_anew_while_the_film_plays(open_page: OpenPage) -> None:
    page = open_page(query=XOR.replace("panel=landscape", "panel=hidden"))
    wait_for_pictures(page, 1)
    unpacked = "JSON.stringify(plot._fullData.filter(({ text }) => text).map(({ x }) => [...x]))"
    title = "plot.layout.annotations[0].text"
    before, at_first = (in_chart(page, "hidden", what) for what in (unpacked, title))
    train_past(page, 100)
    wait_for_pictures(page, 4)
    expect_soon(page, lambda: in_chart(page, "hidden", unpacked) != before, True)
    assert "iteration 0" in at_first
    expect_soon(page, lambda: "iteration 0" in in_chart(page, "hidden", title), False)
    pause(page)
    expect(chart(page, "hidden")).to_have_attribute(
        "aria-label", re.compile(r"^Where hidden layer 1 puts the rows\..* Row 4 at ")
    )


def test_the_landscape_is_turned_and_read_with_keys(open_page: OpenPage) -> None:
    page = open_page(query=f"{XOR}&t=200")
    wait_for_pictures(page, 1)
    reader = page.locator(".figure-panel .reader")
    reader.focus()
    page.keyboard.press("ArrowRight")
    expect(reader.locator(".reader-words")).to_have_text(re.compile(r": loss [\d.−e]+$"))
    click(page.locator(".st-key-landscape_view button").first)
    tick(page, "landscape_in_three")
    expect_true(page, "document.querySelector(arg).data[0].type === 'surface'", LANDSCAPE)
    expect_true(page, "document.querySelector(arg)._fullLayout.scene._scene", LANDSCAPE)
    camera = "JSON.stringify(plot._fullLayout.scene._scene.getCamera().eye)"
    before = in_chart(page, "landscape", camera)
    page.keyboard.press("Escape")
    reader.focus()
    page.keyboard.press("ArrowRight")
    expect_soon(page, lambda: in_chart(page, "landscape", camera) != before, True)
