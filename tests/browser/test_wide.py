"""Thirty inputs: the first layer is a table of weights, which plays in the film."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from playwright.sync_api import Page, expect

from nn_core import Run
from nn_core.sharing.link import from_query, query_in
from nn_ui.figures.text import signed
from tests.browser.actions import click, expect_rest, pause, press, train_past
from tests.browser.charts import chart, save
from tests.browser.conftest import OpenPage
from tests.browser.waiting import box_of, eventually, expect_soon, expect_true

N_INPUTS = 30
ROWS = ["_".join(str((row * column) % 7 / 7)[:4] for column in range(1, 32)) for row in range(1, 7)]
QUERY = f"table={'~'.join(ROWS)}&hidden=3&bias=1&pace=10"
SVG = "{http://www.w3.org/2000/svg}"
# What one frame of the film shows, of which none may show numbers of another.
LOOK = """() => {
  const text = (cell) => cell.textContent;
  window.shown = [];
  const look = () => window.shown.push({
    iteration: Number(document.querySelector(".readout-iteration").textContent),
    numbers: [...document.querySelectorAll(".network-table .weight")].map(text),
  });
  new MutationObserver(look).observe(document.querySelector(".stage"), {
    attributes: true, attributeFilter: ["data-painted"] });
}"""


def numbers(page: Page) -> list[str]:
    return page.locator(".network-table .weight").all_text_contents()


def test_the_table_of_thirty_inputs_plays_the_snapshots_weights(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(query=QUERY)
    setup = from_query(query_in(QUERY), None)[0].setup
    run = Run(setup.experiment())
    run.advance_to(setup.iterations)

    def expected(iteration: int) -> list[str]:
        return [signed(weight) for weight in run.at(iteration).parameters[:93].tolist()]

    expect_soon(page, lambda: numbers(page), expected(0))
    expect(page.locator(".network-table tbody th")).to_have_count(N_INPUTS + 1)
    page.evaluate(LOOK)
    train_past(page, 40)
    iteration = pause(page)
    expect_soon(page, lambda: numbers(page), expected(iteration))
    shown: list[dict[str, Any]] = page.evaluate("window.shown")
    played = {frame["iteration"]: frame["numbers"] for frame in shown}
    assert len(played) > 5
    for at, found in played.items():
        assert found == expected(at)

    # A click chooses a weight, which can be typed over, like a line of the diagram.
    cell = page.locator(".network-table .weight").nth(4)
    click(cell)
    expect(cell).to_have_class("weight chosen")
    box = page.locator(".network-weight")
    expect(box.locator(".network-name")).to_have_text("Weight Input 2 → Neuron 1.2")
    box.locator("input").fill("7.5")
    box.locator("input").press("Enter")
    expect(cell).to_have_text("+7.50")

    # What is scrolled away is in the saved picture all the same.
    saved = ElementTree.fromstring(save(page, "network", "svg", tmp_path))
    (image,) = saved.iter(f"{SVG}image")
    table = box_of(page.locator(".network-table table"))
    shown_box = box_of(chart(page, "network"))
    assert float(image.attrib["height"]) > shown_box["height"]
    assert abs(float(image.attrib["width"]) - table["width"]) < 2
    assert abs(float(image.attrib["height"]) - table["height"]) < 2


def test_without_hidden_layers_the_table_is_the_view_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(390, 844, query=QUERY.replace("&hidden=3", ""))
    frame, panel = page.locator(".network-table"), page.locator(".network-panel")
    expect_true(page, "arg.scrollHeight > arg.clientHeight", frame.element_handle())

    def is_the_view() -> None:
        table, around = (box_of(each)["width"] for each in (frame, panel))
        assert table > around - 30

    eventually(page, is_the_view)
    click(page.get_by_role("button", name="Add a hidden layer of 4 neurons"))
    expect(page.locator(".network-table thead th")).to_have_count(6)
    expect_true(page, "document.documentElement.scrollWidth <= innerWidth")
    press(page, "step")
    expect_rest(page)
    expect(page.locator(".readout-iteration")).to_have_text("1")
