"""The folded options in the browser: XOR with a hidden layer, and a generated problem."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.actions import (
    button,
    choose,
    complaint,
    expect_rest,
    pause,
    press,
    readout,
    skip_to_end,
    status,
    tick,
    train_past,
    type_number,
    unfold,
)
from tests.browser.conftest import OpenPage, wait_for_run
from tests.browser.tables import paste


def test_xor_is_learned_with_a_hidden_layer_and_training_stops_there(open_page: OpenPage) -> None:
    page = open_page(query="?problem=xor&hidden=4&activation=tanh&bias=1")
    unfold(page, "Training options")
    tick(page, "stop_all_right")
    press(page, "train")
    stopped = re.compile(r"^\s*Stopped at iteration ([\d,]+): .*all rows are right")
    expect(status(page)).to_have_text(stopped, timeout=30_000)
    expect_rest(page)
    expect(readout(page, "correct")).to_have_text("4 of 4 rows")

    # What is changed on the way keeps the moment on the screen, and is part of the run from there.
    found = stopped.match(status(page).inner_text())
    assert found is not None
    stopped_at = found[1].replace(",", "")
    expect(readout(page, "iteration")).to_have_text(stopped_at)
    unfold(page, "Changes on the way")
    type_number(page, "change_value", 0.5)
    press(page, "add_change")
    expect(status(page)).to_contain_text("training goes on from there")
    expect(readout(page, "iteration")).to_have_text(stopped_at)
    expect(page.get_by_text(f"{stopped_at}: learning rate 0.5").first).to_be_visible()


def test_a_generated_problem_is_learned_by_its_fitting_network(page: Page) -> None:
    choose(page, "problem", "Points: Two Gaussians")
    expect(page.locator(".answers .test")).to_have_count(100)
    expect(page.locator(".st-key-panel")).to_contain_text("Output")
    expect(button(page, "use_fitting")).to_be_disabled()
    expect(status(page)).to_contain_text("Two Gaussians starts with a network that fits it: 2-1")
    train_past(page, 20)
    pause(page)
    skip_to_end(page, 10_000)
    expect(readout(page, "correct")).to_have_text("100 of 100")
    expect(readout(page, "correct-note")).to_have_text("test rows 100 of 100")


def test_no_typed_number_becomes_another_one(page: Page) -> None:
    type_number(page, "learning_rate", "0,5")
    expect(page.locator(".st-key-learning_rate input")).to_have_value("0.5")
    expect(status(page)).to_contain_text("the learning rate changed")
    type_number(page, "iterations", "10.000")
    expect(complaint(page, "iterations")).to_contain_text("type 10 or 10000")
    expect(page.locator(".readout-goal")).to_have_text("of 10,000")
    press(page, "seed_more")
    expect(page.locator(".st-key-seed input")).to_have_value("2")
    expect(status(page)).to_contain_text("the seed changed")


# Marks the fields of the sidebar below the new example, and says which of them are still the same.
MARK = """() => document.querySelectorAll('.st-key-iterations input, .st-key-seed input')
  .forEach((field) => { field.isTheSame = true; })"""
ARE_THE_SAME = """() => ['iterations', 'seed'].every((key) =>
  document.querySelector(`.st-key-${key} input`).isTheSame)"""


def test_what_is_said_of_the_table_moves_no_field_into_which_is_being_typed(page: Page) -> None:
    page.evaluate(MARK)
    said = page.locator(".st-key-remark_new_example")
    expect(said).to_contain_text("also training row 3")
    for learning_rate in ("fast", "1"):
        type_number(page, "learning_rate", learning_rate)
        expect(complaint(page, "learning_rate")).to_have_count(int(learning_rate == "fast"))
        wait_for_run(page)
        assert page.evaluate(ARE_THE_SAME)
    paste(page, 2, 0, "0\t0\t1\t1")
    expect(said).to_have_count(0)
    wait_for_run(page)
    assert page.evaluate(ARE_THE_SAME)
