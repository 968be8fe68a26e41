"""One class: who is in it, where they are, what was guessed, and where the teacher calls them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from nn_core import InputError
from nn_core.errors import counted
from nn_core.lessons import DO_NOT_KNOW, LESSONS, lesson
from nn_core.sharing.setup import Setup

MOST_LEARNERS: Final = 150
MOST_LETTERS: Final = 24
# A page says every few seconds that it is there, one that is in the background once a minute.
SECONDS_TO_BE_GONE: Final = 180.0
# After so long another page may come with the same name: the same learner, after a reload.
SECONDS_TO_COME_BACK: Final = 20.0


@dataclass
class Learner:
    """A learner as the class knows them; guesses by the lessons' numbers; settled: the lessons
    whose outcome they have seen; seen: when their page was last there; n_calls: the number of the
    last call that they were told of."""

    nickname: str
    seen: float
    lesson: int = 0
    guesses: dict[int, str] = field(default_factory=dict)
    settled: frozenset[int] = frozenset()
    n_calls: int = 0


class Guesses(NamedTuple):
    """How often each answer of a lesson was guessed, in the order of its answers."""

    lesson: int
    counts: tuple[tuple[str, int], ...]

    @property
    def n(self) -> int:
        """How many have guessed."""
        return sum(count for _, count in self.counts)


class Place(NamedTuple):
    """Where a learner is: at which lesson, 0 for none, whether they have guessed in it, and whether
    they have seen its outcome."""

    nickname: str
    lesson: int
    has_guessed: bool
    is_settled: bool


class Call(NamedTuple):
    """The setup and lesson that the teacher has called everybody to; the first has number 1."""

    number: int
    setup: Setup
    lesson: int


@dataclass
class ClassRoom:
    """Everything that is kept of a class; learners by a token that only their page knows."""

    key: str
    opened: float
    used: float
    learners: dict[str, Learner] = field(default_factory=dict)
    shown: set[int] = field(default_factory=set)
    call: Call | None = None

    def seat(self, token: str, nickname: str, now: float) -> str:
        """Let a learner in; the name that they get. InputError for no name, or a full class."""
        self._forget_gone(now)
        name = readable(nickname)
        before = next((t for t, one in self.learners.items() if one.nickname == name), None)
        if before is not None and now - self.learners[before].seen >= SECONDS_TO_COME_BACK:
            self.learners[token] = self.learners.pop(before)
            self.learners[token].seen = now
            return name
        if len(self.learners) >= MOST_LEARNERS:
            raise InputError(
                f"This class is full: it has {counted(MOST_LEARNERS, 'learner')}. Ask your teacher "
                "to open another one."
            )
        taken = {one.nickname for one in self.learners.values()}
        free = (f"{name} ({number})" for number in range(2, MOST_LEARNERS + 2))
        name = name if name not in taken else next(one for one in free if one not in taken)
        self.learners[token] = Learner(name, now)
        return name

    def come_back(self, token: str, now: float) -> Learner | None:
        """The learner who has this token, and whose page is there again; None without one."""
        self._forget_gone(now)
        learner = self.learners.get(token)
        if learner is not None:
            learner.seen = now
        return learner

    def report(
        self, token: str, at: int, guesses: Mapping[int, str], settled: frozenset[int], now: float
    ) -> Learner | None:
        """Take down where a learner is; None for one who is not in the class (any more)."""
        learner = self.learners.get(token)
        if learner is None:
            return None
        learner.seen = self.used = now
        learner.lesson = at if _is_lesson(at) else 0
        learner.settled = settled
        learner.n_calls = self.call.number if self.call else 0
        for number, guess in guesses.items():
            if _is_lesson(number) and guess in (*lesson(number).answers, DO_NOT_KNOW):
                learner.guesses.setdefault(number, guess)
        return learner

    def present(self, now: float) -> list[Learner]:
        """The learners whose pages are there."""
        self._forget_gone(now)
        return list(self.learners.values())

    def guesses(self, number: int, now: float) -> Guesses:
        """What those who are there have guessed in a lesson."""
        entered = [one.guesses.get(number) for one in self.present(now)]
        answers = (*lesson(number).answers, DO_NOT_KNOW)
        return Guesses(number, tuple((answer, entered.count(answer)) for answer in answers))

    def places(self, now: float) -> tuple[Place, ...]:
        """Where everybody is, by name."""
        found = (
            Place(one.nickname, one.lesson, one.lesson in one.guesses, one.lesson in one.settled)
            for one in self.present(now)
        )
        return tuple(sorted(found))

    def _forget_gone(self, now: float) -> None:
        gone = [t for t, one in self.learners.items() if now - one.seen >= SECONDS_TO_BE_GONE]
        for token in gone:
            del self.learners[token]


def readable(nickname: str) -> str:
    """A nickname on one line, of letters that can be seen; InputError where none is left."""
    shown = "".join(letter if letter.isprintable() else " " for letter in nickname)
    name = " ".join(shown.split())[:MOST_LETTERS].strip()
    if not name:
        raise InputError("Type a nickname, so that your teacher knows who is there.")
    return name


def _is_lesson(number: object) -> bool:
    return type(number) is int and 1 <= number <= len(LESSONS)
