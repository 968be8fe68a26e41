"""Files that hold an experiment, its run or its program, made only when they are asked for."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nn_core import InputError
from nn_core.program.notebook import notebook
from nn_core.program.program import program
from nn_core.sharing.file import from_document, to_document
from nn_core.sharing.history import history_csv
from nn_core.sharing.model import model_json
from nn_ui import state, words
from nn_ui.report.page import report
from nn_ui.session.player import Player
from nn_ui.session.session import Session
from nn_ui.sharing import keeping, views
from nn_ui.sharing.views import VIEWS, Chosen

MOST_MEGABYTES = 1


def handle(session: Session, now: float) -> bool:
    """Open the file that was given; True when there was one. Only before anything is drawn."""
    file, memory = state.value("open_experiment"), session.sharing
    if file is None or file.file_id == memory.upload_read:
        return False
    memory.upload_read = file.file_id
    open_document(session, file.getvalue(), now)
    return True


def open_document(session: Session, data: bytes, now: float) -> None:
    """Make a file's experiment the page's; what cannot be used of it is said."""
    try:
        moment, complaints = from_document(data, VIEWS)
    except InputError as error:
        session.sharing.complaints = (str(error),)
        return
    said = keeping.take_up(session, moment, now, "opening an experiment")
    session.sharing.complaints = (*complaints, *said)
    session.notify("The experiment of the file is open; Undo returns to the one before.")


def program_text(player: Player) -> str:
    """The program that computes what is on the screen; at iteration 0, the whole run."""
    return program(player.experiment, player.example, player.cursor or player.last)


def experiment_tools(session: Session) -> None:
    """Saving the experiment as a file, and opening one."""
    player = session.player
    with_weights = st.toggle("With the present weights", key="with_weights", help=words.WEIGHTS)
    view = views.shown()

    def document() -> str:
        moment = keeping.kept(session, view)
        return to_document(*moment, player.run.at(moment.t) if with_weights else None)

    _download("Save the experiment (.json)", "experiment.json", document)
    st.file_uploader(
        f"Open an experiment (.json, at most {MOST_MEGABYTES} MB)",
        type=["json"],
        key="open_experiment",
        help=words.OPEN_EXPERIMENT,
        max_upload_size=MOST_MEGABYTES,
    )


def other_downloads(session: Session) -> None:
    """The same experiment for other programs, and for paper."""
    player, view = session.player, views.shown()
    with st.container(horizontal=True, gap="xsmall"):
        _download("Program (.py)", "neural_network.py", lambda: program_text(player))
        _download(
            "Notebook (.ipynb)",
            "neural_network.ipynb",
            lambda: notebook(player.experiment, player.example, player.cursor or player.last),
        )
        _download("History (.csv)", "history.csv", lambda: history_csv(player.run, player.example))
        _download("Model (.json)", "model.json", lambda: model_json(player.snapshot))
        _download("Report (.html)", "report.html", lambda: _report(session, view))


def _report(session: Session, view: Chosen) -> str:
    player, moment = session.player, keeping.kept(session, view)
    return report(moment, player.run.at(moment.t), player.curves, player.example)


def _download(label: str, name: str, text: Callable[[], str]) -> None:
    """A button whose file is made at the click, from what is on the screen then."""
    key = "save_" + name.replace(".", "_")
    # Bytes: Windows would get other line ends from a text.
    st.download_button(
        label,
        data=lambda: text().encode(),
        file_name=name,
        mime="application/octet-stream",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
