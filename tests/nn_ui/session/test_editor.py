"""The editors of the table: what they say was typed, and when others take their place."""

from dataclasses import replace
from typing import Any

import pytest

from nn_core.sharing.setup import Setup
from nn_core.tables.table import Table
from nn_ui.session.editor import Editor

ARTICLE = Setup()
NOTHING: dict[str, Any] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}


def change(editor: Editor, **table_state: Any) -> Table | None:
    """What the table's editor reports: edited_rows, added_rows, deleted_rows."""
    found = editor.take(NOTHING | table_state, NOTHING)
    return None if found is None else found[0]


def test_a_new_editor_shows_the_article() -> None:
    editor = Editor()
    assert (editor.table, editor.example) == (ARTICLE.table, ARTICLE.new_example)
    assert (editor.version, editor.n_waiting) == (0, 0)
    assert change(editor) is None


def test_what_was_typed_is_told_once_and_never_given_back_to_the_editor() -> None:
    editor = Editor()
    state: dict[str, Any] = {"edited_rows": {0: {"Input 1": "0,5", "Input 2": "x"}}}
    table = change(editor, **state)
    assert table is not None
    assert table.rows[0] == (0.5, "x", 1.0, 1.0)
    assert change(editor, **state) is None, "the editor goes on saying it"
    editor.follow(replace(ARTICLE, table=table))
    assert (editor.given, editor.version) == (ARTICLE.table, 0)
    assert change(editor) == ARTICLE.table, "the cell was typed back"


def test_another_table_comes_in_an_editor_of_its_own() -> None:
    editor = Editor()
    change(editor, edited_rows={0: {"Input 1": "9"}})
    editor.follow(ARTICLE)
    assert (editor.given, editor.table, editor.version) == (ARTICLE.table, ARTICLE.table, 1)
    editor.follow(replace(ARTICLE, new_example=(1.0, None, "x")))
    assert (editor.given_example, editor.version) == ((1.0, None, "x"), 2)


@pytest.mark.parametrize(
    "changes",
    [
        {"edited_rows": {3: {"Target": "1"}}},
        {"edited_rows": {-1: {"Target": "1"}}},
        {"edited_rows": {0: {"Colour": "1"}}},
        {"edited_rows": {0: "1"}},
        {"added_rows": [{"Colour": "1"}]},
        {"added_rows": [7]},
        {"deleted_rows": [3]},
        {"deleted_rows": [-1]},
        {"deleted_rows": ["x"]},
    ],
)
def test_a_state_of_no_editor_is_ignored_and_what_was_typed_before_stays(
    changes: dict[str, Any],
) -> None:
    editor = Editor()
    mine = change(editor, edited_rows={0: {"Input 1": "9", "Input 2": None}})
    assert not editor.is_news(NOTHING | changes, NOTHING)
    assert change(editor, **changes) is None
    assert (editor.table, editor.given, editor.version) == (mine, mine, 1)
    assert editor.take(NOTHING, NOTHING | changes | {"deleted_rows": [0]}) is None
    assert editor.example == ARTICLE.new_example


def test_rows_that_are_being_typed_wait() -> None:
    editor = Editor()
    change(editor, added_rows=[{"Input 1": "1"}], deleted_rows=[0])
    assert (editor.n_waiting, editor.n_used) == (1, 2)
    used = editor.used(replace(ARTICLE, table=editor.table))
    assert used.table.rows == ARTICLE.table.rows[1:]
    change(editor, added_rows=[{"Input 1": "x"}], deleted_rows=[0])
    assert editor.n_waiting == 0, "there is something to complain of"


def test_a_row_that_was_complete_does_not_wait() -> None:
    editor = Editor()
    change(editor, edited_rows={2: {"Input 1": None}})
    assert (editor.n_waiting, editor.table.rows[2][0]) == (0, None)
    editor.follow(replace(ARTICLE, table=replace(ARTICLE.table, rows=((1.0,) * 4, (None,) * 4))))
    assert editor.n_waiting == 1
