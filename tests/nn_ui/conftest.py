"""What the tests of the page share."""

import pytest

from nn_ui.session import player


@pytest.fixture(autouse=True)
def _patient_clicks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A click never becomes a film because the machine is busy; a test of such films says 0."""
    monkeypatch.setattr(player, "SECONDS_A_CLICK_MAY_TAKE", 60.0)
