"""A press while the page changes: it means what its button said, and nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.actions import (
    button,
    choose,
    expect_rest,
    pause,
    press,
    readout,
    record_readouts,
    recorded,
    status,
    train_past,
    type_number,
    wait_past,
)
from tests.browser.conftest import TIMEOUT_MS, wait_for_page, wait_for_run
from tests.browser.driver import Server, log_faults, running_server


@dataclass(frozen=True)
class Held:
    """A tab of held_app.py, and where its runs are held."""

    page: Page
    holds: Path

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """The next run that comes to `place` stays there until the block ends."""
        hold, waits = self.holds / place, self.holds / f"{place}-waits"
        hold.touch()
        try:
            yield
        finally:  # or the tests after one that fails would wait here
            hold.unlink()
            waits.unlink(missing_ok=True)

    def until_it_waits(self, place: str) -> None:
        """Wait until a run is held."""
        waits = self.holds / f"{place}-waits"
        for _ in range(TIMEOUT_MS // 20):
            if waits.exists():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"no run of the page came to {place}")


@pytest.fixture(scope="module")
def held_app(
    project_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, Path]]:
    holds = tmp_path_factory.mktemp("holds")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDS", str(holds))
        with running_server(project_root, "tests/browser/held_app.py") as server:
            yield server, holds
            assert not log_faults(server.log())


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(TIMEOUT_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def held(tab: Page, held_app: tuple[Server, Path]) -> Held:
    server, holds = held_app
    tab.goto(f"{server.url}/?pace=100")
    wait_for_page(tab)
    return Held(tab, holds)


def test_a_press_means_what_the_button_said(held: Held) -> None:
    page = held.page
    type_number(page, "iterations", 500)
    expect(readout(page, "goal")).to_have_text("of 500")
    record_readouts(page)
    with held.at("bar_in_play"):
        press(page, "train")
        held.until_it_waits("bar_in_play")
        expect(button(page, "train")).to_contain_text("Train")
        press(page, "train")  # it still says Train, so it is no Pause
    wait_past(page, 30)
    expect(button(page, "train")).to_contain_text("Pause")
    with held.at("bar_at_rest"):
        held.until_it_waits(
            "bar_at_rest"
        )  # the film has ended, which the browser does not know yet
        expect(button(page, "train")).to_contain_text("Pause")
        press(page, "train")
    expect_rest(page)
    expect(status(page)).to_contain_text(re.compile("^Solved: all 3 rows are right"))
    wait_for_run(page)
    expect(readout(page, "iteration")).to_have_text("500")
    shown = [int(each["iteration"]) for each in recorded(page)]
    assert shown == sorted(shown), "Pause played the run from its beginning"


def test_nothing_of_a_press_is_lost_when_the_next_one_cuts_its_run_off(held: Held) -> None:
    page = held.page
    choose(page, "problem", "Points: Two Gaussians")
    expect(page.locator(".answers .test")).to_have_count(100)
    type_number(page, "learning_rate", 3)
    expect(status(page)).to_contain_text("the learning rate changed")
    wait_for_run(page)
    with held.at("problem_list"):
        press(page, "use_fitting")
        held.until_it_waits("problem_list")
        press(page, "train")  # along comes the learning rate that the field still shows
    expect(page.locator(".st-key-learning_rate input")).to_have_value("0.1")
    expect(button(page, "use_fitting")).to_be_disabled()
    wait_past(page, 20)
    with held.at("problem_list"):
        press(page, "train")
        held.until_it_waits("problem_list")
        press(page, "new_seed")  # neither Pause nor the seed is lost
    expect(status(page)).to_contain_text("the seed changed")
    expect(readout(page, "iteration")).to_have_text("0")
    expect_rest(page)
    train_past(page, 20)
    pause(page)
    expect(page).to_have_url(re.compile("loss=cross_entropy"))
    expect(page).to_have_url(re.compile("learning_rate=0.1"))
