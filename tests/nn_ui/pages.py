"""What the tests do with a page that has no browser."""

from streamlit.testing.v1 import AppTest


def fine(page: AppTest) -> AppTest:
    """The page, which has drawn itself without a fault."""
    assert [each.value for each in page.exception] == []
    assert [each.value for each in page.error] == []
    return page


def press(page: AppTest, key: str) -> AppTest:
    return fine(page.button(key=key).click().run())
