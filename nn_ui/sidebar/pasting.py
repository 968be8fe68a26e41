"""Blocks that were pasted into one of the editable tables, as the browser hands them over.

What comes from there is checked like anything that comes from outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

from nn_core import InputError
from nn_core.tables.pasting import pasted, pasted_row
from nn_ui import state
from nn_ui.messages import remark
from nn_ui.session.editing import Editing


def handle(editing: Editing) -> None:
    """Take up what was pasted; the page must do so before the tables are drawn."""
    sent = state.pasted()
    if not isinstance(sent, Mapping) or sent.get("number") == editing.pasted:
        return  # two runs of the page may hear of the same one
    text, row, column = (sent.get(name) for name in ("text", "row", "column"))
    editing.pasted = sent.get("number")
    if not isinstance(text, str) or not (_is_place(row) and _is_place(column)):
        return
    try:
        if sent.get("table") == "table":
            _into_table(editing, text, row, column)
        elif sent.get("table") == "new_example":
            _into_example(editing, text, column)
    except InputError as error:
        editing.said = str(error)


def say(editing: Editing) -> None:
    """What became of the last block, as long as nothing else has been changed since."""
    if editing.said:
        remark("pasted", editing.said)


def _into_table(editing: Editing, text: str, row: int, column: int) -> None:
    if column < len(editing.current.names):
        done = pasted(editing.current, text, row, column)
        if done.table != editing.current:
            editing.replace(done.table, "pasting a block")
        editing.said = done.said


def _into_example(editing: Editing, text: str, column: int) -> None:
    names = editing.given.input_names
    if column < len(names):
        cells, said = pasted_row(editing.current_example, names, text, column)
        if cells != editing.current_example:
            editing.replace_example(cells, "pasting a new example")
        editing.said = said


def _is_place(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
