"""Lessons in a browser: a right and a wrong guess, and the report that is handed in."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from nn_core.lessons import LESSONS, Lesson, lesson
from tests.browser.actions import button, click, press, skip_to_goal
from tests.browser.conftest import OpenPage, wait_for_page, wait_for_run
from tests.browser.waiting import box_of, eventually

STRIP = ".st-key-lesson_strip"
# It holds the number of the last whole drawing of the page; see nn_ui/state.py.
DRAWN_FIELD = ".st-key-echo_drawn input"


def strip(page: Page) -> Locator:
    """The lesson that is open; a part that moves down the page is there twice for a moment."""
    return page.locator(STRIP).first


def class_panel(page: Page) -> Locator:
    return page.locator(".st-key-class_panel").first


def drawn(page: Page) -> str:
    return page.locator(DRAWN_FIELD).input_value()


def guess(page: Page, one: Lesson, answer: str) -> None:
    """Choose an answer, and lock it."""
    expect(strip(page)).to_contain_text(one.question)
    expect(button(page, "lock_guess")).to_be_disabled()
    choices = page.locator(f".st-key-lesson_guess_{one.number}")
    click(choices.get_by_text(answer, exact=True))
    expect(button(page, "lock_guess")).to_be_enabled()
    press(page, "lock_guess")


def go_through(page: Page, one: Lesson, answer: str) -> None:
    guess(page, one, answer)
    if one.iteration:
        expect(strip(page)).to_contain_text(f"Your guess: {answer}. {one.do}")
        skip_to_goal(page)
    mark = "✓" if answer == one.found else "✗"
    expect(strip(page)).to_contain_text(
        f"Your guess: {answer} {mark}. Outcome: {one.found}.", timeout=30_000
    )
    expect(strip(page)).to_contain_text(one.claim)


def test_all_lessons_are_gone_through_with_right_and_wrong_guesses(page: Page) -> None:
    press(page, "open_lesson_1_first")
    for one in LESSONS:
        wrong = next(answer for answer in one.answers if answer != one.found)
        go_through(page, one, wrong if one.number % 2 else one.found)
        if one != LESSONS[-1]:
            press(page, f"open_lesson_{one.number + 1}_next")
    expect(strip(page)).not_to_contain_text("Lock my guess")


def test_a_lesson_by_keyboard_survives_a_reload_and_is_handed_in(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page, one = open_page(query="lesson=3"), lesson(3)
    first = page.locator(f".st-key-lesson_guess_{one.number} button").first
    first.focus()
    page.keyboard.press("Enter")
    expect(button(page, "lock_guess")).to_be_enabled()
    button(page, "lock_guess").focus()
    page.keyboard.press("Enter")
    expect(strip(page)).to_contain_text("Your guess: 0.1.")
    skip_to_goal(page)
    expect(strip(page)).to_contain_text("Your guess: 0.1 ✗. Outcome: 0.2.")
    page.wait_for_url("**progress=3ao**")
    page.reload()
    wait_for_page(page)
    expect(strip(page)).to_contain_text("Your guess: 0.1 ✗. Outcome: 0.2.")

    press(page, "share")
    name = page.locator(".st-key-hand_in_name input")
    expect(name).to_be_visible()
    wait_for_run(page)
    drawing = drawn(page)
    name.fill("Anna <b>")
    name.press("Enter")
    # Streamlit forgets the file of a button that it draws anew.
    expect(page.locator(DRAWN_FIELD)).not_to_have_value(drawing)
    wait_for_run(page)
    with page.expect_download() as started:
        press(page, "save_report_html")
    path = tmp_path / "report.html"
    started.value.save_as(path)
    written = path.read_text("utf-8")
    assert "Name: Anna &lt;b&gt;" in written
    assert "<td>3. The step size</td><td>0.1</td><td>0.2</td><td>no</td>" in written
    assert '<a href="http://127.0.0.1:' in written or '<a href="http://localhost:' in written


def test_on_a_phone_every_answer_of_a_lesson_is_seen(open_page: OpenPage) -> None:
    page = open_page(390, 844, query="lesson=11", touch=True)

    def is_seen() -> None:
        room = box_of(strip(page))
        for answer in lesson(11).answers:
            box = box_of(strip(page).get_by_role("radio", name=answer))
            assert room["x"] <= box["x"] < box["x"] + box["width"] <= room["x"] + room["width"]

    eventually(page, is_seen)


def test_a_locked_link_locks_a_learner_s_page(open_page: OpenPage) -> None:
    page = open_page()
    press(page, "share")
    press(page, "class_link")
    link = page.locator(".st-key-class_link_text code")
    expect(link).to_contain_text("fixed=problem.table.network.options.inputs.changes.lessons")
    expect(page.locator("[role=dialog] img")).to_be_visible()
    query = link.inner_text().partition("?")[2]
    learner = open_page(query=query)
    expect(learner.locator(".st-key-hidden_layers input")).to_be_disabled()
    expect(learner.locator(".st-key-seed input")).to_be_enabled()
    expect(learner.locator("[data-testid=stSidebar]")).to_contain_text("set by your teacher")


def test_a_class_of_three_guesses_sees_and_is_called(open_page: OpenPage) -> None:
    leader = open_page(query="lesson=3")
    press(leader, "share")
    press(leader, "open_class")
    shown = leader.locator(".st-key-class_code").first
    expect(shown).to_have_text(re.compile(r"^\s*[A-Z]{6}\s*$"))
    leader.keyboard.press("Escape")
    code = shown.inner_text().strip()
    anna, ben = (open_page(query=f"class={code}") for _ in range(2))
    for page, name in ((anna, "Anna"), (ben, "Ben")):
        page.locator(".st-key-class_nickname input").fill(name)
        page.locator(".st-key-class_nickname input").press("Enter")
        press(page, "join_class")
        expect(class_panel(page)).to_contain_text(f"Class {code}, as {name}.")
        press(page, "open_lesson_3_list")
    anna.reload()  # the tab has kept its seat, so that it is not another Anna
    wait_for_page(anna)
    expect(class_panel(anna)).to_contain_text("as Anna.", timeout=30_000)
    guess(anna, lesson(3), "0.3")
    panel = class_panel(ben)
    expect(panel).to_contain_text("1 of 2 have guessed")
    expect(panel).not_to_contain_text("0.3: 1")
    expect(class_panel(leader)).to_contain_text("1 of 2 have guessed")
    press(leader, "show_guesses")
    expect(panel).to_contain_text("0.3: 1")
    seed = leader.locator(".st-key-seed input")
    seed.fill("77")
    seed.press("Enter")
    press(leader, "call_class")
    for page in (anna, ben):
        expect(page.locator(".st-key-seed input")).to_have_value("77", timeout=30_000)
    press(leader, "close_class")
    expect(panel).to_contain_text("is not open here", timeout=30_000)
