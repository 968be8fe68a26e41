"""The one place that touches Streamlit's session state: one `Session` for each browser tab."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from nn_core import Experiment
from nn_core.advice import Advice
from nn_core.problems.ready_made import PROBLEMS
from nn_core.tables.cells import number_text
from nn_core.tables.table import to_dataset
from nn_ui.choice import Choice
from nn_ui.editing import Editing
from nn_ui.learner import Learner
from nn_ui.options import Options
from nn_ui.output.memory import Memory
from nn_ui.process.housekeeping import BUDGET, HOUSEKEEPER
from nn_ui.sharing.memory import Memory as Sharing
from nn_ui.timeline import Timeline
from nn_ui.told import Press, Told, whole_number

DEFAULT_ITERATIONS = 10_000
DEFAULT_SEED = 1
DEFAULT_LEARNING_RATE = 1.0
# The echo of the number of the drawing that the browser has in full.
DRAWN = "drawn"


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
        self.learner = Learner(experiment, PROBLEMS[0].new_example, DEFAULT_ITERATIONS)

    def notify(self, notice: str) -> None:
        """Say this under the transport as long as the page stays at this moment, or is on its way
        there."""
        self.notice, self.notice_moment = notice, self._moment

    @property
    def current_notice(self) -> str:
        """What was notified of this very moment; "" when the page has moved on."""
        return self.notice if self.notice_moment == self._moment else ""

    @property
    def _moment(self) -> tuple[int, int]:
        playback = self.learner.playback
        return self.learner.run_number, playback.goal if playback else self.learner.cursor


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
    _told().arrivals.set(key, new_value, value(key))
    st.session_state[key] = new_value


def put_again() -> None:
    """Set every value once more that may not have reached the browser, before anything is drawn.

    When the page runs again, Streamlit drops what it has not sent yet of the run before; a value
    that was set in that run never arrives, and the browser sends back the one before, or shows the
    widget's default. What the learner has changed since stays as it is.
    """
    told = _told()
    arrivals, is_press = told.arrivals, bool(told.presses or told.events)
    arrivals.begin(arrivals.number(value(DRAWN)))
    for key, sent in tuple(arrivals.on_the_way.items()):
        if not arrivals.is_over(key, value(key), is_press=is_press):
            st.session_state[key] = sent.value


def has_arrived() -> bool:
    """Whether the browser has said that the last drawing before this run is there."""
    arrivals = _told().arrivals
    before = arrivals.drawing if arrivals.is_ended else arrivals.drawing - 1
    return arrivals.number(value(DRAWN)) >= before


def page_is_drawn() -> None:
    """The page has run to its end: what the learner did has been taken up, or never will be, and
    the browser is told that all is there."""
    told = _told()
    told.forget()
    told.arrivals.end()
    echo(DRAWN, told.arrivals.word)


def echo(key: str, text: str) -> None:
    """A field that nobody sees. What the browser shows in it comes back with all that the learner
    does, and so tells what was on the screen then; `value` gives it back."""
    st.session_state[key] = text
    with st.container(key=f"echo_{key}"):
        st.text_input(key, key=key, label_visibility="collapsed")


def forget(key: str) -> None:
    """Drop a widget's value that cannot be used."""
    st.session_state.pop(key, None)


def keep(key: str, thing: Any) -> None:
    """Keep what is no widget's value, or what is set again anyway; `value` gives it back."""
    st.session_state[key] = thing


def button(label: str, key: str, *, echoed: str = "", **looks: Any) -> None:
    """Draw a button whose presses are kept until they are asked for.

    With `echoed`, the key of an `echo`, a press brings along what the browser showed there.
    """
    st.button(label, key=key, on_click=_press, args=(key, echoed), **looks)


def clicked(key: str) -> bool:
    """Whether the button `key` has been pressed and that was not asked for yet."""
    return bool(presses(key))


def presses(*keys: str) -> tuple[Press, ...]:
    """The presses of these buttons that were not asked for yet, in their order."""
    return _told().take_presses(keys)


def hear(component: str) -> None:
    """Keep the events that a component has just sent until they are asked for."""
    _told().hear(component, value(component))


def stage_event(name: str) -> Any:
    """What the learner did on the stage that was not asked for yet; None when it was nothing."""
    return _told().take_event("stage", name, value("stage"))


def row_clicked() -> int | None:
    """The row whose answer beside the table was clicked."""
    return whole_number(_told().take_event("answers", "row", value("answers")))


def pasted() -> Any:
    """The block that was pasted into a table."""
    return _told().take_event("answers", "paste", value("answers"))


def _press(key: str, echoed: str) -> None:
    # Streamlit calls this, and `hear`, before the page runs and anything can cut it off.
    _told().presses.append(Press(key, str(value(echoed, "")) if echoed else ""))


def _told() -> Told:
    if "told" not in st.session_state:
        st.session_state["told"] = Told()
    found: Told = st.session_state["told"]
    return found
