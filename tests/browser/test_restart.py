"""A server that is killed while a network learns, and started again: nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from nn_core import Run
from nn_core.sharing.link import from_query, query_in
from nn_ui.sharing.views import VIEWS
from tests.browser.actions import STATUS, expect_rest, press, readout, status, train_past
from tests.browser.conftest import TIMEOUT_MS, wait_for_page, window_beside
from tests.browser.driver import log_faults, running_server
from tests.browser.tables import type_cell
from tests.browser.test_link import expect_readouts, readouts
from tests.browser.timeline import expect_timeline_and_readout_agree
from tests.browser.waiting import expect_soon

BEGINNING = "problem=xor&hidden=3&activation=tanh&bias=1&seed=5&iterations=20000&pace=100"
# Streamlit asks for the server again after ever longer pauses.
PATIENCE_MS = 60_000


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of which a lost connection is no fault."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(TIMEOUT_MS)
    yield context.new_page()
    context.close()


def record_what_is_said(page: Page) -> None:
    """From now on the page keeps what its status line and its readout of the iteration say."""
    page.evaluate(
        """status => {
          window.said = [];
          const look = () => window.said.push(
            `${document.querySelector(status)?.innerText.trim()} at `
            + document.querySelector('.readout-iteration')?.textContent);
          new MutationObserver(look).observe(document.body,
            { childList: true, characterData: true, subtree: true });
        }""",
        STATUS,
    )


def what_was_said(page: Page) -> list[str]:
    said: list[str] = page.evaluate("window.said")
    return said


def digits_of(link: str) -> list[str]:
    """The readouts that the core computes for the experiment and iteration of a link."""
    moment, complaints = from_query(query_in(link), VIEWS)
    assert complaints == ()
    run = Run(moment.setup.experiment())
    run.advance_to(moment.t)
    snapshot = run.at(moment.t)
    (prediction,) = snapshot.predict([moment.setup.new_example])[0]
    return [f"{moment.t}", f"{prediction:.8f}", f"{snapshot.loss:.8f}"]


def stands_still(page: Page) -> str:
    """The address of a page whose film has run out, when it says what is on the screen."""
    page.wait_for_function(
        """() => {
          const shown = document.querySelector('.readout-iteration').textContent;
          const isStill = window.shownBefore === shown && location.search.includes(`&t=${shown}&`);
          window.shownBefore = shown;
          return isStill;
        }""",
        polling=700,
    )
    address: str = page.evaluate("location.href")
    return address


def test_a_killed_server_comes_back_to_the_same_experiment_and_iteration(
    project_root: Path, browser: Browser, tab: Page
) -> None:
    with running_server(project_root) as first:
        tab.goto(f"{first.url}/?{BEGINNING}")
        wait_for_page(tab)
        # The new server is told of the link that the page began with, and what its fields hold.
        type_cell(tab, 0, 0, "0.5")
        expect(tab).to_have_url(re.compile("table="))
        resting = window_beside(tab)
        resting.goto(f"{first.url}/?{BEGINNING}&t=20")
        wait_for_page(resting)
        train_past(tab, 150)
        first.kill()
        assert not log_faults(first.log())
        link = stands_still(tab)
        shown = readouts(tab)
        record_what_is_said(tab)
    assert digits_of(link) == shown
    with running_server(project_root, port=first.port) as second:
        # The tab finds the new server by itself.
        expect(status(tab)).to_have_text(
            "The connection was lost; the run is back where it was, at iteration "
            f"{int(shown[0]):,}. Press Train to go on.",
            timeout=PATIENCE_MS,
        )
        expect_readouts(tab, shown)
        expect_timeline_and_readout_agree(tab)
        expect(tab).to_have_url(link)
        said = what_was_said(tab)
        assert any("comes back to where it was" in each for each in said)
        assert not [each for each in said if re.search("New run|ahead| link | at 0$", each)]
        # This one stood at the very moment of its link, and asks for nothing until something is
        # pressed, of which the new server does not know yet what it is.
        press(resting, "step")
        expect(status(resting)).to_contain_text("the run is back where it was", timeout=PATIENCE_MS)
        expect(readout(resting, "iteration")).to_have_text("20")
        resting.close()
        tab.reload()
        wait_for_page(tab)
        expect_readouts(tab, shown)
        expect(tab).to_have_url(link)
        other = browser.new_context().new_page()
        other.goto(link)
        wait_for_page(other)
        expect_readouts(other, shown)
        other.context.close()
        # It can be trained on from there, and ends where it would have ended.
        train_past(tab, int(shown[0]) + 20)
        press(tab, "skip_to_end")
        expect(readout(tab, "iteration")).to_have_text("20000")
        expect_rest(tab)
        expect(tab).to_have_url(re.sub(r"&t=\d+", "&t=20000", link))
        expect_soon(tab, lambda: readouts(tab), digits_of(tab.url))
        assert not log_faults(second.log())
