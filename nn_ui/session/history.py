"""Undo and redo: the setups that were left, and those that were taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from nn_core.sharing.setup import Moment

MOST_ENTRIES: Final = 50
# Changes of one field that follow each other so soon are one change: a number that is gone through
# with + and −, a slider that looks for its place.
SECONDS_OF_A_BURST: Final = 2.0


class Entry(NamedTuple):
    """One change. words: what it is called; moment: what is on the other side of it; is_whole:
    whether the iteration and the view belong to it; field: the one that was changed, "" for none;
    time: when, in seconds of the server's clock."""

    words: str
    moment: Moment
    is_whole: bool = False
    field: str = ""
    time: float = 0.0


class Turn(NamedTuple):
    """The history after a step back or forth, where that leads to, and whether as a whole."""

    history: History
    moment: Moment
    is_whole: bool


@dataclass(frozen=True)
class History:
    """The changes that can be taken back, and those that can be made again; the nearest is last."""

    past: tuple[Entry, ...] = ()
    future: tuple[Entry, ...] = ()

    def record(self, entry: Entry) -> History:
        """The history after a change that has led away from `entry.moment`."""
        last = self.past[-1] if self.past else None
        is_burst = (
            last is not None
            and not self.future
            and last.field == entry.field != ""
            and entry.time - last.time < SECONDS_OF_A_BURST
        )
        if last is not None and is_burst:
            return History((*self.past[:-1], last._replace(time=entry.time)))
        return History((*self.past, entry)[-MOST_ENTRIES:])

    def undo(self, here: Moment) -> Turn | None:
        """Take back the last change; None when there is none."""
        if not self.past:
            return None
        *past, last = self.past
        future = (*self.future, last._replace(moment=here))
        return Turn(replace(self, past=tuple(past), future=future), last.moment, last.is_whole)

    def redo(self, here: Moment) -> Turn | None:
        """Make the change again that was taken back last; None when there is none."""
        if not self.future:
            return None
        *future, last = self.future
        past = (*self.past, last._replace(moment=here, field=""))
        return Turn(History(past, tuple(future)), last.moment, last.is_whole)
