"""Blocks pasted into the tables, as the browser hands them over."""

from typing import Any

import pytest

from nn_core.problems.ready_made import PROBLEMS
from nn_ui import state
from nn_ui.session.editing import OWN_TABLE, Editing
from nn_ui.sidebar import pasting

ARTICLE = PROBLEMS[0]


@pytest.fixture
def paste(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that does what the page does when the browser says that this was pasted."""

    def one(editing: Editing, **sent: Any) -> None:
        block = {"table": "table", "text": "5\t6\n", "row": 0, "column": 0, "number": 1.5}
        monkeypatch.setattr(state, "pasted", lambda: block | sent)
        pasting.handle(editing)

    return one


def test_a_pasted_block_is_one_change_of_a_table_of_one_s_own(paste) -> None:
    editing = Editing()
    paste(editing, text="5\t6\n7\t8\n", row=2)
    assert editing.given.rows[2:] == ((5.0, 6.0, 1.0, 1.0), (7.0, 8.0, None, None))
    assert (editing.problem, editing.version, editing.n_waiting) == (OWN_TABLE, 1, 1)
    paste(editing, text="5\t6\n7\t8\n", row=0)
    assert len(editing.undo) == 1, "the same paste, heard of twice"
    editing.take_back()
    assert (editing.current, editing.problem) == (ARTICLE.table, ARTICLE.key)


def test_what_does_not_fit_is_said_until_the_next_change(paste) -> None:
    editing = Editing()
    paste(editing, text="1\t2\t3\t1\t9")
    assert "last column was left out" in editing.said
    editing.take_back()
    assert editing.said == ""
    paste(editing, text="a\ta\tb\tc\n1\t2\t3\t1", number=2)
    assert "both named" in editing.said
    assert editing.current == ARTICLE.table


def test_a_new_example_is_pasted_into_its_own_row(paste) -> None:
    editing = Editing()
    paste(editing, table="new_example", text="0,5\t6", column=1)
    assert editing.given_example == (1.0, 0.5, 6.0)
    assert (editing.problem, editing.current) == (ARTICLE.key, ARTICLE.table)
    editing.take_back()
    assert editing.given_example == ARTICLE.new_example


@pytest.mark.parametrize(
    "sent",
    [
        {"row": -1},
        {"row": None},
        {"row": True},
        {"column": 1.5},
        {"column": 4},
        {"text": 7},
        {"table": "other"},
        {"table": "new_example", "column": 3},
        {"text": "\n\n"},
    ],
)
def test_what_no_browser_sends_changes_nothing(paste, sent: dict[str, Any]) -> None:
    editing = Editing()
    paste(editing, **sent)
    assert (editing.current, editing.version, editing.undo) == (ARTICLE.table, 0, ())
