"""What a person does on the page, and what is read off it, in words of the page.

Rows and columns of the tables are counted from 0, as the table editor's own markup counts them.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any, TypedDict

from playwright.sync_api import Locator, Page, expect

from tests.browser.waiting import box_of, expect_soon, steady_box

LONGEST_RUN_MS = 40_000  # a film takes twelve seconds where nothing holds it up
MILLISECONDS_A_CLICK = 4000  # until the grid of a busy page shows it
MILLISECONDS_A_KEY = 40
MILLISECONDS_OF_A_FIRST_KEY = 400  # until it stands in the editor that it opens
ROW_HEIGHT = 35
ROW_SELECTION_WIDTH = 32
# As nn_ui/sidebar/table_editor.py gives the columns of the training table their width.
ROOM_FOR_COLUMNS = 220
NARROWEST_COLUMN, NARROW_COLUMN = 43, 64
# Colours that fade move nothing, and what turns without end is never at rest.
NOTHING_MOVES = """() => document.getAnimations().every((animation) => {
  const moves = ["height", "width", "transform", "translate", "top", "left"];
  return animation.effect.getComputedTiming().endTime === Infinity
    || !animation.effect.getKeyframes().some((frame) => moves.some((name) => name in frame));
})"""
# The places on the horizontal axis at which the curves of a part end, each once.
ENDS_OF = (
    "[...new Set(plot._fullData.filter((trace) => trace.meta?.part === '{part}')"
    ".map((trace) => trace.x[trace.x.length - 1]))]"
)
# The film of the stage; see nn_ui/stage/browser/film.js.
FILM = """(() => {
  let root = document.querySelector('.stage');
  while (!root.film) root = root.parentElement;
  return root.film;
})()"""
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
STATUS = ".st-key-status [data-testid='stText']"


class Seen(TypedDict):
    """The readouts at one moment of the film; `time` in milliseconds of the browser's clock."""

    time: float
    iteration: str
    prediction: str
    loss: str


# ---- clicks --------------------------------------------------------------------------------------


def click(target: Locator) -> None:
    """Click what is there, once the page has come to rest.

    A part that unfolds pushes what is below it down for half a second. A click at a moving button
    goes down on it and up beside it, which is no click; a person waits until it stands.
    """
    target.wait_for()
    target.page.wait_for_function(NOTHING_MOVES)
    target.click()


def unfold(page: Page, title: str) -> None:
    """Open a folded part of the sidebar."""
    click(page.locator("summary", has_text=title))


def tick(page: Page, key: str) -> None:
    """Turn a switch on."""
    click(page.locator(f".st-key-{key} label").first)
    expect(page.locator(f".st-key-{key} input")).to_be_checked()


# ---- transport and readouts ----------------------------------------------------------------------


def button(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key} button").first


def press(page: Page, key: str) -> None:
    click(button(page, key))


def readout(page: Page, name: str) -> Locator:
    return page.locator(f".readout-{name}")


def number_shown(page: Page, name: str) -> float:
    return float(readout(page, name).inner_text())


def status(page: Page) -> Locator:
    """The line under the transport."""
    return page.locator(STATUS).first


def expect_rest(page: Page) -> None:
    """The film has stopped, and the page says so."""
    expect(button(page, "train")).to_contain_text("Train")


def pause(page: Page) -> int:
    """Press Pause, which the button says as soon as the server plays; returns the iteration."""
    expect(button(page, "train")).to_contain_text("Pause")
    press(page, "train")
    return paused_at(page)


def skip_to_end(page: Page, iterations: int) -> None:
    press(page, "skip_to_end")
    expect(readout(page, "iteration")).to_have_text(str(iterations))
    expect_rest(page)


AT_GOAL = """() => {
  const [at, goal] = ["iteration", "goal"].map(
    (name) => document.querySelector(`.readout-${name}`)?.textContent.replace(/\\D/g, ""));
  return Number(at) > 0 && at === goal;
}"""


def skip_to_goal(page: Page) -> None:
    """Skip to the last iteration, whichever that is."""
    press(page, "skip_to_end")
    page.wait_for_function(AT_GOAL)
    expect_rest(page)


PAUSED_AT = """(status) => {
  const text = (place) => document.querySelector(place)?.textContent ?? "";
  const [, at] = /Paused at iteration ([\\d,]+)\\./.exec(text(status)) ?? [];
  const digits = at?.replaceAll(",", "");
  const isAtRest = text(".st-key-train button").includes("Train");
  return isAtRest && text(".readout-iteration") === digits && digits;
}"""


def paused_at(page: Page) -> int:
    """The iteration at which the film was paused, once button, line and readout say so."""
    return int(page.wait_for_function(PAUSED_AT, arg=STATUS).json_value())


def train_past(page: Page, iteration: int) -> None:
    """Press Train, and wait until the film has shown `iteration`."""
    press(page, "train")
    wait_past(page, iteration)


def play_past(page: Page, iteration: int, a_second: int) -> None:
    """As `train_past`, at an even pace, where the many iterations are wanted and not the wait."""
    choose(page, "pace", f"{a_second} iterations a second")
    train_past(page, iteration)


def wait_past(page: Page, iteration: int) -> None:
    page.wait_for_function(
        "least => Number(document.querySelector('.readout-iteration')?.textContent) >= least",
        arg=iteration,
        timeout=LONGEST_RUN_MS,
    )


def record_readouts(page: Page) -> None:
    """From now on the page keeps what its readouts show, and when a button was clicked last."""
    page.evaluate(
        """() => {
          window.seen = [];
          window.clicked = 0;
          const text = (name) => document.querySelector(`.readout-${name}`).textContent;
          const look = () => window.seen.push({ time: performance.now(),
            iteration: text("iteration"), prediction: text("prediction"), loss: text("loss") });
          new MutationObserver(look).observe(document.querySelector(".readouts"),
            { childList: true, characterData: true, subtree: true });
          document.addEventListener("click", () => { window.clicked = performance.now(); }, true);
        }"""
    )


def recorded(page: Page) -> list[Seen]:
    seen: list[Seen] = page.evaluate("window.seen")
    return seen


def iterations_before_click(page: Page) -> list[int]:
    """Those that the readouts showed up to the last click, each once; needs `record_readouts`."""
    clicked: float = page.evaluate("window.clicked")
    shown = [int(each["iteration"]) for each in recorded(page) if each["time"] <= clicked]
    return list(dict.fromkeys(shown))


def iterations_after_click(page: Page) -> list[int]:
    """Likewise since the last click."""
    clicked: float = page.evaluate("window.clicked")
    shown = [int(each["iteration"]) for each in recorded(page) if each["time"] > clicked]
    return list(dict.fromkeys(shown))


# ---- fields --------------------------------------------------------------------------------------


def type_number(page: Page, key: str, value: float | str) -> None:
    field = page.locator(f".st-key-{key} input")
    field.fill(f"{value}")
    field.press("Enter")


def choose(page: Page, key: str, label: str) -> None:
    """Choose an entry of a list."""
    click(page.locator(f".st-key-{key}").get_by_role("combobox"))
    click(page.get_by_role("option", name=label, exact=True))


def complaint(page: Page, where: str) -> Locator:
    """The sentence about what cannot be used; where it moves, it is there twice for a moment."""
    return page.locator(f".st-key-complaint_{where} [data-testid='stText']").first


# ---- opening a table -----------------------------------------------------------------------------


def open_files(page: Page) -> None:
    """Open the menu with the tools for files."""
    click(page.locator(".st-key-table_tools").get_by_role("button", name="File", exact=True))
    expect(page.locator(".st-key-upload")).to_be_visible()


def look_at(page: Page, path: Path) -> None:
    """Give the page a file, and wait until it shows what is in it."""
    open_files(page)
    page.locator(".st-key-upload input[type=file]").set_input_files(path)
    expect(button(page, "use_table")).to_be_visible()


def use_table(page: Page) -> None:
    """Use the table that is shown, and wait until what fits it is set up."""
    press(page, "use_table")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button(page, "dismiss_what_fits")).to_be_visible(timeout=60_000)


def open_table(page: Page, path: Path) -> None:
    """Open a file, and use the table as it is guessed."""
    look_at(page, path)
    use_table(page)


# ---- timeline ------------------------------------------------------------------------------------


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


# ---- tables --------------------------------------------------------------------------------------


def column_names(page: Page, table: str = "table") -> list[str]:
    """The columns of a table; of two editors, those of the one that takes the other's place."""
    headers = page.locator(f".st-key-{table} [role=grid]").last.locator("[role=columnheader]")
    headers.first.wait_for(state="attached")
    return [name for name in headers.all_text_contents() if name]


def expect_column_names(page: Page, names: list[str], table: str = "table") -> None:
    expect_soon(page, lambda: column_names(page, table), names)


def cell(page: Page, row: int, column: int, table: str = "table") -> Locator:
    """A cell in the table that the editor keeps for screen readers; of two editors, of which one
    takes the other's place, that of the new one."""
    # Its column 0 is the row's checkbox where rows can be deleted.
    at = column + (table == "table")
    return page.locator(f".st-key-{table} [data-testid='glide-cell-{at}-{row}']").last


def select_cell(page: Page, row: int, column: int) -> None:
    """Click a cell, and once more where the table has moved under the pointer, as it does when the
    page's answer to the first edit takes the words about the problem away."""
    chosen = cell(page, row, column)
    click_cell(page, row, column)
    try:
        expect(chosen).to_have_attribute("aria-selected", "true", timeout=MILLISECONDS_A_CLICK)
    except AssertionError:
        click_cell(page, row, column)
    expect(chosen).to_have_attribute("aria-selected", "true")


def click_cell(page: Page, row: int, column: int) -> None:
    n_columns = len(column_names(page))
    width = ROOM_FOR_COLUMNS // n_columns
    width = width if width >= NARROWEST_COLUMN else NARROW_COLUMN
    x = ROW_SELECTION_WIDTH + width * (column + 0.5)
    _click_in_table(page, x, row)


def tick_row(page: Page, row: int) -> None:
    """Tick a row, once more where the table has moved under the pointer."""
    ticked = page.locator(f".st-key-table [role=row][aria-rowindex='{row + 2}']").last
    _click_in_table(page, ROW_SELECTION_WIDTH / 2, row)
    try:
        expect(ticked).to_have_attribute("aria-selected", "true", timeout=MILLISECONDS_A_CLICK)
    except AssertionError:
        _click_in_table(page, ROW_SELECTION_WIDTH / 2, row)
    expect(ticked).to_have_attribute("aria-selected", "true")


def type_cell(page: Page, row: int, column: int, text: str) -> None:
    """Click a cell and type over it, without waiting for the page's answer.

    Keys follow each other as a very fast typist's do: the editor drops keys that come within the
    same few milliseconds.
    """
    column_names(page)  # waits until the table is there
    editor = page.locator("#portal textarea")
    if not _click_opens_row(page, row, column, editor):
        select_cell(page, row, column)
        page.keyboard.press(text[0])
        expect(editor).to_be_focused()
    page.wait_for_timeout(MILLISECONDS_A_KEY)
    if _holds(editor, text[0]):
        page.keyboard.type(text[1:], delay=MILLISECONDS_A_KEY)
    else:
        # A cell that was selected already opens at the click, with what is in it.
        page.keyboard.press("Control+A")
        page.wait_for_timeout(MILLISECONDS_A_KEY)
        page.keyboard.type(text, delay=MILLISECONDS_A_KEY)
    expect(editor).to_have_value(text)
    page.wait_for_timeout(MILLISECONDS_A_KEY)
    page.keyboard.press("Enter")
    expect(editor).to_have_count(0)


def _click_opens_row(page: Page, row: int, column: int, editor: Locator) -> bool:
    """Click below the last row, which opens the editor by itself; False where the row is there, of
    which the grid may tell a moment late."""
    if cell(page, row, column).count():
        return False
    click_cell(page, row, column)
    try:
        expect(editor).to_be_focused(timeout=MILLISECONDS_A_CLICK)
    except AssertionError:
        return False
    return True


def _holds(editor: Locator, text: str) -> bool:
    try:
        expect(editor).to_have_value(text, timeout=MILLISECONDS_OF_A_FIRST_KEY)
    except AssertionError:
        return False
    return True


def clear_cell(page: Page, row: int, column: int) -> None:
    select_cell(page, row, column)
    page.keyboard.press("Delete")


def paste(page: Page, row: int, column: int, text: str) -> None:
    """Paste from the clipboard, with the keys, at a cell."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    select_cell(page, row, column)
    page.keyboard.press("Control+V")


def open_columns(page: Page) -> None:
    click(page.get_by_role("button", name="Columns", exact=True))
    expect(page.locator(".st-key-add_input button")).to_be_visible()


def answers(page: Page) -> Locator:
    """The network's answers beside the table, one element a row."""
    return page.locator(".answers [role=listitem]")


def _click_in_table(page: Page, x: float, row: int) -> None:
    # Of two editors the one that is seen; each has a second canvas, over the first.
    canvas = page.locator(".st-key-table canvas").filter(visible=True).first
    canvas.scroll_into_view_if_needed()
    box = steady_box(canvas)
    # The canvas lies under a layer that scrolls it, so it cannot be clicked as an element.
    page.mouse.move(box["x"] + x - 3, box["y"] + ROW_HEIGHT * (row + 1.5))
    page.mouse.click(box["x"] + x, box["y"] + ROW_HEIGHT * (row + 1.5), delay=MILLISECONDS_A_KEY)


# ---- charts --------------------------------------------------------------------------------------


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
