"""Sessions take turns, and none keeps the others waiting for the whole of its training."""

import time
from types import SimpleNamespace
from typing import cast

import pytest

from nn_ui.playing import locks
from nn_ui.playing.load import Load
from nn_ui.session.pace import PACES
from nn_ui.session.playback import SECONDS_OF_TRAINING, Playback
from nn_ui.session.player import Player


class Heavy:
    """A learner that needs `n_slices` turns for its next piece of film."""

    def __init__(self, n_slices: int) -> None:
        self.n_slices = n_slices
        self.playback = Playback(PACES[0], 0, 1, 0.0)
        self.asked: list[float] = []

    def train_ahead(self, now: float, within_seconds: float) -> bool:
        assert locks.FILM_LOCK.locked()
        self.asked.append(within_seconds)
        return len(self.asked) >= self.n_slices


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The breaks that were made, during which the turn is another's."""
    made: list[float] = []

    def sleep(seconds: float) -> None:
        assert not locks.FILM_LOCK.locked()
        made.append(seconds)

    # Theirs alone: a thread of the process that looks after memory sleeps, too.
    monkeypatch.setattr(locks, "time", SimpleNamespace(**{**vars(time), "sleep": sleep}))
    return made


@pytest.mark.parametrize("n_slices", [1, 2, 7])
def test_training_takes_short_turns_with_breaks_between(breaks: list[float], n_slices: int) -> None:
    heavy = Heavy(n_slices)
    with locks.turn_after_training(cast(Player, heavy), time.monotonic()):
        assert locks.FILM_LOCK.locked()
    assert heavy.asked == [locks.SECONDS_A_SLICE] * n_slices
    assert len(breaks) == n_slices - 1
    assert not locks.FILM_LOCK.locked()


def test_training_ends_when_its_time_is_over(breaks: list[float]) -> None:
    heavy = Heavy(1_000_000_000)
    began = time.monotonic()
    with locks.turn_after_training(cast(Player, heavy), began):
        assert locks.FILM_LOCK.locked()
    assert time.monotonic() - began >= SECONDS_OF_TRAINING
    late = Heavy(2)
    with locks.turn_after_training(cast(Player, late), time.monotonic() - SECONDS_OF_TRAINING):
        assert locks.FILM_LOCK.locked()
    assert late.asked == []  # the piece itself still trains a little


def test_many_seeds_train_one_slice_in_one_lane_and_rest_the_longer_the_more_films_play(
    breaks: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    def go_on(seconds: float) -> None:
        assert locks.FILM_LOCK.locked()
        assert locks.SEEDS_LOCK.locked()
        asked.append(seconds)

    monkeypatch.setattr(locks, "LOAD", Load())
    for n_films in range(0, 80, 20):
        for film in range(n_films):
            locks.LOAD.plays(film, time.monotonic())
        locks.slice_of_seeds(go_on)
    assert asked == [locks.SECONDS_A_SLICE] * 4
    assert breaks == sorted(breaks)
    assert breaks[0] == locks.SECONDS_BETWEEN_SLICES
    assert breaks[-1] > 1.5 * locks.SECONDS_A_SLICE
    assert not locks.SEEDS_LOCK.locked()


def test_an_error_gives_the_turn_back() -> None:
    class Broken(Heavy):
        def train_ahead(self, now: float, within_seconds: float) -> bool:
            raise ZeroDivisionError

    now = time.monotonic()
    broken = locks.turn_after_training(cast(Player, Broken(1)), now)
    with pytest.raises(ZeroDivisionError), broken:
        pytest.fail("There is no piece to be made.")
    assert not locks.FILM_LOCK.locked()
    sound = locks.turn_after_training(cast(Player, Heavy(1)), now)
    with pytest.raises(ZeroDivisionError), sound:
        raise ZeroDivisionError
    assert not locks.FILM_LOCK.locked()


def test_pages_take_turns_but_wait_for_a_slow_one_only_so_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with locks.page_turn():
        assert locks.PAGE_LOCK.locked()
        monkeypatch.setattr(locks, "SECONDS_TO_WAIT_FOR_A_PAGE", 0.01)
        with locks.page_turn():
            assert locks.PAGE_LOCK.locked()
        assert locks.PAGE_LOCK.locked(), "it is still the slow page's turn"
    assert not locks.PAGE_LOCK.locked()
    with pytest.raises(ZeroDivisionError), locks.page_turn():
        raise ZeroDivisionError
    assert not locks.PAGE_LOCK.locked()
