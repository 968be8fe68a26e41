"""The parts of the view that are kept with an experiment, and the widgets that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from nn_core.sharing import setup
from nn_core.sharing.variation import Variations
from nn_ui import colours, state
from nn_ui.figures.palette import PALETTES
from nn_ui.lessons import strip
from nn_ui.playing import presentation
from nn_ui.playing.output_controls import HIDDEN, LANDSCAPE, OUTPUT, PREDICTION
from nn_ui.session import lock, together
from nn_ui.session.landscape import LANDSCAPE_KEY, LANDSCAPES
from nn_ui.session.lessons import PROGRESS, PROGRESS_KEY
from nn_ui.session.many_seeds import MANY_KEY, QUESTIONS, SWEEP_KEY
from nn_ui.session.pace import PACES
from nn_ui.session.page_view import PageView
from nn_ui.tabs import tab_names


@dataclass(frozen=True)
class View:
    """One choice: its key in a link, its widget, and (word in a link, value of the widget) pairs,
    the one of a new page first. What `is_widget` not is just kept under that key."""

    key: str
    widget: str
    choices: tuple[tuple[str, Any], ...]
    is_widget: bool = True

    def word(self) -> str:
        """The word for what the widget holds."""
        value = state.value(self.widget, self.choices[0][1])
        return next((word for word, one in self.choices if one == value), self.choices[0][0])

    def put(self, word: str) -> None:
        """Set the widget; only before it is drawn."""
        (state.put if self.is_widget else state.keep)(self.widget, dict(self.choices)[word])


_ALL: Final = (
    View(
        "panel",
        "panel",
        (
            ("prediction", PREDICTION),
            ("output", OUTPUT),
            ("landscape", LANDSCAPE),
            ("hidden", HIDDEN),
        ),
    ),
    View("tab", "tabs", tab_names.WORDS),
    View("pace", "pace", tuple((pace.key, pace.key) for pace in PACES)),
    View("log_iterations", "log_iterations", (("1", True), ("0", False))),
    View("log_loss", "log_loss", (("0", False), ("1", True))),
    View(strip.LESSON, strip.LESSON, tuple((str(number), number) for number in strip.NUMBERS)),
    View("colours", colours.KEY, tuple((name, name) for name in PALETTES)),
    View("present", presentation.KEY, (("0", False), ("1", True)), is_widget=False),
)
VIEWS: Final[MappingProxyType[str, Sequence[str]]] = MappingProxyType(
    {view.key: tuple(word for word, _ in view.choices) for view in _ALL}
    | {
        PROGRESS_KEY: PROGRESS,
        MANY_KEY: QUESTIONS,
        together.CODE_KEY: together.CODES,
        LANDSCAPE_KEY: LANDSCAPES,
        SWEEP_KEY: Variations(),
        lock.FIXED_KEY: lock.FIXED,
        lock.TABS_KEY: tab_names.TAB_WORDS,
        lock.PICTURES_KEY: lock.HIDDEN_PICTURES,
    }
)


def shown(view: PageView) -> setup.View:
    """The choices that differ from a new page's."""
    chosen = ((one.key, one.word()) for one in _ALL)
    words = (*chosen, (LANDSCAPE_KEY, view.landscape.in_link))
    return tuple(sorted((key, word) for key, word in words if word != VIEWS[key][0]))


def whole(view: PageView) -> setup.View:
    """The same with what no widget holds: all that the page's own link says."""
    return tuple(sorted((*shown(view), *view.in_link())))


def put(chosen: setup.View) -> None:
    """Set all widgets of the view; what is not chosen is as on a new page."""
    words = dict(chosen)
    for view in _ALL:
        view.put(words.get(view.key, view.choices[0][0]))
