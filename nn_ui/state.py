"""The one place that touches Streamlit's session state: one `Session` for each browser tab."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from nn_core import Experiment
from nn_core.advice import Advice
from nn_core.cells import number_text
from nn_core.table import to_dataset
from nn_ui.choice import Choice
from nn_ui.editing import Editing
from nn_ui.learner import Learner
from nn_ui.options import Options
from nn_ui.output.memory import Memory
from nn_ui.process.housekeeping import BUDGET, HOUSEKEEPER
from nn_ui.sharing.memory import Memory as Sharing
from nn_ui.timeline import Timeline

DEFAULT_ITERATIONS = 10_000
DEFAULT_SEED = 1
DEFAULT_LEARNING_RATE = 1.0
# How long a page that has been drawn may take to the browser, on a busy server.
SECONDS_TO_ARRIVE = 3.0
RECENTLY_PUT, DRAWN_AT = "recently_put", "drawn_at"


@dataclass(frozen=True)
class Shown:
    """What a field held when the page was last drawn, the option that it stands for, and why the
    one could not become the other ("" when it did)."""

    value: Any
    option: Any
    refusal: str = ""


@dataclass
class Session:
    """All that a tab keeps from one run of the page to the next, beside its widgets' values."""

    # What is chosen in the folded parts of the sidebar, or on the diagram.
    options: Options = field(default_factory=Options)
    editing: Editing = field(init=False)
    # What the fields of the options held when the page was last drawn, by their keys.
    shown: dict[str, Shown] = field(default_factory=dict)
    # The advice that the page shows, with its remedies.
    advice: tuple[Advice, ...] = ()
    # Why a change on the way could not be added, just now.
    change_refusal: str = ""
    # What is said in the line under the transport until the next thing happens, and the moment
    # that it is about.
    notice: str = ""
    notice_moment: tuple[int, int] = (0, 0)
    # Set when the browser needs figures and whole curves, not just the next piece of film.
    needs_whole: bool = True
    # The scene of the figures that the browser was sent last.
    scene_drawn: str = ""
    timeline: Timeline = field(default_factory=Timeline)
    # The browser's word for the last time that the learner took hold of the timeline.
    grab: Any = None
    # The upload that has been read, so that it is read once.
    upload_read: str = ""
    can_play_film: bool = True
    # Whether "One step in numbers" is open, so that the row it follows is marked on the stage.
    numbers_open: bool = False
    # The names of the tabs that are on the page.
    tabs_offered: tuple[str, ...] = ()
    # The slow playing of one iteration: the stage it has come to, and when it may go on.
    walk_stage: int = 0
    walk_is_playing: bool = False
    walk_is_due: float = 0.0
    # The row and the weight that are highlighted all over the page.
    choice: Choice = field(default_factory=Choice)
    output: Memory = field(default_factory=Memory)
    sharing: Sharing = field(default_factory=Sharing)

    def __post_init__(self) -> None:
        self.editing = Editing(self.options)
        experiment = Experiment(to_dataset(self.editing.given), seed=DEFAULT_SEED)
        self.learner = Learner(experiment, self.editing.given_example, DEFAULT_ITERATIONS)

    def notify(self, notice: str) -> None:
        """Say this under the transport as long as the page stays at this moment."""
        self.notice, self.notice_moment = notice, self._moment

    @property
    def current_notice(self) -> str:
        """What was notified of this very moment; "" when the page has moved on."""
        return self.notice if self.notice_moment == self._moment else ""

    @property
    def _moment(self) -> tuple[int, int]:
        return self.learner.run_number, self.learner.cursor


def is_new_tab() -> bool:
    """Whether this tab has no session yet."""
    return "session" not in st.session_state


def session() -> Session:
    """This tab's session, new when the tab is."""
    if is_new_tab():
        HOUSEKEEPER.start()
        st.session_state["session"] = Session()
        put("iterations", number_text(DEFAULT_ITERATIONS))
        put("seed", number_text(DEFAULT_SEED))
        put("learning_rate", number_text(DEFAULT_LEARNING_RATE))
        put("log_iterations", True)
    found: Session = st.session_state["session"]
    is_in_use(found)
    BUDGET.make_room(time.monotonic())
    return found


def is_in_use(session: Session) -> None:
    """Say that this tab is open, and its run at work."""
    context = get_script_run_ctx()
    if context is not None:
        BUDGET.uses(context.session_id, session.learner, time.monotonic())


def value(key: str, default: Any = None) -> Any:
    """A widget's value as it is known before the widget has been drawn in this run."""
    return st.session_state.get(key, default)


def put(key: str, new_value: Any) -> None:
    """Set a widget's value; only before the widget is drawn."""
    st.session_state[key] = new_value
    st.session_state.setdefault(RECENTLY_PUT, {})[key] = new_value


def put_again() -> None:
    """Set every value once more that may not have reached the browser, before anything is drawn.

    When the page runs again, Streamlit drops what it has not sent yet of the run before; a value
    that was set in that run never arrives, and the browser shows the widget's default instead.
    What the learner has changed since stays as it is.
    """
    recent = st.session_state.get(RECENTLY_PUT, {})
    has_arrived = time.monotonic() - st.session_state.get(DRAWN_AT, math.inf) > SECONDS_TO_ARRIVE
    recent = {} if has_arrived else {k: known for k, known in recent.items() if value(k) == known}
    st.session_state[RECENTLY_PUT] = recent
    st.session_state[DRAWN_AT] = math.inf
    st.session_state.update(recent)


def page_is_drawn() -> None:
    """The page has run to its end: from now on what it has set is on its way."""
    st.session_state[DRAWN_AT] = time.monotonic()


def forget(key: str) -> None:
    """Drop a widget's value that cannot be used."""
    st.session_state.pop(key, None)


def keep(key: str, thing: Any) -> None:
    """Keep what is no widget's value; `value` gives it back."""
    st.session_state[key] = thing


def clicked(key: str) -> bool:
    """Whether this run of the page was caused by a click on the button `key`."""
    return bool(value(key, False))


def stage_event(name: str) -> Any:
    """What the learner did on the stage to cause this run; None when it was something else."""
    return (value("stage") or {}).get(name)


def row_clicked() -> int | None:
    """The row whose answer beside the table was clicked to cause this run."""
    row: int | None = (value("answers") or {}).get("row")
    return row


def pasted() -> Any:
    """The block that was pasted into a table to cause this run."""
    return (value("answers") or {}).get("paste")
