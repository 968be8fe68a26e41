"""The two editable tables of the sidebar: the training table and the new example.

Their cells are text, judged by the same reading as files and pasted rows: a cell for numbers would
read 1,25 as 125, and keep its old value without a word when it cannot read the new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st

from nn_core.errors import counted, shown
from nn_core.sharing.setup import Setup
from nn_core.tables.cells import Cell, number_text
from nn_core.tables.form import Form
from nn_core.tables.known_words import with_known_words
from nn_core.tables.table import Table
from nn_core.tables.table_coding import words_in
from nn_ui import state
from nn_ui.session.editor import Editor
from nn_ui.session.events.event import PASTED, Event
from nn_ui.session.events.table import typed, what_was_typed
from nn_ui.sidebar.column_words import about
from nn_ui.sidebar.headers import headers

# The answers stand beside the first rows; a longer table scrolls, and they with it.
TALLEST = 245
# Pixels: what the sidebar has for the columns and for the answers beside them.
ROOM = 284
NARROWEST_COLUMN = 43
# Columns of a table that is wider than its place anyway.
NARROW_COLUMN = 64


def answers_width(table: Table) -> int:
    """The pixels that the network's answers need beside the table."""
    n_inputs, is_one = len(table.input_names), len(table.target_names) == 1
    places = range(n_inputs, len(table.names))
    return (36 if is_one else 24) + sum(28 + _beside_number(table, at, is_one) for at in places)


def _beside_number(table: Table, at: int, is_one: bool) -> int:
    """What the word before a number needs, or the unit behind it."""
    form = table.all_forms[at]
    if form.has_words:
        longest = max(map(len, words_in(table.column(at))), default=0)
        return 7 * min(longest, 10 if is_one else 6)
    return min(60, 8 * (len(form.unit) + 1)) if form.unit else 0


def asked(editor: Editor, setup: Setup) -> Iterator[Event]:
    """What was changed in the editors; the page must ask before it brings in another table, which
    has no changes yet."""
    table_state, example_state = state.value("table"), state.value("new_example")
    if editor.drawn_version != editor.version or table_state is None or example_state is None:
        return  # they are of editors that have been replaced
    found = editor.take(table_state, example_state)
    if found is not None:
        table, example = found
        known, taken = with_known_words(table, setup.table)
        change = partial(typed, table=known, example=example)
        yield Event(what_was_typed(setup, table), change, PASTED, _taken_words(taken))
    elif editor.drawn_version != editor.version:  # no editor can have sent this
        state.forget("table")
        state.forget("new_example")


def _taken_words(taken: Mapping[str, str]) -> str:
    """What is said of words that were typed in another case."""
    pairs = [f'"{shown(word)}" for "{shown(known)}"' for word, known in taken.items()]
    if not pairs:
        return ""
    more = f" and {counted(len(pairs) - 3, 'more word')}" if len(pairs) > 3 else ""
    return f"Upper and lower case make no other word: the table takes {', '.join(pairs[:3])}{more}."


def is_typed(editor: Editor) -> bool:
    """Whether the editors hold what the page has not been told before."""
    table_state, example_state = state.value("table"), state.value("new_example")
    if table_state is None or example_state is None:
        return False
    return editor.is_news(table_state, example_state)


def places(table: Table, trained: Table) -> list[int | None] | None:
    """For each row of the table the one of the trained table that it is, None where it is none,
    as long as the table cannot be used; None in all where the table is what is trained."""
    rows = trained.rows
    if rows == table.rows:
        return None
    by_row = {row: place for place, row in reversed(list(enumerate(rows)))}
    return [
        place if rows[place : place + 1] == (row,) else by_row.get(row)
        for place, row in enumerate(table.rows)
    ]


def training_table(editor: Editor) -> None:
    """The editor of the training table."""
    given = editor.given
    st.data_editor(
        _frame(given.names, given.rows, editor.version),
        key="table",
        num_rows="dynamic",
        hide_index=True,
        height="content" if len(given.rows) < 6 else TALLEST,
        column_config=_columns(given),
        disabled=_is_set("table"),
        placeholder="",
        alt="Training table: inputs and targets, one row for each example",
    )


def example_row(editor: Editor) -> None:
    """The editor of the new example: words are chosen among those of the training table."""
    names = editor.given.input_names
    used = replace(editor.table, rows=editor.table.rows[: editor.n_used])
    st.data_editor(
        _frame(names, (editor.given_example,), editor.version),
        key="new_example",
        num_rows="fixed",
        hide_index=True,
        column_config={
            name: _example_column(used, at, cell)
            for at, (name, cell) in enumerate(zip(names, editor.example, strict=True))
        },
        disabled=_is_set("new_example"),
        placeholder="",
        alt="New example: one value for each input",
    )


def _is_set(key: str) -> bool:
    return bool(state.controls_looks(key)["disabled"])


def _frame(names: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], version: int) -> Any:
    # Where the (hidden) index starts is part of what makes an editor the same one to Streamlit.
    index = pd.RangeIndex(version, version + len(rows))
    texts = [
        [number_text(cell) if isinstance(cell, float) else cell for cell in row] for row in rows
    ]
    return pd.DataFrame(texts, columns=list(names), index=index, dtype="string")


def _columns(table: Table) -> dict[str, Any]:
    width = (ROOM - answers_width(table)) // len(table.names)
    width = width if width >= NARROWEST_COLUMN else NARROW_COLUMN
    labels = headers(table.names, width)
    return {
        name: st.column_config.TextColumn(
            labels[at],
            help=about(table, at),
            width=width,
            alignment=_alignment(table.all_forms[at]),
        )
        for at, name in enumerate(table.names)
    }


def _example_column(table: Table, at: int, cell: Cell) -> Any:
    form = table.all_forms[at]
    words = list(words_in(table.column(at))) if form.has_words else []
    if not words:
        return st.column_config.TextColumn(help=about(table, at), alignment=_alignment(form))
    # A cell that is none of the options could not be opened any more.
    others = [cell] if isinstance(cell, str) and cell not in words else []
    return st.column_config.SelectboxColumn(help=about(table, at), options=[*words, *others])


def _alignment(form: Form) -> Literal["left", "right"]:
    return "left" if form.has_words else "right"
