"""Everything that gives the learner another table at once: columns, files, pasting, undo."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import streamlit as st

from nn_core import InputError
from nn_core.sharing.setup import Setup
from nn_core.tables.csv_text import format_csv
from nn_core.tables.table import (
    Table,
    add_input,
    add_target,
    remove_column,
    rename_column,
    to_dataset,
)
from nn_ui import state, words
from nn_ui.importing.events import OTHERS
from nn_ui.session.editor import Editor
from nn_ui.session.events.event import COLUMNS, FILE, Event, Step
from nn_ui.session.events.event import refused as refusal
from nn_ui.session.events.table import changed_columns, shuffled_rows
from nn_ui.session.history import Entry, History
from nn_ui.session.importing import importing
from nn_ui.sidebar.column_words import about
from nn_ui.sidebar.options.drawing import refused

MOST_MEGABYTES = 1


def steps() -> Iterator[Step]:
    """Each press of Undo and Redo, in their order."""
    for press in state.presses("undo", "redo"):
        yield Step(is_undo=press.key == "undo")


def asked(editor: Editor, setup: Setup) -> Iterator[Event]:
    """What was asked for with the tools."""
    if state.clicked("shuffle"):
        shuffle = partial(shuffled_rows, n_used=editor.n_used, seed=secrets.randbelow(10_000))
        yield Event("shuffling the rows", shuffle)
    yield from _asked_of_columns(editor.version, setup.table)
    file = state.value("upload")
    if file is not None and file.file_id != editor.upload_read:
        editor.upload_read = file.file_id
        yield from _looked_at(editor, "opening a file", file.getvalue())
    if state.clicked("use_paste"):
        yield from _looked_at(editor, "pasting rows", state.value("paste", "").encode())


def _looked_at(editor: Editor, words: str, data: bytes) -> Iterator[Event]:
    """Show what is in a table before it is used."""
    try:
        editor.imports.begin(importing(words, data))
    except InputError as error:
        yield refusal(FILE, error)


def _asked_of_columns(version: int, table: Table) -> Iterator[Event]:
    def event(words: str, change: Callable[[Table], Table]) -> Event:
        return Event(words, partial(changed_columns, change=change), COLUMNS)

    for place, name in enumerate(table.names):
        new = state.value(f"name_{version}_{place}", name)
        if new != name:
            yield event("renaming a column", partial(rename_column, old=name, new=new))
        if state.clicked(f"remove_{version}_{place}"):
            yield event("removing a column", partial(remove_column, name=name))
    for press in state.presses("add_input", "add_target"):
        is_input = press.key == "add_input"
        words = "adding an input" if is_input else "adding a target"
        yield event(words, add_input if is_input else add_target)


def tools(setup: Setup, editor: Editor, history: History, refusals: Mapping[str, str]) -> None:
    """The row of tools under the training table."""
    used = editor.used(setup)
    with st.container(horizontal=True, gap="xsmall", key="table_tools"):
        # A menu of another name is closed: it would stand in front of what is in a table.
        opened = editor.imports.number
        key = f"columns_{opened}"
        looks = state.controls_looks(key)
        with st.popover("Columns", icon=":material/view_column:", key=key, **looks):
            _column_tools(editor.version, setup.table)
            refused(refusals, COLUMNS)
        key = f"file_{opened}"
        with st.popover("File", icon=":material/csv:", key=key, **state.controls_looks(key)):
            _file_tools(used.table)
            refused(refusals, FILE)
        _step("Undo", "Take back", history.past)
        _step("Redo", "Make again:", history.future)
        if setup.held_back:
            state.button("Shuffle", "shuffle", icon=":material/shuffle:", help=words.SHUFFLE)


def _step(label: str, verb: str, entries: tuple[Entry, ...]) -> None:
    """Undo or Redo, with what the next press does."""
    key = label.lower()
    state.button(
        label,
        key,
        icon=f":material/{key}:",
        disabled=not entries,
        help=f"{verb} {entries[-1].words}" if entries else f"Nothing to {key} yet.",
    )


def _column_tools(version: int, table: Table) -> None:
    for place, name in enumerate(table.names):
        role = "Input" if place < len(table.input_names) else "Target"
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                f"{role} column {place + 1}",
                name,
                key=f"name_{version}_{place}",
                help=about(table, place) if table.forms else None,
            )
            state.button("Remove", f"remove_{version}_{place}")
    with st.container(horizontal=True):
        state.button("Add input", "add_input", icon=":material/add:")
        state.button("Add target", "add_target", icon=":material/add:")
    state.button("Change what the columns are", OTHERS, icon=":material/table:")


def _file_tools(used: Table) -> None:
    csv = _csv(used)
    st.download_button(
        "Download as CSV",
        data=csv or "",
        file_name="training-table.csv",
        mime="text/csv",
        key="download",
        icon=":material/download:",
        disabled=csv is None,
        on_click="ignore",
    )
    st.file_uploader(
        "Open a CSV file (at most 1 MB)",
        type=["csv", "txt", "tsv", "xlsx", "xls", "ods"],  # workbooks get told how to be saved
        key="upload",
        help=words.CSV_FILE,
        max_upload_size=MOST_MEGABYTES,
    )
    st.text_area(
        "Or paste rows from a spreadsheet", key="paste", placeholder="Input 1\tInput 2\tTarget"
    )
    state.button("Use the pasted rows", "use_paste")


def _csv(table: Table) -> str | None:
    try:
        to_dataset(table)
    except InputError:
        return None
    return format_csv(table)
