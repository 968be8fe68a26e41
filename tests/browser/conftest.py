"""Fixtures that show the running app to a real Chromium.

`page` is the app at 1400x900 in the light theme; `open_page(...)` opens it with another size, theme
or link, or with fingers instead of a mouse; `server` is the app itself. A test fails when one of
its pages logged an error or asked another host for something, and the session fails when the
server's log holds a traceback.

The tests open the app one after the other in the same tab, which is blank between two of them. What
cannot be taken back from a tab (init scripts, another clock, exposed functions) is for a context of
the test's own: `browser.new_context()`.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.browser.driver import (
    HOW_TO_GET_A_BROWSER,
    Server,
    find_browser,
    log_faults,
    running_server,
)

# How long a busy machine may take for what a person sees at once; a failing test waits as long.
TIMEOUT_MS = 15_000
BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# One process for the pages of a context: the scripts of the next are there, read and compiled.
ONE_PROCESS = "--process-per-site"
# What a tab shows between two tests: no page of the app, but of its host.
BLANK = "_stcore/health"
OUTSIDE = (-10, -10)
HAS_FAILED = pytest.StashKey[bool]()
# Parts of console errors that are no fault of the app, each with its reason beside it.
ALLOWED_CONSOLE_ERRORS: tuple[str, ...] = ()

ColorScheme = Literal["light", "dark"]


class OpenPage(Protocol):
    """Opens the app in a window that no other page of the test has, and waits until its first run
    has ended and its stage is there."""

    def __call__(
        self,
        width: int = 1400,
        height: int = 900,
        color_scheme: ColorScheme = "light",
        query: str = "",
        *,
        touch: bool = False,
    ) -> Page: ...


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser's tests last: the others are quicker, and playwright holds an event loop, in
    which no other can run. Two processes take from the front of the list, so it holds for each."""
    items.sort(key=lambda item: Path(__file__).parent in item.path.parents)


@pytest.fixture(scope="session")
def server(project_root: Path) -> Iterator[Server]:
    """Run the app once for all tests; fail at the end if its log tells of a crash."""
    with running_server(project_root) as running:
        yield running
        log = running.log()
    if faults := log_faults(log):
        pytest.fail(f"The server's log holds {faults}:\n{log[-6000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests."""
    path = find_browser()
    if path is None:
        # On somebody's own computer the rest is still worth running; in CI a gap must show.
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop(HOW_TO_GET_A_BROWSER)
    expect.set_options(timeout=TIMEOUT_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=[*BROWSER_ARGUMENTS, ONE_PROCESS]
        )
        yield started
        started.close()


@pytest.fixture
def browser_faults() -> list[str]:
    """Return the list to which the test's pages add what went wrong in them."""
    return []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember which tests have failed, for the tab that they leave behind."""
    report = yield
    if report.failed:
        item.stash[HAS_FAILED] = True
    return report


@pytest.fixture(scope="session")
def tabs(browser: Browser, server: Server) -> Iterator[dict[bool, Page]]:
    """Return a blank tab without and one with fingers, in which the tests open the app.

    A new page finds there what was loaded before: most of what opening costs.
    """
    contexts = [browser.new_context(has_touch=touch, is_mobile=touch) for touch in (False, True)]
    without, with_fingers = (_blank_tab(context, server) for context in contexts)
    yield {False: without, True: with_fingers}
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(
    tabs: dict[bool, Page],
    server: Server,
    browser_faults: list[str],
    request: pytest.FixtureRequest,
) -> Iterator[OpenPage]:
    """Return a function that opens the app; after the test the tabs are blank, and all that the
    browser keeps of them is cleared."""
    free = dict(tabs)
    watches = ExitStack()

    def open_one(
        width: int = 1400,
        height: int = 900,
        color_scheme: ColorScheme = "light",
        query: str = "",
        *,
        touch: bool = False,
    ) -> Page:
        page = free.pop(touch, None) or window_beside(tabs[touch])
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=color_scheme)
        watches.enter_context(_watched(page, server, browser_faults))
        page.goto(f"{server.url}/{query and '?' + query.removeprefix('?')}")
        wait_for_page(page)
        return page

    yield open_one
    watches.close()
    for touch, tab in tabs.items():
        if request.node.stash.get(HAS_FAILED, False) or tab.is_closed():
            tabs[touch] = _blank_tab(tab.context, server)
        elif touch not in free:
            _make_blank(tab, server)
        _clear(tabs[touch])
    assert not browser_faults, "\n".join(browser_faults)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Return the app at 1400x900 in the light theme."""
    return open_page()


def wait_for_run(page: Page) -> None:
    """Wait until the app's script has run to its end and everything it drew is there."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    # Streamlit loads the code of a kind of widget at its first use; grey bars hold the place.
    page.wait_for_function("!document.querySelector('[data-testid=\"stSkeleton\"]')")


def wait_for_page(page: Page) -> None:
    """Wait until a page that was opened hears whatever is pressed: what keeps quick digits, counts
    steps and knows the keys comes with the stage, which is there a moment after the first run."""
    wait_for_run(page)
    page.locator(".stage[data-painted]").wait_for(state="attached")


def window_beside(tab: Page) -> Page:
    """Open a window: a tab behind another one would draw only once a second."""
    with tab.context.expect_page() as opened:
        tab.evaluate("() => { window.open('about:blank', '', 'popup,noopener'); }")
    return opened.value


def _blank_tab(context: BrowserContext, server: Server) -> Page:
    context.set_default_timeout(TIMEOUT_MS)
    tab = context.new_page()
    tab.goto(f"{server.url}/{BLANK}")
    return tab


def _make_blank(tab: Page, server: Server) -> None:
    """Take back what a test may have set in a tab, with the page that it showed."""
    tab.unroute_all(behavior="ignoreErrors")
    tab.goto(f"{server.url}/{BLANK}")
    tab.emulate_media(media="null", reduced_motion="null", forced_colors="null", contrast="null")
    tab.mouse.move(*OUTSIDE)
    tab.evaluate("sessionStorage.clear()")


def _clear(blank: Page) -> None:
    """Close the pages beside `blank`, and forget what they have left behind."""
    for page in blank.context.pages:
        if page != blank:
            page.close()
    blank.context.clear_cookies()
    blank.context.clear_permissions()
    blank.evaluate("localStorage.clear()")


@contextmanager
def _watched(page: Page, server: Server, faults: list[str]) -> Iterator[None]:
    """Add to `faults` what goes wrong in a page until the block ends."""

    def console(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(
            known in message.text for known in ALLOWED_CONSOLE_ERRORS
        ):
            faults.append(f"console: {message.text} {message.location}")

    def request(sent: Request) -> None:
        if sent.url.startswith(("http:", "https:")) and not sent.url.startswith(server.url):
            faults.append(f"asked another host: {sent.url}")

    def page_error(error: Error) -> None:
        faults.append(f"page error: {error}")

    hears: dict[Any, Callable[[Any], None]]
    hears = {"console": console, "pageerror": page_error, "request": request}
    for event, hear in hears.items():
        page.on(event, hear)
    yield
    for event, hear in hears.items():
        page.remove_listener(event, hear)
