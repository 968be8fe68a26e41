"""The one place that touches Streamlit's session state: one `Session` for each browser tab."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from nn_ui.process.housekeeping import BUDGET, HOUSEKEEPER
from nn_ui.session.lock import SET, is_set
from nn_ui.session.player import Player
from nn_ui.session.session import Session
from nn_ui.session.told import Press, Told, whole_number

# The echo of the number of the drawing that the browser has in full.
DRAWN = "drawn"


def is_new_tab() -> bool:
    """Whether this tab has no session yet."""
    return "session" not in st.session_state


def session() -> Session:
    """The session of the tab, new when the tab is."""
    if is_new_tab():
        HOUSEKEEPER.start()
        st.session_state["session"] = Session()
        put("log_iterations", True)
    found: Session = st.session_state["session"]
    is_in_use(found.player)
    BUDGET.make_room(time.monotonic())
    return found


def is_in_use(player: Player) -> None:
    """Say that this tab is open, and its run at work."""
    context = get_script_run_ctx()
    if context is not None:
        BUDGET.uses(context.session_id, player, time.monotonic())


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
    arrivals = told.arrivals
    is_along = bool(told.presses or told.events) or arrivals.brings_others(_fields())
    arrivals.begin(arrivals.number(value(DRAWN)))
    for key, sent in tuple(arrivals.on_the_way.items()):
        if not arrivals.is_over(key, value(key), is_along=is_along):
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
    told.arrivals.end(_fields())
    echo(DRAWN, told.arrivals.word)


def echo(key: str, text: str) -> None:
    """A field that nobody sees. What the browser shows in it comes back with all that the learner
    does, and so tells what was on the screen then; `value` gives it back."""
    keep(key, text)
    with st.container(key=f"echo_{key}"):
        st.text_input(key, key=key, label_visibility="collapsed")


def forget(key: str) -> None:
    """Drop a widget's value that cannot be used."""
    st.session_state.pop(key, None)


def keep(key: str, thing: Any) -> None:
    """Keep what is no widget's value, or what is set again anyway; `value` gives it back."""
    _told().kept.add(key)
    st.session_state[key] = thing


def button(label: str, key: str, *, echoed: str = "", **looks: Any) -> None:
    """Draw a button whose presses are kept until they are asked for.

    With `echoed`, the key of an `echo`, a press brings along what the browser showed there.
    """
    looks |= controls_looks(key, looks.get("help"), disabled=bool(looks.get("disabled")))
    st.button(label, key=key, on_click=_press, args=(key, echoed), **looks)


def controls_looks(key: str, help: str | None = None, *, disabled: bool = False) -> dict[str, Any]:
    """Tooltip of a control, and whether it is disabled: as one is for what a teacher has set, of
    which Streamlit takes no value then."""
    found: Session | None = st.session_state.get("session")
    if found is None or not is_set(found.view.lock, key):
        return {"help": help, "disabled": disabled}
    return {"help": f"{SET}. {help or ''}".strip(), "disabled": True}


def on_press(key: str) -> Callable[[], None]:
    """What Streamlit is to call for something that means a press of the button `key`."""
    return partial(_press, key, "")


def is_pressed(*keys: str) -> bool:
    """Whether one of these buttons has been pressed and that was not asked for yet."""
    return any(press.key in keys for press in _told().presses)


def clicked(key: str) -> bool:
    """Whether the button `key` has been pressed and that was not asked for yet."""
    return bool(presses(key))


def presses(*keys: str) -> tuple[Press, ...]:
    """The presses of these buttons that were not asked for yet, in their order."""
    return _told().take_presses(keys)


def presses_of(prefix: str) -> tuple[Press, ...]:
    """The same for all buttons whose keys begin so."""
    return _told().take_presses_of(prefix)


def is_told() -> bool:
    """Whether the browser has told anything that was not asked for yet."""
    return _told().is_news


def hear(component: str) -> None:
    """Keep the events that a component has just sent until they are asked for."""
    _told().hear(component, value(component))


def stage_event(name: str) -> Any:
    """What the learner did on the stage that was not asked for yet; None when it was nothing."""
    return _told().take_event("stage", name, value("stage"))


def kept_seat() -> Any:
    """The token of the seat that this tab had in its class before it was reloaded."""
    return _told().take_event("keeper", "seat", value("keeper"))


def row_clicked() -> int | None:
    """The row whose answer beside the table was clicked."""
    return whole_number(_told().take_event("answers", "row", value("answers")))


def pasted() -> Any:
    """The block that was pasted into a table."""
    return _told().take_event("answers", "paste", value("answers"))


def steps_clicked() -> int:
    """How many times Step has been clicked since this was asked last."""
    told = _told()
    return told.take_steps(told.take_event("answers", "steps", value("answers")))


def _press(key: str, echoed: str) -> None:
    # Streamlit calls this, and `hear`, before the page runs and anything can cut it off.
    _told().presses.append(Press(key, str(value(echoed, "")) if echoed else ""))


def _fields() -> dict[str, Any]:
    """What stands in the fields that only the learner, or `put`, changes."""
    kept, state = _told().kept, st.session_state
    return {
        str(key): value
        for key, value in state.items()
        if key not in kept and isinstance(value, str | int | float | None)
    }


def _told() -> Told:
    if "told" not in st.session_state:
        st.session_state["told"] = Told()
    found: Told = st.session_state["told"]
    return found
