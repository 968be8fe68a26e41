"""What a person does with the tables of the page, and with files.

Rows and columns are counted from 0, as the table editor's own markup counts them.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import button, click, press
from tests.browser.waiting import expect_soon, steady_box

MILLISECONDS_A_CLICK = 4000  # until the grid of a busy page shows it
MILLISECONDS_A_KEY = 40
MILLISECONDS_OF_A_FIRST_KEY = 400  # until it stands in the editor that it opens
ROW_HEIGHT = 35
ROW_SELECTION_WIDTH = 32
# As nn_ui/sidebar/table_editor.py gives the columns of the training table their width.
ROOM_FOR_COLUMNS = 220
NARROWEST_COLUMN, NARROW_COLUMN = 43, 64


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
