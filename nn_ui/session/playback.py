"""Playing a run: the server trains a little ahead, and says which iteration is shown when.

A piece of film is a list of frames, each with the second at which it is due and its iteration.
The server's clock rules: whoever asks what is on the screen gets the newest frame that is due. So
a late piece holds fewer frames, never more, and what a piece costs has an upper bound.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, NamedTuple

from nn_ui.session.pace import Pace
from nn_ui.session.stopping import Stopping

# How long a piece may train.
SECONDS_OF_TRAINING = 0.6


class Tempo(NamedTuple):
    """How often a piece is made, in seconds, how far it reaches ahead of that moment, and its
    frames a second.

    It reaches so far that the next one can be made (which may train for `SECONDS_OF_TRAINING`), can
    travel and be decoded before it is due.
    """

    seconds_between: float
    seconds_ahead: float
    frames_a_second: int


# For few sessions: as many frames as most screens show.
LIVELY: Final = Tempo(1.0, 1.9, 60)
# For a class: Streamlit's own work for a piece is about that for thirty frames, in the browser more
# than that, so pieces are long before frames are few.
FULL: Final = Tempo(2.0, 3.2, 30)
# For a crowded server. Who asks late by a second still sees no gap.
THIN: Final = Tempo(3.0, 5.0, 11)


class Frame(NamedTuple):
    """At `time` (seconds since play began) the network of `iteration` is on the screen."""

    time: float
    iteration: int


@dataclass
class Playback:
    """One play from `start` to `goal`, begun at `began` (seconds of the server's clock).

    Its `Stopping`, which trains the run, may find that it ends before; then `goal` is moved there.
    `tempo` may change between two pieces.
    """

    pace: Pace
    start: int
    goal: int
    began: float
    tempo: Tempo = FULL

    def __post_init__(self) -> None:
        self._frames = [Frame(0.0, self.start)]
        self._anchor = Frame(0.0, self.start)

    @property
    def end(self) -> Frame:
        """The last frame that has been planned."""
        return self._frames[-1]

    def seconds(self, now: float) -> float:
        """The time of the server's clock as seconds since play began."""
        return now - self.began

    def cursor(self, now: float) -> int:
        """The iteration on the screen at `now`."""
        due = [frame for frame in self._frames if frame.time <= self.seconds(now)]
        return due[-1].iteration if due else self.start

    @property
    def is_planned(self) -> bool:
        """Whether no frames will come after those that have been planned."""
        return self.end.iteration >= self.goal

    def ahead(self, now: float) -> tuple[Frame, ...]:
        """The frame on the screen at `now` and all that have been planned after it."""
        return tuple(self._on_or_after(self.seconds(now)))

    def is_over(self, now: float) -> bool:
        """Whether the last frame has been shown, and it shows the goal."""
        return self.is_planned and self.end.time <= self.seconds(now)

    def train(self, stopping: Stopping, now: float, within_seconds: float) -> bool:
        """Train for the next piece; True when that needs no more training."""
        if not self._needs_piece(now):
            return True
        wanted = self._due(self._horizon(now))
        before = stopping.iteration
        reached = stopping.advance_to(wanted, within_seconds=within_seconds)
        if stopping.place is not None:
            self.goal = min(self.goal, stopping.place)
        if min(reached, wanted) >= self.goal:
            return stopping.replay(self.goal, within_seconds) >= self.goal
        return reached >= wanted or reached == before  # it may have ended for good

    def next_piece(
        self, stopping: Stopping, now: float, within_seconds: float | None = None
    ) -> tuple[Frame, ...]:
        """Train as far as the screen will need, and plan the frames up to there."""
        if not self._needs_piece(now):
            return ()
        most = SECONDS_OF_TRAINING if within_seconds is None else within_seconds
        self.train(stopping, now, most)
        begin, horizon = max(self.end.time, self.seconds(now)), self._horizon(now)
        wanted = self._due(horizon)
        reached = min(stopping.iteration, wanted)
        if reached == self.goal:
            reached = stopping.replay(self.goal, within_seconds=0)
        if self.pace.due is None or reached < wanted:
            planned = self._spread(stopping, begin, horizon, reached)
        else:
            planned = self._by_the_clock(stopping, begin, horizon)
        frames = _without_repeats(self.end.iteration, planned)
        self._frames = [*self._on_or_after(self.seconds(now)), *frames]
        return frames

    def _horizon(self, now: float) -> float:
        return self.seconds(now) + self.tempo.seconds_ahead

    def _needs_piece(self, now: float) -> bool:
        begin = max(self.end.time, self.seconds(now))
        is_short = self._horizon(now) - begin >= 1.5 / self.tempo.frames_a_second
        return is_short and self.end.iteration < self.goal

    def _due(self, seconds: float) -> int:
        if self.pace.due is None:
            return self.goal
        due = self.pace.due(self._anchor.iteration, seconds - self._anchor.time)
        return min(self.goal, math.floor(due))

    def _by_the_clock(self, stopping: Stopping, begin: float, horizon: float) -> list[Frame]:
        due = [Frame(time, self._due(time)) for time in self._times(begin, horizon)]
        return self._near(stopping, due)

    def _spread(
        self, stopping: Stopping, begin: float, horizon: float, reached: int
    ) -> list[Frame]:
        """Training cannot keep up, so what was reached fills the piece evenly, and the pace goes
        on from there."""
        times = self._times(begin, horizon)
        share = (reached - self.end.iteration) / len(times)
        self._anchor = Frame(horizon, reached)
        return self._near(
            stopping,
            [
                Frame(time, self.end.iteration + math.floor(share * number))
                for number, time in enumerate(times, start=1)
            ],
        )

    def _times(self, begin: float, horizon: float) -> list[float]:
        rate = self.tempo.frames_a_second
        return [begin + number / rate for number in range(1, int((horizon - begin) * rate) + 1)]

    def _near(self, stopping: Stopping, due: list[Frame]) -> list[Frame]:
        """The frames, each with an iteration before the one that is due that costs little."""
        frames, before = [], self.end.iteration
        for time, iteration in due:
            if iteration != self.goal and iteration > before:
                iteration = stopping.near(iteration, before)
            before = max(before, iteration)
            frames.append(Frame(time, before))
        return frames

    def _on_or_after(self, seconds: float) -> list[Frame]:
        shown = [frame for frame in self._frames if frame.time <= seconds]
        return [*shown[-1:], *(frame for frame in self._frames if frame.time > seconds)]


def _without_repeats(iteration: int, frames: list[Frame]) -> tuple[Frame, ...]:
    new = []
    for frame in frames:
        if frame.iteration > iteration:
            new.append(frame)
            iteration = frame.iteration
    return tuple(new)
