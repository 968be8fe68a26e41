"""What the browser has told of presses and events, until a run of the page takes it up.

A run that the next press cuts off may never come to the place where it would ask for a press; the
run after it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from nn_ui.session.arrivals import MOST_DIGITS, Arrivals

# More clicks than this nobody makes while a run of the page is busy.
MOST_STEPS = 100


class Press(NamedTuple):
    """A press of the button `key`; `echoed` is what the browser showed then, see `state.echo`."""

    key: str
    echoed: str


@dataclass
class Told:
    """What the browser has told and no run of the page has taken up yet, and what it was told."""

    presses: list[Press] = field(default_factory=list)
    events: dict[tuple[str, str], Any] = field(default_factory=dict)
    arrivals: Arrivals = field(default_factory=Arrivals)
    # The fields that the page itself fills anew in every run.
    kept: set[str] = field(default_factory=set)
    # Of the clicks on Step, which the browser counts: since when, and how many have been taken up.
    steps: tuple[int, int] = (0, 0)

    def take_presses(self, keys: tuple[str, ...]) -> tuple[Press, ...]:
        """The presses of these buttons in their order; they are asked for once."""
        found = tuple(press for press in self.presses if press.key in keys)
        self.presses = [press for press in self.presses if press.key not in keys]
        return found

    def take_presses_of(self, prefix: str) -> tuple[Press, ...]:
        """The same for all buttons whose keys begin so."""
        return self.take_presses(
            tuple(press.key for press in self.presses if press.key.startswith(prefix))
        )

    @property
    def is_news(self) -> bool:
        """Whether anything has been told that was not asked for yet."""
        return bool(self.presses or self.events)

    def hear(self, component: str, told: Any) -> None:
        """Keep the events that a component has just sent."""
        events = told.items() if isinstance(told, Mapping) else ()
        heard = {(component, name): event for name, event in events if event is not None}
        self.events.update(heard)

    def take_event(self, component: str, name: str, told: Any) -> Any:
        """An event that was kept, or else the one of this very run; None when there is none."""
        kept = self.events.pop((component, name), None)
        return told.get(name) if kept is None and isinstance(told, Mapping) else kept

    def take_steps(self, counted: Any) -> int:
        """The clicks on Step that no run has taken up yet, from what the browser has counted. Of
        presses that come while a run is busy Streamlit passes on just one; a count loses none."""
        since, count = map(whole_number, counted) if _is_pair(counted) else (None, None)
        if since is None or count is None:
            return 0
        before = self.steps[1] if self.steps[0] == since else 0
        self.steps = (since, max(before, count))
        return min(self.steps[1] - before, MOST_STEPS)

    def forget(self) -> None:
        """Nobody has asked for what is left."""
        self.presses.clear()
        self.events.clear()


def _is_pair(told: Any) -> bool:
    return isinstance(told, list | tuple) and len(told) == 2


def whole_number(told: Any) -> int | None:
    """What the browser told, when it is a whole number; the page itself never tells another."""
    if isinstance(told, str) and told.isdecimal() and len(told) <= MOST_DIGITS:
        told = int(told)
    return told if type(told) is int else None
