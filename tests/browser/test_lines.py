"""The diagram has as many lines as the network has weights, however the network became smaller."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import choose, click, expect_rest, pause, train_past
from tests.browser.charts import chart, save
from tests.browser.conftest import OpenPage
from tests.browser.tables import answers, open_columns, open_table
from tests.browser.waiting import expect_true

SVG = "{http://www.w3.org/2000/svg}"
LINES = ".shapelayer path"


def expect_lines(page: Page, count: int) -> None:
    """The diagram shows a network of so many weights, with one line for each."""
    drawn = "document.querySelector('[data-view=network]').data[0].customdata.length"
    expect_true(page, f"{drawn} === arg", count)
    expect(page.locator(f"[data-view=network] {LINES}")).to_have_count(count)


def shape_button(page: Page, title: str) -> Locator:
    return page.locator(".network-panel").get_by_role("button", name=title, exact=True)


def lines_in(svg: bytes) -> int:
    """The lines of a saved diagram."""
    layers = ElementTree.fromstring(svg).iter(f"{SVG}g")
    shapes = [layer for layer in layers if layer.get("class") == "shapelayer"]
    return sum(len(list(layer.iter(f"{SVG}path"))) for layer in shapes)


def test_no_line_is_left_of_a_larger_network(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(query="pace=10")
    click(page.get_by_role("button", name="slowly", exact=True))
    click(page.locator(".walk-bar").get_by_role("button", name="Pause"))
    expect_lines(page, 3)
    choose(page, "problem", "XOR, two inputs")
    expect_lines(page, 2)
    choose(page, "problem", "Half adder: 1 + 1 = 10")
    expect_lines(page, 6)
    click(page.get_by_role("button", name="Show the network as always"))
    expect_lines(page, 6)
    click(shape_button(page, "Add a hidden layer of 4 neurons"))
    expect_lines(page, 20)
    train_past(page, 5)
    choose(page, "problem", "XOR, two inputs")
    expect_rest(page)
    expect_lines(page, 12)
    train_past(page, 5)  # the film changes the lines that are there
    expect_lines(page, 12)
    pause(page)

    choose(page, "problem", "The article's example")
    expect_lines(page, 16)
    open_columns(page)
    click(page.get_by_role("button", name="Remove", exact=True).first)
    expect_lines(page, 12)
    page.keyboard.press("Escape")

    small = tmp_path / "small.csv"
    small.write_text("Dose,Target\n0,0\n1,1\n")
    open_table(page, small)
    expect(answers(page)).to_have_count(2)
    expect_lines(page, 2)  # a weight and a bias
    assert lines_in(save(page, "network", "svg", tmp_path)) == 2
    # A page that never had another network saves the same pixels.
    fresh = open_page(query=page.evaluate("location.search"))
    expect(chart(fresh, "network").locator(LINES)).to_have_count(2)
    pixels = [save(each, "network", "png", tmp_path) for each in (page, fresh)]
    assert pixels[0] == pixels[1]

    choose(page, "problem", "Points: Circle")
    expect_lines(page, 17)  # with biases
    click(shape_button(page, "Remove a neuron from hidden layer 1"))
    expect_lines(page, 13)
    page.go_back()
    expect_lines(page, 17)
