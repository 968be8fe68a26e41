"""What a person does in the charts, and what is read off them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.actions import FILM
from tests.browser.waiting import box_of, expect_soon

# The places on the horizontal axis at which the curves of a part end, each once.
ENDS_OF = (
    "[...new Set(plot._fullData.filter((trace) => trace.meta?.part === '{part}')"
    ".map((trace) => trace.x[trace.x.length - 1]))]"
)
# Draws the curves of the film up to a frame, the one on the screen where none is given, and tells
# of each, by chart: its name, the points that are uncovered and where its last bit ends, in pixels,
# and up to where anything is painted.
DRAWN = f"""(frame) => {{
  const film = {FILM}, charts = ["loss", "weights", "prediction"].map((name) =>
    [name, film.views.chart(name).reveal]);
  const ways = new Map(charts.map(([name, {{ canvas }}]) => {{
    const found = [], context = canvas.getContext("2d"), own = Object.getPrototypeOf(context);
    context.beginPath = () => {{ found.push([]); own.beginPath.call(context); }};
    for (const go of ["moveTo", "lineTo"]) {{
      context[go] = (...place) => {{ found.at(-1).push(place); own[go].apply(context, place); }};
    }}
    context.drawImage = (...all) => {{ found.copied = all[3]; own.drawImage.apply(context, all); }};
    return [name, found];
  }}));
  film.views.cut(frame ?? film.shown);
  return Object.fromEntries(charts.map(([name, {{ canvas, lines, x, density }}]) => {{
    const context = canvas.getContext("2d"), [, ...tips] = ways.get(name);
    const {{ copied = 0 }} = ways.get(name);
    for (const call of ["beginPath", "moveTo", "lineTo", "drawImage"]) delete context[call];
    const {{ data, width }} = context.getImageData(0, 0, canvas.width, canvas.height);
    let painted = -1;
    for (let at = 3; at < data.length; at += 4) {{
      if (data[at]) painted = Math.max(painted, (at >> 2) % width);
    }}
    const n = x.findLastIndex((one) => Math.floor(one * density) <= copied) + 1;
    return [name, lines.map(({{ key, y }}, at) => ({{ key, painted: painted / density,
      points: x.slice(0, n).map((one, place) => [one, y[place]]), end: tips[at].at(-1) }}))];
  }}));
}}"""


def chart(page: Page, view: str) -> Locator:
    return page.locator(f".stage [data-view={view}]")


def in_chart(page: Page, view: str, expression: str) -> Any:
    """The value of a JavaScript expression about a chart that has been drawn, called `plot` in it;
    what it says at this moment."""
    expect_drawn(page, view)
    return chart(page, view).evaluate(f"plot => {expression}")


def expect_drawn(page: Page, view: str) -> None:
    """Wait until Plotly has drawn a chart at all."""
    page.wait_for_function(
        "view => document.querySelector(`.stage [data-view=${view}]`)?._fullLayout?._size",
        arg=view,
    )


def ranges(page: Page, view: str) -> list[list[float]]:
    """The horizontal and the vertical range that a chart shows."""
    found: list[list[float]] = in_chart(
        page, view, "['xaxis', 'yaxis'].map((name) => [...plot._fullLayout[name].range])"
    )
    return found


def expect_in_chart(page: Page, view: str, expression: str, expected: Any) -> None:
    """Wait until a JavaScript expression about a chart has this value: charts follow the numbers
    beside them, and are drawn after them."""
    page.wait_for_function(
        f"""([view, expected]) => {{
          const plot = document.querySelector(`.stage [data-view=${{view}}]`);
          try {{ return JSON.stringify({expression}) === JSON.stringify(expected); }}
          catch {{ return false; }}  // it has not been drawn yet
        }}""",
        arg=[view, expected],
    )


def expect_last_place(page: Page, view: str, part: str, iteration: int) -> None:
    """Wait until all curves of a part, "bright" or "faint", end at `iteration`."""
    expect_in_chart(page, view, ENDS_OF.format(part=part), [iteration])


def point_on_curve(page: Page, view: str, iteration: int) -> tuple[float, float]:
    """Where on the page the first faint curve of a chart has `iteration`."""
    is_there = (
        "plot._fullData.find((trace) => trace.meta?.part === 'faint')"
        f".customdata.includes({iteration})"
    )
    expect_in_chart(page, view, is_there, True)
    x, y = in_chart(
        page,
        view,
        f"""{{
          const trace = plot._fullData.find((trace) => trace.meta?.part === 'faint');
          const at = [...trace.customdata].indexOf({iteration});
          const {{ xaxis, yaxis }} = plot._fullLayout;
          const box = plot.getBoundingClientRect();
          const style = getComputedStyle(plot);
          return [box.left + plot.clientLeft + xaxis._offset + xaxis.d2p(trace.x[at])
                    + parseFloat(style.paddingLeft),
                  box.top + plot.clientTop + yaxis._offset + yaxis.d2p(trace.y[at])
                    + parseFloat(style.paddingTop)];
        }}""",
    )
    return float(x), float(y)


def drag_in_chart(
    page: Page, view: str, start: tuple[float, float], end: tuple[float, float]
) -> None:
    """Drag over the plotting area; places are shares of its width and height."""
    box = box_of(chart(page, view).locator(".nsewdrag").first)
    (x0, y0), (x1, y1) = (
        (box["x"] + right * box["width"], box["y"] + down * box["height"])
        for right, down in (start, end)
    )
    page.mouse.move(x0, y0)
    page.mouse.down()
    page.mouse.move(x1, y1, steps=8)
    page.mouse.up()


def legend_entry(page: Page, view: str, name: str) -> Locator:
    entries = chart(page, view).locator(".legend .traces")
    return entries.filter(has_text=re.compile(f"^{re.escape(name)}$")).locator(".legendtoggle")


def expect_rows_drawn(page: Page, rows: dict[str, int]) -> None:
    """Wait until the output's picture has so many rows of each class."""
    expression = (
        "Object.fromEntries(plot._fullData.filter((trace) => trace.text)"
        ".map(({ name, x }) => [name, x.length]))"
    )
    expect_soon(page, lambda: in_chart(page, "output", expression), rows)


def save(page: Page, view: str, kind: str, folder: Path) -> bytes:
    """Point at a chart, or at what lies over it, and press the button in its menu."""
    plot = page.locator(f"[data-view={view}]")
    plot.scroll_into_view_if_needed()
    plot.hover(position={"x": 12, "y": 40}, force=True)
    name = {"png": "Download plot as a PNG", "svg": "Download plot as an SVG"}[kind]
    with page.expect_download() as started:
        plot.locator(f'[data-title="{name}"]').click()
    assert started.value.suggested_filename == f"{view}.{kind}"
    path = folder / f"{view}.{kind}"
    started.value.save_as(path)
    return path.read_bytes()
