"""Everything that gives the learner another table at once: columns, files, pasting, undo."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import streamlit as st

from nn_core import InputError
from nn_core.tables.csv_text import format_csv, parse_csv
from nn_core.tables.table import (
    Table,
    add_input,
    add_target,
    remove_column,
    rename_column,
    to_dataset,
)
from nn_core.tables.table_changes import shuffled
from nn_ui import state, words
from nn_ui.messages import complain
from nn_ui.session.editing import Editing
from nn_ui.session.session import Session
from nn_ui.sharing import keeping

MOST_MEGABYTES = 1


def handle(session: Session, now: float) -> None:
    """Undo and shuffling are handled before the table is drawn, so that it is drawn as it is."""
    editing = session.editing
    for _ in state.presses("undo"):
        if editing.undo:
            keeping.undo(session, now)
    if state.clicked("shuffle"):
        mixed = shuffled(editing.used, secrets.randbelow(10_000))
        editing.replace_used(mixed, "shuffling the rows")


def tools(session: Session) -> None:
    """The row of tools under the training table."""
    editing = session.editing
    with st.container(horizontal=True, gap="xsmall", key="table_tools"):
        with st.popover("Columns", icon=":material/view_column:"):
            _column_tools(editing)
        with st.popover("File", icon=":material/csv:"):
            _file_tools(session)
        last = editing.undo[-1].change if editing.undo else ""
        state.button(
            "Undo",
            "undo",
            icon=":material/undo:",
            disabled=not editing.undo,
            help=f"Take back {last}" if last else "Nothing to take back yet.",
        )
        if session.options.data.test_share:
            state.button("Shuffle", "shuffle", icon=":material/shuffle:", help=words.SHUFFLE)


def _column_tools(editing: Editing) -> None:
    table = editing.current
    for place, name in enumerate(table.names):
        _one_column(editing, place, name)
    with st.container(horizontal=True):
        _adding(editing, "Add input", "adding an input", add_input)
        _adding(editing, "Add target", "adding a target", add_target)


def _adding(editing: Editing, label: str, change: str, add: Callable[[Table], Table]) -> None:
    """A button that adds a column; of several presses none is lost."""
    key = label.lower().replace(" ", "_")
    state.button(label, key, icon=":material/add:")
    if pressed := state.presses(key):
        _change(editing, change, lambda: _repeated(add, len(pressed), editing.current))


def _repeated(change: Callable[[Table], Table], times: int, table: Table) -> Table:
    for _ in range(times):
        table = change(table)
    return table


def _one_column(editing: Editing, place: int, name: str) -> None:
    table = editing.current
    role = "Input" if place < len(table.input_names) else "Target"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        field = f"name_{editing.version}_{place}"
        new = st.text_input(f"{role} column {place + 1}", name, key=field)
        is_removed = _pressed("Remove", f"remove_{editing.version}_{place}")
    if new != name:
        _change(editing, "renaming a column", lambda: rename_column(table, name, new))
    if is_removed:
        _change(editing, "removing a column", lambda: remove_column(table, name))


def _file_tools(session: Session) -> None:
    editing = session.editing
    st.download_button(
        "Download as CSV",
        data=_csv_or_empty(editing.used),
        file_name="training-table.csv",
        mime="text/csv",
        key="download",
        icon=":material/download:",
        disabled=not _is_valid(editing.used),
        on_click="ignore",
    )
    file = st.file_uploader(
        "Open a CSV file (at most 1 MB)",
        type=["csv", "txt", "tsv", "xlsx", "xls", "ods"],  # workbooks get told how to be saved
        key="upload",
        help=words.CSV_FILE,
        max_upload_size=MOST_MEGABYTES,
    )
    if file is not None and file.file_id != session.upload_read:
        session.upload_read = file.file_id
        _change(editing, "opening a file", lambda: parse_csv(file.getvalue()))
    pasted = st.text_area(
        "Or paste rows from a spreadsheet", key="paste", placeholder="Input 1\tInput 2\tTarget"
    )
    if _pressed("Use the pasted rows", "use_paste"):
        _change(editing, "pasting rows", lambda: parse_csv(pasted.encode()))


def _pressed(label: str, key: str) -> bool:
    state.button(label, key)
    return state.clicked(key)


def _change(editing: Editing, change: str, new_table: Callable[[], Table]) -> None:
    try:
        editing.replace(new_table(), change)
    except InputError as error:
        complain("tools", error)
    else:
        st.rerun()


def _is_valid(table: Table) -> bool:
    try:
        to_dataset(table)
    except InputError:
        return False
    return True


def _csv_or_empty(table: Table) -> str:
    return format_csv(table) if _is_valid(table) else ""
