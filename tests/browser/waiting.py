"""Waiting for what the page is about to show.

The server answers when it can, numbers come before charts, and a grid tells screen readers of its
cells a moment after it has drawn them. So nothing is read once and taken for the last word.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Error, FloatRect, Locator, Page

from tests.browser.conftest import TIMEOUT_MS

BETWEEN_LOOKS_MS = 50
# Of two looks at a place that has come to rest.
STEADY_MS = 60


def eventually(page: Page, check: Callable[[], object], timeout: float = TIMEOUT_MS) -> None:
    """Wait until `check` passes, and fail with what it says if it never does."""
    end = time.monotonic() + timeout / 1000
    while True:
        try:
            check()
        except (AssertionError, Error):
            if time.monotonic() > end:
                raise
            page.wait_for_timeout(BETWEEN_LOOKS_MS)
        else:
            return


def expect_soon(page: Page, read: Callable[[], object], wanted: object) -> None:
    """Wait until what is read equals `wanted`, which may be approximate."""

    def check() -> None:
        found = read()
        assert found == wanted

    eventually(page, check)


def expect_true(page: Page, expression: str, arg: object = None) -> None:
    """Wait until a JavaScript expression holds; one that fails, as of a part that is not there yet,
    does not hold."""
    page.wait_for_function(
        f"(arg) => {{ try {{ return Boolean({expression}); }} catch {{ return false; }} }}",
        arg=arg,
    )


def box_of(place: Locator) -> FloatRect:
    """Where a part of the page is: it may be taken away for a moment while it is drawn anew."""
    found: list[FloatRect] = []

    def look() -> None:
        box = place.bounding_box()
        assert box is not None, f"{place} is nowhere"
        found.append(box)

    eventually(place.page, look)
    return found[-1]


def steady_box(place: Locator) -> FloatRect:
    """Where a part of the page is once it has come to rest."""
    found = [box_of(place)]

    def look() -> None:
        place.page.wait_for_timeout(STEADY_MS)
        found.append(box_of(place))
        assert found[-1] == found[-2], f"{place} moves"

    eventually(place.page, look)
    return found[-1]
