"""What axe-core finds on the page: nothing that is ours, in ten states, at three widths.

Each state is looked at in light and in dark, in one of them at the full width, and in the other at
one of the smaller ones, by turns.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, expect

from tests.browser.actions import choose, click, complaint, play_past, press, skip_to_end, status
from tests.browser.conftest import OpenPage, wait_for_page, wait_for_run
from tests.browser.tables import look_at, type_cell
from tests.browser.test_number_style import DIVERGING
from tests.browser.test_wide import QUERY as WIDE
from tests.node import axe_script

ROOT = Path(__file__).resolve().parents[2]
CONTRIBUTING = ROOT / "docs" / "contributing.md"
THEMES: Final = ("light", "dark")
FULL: Final = 1400  # in which the next state is brought about
SMALLER: Final = (390, 700)
# No colour fades, and all charts have been drawn for the width that there is; in pixels.
ROUND_A_CHART = 16
AT_REST = f"""() => document.getAnimations().every(
    ({{ effect }}) => effect.getComputedTiming().endTime === Infinity)
  && [...document.querySelectorAll(".stage .js-plotly-plot")].every(
    (plot) => !plot.offsetWidth || !plot._fullLayout
      || Math.abs(plot.offsetWidth - plot._fullLayout.width) < {ROUND_A_CHART})"""
LOOK = """async (streamlits) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const how = { runOnly: tags, resultTypes: ["violations"], elementRef: true };
  const { violations } = await axe.run(document, how);
  return violations.flatMap(({ id, nodes }) => nodes
    .filter(({ element }) => !streamlits.some(([rule, at]) => rule === id && element.closest(at)))
    .map(({ element, target, any }) =>
      `${id}: ${element.closest("[data-testid]")?.dataset.testid} ${target} ${any[0]?.message}`));
}"""


def streamlits_own() -> list[list[str]]:
    """The rule and the place of what is Streamlit's own, from the table in docs/contributing.md."""
    _, _, after = CONTRIBUTING.read_text("utf-8").partition("| axe's rule | where |")
    rows = after.partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip(" `") for cell in row.split("|")[1:3]] for row in rows]


def found(page: Page, number: int) -> list[str]:
    """What axe finds in a state, by its number, without Streamlit's own. It begins with the theme
    in which the state before it was left."""
    all_found = []
    for place, width in enumerate((SMALLER[number // 2 % 2], FULL)):
        scheme = THEMES[(number + place) % 2]
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator(".stApp")).to_have_css("color-scheme", scheme)
        wait_for_run(page)
        page.wait_for_function(AT_REST)
        told = page.evaluate(LOOK, streamlits_own())
        all_found += [f"{scheme} {width}: {one}" for one in told]
    return all_found


def open_tab(page: Page, name: str) -> None:
    click(page.get_by_role("tab", name=name, exact=True))
    expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
    wait_for_run(page)


def bad_cell(page: Page) -> None:
    type_cell(page, 0, 0, "2e300")
    expect(complaint(page, "table")).to_be_visible()
    open_tab(page, "One step in numbers")


def opening(page: Page) -> None:
    press(page, "undo")
    expect(complaint(page, "table")).to_have_count(0)
    open_tab(page, "Truth table")


def a_lesson_at_its_end(page: Page) -> None:
    press(page, "open_lesson_1_first")
    expect(page.locator(".st-key-lesson_strip")).to_be_visible()
    skip_to_end(page, 10_000)
    open_tab(page, "How well it does")


def layers_and_a_map(page: Page) -> None:
    choose(page, "problem", "Points: Circle")
    click(page.locator(".st-key-panel").get_by_text("Output", exact=True))
    expect(page.locator(".output-panel")).to_be_visible()
    open_tab(page, "Show me the program")


def playing(page: Page) -> None:
    play_past(page, 2, a_second=10)
    open_tab(page, "Many seeds")


def presenting(page: Page) -> None:
    press(page, "present")
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()


def share(page: Page) -> None:
    press(page, "present")
    open_tab(page, "Things to try")
    press(page, "share")
    expect(page.locator(".link")).to_be_visible()


def a_dialog(page: Page) -> None:
    page.keyboard.press("Escape")
    look_at(page, ROOT / "tests/tables/ferry.csv")


def diverged(page: Page) -> None:
    page.goto(f"{page.url.partition('?')[0]}{DIVERGING}")
    wait_for_page(page)
    press(page, "skip_to_end")
    expect(status(page)).to_contain_text("diverged")


def wide(page: Page) -> None:
    page.goto(f"{page.url.partition('?')[0]}?{WIDE}")
    wait_for_page(page)
    expect(page.locator(".network-table")).to_be_visible()
    click(page.locator("summary", has_text="Network"))


STATES: Final[tuple[Callable[[Page], None], ...]] = (
    *(bad_cell, opening, a_lesson_at_its_end, layers_and_a_map, playing, presenting),
    *(share, a_dialog, diverged, wide),
)


def test_axe_finds_nothing_that_is_ours(open_page: OpenPage) -> None:
    page, script = open_page(), axe_script()
    for number, bring in enumerate(STATES):
        bring(page)
        page.evaluate(script)
        assert found(page, number) == [], bring.__name__
