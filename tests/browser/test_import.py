"""Tables as people bring them: looked at, changed, used, and taken back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import button, click, expect_rest, press, train_past, wait_past
from tests.browser.conftest import OpenPage, wait_for_run
from tests.browser.tables import answers, expect_column_names, look_at, open_columns, use_table
from tests.browser.waiting import box_of, eventually, expect_true

TABLES = Path(__file__).resolve().parents[1] / "tables"
FERRY = ["left out", "target", "input", "left out", "input", "input", "left out"]


def role(page: Page, place: int) -> Locator:
    """The list of roles of one column."""
    return page.locator(f"[class*='_role_{place}_']").get_by_role("combobox")


def expect_roles(page: Page, roles: list[str]) -> None:
    for place, wanted in enumerate(roles):
        expect(role(page, place)).to_have_value(wanted)


def closed(page: Page) -> None:
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_table_is_looked_at_with_the_keyboard_and_left_alone(page: Page) -> None:
    look_at(page, TABLES / "ferry.csv")
    expect(page.get_by_role("dialog")).to_contain_text("16 blank cells")
    expect_roles(page, FERRY)
    role(page, 2).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="target")).to_be_visible()
    page.keyboard.type("target")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect_roles(page, ["left out", "input", "target", *FERRY[3:]])
    expect(role(page, 2)).to_be_focused()
    page.keyboard.press("Escape")
    closed(page)
    expect_column_names(page, ["Input 1", "Input 2", "Input 3"], "new_example")
    # Another one, and as it was guessed: what was said of the first went with it.
    look_at(page, TABLES / "ferry.csv")
    expect_roles(page, FERRY)
    click(page.get_by_role("dialog").get_by_label("Close"))
    closed(page)
    expect(button(page, "undo")).to_be_disabled()


def test_the_film_plays_on_behind_a_table_that_is_looked_at(page: Page) -> None:
    train_past(page, 5)
    look_at(page, TABLES / "leaves.csv")
    wait_past(page, 20)
    click(role(page, 0))
    click(page.get_by_role("option", name="left out"))
    expect(page.get_by_role("dialog")).to_contain_text("you chose so")
    wait_past(page, 10_000)
    expect_rest(page)
    # The page was drawn anew at the end of the film, and the table is still looked at.
    expect_roles(page, ["left out", "input", "input", "input", "target"])
    use_table(page)
    expect(answers(page)).to_have_count(90)
    open_columns(page)
    press(page, "other_columns")
    expect_roles(page, ["left out", "input", "input", "input", "target"])
    press(page, "cancel_table")
    closed(page)
    press(page, "undo")
    expect(answers(page)).to_have_count(3)


HOSTILE = '"<b id=evil>bold</b> *it* $x^2$ [l](http://x.y)","<img src=x onerror=evil()>",label\n'


def test_thirty_columns_fit_and_a_stranger_s_words_are_never_rendered(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(390, 720)
    wide, hostile = tmp_path / "wide.csv", tmp_path / "hostile.csv"
    names = ",".join(f"measure number {at}" for at in range(30))
    rows = (",".join(str((at * row * 7) % 13) for at in range(30)) for row in range(1, 20))
    wide.write_text("\n".join((names, *rows)))
    hostile.write_text(HOSTILE + "<i>a</i>,*1*,**yes**\n<i>b</i>,2,_no_\n<i>a</i>,*1*,_no_\n")
    click(page.get_by_test_id("stExpandSidebarButton"))
    look_at(page, wide)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("measure number 29", exact=True).last).to_be_attached()

    def is_in_sight() -> None:
        box = box_of(button(page, "use_table"))
        assert box["y"] + box["height"] <= 720, "the buttons are in sight below a long list"

    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 720})
        expect_true(page, "innerWidth === arg", width)
        eventually(page, is_in_sight)
        expect_true(
            page,
            "[document.querySelector('[role=dialog]')]"
            ".every((each) => each.scrollWidth <= each.clientWidth)",
        )
    press(page, "cancel_table")
    closed(page)
    look_at(page, hostile)
    expect(dialog.get_by_text("<b id=evil>bold</b> *it*").first).to_be_attached()
    wait_for_run(page)
    rendered = dialog.locator("b, i, em, strong, img, .katex, a[href*='x.y']")
    expect(rendered).to_have_count(0)
