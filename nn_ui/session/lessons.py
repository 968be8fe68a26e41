"""What a tab knows of its lessons: which one is open, what was guessed, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from nn_core.lessons import DO_NOT_KNOW, LESSONS, Lesson, lesson
from nn_core.sharing.setup import Moment, Setup, View
from nn_core.sharing.some_of import SomeOf
from nn_ui.session.events.event import Event
from nn_ui.session.player import Player

_SETTLED, _MET = "o", "m"


def _words(one: Lesson) -> dict[str, str]:
    """A word for each guess that a lesson can have."""
    answers = (*one.answers, DO_NOT_KNOW)
    return {
        f"{one.number}{letter}": answer for letter, answer in zip("abcde", answers, strict=False)
    }


# The key in a link, and what may stand there.
PROGRESS_KEY: Final = "progress"
PROGRESS: Final = SomeOf(
    tuple(
        f"{word}{stage}"
        for one in LESSONS
        for word in _words(one)
        for stage in ("", _SETTLED, _MET)
    )
)


@dataclass
class Lessons:
    """shown: the number of the lesson on the page, 0 for none; guesses: what was entered and cannot
    be changed any more; settled: the lessons whose experiments have been seen to their
    ends; met: those whose last challenge has been met. All by the lessons' numbers."""

    shown: int = 0
    guesses: dict[int, str] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)
    met: set[int] = field(default_factory=set)
    _looked_at: tuple[int, int] = (-1, -1)

    @property
    def is_new(self) -> bool:
        """Whether no lesson is open, and none has been begun."""
        return not self.shown and not self.guesses

    @property
    def is_asking(self) -> bool:
        """Whether the lesson that is open waits for a guess."""
        return self.shown > 0 and self.shown not in self.guesses

    def lock(self, one: Lesson, guess: str) -> None:
        """Enter a guess, once and for all."""
        if guess in (*one.answers, DO_NOT_KNOW):
            self.guesses.setdefault(one.number, guess)

    @property
    def progress(self) -> str:
        """What a link says of it: a word for each lesson, such as "3b" for its second answer, with
        an "o" behind it when the outcome has been seen, and an "m" when its challenge is met."""
        return PROGRESS.joined([self._word(lesson(number)) for number in self.guesses])

    def restore(self, progress: str) -> None:
        """Take up what a link says. A guess that has been entered here stays."""
        for word in PROGRESS.split(progress):
            for one in LESSONS:
                answer = _words(one).get(word[: len(str(one.number)) + 1])
                if answer is not None and self.guesses.setdefault(one.number, answer) == answer:
                    self._restore(one.number, word)

    def _restore(self, number: int, word: str) -> None:
        if word.endswith((_SETTLED, _MET)):
            self.settled.add(number)
        if word.endswith(_MET):
            self.met.add(number)

    def _word(self, one: Lesson) -> str:
        guess = self.guesses[one.number]
        word = next(word for word, answer in _words(one).items() if answer == guess)
        if one.number in self.met:
            return word + _MET
        return word + _SETTLED if one.number in self.settled else word

    def look(self, one: Lesson, player: Player) -> None:
        """Take down the outcome when the run has come so far, and whether the challenge is met."""
        if one.number not in self.guesses or player.is_playing:
            return
        if one.number not in self.settled:
            self._settle(one, player)
        elif one.number not in self.met:
            here = player.run_number, player.cursor
            if here != self._looked_at and one.challenge.is_met(player.run):
                self.met.add(one.number)
            self._looked_at = here

    def _settle(self, one: Lesson, player: Player) -> None:
        is_there = player.reached >= one.iteration or player.run.stopped is not None
        if is_there and player.experiment == one.setup.experiment():
            self.settled.add(one.number)


def opening(one: Lesson, view: View) -> Event:
    """The event that opens a lesson's experiment, and its strip."""
    setup: Setup = one.setup
    moment = Moment(setup, 0, view)
    return Event(f"opening lesson {one.number}", lambda _: setup, opened=moment, restarts=True)
