"""What the tests of the page share."""

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from nn_ui.session import player


@pytest.fixture(scope="session", autouse=True)
def _installed_packages_are_read_once() -> Iterator[None]:
    """Streamlit looks in all of them for components at each opening here; a server does it once."""
    with pytest.MonkeyPatch.context() as patch:
        scan = manifest_scanner.scan_component_manifests
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(scan))
        yield


@pytest.fixture(autouse=True)
def _patient_clicks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A click never becomes a film because the machine is busy; a test of such films says 0."""
    monkeypatch.setattr(player, "SECONDS_A_CLICK_MAY_TAKE", 60.0)
