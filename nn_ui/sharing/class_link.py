"""The link for a class: a teacher says what learners may change, and what they see."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

import segno
import streamlit as st

from nn_core.sharing.link import MAX_LINK, query_text, to_query
from nn_core.sharing.setup import Moment, Setup
from nn_core.sharing.setup import View as Seen
from nn_ui import state, words
from nn_ui.lessons import strip
from nn_ui.session.lock import FIXED, HIDDEN_PICTURES, PARTS, PICTURES, Lock
from nn_ui.session.together import CODE_KEY
from nn_ui.tabs import tab_names

OPEN, CLOSE, IS_OPEN = "class_link", "class_link_close", "class_link_is_open"
# What a phone still reads from a projector.
MOST_IN_QR: Final = 500
_QR_WIDTH: Final = 260
# What learners may change unless the teacher says otherwise.
_FREE: Final = ("example", "iterations", "rate", "seed")
# Of the view only this is the class's: colours and such are the teacher's own.
_OF_CLASS: Final = ("panel", "pace", "log_iterations", "log_loss")


def handle() -> None:
    """Open or close the form where that was asked for."""
    for press in state.presses(OPEN, CLOSE):
        state.keep(IS_OPEN, press.key == OPEN)


def dialog(moment: Moment, code: str) -> None:
    """Draw the form if it is open; `moment` is what the page shows, `code` that of the class that
    is together, "" for none."""
    if state.value(IS_OPEN):
        _dialog(moment, code)


@st.dialog(
    "Link for a class",
    width="large",
    icon=":material/link:",
    on_dismiss=state.on_press(CLOSE),
)
def _dialog(moment: Moment, code: str) -> None:
    st.text(words.CLASS_LINK)
    lesson = st.selectbox(
        "What opens",
        strip.NUMBERS,
        format_func=lambda number: strip.name(number) if number else "What this page shows now",
        key="class_lesson",
    )
    free = _pills("Learners may change", PARTS, _FREE, "class_free")
    tabs = dict(tab_names.WORDS)
    shown_tabs = _pills("Tabs", tabs, tuple(tabs), "class_tabs")
    shown = _pills("Pictures", PICTURES, tuple(PICTURES), "class_pictures")
    lock = Lock(
        FIXED.joined([part for part in PARTS if part not in free]),
        tab_names.TAB_WORDS.joined([word for word in tabs if word not in shown_tabs]),
        HIDDEN_PICTURES.joined([word for word in PICTURES if word not in shown]),
    )
    _link(f"{st.context.url or ''}?{query_text(query(moment, lesson, lock, code))}")
    st.text(words.HONEST_LOCK)


def _pills(label: str, titles: Mapping[str, str], ticked: tuple[str, ...], key: str) -> list[str]:
    return st.pills(
        label,
        list(titles),
        selection_mode="multi",
        default=ticked,
        format_func=titles.__getitem__,
        key=key,
    )


def query(moment: Moment, lesson: int, lock: Lock, code: str = "") -> dict[str, str]:
    """The link's keys and values: a lesson with its own experiment, or what the page shows."""
    said: Seen = (*lock.in_link(), *(((CODE_KEY, code),) if code else ()))
    if lesson != strip.NONE:
        return to_query(Setup(), 0, tuple(sorted(((strip.LESSON, str(lesson)), *said))))
    kept: Seen = tuple(pair for pair in moment.view if pair[0] in _OF_CLASS)
    return to_query(moment.setup, moment.t, tuple(sorted((*kept, *said))))


def _link(link: str) -> None:
    """The link in large type, to be read or copied, and as a QR code where it is short enough."""
    if len(link) > MAX_LINK:
        st.text(words.CLASS_LINK_TOO_LONG)
        return
    with st.container(key="class_link_text"):
        st.code(link, language=None, wrap_lines=True)
    if len(link) <= MOST_IN_QR:
        st.image(qr_code(link), width=_QR_WIDTH)
    else:
        st.caption(words.NO_QR)


def qr_code(link: str) -> str:
    """The link as a QR code, as SVG on white."""
    drawn = io.BytesIO()
    code = segno.make_qr(link, error="m")
    code.save(drawn, kind="svg", scale=6, border=4, light="white", xmldecl=False)
    return drawn.getvalue().decode()
