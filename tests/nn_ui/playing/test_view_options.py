"""The choices of how pictures look: all pictures follow, and the address knows."""

from __future__ import annotations

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.sharing.link import query_in
from nn_ui.figures.palette import CONTRAST, LIGHT, LIGHT_CONTRAST, SAFE
from tests.nn_ui.sharing.test_link import link, opened_at
from tests.nn_ui.test_journeys import fine, opened, sent

PAGES = (
    {},
    {"problem": "xor", "hidden": "3", "bias": "1", "panel": "output", "t": "9"},
    {"table": "~".join("_".join([*("01" * 6), "1"]) for _ in range(3)), "hidden": "3"},
)


def looks(page: AppTest) -> set[str]:
    """All colours that the stage has been sent."""
    return set(re.findall("#[0-9a-f]{6}", json.dumps(sent(page))))


@pytest.mark.parametrize("query", PAGES)
def test_every_picture_follows_the_palette(query: dict[str, str]) -> None:
    page = opened_at(**query)
    before = looks(page)
    assert {LIGHT.positive, LIGHT.curves[0]} <= before
    fine(page.radio(key="palette").set_value(CONTRAST).run())
    after = looks(page)
    assert {LIGHT_CONTRAST.positive, LIGHT_CONTRAST.curves[0]} <= after
    gone = {LIGHT.text, LIGHT.muted, LIGHT.positive, LIGHT.negative, *LIGHT.curves}
    assert not after & gone


def test_the_address_tells_the_palette() -> None:
    page = opened()
    assert "colours" not in query_in(link(page) or "?")
    fine(page.radio(key="palette").set_value(CONTRAST).run())
    assert query_in(link(page))["colours"] == CONTRAST
    again = opened_at(**query_in(link(page)))
    assert again.radio(key="palette").value == CONTRAST
    assert LIGHT_CONTRAST.positive in looks(again)
    assert opened_at(colours="purple").radio(key="palette").value == SAFE


def test_the_loss_is_heard_only_when_it_was_asked_for_and_no_link_asks_for_it() -> None:
    page = opened()
    assert sent(page)["sound"] is False
    fine(page.toggle(key="sound").set_value(True).run())
    assert sent(page)["sound"] is True
    assert "sound" not in link(page)
