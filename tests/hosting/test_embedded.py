"""The app inside a learning platform's page, over HTTPS, with the documented files."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FrameLocator,
    Locator,
    Response,
    TimeoutError,
    expect,
    sync_playwright,
)

from tests.browser.conftest import BROWSER_ARGUMENTS, TIMEOUT_MS
from tests.browser.driver import HOW_TO_GET_A_BROWSER, find_browser
from tests.hosting.hosted import TABLE, Hosting
from tests.hosting.nginx import HOW_TO_GET_NGINX, with_https
from tests.hosting.platform import Platform, certificate, running_platform
from tests.hosting.test_nginx import hosting, missing

N_VISITORS = 2
MOST_CLICKS = 3
# What a frame shows whose content may not be there.
REFUSED = "chrome-error:"
# As browsers do that let no site follow a visitor to another one.
NO_COOKIES_OF_OTHERS = "--test-third-party-cookie-phaseout"


@pytest.fixture
def strict_browser() -> Iterator[Browser]:
    """A Chromium that blocks the cookies of other sites."""
    path = find_browser()
    if path is None:
        missing(HOW_TO_GET_A_BROWSER)
    arguments = [*BROWSER_ARGUMENTS, NO_COOKIES_OF_OTHERS]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()


def test_the_app_works_inside_a_page_of_another_site(
    project_root: Path, tmp_path: Path, strict_browser: Browser
) -> None:
    if shutil.which("openssl") is None:
        missing(HOW_TO_GET_NGINX)
    files = certificate(tmp_path)
    with running_platform(files) as platform:
        change = partial(with_https, certificate=files, embedder=platform.url)
        with hosting(project_root, tmp_path, change=change, scheme="https") as running:
            platform.app = running.url
            context = strict_browser.new_context(
                viewport={"width": 1400, "height": 950}, ignore_https_errors=True
            )
            for _ in range(N_VISITORS):
                a_visit(context, platform, running, tmp_path / "table.csv")
                context.clear_cookies()  # the next one is new, but its browser has the scripts
            nobody_else_may_show_it(strict_browser, running)


def a_visit(context: BrowserContext, platform: Platform, running: Hosting, table: Path) -> None:
    """One visitor after the other, since the number in the cookie decides on the process."""
    table.write_bytes(TABLE)
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(platform.url)
    inside = page.frame_locator("iframe")
    train_and_open(inside, table)

    # Every request after the first had the cookie, or it would have got another one.
    given = [cookie for answer in answers for cookie in cookies_set(answer, "neuron_visitor")]
    assert len(given) == 1
    uploads = [answer.status for answer in answers if answer.request.method == "PUT"]
    assert uploads == [204]
    (visitor,) = (one for one in context.cookies(running.url) if one["name"] == "neuron_visitor")
    assert (visitor["sameSite"], visitor["secure"]) == ("None", True)
    page.close()


def train_and_open(inside: FrameLocator, table: Path) -> None:
    """Press Step, and open a file, which goes another way than the websocket."""
    expect(inside.locator(".readout-iteration")).to_have_text("0", timeout=4 * TIMEOUT_MS)
    inside.locator(".st-key-step button").click()
    expect(inside.locator(".readout-iteration")).to_have_text("1", timeout=TIMEOUT_MS)
    inside.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    upload = inside.locator(".st-key-upload input[type=file]")
    for _ in range(MOST_CLICKS):
        inside.get_by_role("button", name="File", exact=True).click()
        if has_come(upload):
            break
    upload.set_input_files(table)
    inside.locator(".st-key-use_table button").click()
    expect(inside.locator(".st-key-status")).to_contain_text(
        "New run: the training table", timeout=TIMEOUT_MS
    )


def has_come(part: Locator) -> bool:
    """A click at a button that moves just then, on a busy machine, is none."""
    try:
        part.wait_for(state="attached", timeout=TIMEOUT_MS / 3)
    except TimeoutError:
        return False
    return True


def cookies_set(answer: Response, name: str) -> list[str]:
    return [line for line in answer.header_values("set-cookie") if line.startswith(f"{name}=")]


def nobody_else_may_show_it(browser: Browser, running: Hosting) -> None:
    """The manual's line names the one site that may."""
    page = browser.new_page(ignore_https_errors=True)
    html = f'<!doctype html><iframe src="{running.url}/?embed=true"></iframe>'
    page.route("https://other.example/", lambda route: route.fulfill(body=html))
    with page.expect_event("framenavigated", lambda frame: frame.url.startswith(REFUSED)):
        page.goto("https://other.example/")
    page.close()
