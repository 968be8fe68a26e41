"""A search for what fits the table: one that is under way, and what the last one has found."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field, replace

from nn_core import Experiment, InputError
from nn_core.sharing.setup import Setup
from nn_core.suggestion.search import search
from nn_core.suggestion.values import Progress, Suggestion


@dataclass
class Fitting:
    """begun: the setup whose table the last search was for; progress: how far it is; found: what it
    has found; is_new: nobody has asked for that yet; refusal: why it could not go on; chosen: the
    experiment of the last setup that was found, also when its list has been dismissed; is_part: it
    belongs to the change that brought the table."""

    begun: Setup | None = None
    progress: Progress = field(default_factory=lambda: Progress(0.0, ""))
    found: Suggestion | None = None
    is_new: bool = False
    refusal: str = ""
    chosen: Experiment | None = None
    is_part: bool = False
    _place: object = None
    _steps: Generator[Progress, None, Suggestion] | None = None

    @property
    def is_going(self) -> bool:
        """Whether a search is under way."""
        return self._steps is not None

    def begin(self, setup: Setup, *, is_part: bool = False) -> None:
        """Search for what fits the table of `setup`."""
        self.begun, self._steps = setup, search(setup)
        self.is_part, self._place = is_part, None
        self.progress, self.found, self.is_new, self.refusal = Progress(0.0, ""), None, False, ""

    def cancel(self) -> None:
        """Search no further; what was found is forgotten, too."""
        self._steps, self.found, self.is_new, self.refusal = None, None, False, ""

    def stay_at(self, setup: Setup, place: object) -> None:
        """Search no further for another setup, or once the player is at another place."""
        self._place = self._place or place
        if self.is_going and (setup != self.begun or place != self._place):
            self.cancel()

    def go_on(self) -> None:
        """Take one step of the search."""
        if self._steps is None:
            return
        try:
            self.progress = next(self._steps)
        except StopIteration as end:
            self.found, self.is_new, self._steps = end.value, True, None
            self.chosen = end.value.setup.experiment()
        except InputError as error:
            self.cancel()
            self.refusal = str(error)

    def said(self, setup: Setup) -> tuple[str, ...]:
        """What was chosen, and why, as long as the setup is the one that was found."""
        if self.found is None:
            return ()
        is_found = replace(self.found.setup, kept=()) == replace(setup, kept=())
        return self.found.said if is_found else ()
