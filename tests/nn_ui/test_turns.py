"""Sessions take turns, and none keeps the others waiting for the whole of its training."""

import time
from typing import cast

import pytest

from nn_ui import turns
from nn_ui.learner import Learner
from nn_ui.playback import SECONDS_OF_TRAINING


class Heavy:
    """A learner that needs `n_slices` turns for its next piece of film."""

    def __init__(self, n_slices: int) -> None:
        self.n_slices = n_slices
        self.asked: list[float] = []

    def train_ahead(self, now: float, within_seconds: float) -> bool:
        assert turns.TURN.locked()
        self.asked.append(within_seconds)
        return len(self.asked) >= self.n_slices


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The breaks that were made, during which the turn is another's."""
    made: list[float] = []

    def sleep(seconds: float) -> None:
        assert not turns.TURN.locked()
        made.append(seconds)

    monkeypatch.setattr(time, "sleep", sleep)
    return made


@pytest.mark.parametrize("n_slices", [1, 2, 7])
def test_training_takes_short_turns_with_breaks_between(breaks: list[float], n_slices: int) -> None:
    heavy = Heavy(n_slices)
    turns.train(cast(Learner, heavy), time.monotonic())
    assert heavy.asked == [turns.SECONDS_A_SLICE] * n_slices
    assert len(breaks) == n_slices - 1
    assert not turns.TURN.locked()


def test_training_ends_when_its_time_is_over(breaks: list[float]) -> None:
    heavy = Heavy(1_000_000_000)
    began = time.monotonic()
    turns.train(cast(Learner, heavy), began)
    assert time.monotonic() - began >= SECONDS_OF_TRAINING
    late = Heavy(2)
    turns.train(cast(Learner, late), time.monotonic() - SECONDS_OF_TRAINING)
    assert late.asked == []  # the piece itself still trains a little


def test_an_error_gives_the_turn_back() -> None:
    class Broken(Heavy):
        def train_ahead(self, now: float, within_seconds: float) -> bool:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        turns.train(cast(Learner, Broken(1)), time.monotonic())
    assert not turns.TURN.locked()
