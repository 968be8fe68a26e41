"""Blocks pasted into the tables, as the browser hands them over."""

from typing import Any

import pytest

from nn_core.sharing.setup import OWN, Setup
from nn_ui import state
from nn_ui.session.events.event import PASTED, Step
from nn_ui.session.session import Session
from nn_ui.sidebar import pasting

ARTICLE = Setup()
UNDO = Step(is_undo=True)


@pytest.fixture
def paste(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that does what the page does when the browser says that this was pasted."""

    def one(session: Session, **sent: Any) -> None:
        block = {"table": "table", "text": "5\t6\n", "row": 0, "column": 0, "number": 1.5}
        monkeypatch.setattr(state, "pasted", lambda: block | sent)
        for event in pasting.asked(session.editor, session.setup):
            session.take(event, (), 0.0)

    return one


def test_a_pasted_block_is_one_change_of_a_table_of_one_s_own(paste) -> None:
    session = Session()
    paste(session, text="5\t6\n7\t8\n", row=2)
    assert session.setup.table.rows[2:] == ((5.0, 6.0, 1.0, 1.0), (7.0, 8.0, None, None))
    editor = session.editor
    assert (session.setup.problem, editor.version, editor.n_waiting) == (OWN, 1, 1)
    paste(session, text="5\t6\n7\t8\n", row=0)
    assert len(session.history.past) == 1, "the same paste, heard of twice"
    session.take(UNDO, (), 0.0)
    assert session.setup == ARTICLE


def test_what_does_not_fit_is_said_until_the_next_change(paste) -> None:
    session = Session()
    paste(session, text="1\t2\t3\t1\t9")
    assert "last column was left out" in session.refusals[PASTED]
    session.take(UNDO, (), 0.0)
    assert PASTED not in session.refusals
    paste(session, text="a\ta\tb\tc\n1\t2\t3\t1", number=2)
    assert "both named" in session.refusals[PASTED]
    assert session.setup == ARTICLE


def test_a_block_that_is_another_table_is_looked_at_first(paste) -> None:
    session = Session()
    paste(session, text="size\tcolour\ttree\n1\tred\tash\n2\tblue\toak\n")
    assert session.setup == ARTICLE
    step = session.editor.imports
    assert step.table is not None
    assert [each.column.name for each in step.table.targets] == ["tree"]


def test_a_new_example_is_pasted_into_its_own_row(paste) -> None:
    session = Session()
    paste(session, table="new_example", text="0,5\t6", column=1)
    assert session.editor.given_example == session.setup.new_example == (1.0, 0.5, 6.0)
    assert (session.setup.problem, session.setup.table) == (ARTICLE.problem, ARTICLE.table)
    session.take(UNDO, (), 0.0)
    assert session.setup == ARTICLE


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
    session = Session()
    paste(session, **sent)
    assert (session.setup, session.editor.version, session.history.past) == (ARTICLE, 0, ())
