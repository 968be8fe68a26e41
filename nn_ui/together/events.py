"""What was asked for in a class: to open it, to join, to be called together, to leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final, NamedTuple

from nn_core import InputError
from nn_core.sharing.setup import Moment, Setup, View
from nn_ui import state
from nn_ui.lessons.strip import LESSON
from nn_ui.process.class_room import Call
from nn_ui.process.classes import News, Seat
from nn_ui.session.events.event import Event
from nn_ui.session.lessons import Lessons
from nn_ui.session.together import Together
from nn_ui.together.registry import classes

# The keys of the widgets.
CODE, NICKNAME, KEY = "class_code", "class_nickname", "class_key"
OPEN, JOIN, TEACH, LEAVE = "open_class", "join_class", "teach_class", "leave_class"
SHOW, CALL, CLOSE = "show_guesses", "call_class", "close_class"
CALLED: Final = "Your teacher has called everybody here; Undo returns to what you had."
OVER: Final = "The class is over, or your place was given back: join again with its code."


class _Asked(NamedTuple):
    """What a press needs to know."""

    together: Together
    lessons: Lessons
    setup: Setup
    now: float


def asked(
    together: Together, lessons: Lessons, setup: Setup, view: View, now: float
) -> Iterator[Event]:
    """Do what was pressed; a learner's event is the teacher's call."""
    _come_back(together, state.kept_seat(), now)
    for press in state.presses(*_DO):
        together.refusal = ""
        try:
            _DO[press.key](_Asked(together, lessons, setup, now))
        except InputError as error:
            together.refusal = str(error)
    if together.is_learner:
        news = report(together, lessons, now)
        if news is not None and news.call is not None and is_new(together, news):
            together.n_calls = news.call.number
            yield _called(news.call, view)


def report(together: Together, lessons: Lessons, now: float) -> News | None:
    """Say where the learner is; what they may know of the class, None when they are out of it."""
    guesses, settled = dict(lessons.guesses), frozenset(lessons.settled)
    news = classes().report(seat(together), lessons.shown, guesses, settled, now)
    if news is None:
        together.leave(OVER)
    else:
        together.n_learners = news.n_learners
    return news


def is_new(together: Together, news: News) -> bool:
    """Whether there is a call that has not been followed."""
    return news.call is not None and news.call.number > together.n_calls


def lesson_of(lessons: Lessons) -> int:
    """The lesson that a teacher looks at: the one that is open, or the first."""
    return lessons.shown or 1


def seat(together: Together) -> Seat:
    """The learner's place."""
    return Seat(together.code, together.token, together.nickname)


def _called(call: Call, view: View) -> Event:
    others = tuple(pair for pair in view if pair[0] not in (LESSON, "tab"))
    at = ((LESSON, str(call.lesson)),) if call.lesson else ()
    moment = Moment(call.setup, 0, (*others, *at))
    words = "following your teacher's call"
    return Event(words, lambda _: call.setup, opened=moment, notice=CALLED, is_call=True)


def _open(asked: _Asked) -> None:
    together = asked.together
    together.code, together.key = classes().open(asked.now, together.code)


def _join(asked: _Asked) -> None:
    together = asked.together
    code = together.code or str(state.value(CODE) or "").strip().upper()
    nickname = str(state.value(NICKNAME) or "")
    together.code, together.token, together.nickname = classes().join(code, nickname, asked.now)


def _teach(asked: _Asked) -> None:
    key = str(state.value(KEY) or "").strip().upper()
    classes().teach(asked.together.code, key, asked.now)
    asked.together.key = key


def _come_back(together: Together, token: object, now: float) -> None:
    """A tab that was reloaded takes its seat again, if the class still has it."""
    if not isinstance(token, str) or together.is_learner or together.is_teacher:
        return
    learner = classes().come_back(together.code, token, now)
    if learner is not None:
        together.token, together.refusal = token, ""
        together.nickname, together.n_calls = learner.nickname, learner.n_calls


def _leave(asked: _Asked) -> None:
    if asked.together.is_learner:
        classes().leave(seat(asked.together))
    asked.together.leave()
    asked.together.code = ""


def _show(asked: _Asked) -> None:
    classes().show(*_of_teacher(asked), lesson_of(asked.lessons), asked.now)


def _call(asked: _Asked) -> None:
    classes().call(*_of_teacher(asked), asked.setup, asked.lessons.shown, asked.now)


def _close(asked: _Asked) -> None:
    try:
        classes().close(*_of_teacher(asked), asked.now)
    finally:
        asked.together.leave()
        asked.together.code = ""


def _of_teacher(asked: _Asked) -> tuple[str, str]:
    return asked.together.code, asked.together.key


_DO: Final = MappingProxyType[str, Callable[[_Asked], None]](
    {
        OPEN: _open,
        JOIN: _join,
        TEACH: _teach,
        LEAVE: _leave,
        SHOW: _show,
        CALL: _call,
        CLOSE: _close,
    }
)
