"""The parts of the view that are kept with an experiment, and the widgets that hold them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from nn_core.sharing import setup
from nn_ui import state
from nn_ui.playing.output_controls import OUTPUT, PREDICTION
from nn_ui.session.pace import PACES
from nn_ui.tabs import tab_names


@dataclass(frozen=True)
class View:
    """One choice: its key in a link, its widget, and (word in a link, value of the widget) pairs,
    the one of a new page first."""

    key: str
    widget: str
    choices: tuple[tuple[str, Any], ...]

    def word(self) -> str:
        """The word for what the widget holds."""
        value = state.value(self.widget, self.choices[0][1])
        return next((word for word, one in self.choices if one == value), self.choices[0][0])

    def put(self, word: str) -> None:
        """Set the widget; only before it is drawn."""
        state.put(self.widget, dict(self.choices)[word])


_ALL: Final = (
    View("panel", "panel", (("prediction", PREDICTION), ("output", OUTPUT))),
    View("tab", "tabs", tab_names.WORDS),
    View("pace", "pace", tuple((pace.key, pace.key) for pace in PACES)),
    View("log_iterations", "log_iterations", (("1", True), ("0", False))),
    View("log_loss", "log_loss", (("0", False), ("1", True))),
)
VIEWS: Final = MappingProxyType(
    {view.key: tuple(word for word, _ in view.choices) for view in _ALL}
)


def shown() -> setup.View:
    """The choices that differ from a new page's."""
    words = ((view.key, view.word()) for view in _ALL)
    return tuple(sorted((key, word) for key, word in words if word != VIEWS[key][0]))


def put(chosen: setup.View) -> None:
    """Set all widgets of the view; what is not chosen is as on a new page."""
    words = dict(chosen)
    for view in _ALL:
        view.put(words.get(view.key, view.choices[0][0]))
