"""Blocks that were pasted into one of the editable tables, as the browser hands them over.

What comes from there is checked like anything that comes from outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, TypeGuard

from nn_core import InputError
from nn_core.sharing.setup import Setup
from nn_core.tables.pasting import pasted, pasted_row
from nn_ui import state
from nn_ui.session.editor import Editor
from nn_ui.session.events.event import PASTED, Event, refused
from nn_ui.session.events.table import another_example, another_table
from nn_ui.session.importing import importing


def asked(editor: Editor, setup: Setup) -> Iterator[Event]:
    """What was pasted; two runs of the page may hear of the same block."""
    sent = state.pasted()
    if not isinstance(sent, Mapping) or sent.get("number") == editor.pasted:
        return
    text, row, column = (sent.get(name) for name in ("text", "row", "column"))
    editor.pasted = sent.get("number")
    if not isinstance(text, str) or not (_is_place(row) and _is_place(column)):
        return
    try:
        if sent.get("table") == "table" and column < len(setup.table.names):
            done = pasted(setup.table, text, row, column)
            if done.is_another:
                data = text.encode("utf-8", "replace")
                editor.imports.begin(importing("pasting a block", data))
            else:
                change = partial(another_table, table=done.table)
                yield Event("pasting a block", change, PASTED, done.said)
        elif sent.get("table") == "new_example" and column < len(setup.table.input_names):
            cells, said = pasted_row(setup.new_example, setup.table, text, column)
            change = partial(another_example, example=cells)
            yield Event("pasting a new example", change, PASTED, said)
    except InputError as error:
        yield refused(PASTED, error)


def _is_place(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
