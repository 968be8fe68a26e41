"""The menu of every chart saves what is on the screen, as a PNG and as a well-formed SVG."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import click
from tests.browser.charts import chart, save
from tests.browser.conftest import OpenPage
from tests.browser.waiting import expect_true, steady_box

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
CURVE = "table=0_0~0.5_1~1_0&inputs=Dose&hidden=4&bias=1&t=200&panel=output"
MAP = "problem=moons&points=60&hidden=3&bias=1&t=200&panel=output"
NUMBERS = "t=200&tab=numbers"


class Saved(NamedTuple):
    """A saved PNG: its size, and the share of its pixels that are clearly blue, orange, anything
    else than the background, and opaque."""

    width: int
    height: int
    blue: float
    orange: float
    drawn: float
    opaque: float


def decoded(page: Page, png: bytes) -> Saved:
    """What the browser finds in the pixels of a PNG."""
    assert png.startswith(b"\x89PNG")
    found: list[Any] = page.evaluate(
        """async (text) => {
          const image = new Image();
          image.src = `data:image/png;base64,${text}`;
          await image.decode();
          const { width, height } = image;
          const canvas = Object.assign(document.createElement("canvas"), { width, height });
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          const { data } = context.getImageData(0, 0, width, height);
          let blue = 0, orange = 0, drawn = 0, opaque = 0;
          for (let at = 0; at < data.length; at += 4) {
            const [r, g, b, alpha] = data.subarray(at, at + 4);
            if (b - r > 60) blue += 1;
            if (r - b > 60) orange += 1;
            if (r !== data[0] || g !== data[1] || b !== data[2]) drawn += 1;
            if (alpha === 255) opaque += 1;
          }
          const shares = [blue, orange, drawn, opaque].map((count) => count / (width * height));
          return [width, height, ...shares];
        }""",
        base64.b64encode(png).decode("ascii"),
    )
    return Saved(*found)


def images(svg: bytes) -> list[str]:
    """The addresses of the images in an SVG."""
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    found = [each.get(LINK) or each.get("href") or "" for each in root.iter(f"{SVG}image")]
    assert all(one.startswith("data:image/png;base64,") for one in found)
    return found


def words(svg: bytes) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())


def test_the_map_is_in_the_saved_picture_and_the_neurons_are_in_the_networks(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(query=MAP)
    # Nothing leaves this computer.
    expect(page.locator(".modebar-btn[data-title*=Share]")).to_have_count(0)
    page.wait_for_function("Number(document.querySelector('.output-panel').dataset.pictures) > 0")
    expect(page.locator(".network-picture")).to_have_count(4)
    box = steady_box(chart(page, "output"))
    painted = decoded(page, save(page, "output", "png", tmp_path))
    assert (painted.width, painted.height) == pytest.approx(
        (2 * box["width"], 2 * box["height"]), abs=4
    )
    # Without the map only points, colour bar and axes would be drawn: a tenth of it.
    assert painted.blue > 0.15
    assert painted.orange > 0.15
    assert painted.opaque == 1
    svg = save(page, "output", "svg", tmp_path)
    (image,) = images(svg)
    inner = decoded(page, base64.b64decode(image.partition(",")[2]))
    assert inner.blue + inner.orange > 0.6
    assert {"x1", "x2", "Output"} <= set(words(svg).split())

    network = save(page, "network", "svg", tmp_path)
    thumbnails = images(network)
    assert len(thumbnails) == 4
    assert "Neuron 1.1" in words(network)
    # In the PNG they take the place of circles that are plain white or pale blue.
    assert decoded(page, save(page, "network", "png", tmp_path)).orange > 0.02
    one = decoded(page, base64.b64decode(thumbnails[-1].partition(",")[2]))
    assert one.blue > 0.1
    assert one.orange > 0.1


def expect_saved(page: Page, view: str, folder: Path, n_images: int = 0) -> str:
    """Both pictures of a chart show something on an opaque ground; returns the words of the SVG."""
    picture = decoded(page, save(page, view, "png", folder))
    assert picture.opaque == 1
    assert 0.005 < picture.drawn < 0.9
    svg = save(page, view, "svg", folder)
    assert len(images(svg)) == n_images
    return words(svg)


def test_the_charts_of_a_curve_are_saved_with_what_they_show(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(query=CURVE, color_scheme="dark")
    for view in ("loss", "weights", "network"):
        expect_saved(page, view, tmp_path)
    assert "Dose" in expect_saved(page, "output", tmp_path)


def test_the_charts_of_a_tab_and_a_cube_are_saved_with_what_they_show(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(query=NUMBERS, color_scheme="dark")
    expect_saved(page, "prediction", tmp_path)
    assert "slope" in expect_saved(page, "slope", tmp_path)
    click(page.get_by_text("Play one iteration slowly"))
    click(page.locator(".walk-bar").get_by_role("button", name="Pause"))
    assert "1 × +4.57" in words(save(page, "network", "svg", tmp_path))
    click(page.locator(".st-key-panel").get_by_text("Output", exact=True))  # a cube
    expect_true(page, "document.querySelector('[data-view=output]')._fullLayout.scene._scene")
    expect_saved(page, "output", tmp_path, n_images=1)
