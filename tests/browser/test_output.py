"""The output view in a real browser: painted while the film plays, drawn on, switched."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from nn_core import Run
from nn_core.sharing.link import from_query, query_in
from nn_ui.figures.class_map import MARGIN_BITS, areas, class_points
from nn_ui.figures.palette import LIGHT
from nn_ui.figures.scope import Scope, input_ranges
from tests.browser.actions import click, pause, press, readout, train_past
from tests.browser.charts import expect_rows_drawn
from tests.browser.conftest import OpenPage
from tests.browser.tables import answers, cell, open_files, use_table
from tests.browser.waiting import box_of, eventually, expect_soon, expect_true

XOR = "First,Second,Target\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n"


def open_map(page: Page) -> Locator:
    """Paste a table of two inputs, and turn the panel to the output; returns the map."""
    open_files(page)
    page.locator(".st-key-paste textarea").fill(XOR)
    page.locator(".st-key-paste textarea").press("Control+Enter")
    press(page, "use_paste")
    use_table(page)
    expect(answers(page)).to_have_count(4)
    click(page.locator(".st-key-panel").get_by_text("Output", exact=True))
    painted = page.locator(".output-map")
    expect(painted).to_be_visible()
    page.wait_for_function("Number(document.querySelector('.output-panel').dataset.pictures) > 0")
    return painted


def picture(painted: Locator) -> str:
    found: str = painted.evaluate("canvas => canvas.toDataURL()")
    return found


def hover(page: Page, painted: Locator, right: float, up: float, said: str) -> str:
    """What is told at shares of the map's width and height, where the pointer comes to; a picture
    that is drawn just then takes it away."""
    tip = page.locator(".output-tip")

    def is_told() -> None:
        box = box_of(painted)
        x, y = box["x"] + right * box["width"], box["y"] + (1 - up) * box["height"]
        page.mouse.move(x + 1, y - 1)
        page.mouse.move(x, y)
        assert said in (tip.text_content() or "")

    eventually(page, is_told)
    return tip.inner_text()


def click_on(page: Page, painted: Locator, right: float, up: float, button: str = "left") -> None:
    """Click on the map at shares of its width and height."""
    box = box_of(painted)
    x, y = box["x"] + right * box["width"], box["y"] + (1 - up) * box["height"]
    page.mouse.click(x, y, button="right" if button == "right" else "left")


def test_the_map_plays_under_its_axes_and_rows_are_drawn_on_it_and_erased(page: Page) -> None:
    painted = open_map(page)
    before = picture(painted)
    train_past(page, 5)
    expect_soon(page, lambda: picture(painted) != before, True)
    pause(page)
    expect_true(
        page,
        """(([box, axes]) => ['left', 'top', 'right', 'bottom']
          .every((side) => Math.abs(box[side] - axes[side]) <= 1))
        (arg.map((each) => document.querySelector(each).getBoundingClientRect()))""",
        [".output-map", ".output-plot .nsewdrag"],
    )
    # The pointer is told what the map says there.
    told = hover(page, painted, 0.5, 0.5, "First 0.50")
    assert 0 < float(told.split()[-1]) < 1

    # Clicks add rows, or take them away.
    click(page.get_by_role("button", name="Draw", exact=True))
    # Without waiting for the page's answer: each of them counts.
    for number in range(3):
        click_on(page, painted, 0.3 + 0.1 * number, 0.8)
        click_on(page, painted, 0.3 + 0.1 * number, 0.3, "right")
    expect(answers(page)).to_have_count(10)
    up = pytest.approx(-0.2 + 0.8 * 1.4, abs=0.01)
    expect_soon(page, lambda: float(cell(page, 4, 1).inner_text()), up)
    page.locator(".st-key-table .dvn-scroller").evaluate("it => { it.scrollTop = 1000; }")
    for row, target in enumerate(["0", "1"] * 2 + ["0"], start=5):
        expect(cell(page, row, 2)).to_have_text(target)
    expect(readout(page, "iteration")).to_have_text("0")
    click(page.get_by_role("button", name="◆ 0", exact=True))
    click_on(page, painted, 0.3, 0.5)
    click_on(page, painted, 0.4, 0.5, "right")
    expect(answers(page)).to_have_count(12)
    expect_rows_drawn(page, {"target 1": 2 + 3 + 1, "target 0": 2 + 3 + 1})
    for left in (11, 10):
        press(page, "undo")
        expect(answers(page)).to_have_count(left)
    click(page.get_by_role("button", name="Erase", exact=True))
    click_on(page, painted, 0.3, 0.8)
    expect(answers(page)).to_have_count(9)
    press(page, "undo")
    expect(answers(page)).to_have_count(10)


def test_the_panel_shows_either_the_prediction_or_the_output(page: Page) -> None:
    prediction, output = (page.locator(f"[data-view={name}]") for name in ("prediction", "output"))
    expect(prediction).to_be_visible()
    expect(output).to_be_hidden()
    click(page.locator(".st-key-panel").get_by_text("Output", exact=True))
    expect(output).to_be_visible()
    expect(prediction).to_be_hidden()
    train_past(page, 3)  # the article's three inputs: a cube
    expect(page.locator(".output-note")).to_be_hidden()
    click(page.locator(".st-key-panel").get_by_text("Prediction", exact=True))
    expect(prediction).to_be_visible()
    expect(output).to_be_hidden()


CORNERS = "table=0_0_1_0_0~1_0_0_1_0~0_1_0_0_1&targets=kind+a~kind+b~kind+c&hidden=4&bias=1"
# The colours of a map's middle of each eighth, row after row from the bottom.
COLOURS = """(canvas) => {
  const context = canvas.getContext("2d");
  const hex = (number) => number.toString(16).padStart(2, "0");
  const found = [];
  for (let up = 1; up < 8; up += 1) for (let right = 1; right < 8; right += 1) {
    const [x, y] = [right * canvas.width / 8, (1 - up / 8) * canvas.height].map(Math.round);
    found.push(`#${[...context.getImageData(x, y, 1, 1).data].slice(0, 3).map(hex).join("")}`);
  }
  return found;
}"""


def test_the_map_of_classes_plays_and_has_the_colour_of_the_largest_output(
    open_page: OpenPage,
) -> None:
    page = open_page(query=f"{CORNERS}&panel=output&pace=100")
    painted = page.locator(".output-map")
    page.wait_for_function("Number(document.querySelector('.output-panel').dataset.pictures) > 0")
    expect(page.locator(".output-plot .legendtext")).to_have_text(["kind a", "kind b", "kind c"])
    expect(page.locator(".output-bar")).to_be_hidden()
    before = picture(painted)
    train_past(page, 30)
    expect_soon(page, lambda: picture(painted) != before, True)
    iteration = pause(page)
    experiment = from_query(query_in(CORNERS), None)[0].setup.experiment()
    run = Run(experiment)
    run.advance_to(iteration)
    ranges = input_ranges(experiment.dataset)
    scope = Scope((0, 1), ranges, (0.0, 0.0), has_classes=True)
    points = class_points(run.at(iteration), scope).reshape(scope.n_points, -1)
    at = np.rint(np.arange(1, 8) / 8 * (scope.n_points - 1)).astype(int)
    few = points[np.ix_(at, at)].ravel()
    is_clear = few % 2**MARGIN_BITS > 400  # away from any border
    expected = [areas(experiment.dataset, LIGHT)[place] for place in few >> MARGIN_BITS]
    clear = np.flatnonzero(is_clear).tolist()
    assert len(clear) > 20
    assert len({expected[place] for place in clear}) == 3

    def has_these_colours() -> None:
        found = painted.evaluate(COLOURS)
        assert [found[place] for place in clear] == [expected[place] for place in clear]

    eventually(page, has_these_colours)
    hover(page, painted, 0.02, 0.02, "Largest: kind ")
    click(page.locator(".st-key-output_view button").first)
    click(page.locator(".st-key-classes_drawn label").first)
    expect(page.locator(".output-bar")).to_be_visible()
