"""All classes of this process. They are kept in memory alone, and gone after a day."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, NamedTuple

from nn_core import InputError
from nn_core.errors import shown
from nn_core.sharing.setup import Setup
from nn_ui.process.class_room import Call, ClassRoom, Guesses, Learner, Place

MOST_CLASSES: Final = 40
SECONDS_OF_A_CLASS: Final = 24 * 3600.0
# Where there is no room for another class, one that nobody has used for so long makes room.
SECONDS_OF_IDLENESS: Final = 3600.0
CODE_LENGTH: Final = 6
# No vowels, so that no code is a word; and no letter that looks like a number.
_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"


class Seat(NamedTuple):
    """A learner's place in a class: the token is their page's alone."""

    code: str
    token: str
    nickname: str


class News(NamedTuple):
    """What a learner may know: how many are there, how many have guessed in their lesson, what was
    guessed where the teacher has opened that, and the last call."""

    n_learners: int
    n_guessed: int
    guesses: Guesses | None
    call: Call | None


class Overview(NamedTuple):
    """What the teacher knows of a lesson: where everybody is, what was guessed, and whether the
    learners see that."""

    places: tuple[Place, ...]
    guesses: Guesses
    is_shown: bool


class Classes:
    """May be asked from any thread. `code` makes the code of a new class."""

    def __init__(self, code: Callable[[], str] | None = None) -> None:
        self._code = new_code if code is None else code
        self._lock = threading.Lock()
        self._rooms: dict[str, ClassRoom] = {}

    def open(self, now: float, code: str = "") -> tuple[str, str]:
        """Open a class, with this code or a new one; its code, and the key of its teacher.

        Raises InputError when there is such a class, or no room for another one.
        """
        with self._lock:
            self._make_room(now)
            if code in self._rooms:
                raise InputError("This class is open already: its teacher's key opens it again.")
            while not code or code in self._rooms:
                code = self._code()
            key = new_code()
            self._rooms[code] = ClassRoom(key, now, now)
            return code, key

    def is_open(self, code: str, now: float) -> bool:
        """Whether there is a class with this code."""
        with self._lock:
            self._forget_old(now)
            return code in self._rooms

    def teach(self, code: str, key: str, now: float) -> None:
        """InputError unless `key` is that of the class's teacher."""
        with self._of_teacher(code, key, now):
            return

    def join(self, code: str, nickname: str, now: float) -> Seat:
        """A place in a class; InputError when there is none."""
        with self._room(code, now) as room:
            token = secrets.token_hex(8)
            return Seat(code, token, room.seat(token, nickname, now))

    def come_back(self, code: str, token: str, now: float) -> Learner | None:
        """The learner whose page has been reloaded; None when their place is gone."""
        with self._lock:
            self._forget_old(now)
            room = self._rooms.get(code)
            return room.come_back(token, now) if room else None

    def report(
        self, seat: Seat, at: int, guesses: Mapping[int, str], settled: frozenset[int], now: float
    ) -> News | None:
        """Take down where a learner is; what they may know, None when they are not in the class any
        more, or the class is gone."""
        with self._lock:
            self._forget_old(now)
            room = self._rooms.get(seat.code)
            learner = room.report(seat.token, at, guesses, settled, now) if room else None
            if room is None or learner is None:
                return None
            found = room.guesses(learner.lesson, now) if learner.lesson else None
            n = len(room.present(now))
            visible = found if learner.lesson in room.shown else None
            return News(n, found.n if found else 0, visible, room.call)

    def leave(self, seat: Seat) -> None:
        """Give a place back."""
        with self._lock:
            room = self._rooms.get(seat.code)
            if room is not None:
                room.learners.pop(seat.token, None)

    def overview(self, code: str, key: str, at: int, now: float) -> Overview:
        """What the teacher may know; InputError when the class is gone."""
        with self._of_teacher(code, key, now) as room:
            return Overview(room.places(now), room.guesses(at, now), at in room.shown)

    def show(self, code: str, key: str, at: int, now: float) -> None:
        """Let the learners see what was guessed in a lesson."""
        with self._of_teacher(code, key, now) as room:
            room.shown.add(at)

    def call(self, code: str, key: str, setup: Setup, at: int, now: float) -> None:
        """Call everybody to a setup, and to a lesson."""
        with self._of_teacher(code, key, now) as room:
            room.call = Call(room.call.number + 1 if room.call else 1, setup, at)

    def close(self, code: str, key: str, now: float) -> None:
        """End a class."""
        with self._of_teacher(code, key, now):
            del self._rooms[code]

    @contextmanager
    def _room(self, code: str, now: float) -> Iterator[ClassRoom]:
        with self._lock:
            self._forget_old(now)
            if code not in self._rooms:
                raise InputError(
                    f'There is no class "{shown(code)}" here: look at the code again, or open your '
                    "teacher's link."
                )
            self._rooms[code].used = now
            yield self._rooms[code]

    @contextmanager
    def _of_teacher(self, code: str, key: str, now: float) -> Iterator[ClassRoom]:
        with self._room(code, now) as room:
            if not secrets.compare_digest(room.key.encode(), key.encode()):
                raise InputError("This is not the key of the class's teacher.")
            yield room

    def _forget_old(self, now: float) -> None:
        old = [
            code for code, room in self._rooms.items() if now - room.opened >= SECONDS_OF_A_CLASS
        ]
        for code in old:
            del self._rooms[code]

    def _make_room(self, now: float) -> None:
        self._forget_old(now)
        if len(self._rooms) < MOST_CLASSES:
            return
        code, room = min(self._rooms.items(), key=lambda item: item[1].used)
        if now - room.used < SECONDS_OF_IDLENESS:
            raise InputError(
                f"{MOST_CLASSES} classes are open on this server, and no more fit: "
                "close one, or try again later."
            )
        del self._rooms[code]


def new_code() -> str:
    """Six letters that nobody guesses."""
    return "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))
