"""The film's plan, made with a clock of its own: what is shown when, and how much a piece costs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Dataset, Experiment, Run
from nn_core.run import schedule
from nn_core.run.stop_rule import StopRule
from nn_ui.session import playback as playback_file
from nn_ui.session.pace import FASTEST, PACES, Pace, pace
from nn_ui.session.playback import (
    FULL,
    LIVELY,
    SECONDS_OF_TRAINING,
    THIN,
    Frame,
    Playback,
    Tempo,
)
from nn_ui.session.stopping import Stopping

MOST_FRAMES = 96
BEGAN = 1000.0
# Seconds between two pieces: punctual, up to half a second late, and a page that was asleep.
PUNCTUAL_OR_LATE = st.lists(st.floats(0, 0.5), min_size=12, max_size=12)
ANY_WAIT = st.lists(st.floats(0.0, 5.0), min_size=1, max_size=30)


class FakeRun:
    """An ending that is never met, of a run that trains at most `per_call` iterations at a time,
    and takes no time for it."""

    place = None

    def __init__(self, per_call: int | None = None, iteration: int = 0) -> None:
        self.per_call, self.iteration = per_call, iteration

    def advance_to(self, iteration: int, within_seconds: float | None = None) -> int:
        assert within_seconds == SECONDS_OF_TRAINING
        most = iteration if self.per_call is None else self.iteration + self.per_call
        self.iteration = max(self.iteration, min(iteration, most))
        return self.iteration

    def near(self, iteration: int, after: int) -> int:
        return max(after, schedule.last_at(iteration))

    def replay(self, iteration: int, within_seconds: float | None = None) -> int:
        return iteration


def punctual(until: float) -> list[float]:
    return [
        FULL.seconds_between * number for number in range(int(until / FULL.seconds_between) + 2)
    ]


def pieces(play: Playback, run: FakeRun, moments: list[float]) -> list[tuple[Frame, ...]]:
    return [play.next_piece(run, play.began + moment) for moment in moments]


def film(play: Playback, run: FakeRun, moments: list[float]) -> list[Frame]:
    return [frame for piece in pieces(play, run, moments) for frame in piece]


def log_from_zero(goal: int = 10_000) -> Playback:
    return Playback(pace("log"), 0, goal, BEGAN)


def test_the_default_run_is_over_after_twelve_seconds() -> None:
    play = log_from_zero()
    frames = film(play, FakeRun(), punctual(13))
    assert frames[-1].iteration == 10_000
    assert frames[-1].time == pytest.approx(12, abs=0.05)
    assert not play.is_over(BEGAN + frames[-1].time - 0.01)
    assert play.is_over(BEGAN + frames[-1].time)


def test_a_decade_gets_as_many_seconds_early_as_late() -> None:
    frames = film(log_from_zero(), FakeRun(), punctual(13))
    first_at = {
        t: next(f.time for f in frames if f.iteration >= t) for t in (10, 100, 1000, 10_000)
    }
    lengths = [later - earlier for earlier, later in pairwise(first_at.values())]
    assert lengths == pytest.approx([3, 3, 3], abs=0.05)


@given(
    rule=st.sampled_from(PACES),
    start=st.integers(0, 5000),
    ahead=st.integers(1, 20_000),
    per_call=st.none() | st.integers(1, 5000),
    waits=ANY_WAIT,
)
def test_frames_go_forward_are_trained_and_end_at_the_goal(
    rule: Pace, start: int, ahead: int, per_call: int | None, waits: list[float]
) -> None:
    play, run = Playback(rule, start, start + ahead, BEGAN), FakeRun(per_call, start)
    before, now = Frame(0.0, start), 0.0
    for wait in waits:
        now += wait
        piece = play.next_piece(run, BEGAN + now)
        assert len(piece) <= MOST_FRAMES
        for frame in piece:
            assert frame.time > before.time
            assert before.iteration < frame.iteration <= min(run.iteration, play.goal)
            assert frame.time <= now + FULL.seconds_ahead + 1e-9
            assert frame.iteration in (play.goal, schedule.last_at(frame.iteration))
            before = frame
    assert play.end == before


@given(rule=st.sampled_from(PACES), per_call=st.none() | st.integers(200, 5000), data=st.data())
def test_the_goal_is_always_the_last_frame(
    rule: Pace, per_call: int | None, data: st.DataObject
) -> None:
    goal = data.draw(st.integers(1, 40 if rule.key == "1" else 3000))
    play = Playback(rule, 0, goal, BEGAN)
    seconds = 12 + goal / {"1": 1, "10": 10, "100": 100, "1000": 1000}.get(rule.key, 250)
    frames = film(play, FakeRun(per_call), punctual(seconds + 10))
    assert frames[-1].iteration == play.end.iteration == goal
    assert play.next_piece(FakeRun(per_call, goal), BEGAN + 10_000) == ()


@pytest.mark.parametrize("late", [0.0, 0.1, 0.3, 0.5, 1.0, 3.0, 3600.0])
def test_a_late_piece_never_holds_more_frames_than_the_first_one(late: float) -> None:
    play, run = Playback(pace("1000"), 0, 10_000_000, BEGAN), FakeRun()
    first, second, late_one = pieces(play, run, [0.0, 2.0, 4.0 + late])
    assert len(first) == MOST_FRAMES
    assert len(second) == 60
    assert len(late_one) <= min(MOST_FRAMES, 60 + FULL.frames_a_second * late + 1)


@given(late=PUNCTUAL_OR_LATE)
def test_a_server_up_to_half_a_second_late_leaves_no_gap_in_the_film(late: list[float]) -> None:
    play, run = Playback(pace("1000"), 0, 10_000_000, BEGAN), FakeRun()
    moments = [FULL.seconds_between * number + wait for number, wait in enumerate(late)]
    made = list(zip(moments, pieces(play, run, moments), strict=True))
    frames = [frame for _, piece in made for frame in piece]
    gaps = [later.time - earlier.time for earlier, later in pairwise(frames)]
    assert max(gaps) <= 1 / FULL.frames_a_second + 1e-9
    assert len(frames) <= FULL.frames_a_second * moments[-1] + MOST_FRAMES
    for moment, piece in made[1:]:
        # Even when training takes all the time it may, the piece is there before it is due.
        assert all(frame.time > moment + SECONDS_OF_TRAINING - 1e-6 for frame in piece[:1])


def test_a_thin_film_has_few_long_pieces_and_no_gap_though_each_is_a_second_late() -> None:
    play, run = Playback(pace("1000"), 0, 10_000_000, BEGAN, tempo=THIN), FakeRun()
    moments = [(THIN.seconds_between + 1) * number for number in range(12)]
    made = pieces(play, run, moments)
    frames = [frame for piece in made for frame in piece]
    gaps = [later.time - earlier.time for earlier, later in pairwise(frames)]
    assert max(gaps) <= 1 / 10, "never below 10 frames a second"
    assert max(map(len, made)) <= THIN.seconds_ahead * THIN.frames_a_second
    for moment, piece in zip(moments[1:], made[1:], strict=True):
        assert piece[0].time > moment + SECONDS_OF_TRAINING


def test_a_lively_film_has_no_gap_though_each_piece_trains_as_long_as_it_may() -> None:
    play, run = Playback(pace("1000"), 0, 10_000_000, BEGAN, tempo=LIVELY), FakeRun()
    moments = [(LIVELY.seconds_between + wait) * number for number in range(12) for wait in (0.2,)]
    made = pieces(play, run, moments)
    frames = [frame for piece in made for frame in piece]
    assert max(later.time - earlier.time for earlier, later in pairwise(frames)) <= 1 / 60 + 1e-9
    for moment, piece in zip(moments[1:], made[1:], strict=True):
        assert piece[0].time > moment + SECONDS_OF_TRAINING


@given(
    tempos=st.lists(st.sampled_from([FULL, LIVELY, THIN]), min_size=20, max_size=20),
    rule=st.sampled_from(PACES),
    per_call=st.none() | st.integers(200, 5000),
)
def test_the_tempo_may_change_at_every_piece(
    tempos: list[Tempo], rule: Pace, per_call: int | None
) -> None:
    play, run, now = Playback(rule, 0, 1_000_000, BEGAN), FakeRun(per_call), 0.0
    frames = [Frame(0.0, 0)]
    for tempo in tempos:
        play.tempo = tempo
        piece = play.next_piece(run, BEGAN + now)
        assert len(piece) <= tempo.seconds_ahead * tempo.frames_a_second
        frames += piece
        now += tempo.seconds_between
    for earlier, later in pairwise(frames):
        assert earlier.time < later.time
        assert earlier.iteration < later.iteration <= run.iteration
    if rule.key == "1000" and per_call is None:
        assert max(b.time - a.time for a, b in pairwise(frames)) <= 1 / 10


def test_when_the_crowd_has_gone_a_film_has_all_its_frames_again() -> None:
    play, run = Playback(pace("1000"), 0, 10_000_000, BEGAN, tempo=THIN), FakeRun()
    thin_until = play.next_piece(run, BEGAN)[-1].time
    play.tempo = FULL
    moments = [THIN.seconds_between + FULL.seconds_between * number for number in range(10)]
    frames = film(play, run, moments)
    assert thin_until < frames[0].time <= thin_until + 1 / THIN.frames_a_second
    gaps = [later.time - earlier.time for earlier, later in pairwise(frames)]
    assert max(gaps) <= 1 / 30 + 1e-9


@given(rule=st.sampled_from(PACES), waits=ANY_WAIT, data=st.data())
def test_the_cursor_is_the_newest_frame_that_is_due(
    rule: Pace, waits: list[float], data: st.DataObject
) -> None:
    play, run, now = Playback(rule, 7, 20_000, BEGAN), FakeRun(500, 7), 0.0
    planned = [Frame(0.0, 7)]
    for wait in waits:
        now += wait
        planned += play.next_piece(run, BEGAN + now)
        moment = BEGAN + now + data.draw(st.floats(0, 2))
        due = [f.iteration for f in planned if f.time <= play.seconds(moment)]
        assert play.cursor(moment) == due[-1]


def test_before_anything_is_due_the_start_is_on_the_screen() -> None:
    play = Playback(pace("10"), 42, 100, BEGAN)
    assert play.cursor(BEGAN) == play.cursor(BEGAN - 1) == 42
    play.next_piece(FakeRun(iteration=42), BEGAN)
    assert play.cursor(BEGAN + 0.05) == 42


def test_a_slow_pace_waits_between_its_frames() -> None:
    frames = film(Playback(pace("1"), 0, 5, BEGAN), FakeRun(), punctual(6))
    assert [frame.iteration for frame in frames] == [1, 2, 3, 4, 5]
    assert [frame.time for frame in frames] == pytest.approx([1, 2, 3, 4, 5], abs=0.04)


def test_when_training_is_slow_the_pace_goes_on_from_what_was_reached() -> None:
    play, run = Playback(pace("1000"), 0, 100_000, BEGAN), FakeRun(per_call=100)
    slow = film(play, run, [0.0, 0.5, 1.0, 1.5, 2.0])
    assert slow[-1].iteration == 500
    run.per_call = None
    quick = play.next_piece(run, BEGAN + 2.5)
    # Half a second at 1,000 a second, with no jump to where the pace would have been by now.
    assert quick[-1].iteration == pytest.approx(1000, abs=40)
    assert quick[0].iteration - slow[-1].iteration < 80


def test_slow_training_fills_its_piece_evenly() -> None:
    play = Playback(pace("1000"), 0, 100_000, BEGAN)
    piece = play.next_piece(FakeRun(per_call=960), BEGAN)
    steps = {later.iteration - earlier.iteration for earlier, later in pairwise(piece)}
    assert len(piece) == MOST_FRAMES
    assert steps <= {9, 10, 11}


def test_the_fastest_pace_shows_all_that_was_trained() -> None:
    play, run = Playback(FASTEST, 0, 20_000, BEGAN), FakeRun(per_call=5000)
    made = pieces(play, run, [0.0, 0.5, 1.0, 1.5, 2.0])
    ends = [piece[-1].iteration for piece in made if piece]
    assert ends[0] == pytest.approx(5000, rel=0.01)
    assert ends[-1] == 20_000
    assert len(ends) <= 5


def test_the_fastest_pace_replays_what_is_trained_already_in_one_piece() -> None:
    play = Playback(FASTEST, 0, 10_000, BEGAN)
    assert film(play, FakeRun(iteration=10_000), [0.0, 0.5])[-1].iteration == 10_000


def test_a_real_run_with_almost_no_time_to_train_still_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(playback_file, "SECONDS_OF_TRAINING", 0.0)
    run = Run(Experiment(Dataset(X=[[0, 1], [1, 1]], y=[0, 1])))
    stopping = Stopping(run, StopRule(), 0)
    play, frames = Playback(pace("1000"), 0, 5000, BEGAN), []
    for moment in punctual(60):
        before = run.iteration
        frames += play.next_piece(stopping, BEGAN + moment)
        assert run.iteration - before <= 256
    assert frames[-1].iteration == 5000
    assert all(later.iteration > earlier.iteration for earlier, later in pairwise(frames))
