"""Files that hold an experiment, its run or its program, made only when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import streamlit as st

from nn_core import InputError
from nn_core.program.notebook import notebook
from nn_core.program.parts import Worded
from nn_core.program.program import program
from nn_core.sharing.file import from_document, to_document
from nn_core.sharing.history import history_csv
from nn_core.sharing.model import model_json
from nn_core.sharing.setup import Setup
from nn_ui import state, words
from nn_ui.session.events.event import Event
from nn_ui.session.examined import shown
from nn_ui.session.opening import opening
from nn_ui.session.page_view import PageView
from nn_ui.session.player import Player
from nn_ui.session.sharing import Sharing
from nn_ui.sharing import views
from nn_ui.sharing.views import VIEWS

MOST_MEGABYTES = 1


def asked(memory: Sharing) -> Iterator[Event]:
    """The file that was given; each is opened once."""
    file = state.value("open_experiment")
    if file is not None and file.file_id != memory.upload_read:
        memory.upload_read = file.file_id
        yield from opened(memory, file.getvalue())


def opened(memory: Sharing, data: bytes) -> Iterator[Event]:
    """The experiment in a file; what cannot be used of it is said."""
    try:
        moment, complaints = from_document(data, VIEWS)
    except InputError as error:
        memory.complaints = (str(error),)
        return
    notice = "The experiment of the file is open; Undo returns to the one before."
    event, said = opening(moment, "opening an experiment", notice)
    memory.complaints = (*complaints, *said)
    yield event


def program_text(player: Player) -> str:
    """The program that computes what is on the screen; at iteration 0, the whole run."""
    goal = player.cursor or player.last
    return program(player.experiment, player.example, goal, _worded(player))


def _worded(player: Player) -> Worded:
    return Worded(player.table, player.cells)


def experiment_tools(setup: Setup, player: Player, looked_at: PageView) -> None:
    """Saving the experiment as a file, and opening one."""
    with_weights = st.toggle("With the present weights", key="with_weights", help=words.WEIGHTS)
    view = views.shown(looked_at)

    def document() -> str:
        moment = shown(setup, player, view)
        return to_document(*moment, player.run.at(moment.t) if with_weights else None)

    download("Save the experiment (.json)", "experiment.json", document)
    st.file_uploader(
        f"Open an experiment (.json, at most {MOST_MEGABYTES} MB)",
        type=["json"],
        key="open_experiment",
        max_upload_size=MOST_MEGABYTES,
        **state.controls_looks("open_experiment", words.OPEN_EXPERIMENT),
    )


def other_downloads(player: Player) -> None:
    """The same experiment for other programs."""
    with st.container(horizontal=True, gap="xsmall"):
        download("Program (.py)", "neural_network.py", lambda: program_text(player))
        download(
            "Notebook (.ipynb)",
            "neural_network.ipynb",
            lambda: notebook(
                player.experiment, player.example, player.cursor or player.last, _worded(player)
            ),
        )
        download("History (.csv)", "history.csv", lambda: history_csv(player.run, player.example))
        download(
            "Model (.json)", "model.json", lambda: model_json(player.snapshot, player.table.coding)
        )


def download(label: str, name: str, text: Callable[[], str]) -> None:
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
