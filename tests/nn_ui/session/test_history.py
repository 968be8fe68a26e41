"""Undo and redo: every event can be taken back and made again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from nn_core import Architecture, Intervention
from nn_core.advice import Remedy
from nn_core.sharing.link import from_query
from nn_core.sharing.remedied import remedied
from nn_core.sharing.setup import Moment, Setup
from nn_core.tables.table import Table, add_input, remove_column, rename_column
from nn_ui.session import suggested_network
from nn_ui.session.events import network, table
from nn_ui.session.events.event import Event, Step
from nn_ui.session.events.opened_table import opened_table, other_columns
from nn_ui.session.fields import page_fields
from nn_ui.session.history import MOST_ENTRIES, SECONDS_OF_A_BURST
from nn_ui.session.opening import opening
from nn_ui.session.session import Session
from tests.nn_ui.session.test_network_events import SETUP, VALUES

UNDO, REDO = Step(is_undo=True), Step(is_undo=False)
ROWS = SETUP.table.rows
WEIGHT = Intervention(5, "parameter", 0.5, 1)
LINK, _ = from_query({"problem": "xor", "hidden": "2", "seed": "9", "t": "30"}, None)

EVENTS: dict[str, Callable[[Setup], Setup]] = {
    "a cell": lambda setup: table.typed(
        setup, replace(setup.table, rows=(("x", None, 1.0), *ROWS[1:])), setup.new_example
    ),
    "a deleted row": lambda setup: table.typed(
        setup, replace(setup.table, rows=ROWS[1:]), setup.new_example
    ),
    "an added row": lambda setup: table.typed(
        setup, replace(setup.table, rows=(*ROWS, (1.0, None, None))), setup.new_example
    ),
    "the new example": lambda setup: table.typed(setup, setup.table, (None, "y")),
    "a pasted example": lambda setup: table.another_example(setup, (5.0, 6.0)),
    "an added column": partial(table.changed_columns, change=add_input),
    "a removed column": partial(table.changed_columns, change=partial(remove_column, name="x1")),
    "a renamed column": partial(
        table.changed_columns, change=partial(rename_column, old="x1", new="y")
    ),
    "a file": partial(opened_table, table=Table(("a",), ("b",), ((1.0, 2.0),))),
    "other columns": partial(other_columns, table=Table(("a",), ("b",), ((1.0, 2.0),))),
    "shuffled rows": partial(table.shuffled_rows, n_used=100, seed=4),
    "a problem": partial(table.chosen_problem, key="xor"),
    "other points": partial(table.other_points, data_seed=77),
    "a shape": partial(network.hidden_layers, sizes=(3,)),
    "a weight by hand": partial(network.added_change, intervention=WEIGHT),
    "a removed change": partial(network.removed_change, number=0),
    "a remedy": partial(remedied, remedy=Remedy("", Architecture((1,), True))),
    "the fitting network": suggested_network.use,
    **{
        f"field {field.key}": partial(
            lambda field, setup: field.use(setup, VALUES[field.key]), field
        )
        for field in page_fields(SETUP)
    },
}


def begun() -> Session:
    session = Session()
    change = Intervention(3, "learning_rate", 0.5)
    session.setup = replace(SETUP, interventions=(change,))
    session.editor.follow(session.setup)
    return session


def take(session: Session, event: Event | Step, now: float = 0.0) -> Moment | None:
    return session.take(event, (), now)


@pytest.mark.parametrize("name", EVENTS)
def test_undo_takes_back_every_event_and_redo_makes_it_again(name: str) -> None:
    session = begun()
    before = session.setup
    take(session, Event(name, EVENTS[name]))
    after = session.setup
    assert after != before
    assert session.editor.table == after.table
    assert session.history.past[-1].words == name
    for _ in range(2):
        assert take(session, UNDO) is None
        assert session.setup == before
        assert (session.editor.table, session.editor.example) == (before.table, before.new_example)
        assert session.history.future[-1].words == name
        assert take(session, REDO) is None
        assert session.setup == after
    assert session.history.future == ()


def test_what_was_opened_is_left_and_returned_to_with_its_moment() -> None:
    session = begun()
    before = session.setup
    event, said = opening(LINK, "opening an experiment", "It is open.")
    assert said == ()
    opened = session.take(event, (("tab", "numbers"),), 0.0)
    assert opened == LINK
    session.player.cursor = 30
    back = session.take(UNDO, (("log_loss", "1"),), 0.0)
    assert back == Moment(before, 0, (("tab", "numbers"),))
    assert take(session, REDO) == Moment(LINK.setup, 30, (("log_loss", "1"),))


def test_what_changes_nothing_is_no_entry_and_the_future_ends_with_another_change() -> None:
    session = begun()
    take(session, Event("nothing", lambda setup: replace(setup, seed=setup.seed)))
    take(session, Event("", lambda setup: replace(setup, seed=99)))
    assert session.history.past == ()
    assert take(session, UNDO) is take(session, REDO) is None
    for seed in (2, 3):
        take(session, Event(f"seed {seed}", partial(replace, seed=seed)))
    take(session, UNDO)
    take(session, Event("another", partial(replace, seed=4)))
    assert session.history.future == ()
    assert [entry.words for entry in session.history.past] == ["seed 2", "another"]


def test_undo_goes_back_through_all_changes_in_turn() -> None:
    session, seen = begun(), []
    for name in ("field noise", "a cell", "field seed", "an added column", "a problem"):
        seen.append(session.setup)
        take(session, Event(name, EVENTS[name]))
    for expected in reversed(seen):
        take(session, UNDO)
        assert session.setup == expected


def test_only_so_many_changes_are_remembered() -> None:
    session = begun()
    for seed in range(MOST_ENTRIES + 5):
        take(session, Event("seed", partial(replace, seed=seed + 100)))
    assert len(session.history.past) == MOST_ENTRIES
    for _ in range(MOST_ENTRIES + 5):
        take(session, UNDO)
    assert session.setup.seed == 104


def test_changes_of_one_field_in_a_burst_are_one() -> None:
    session, pause = begun(), SECONDS_OF_A_BURST
    times = (0.0, 0.9 * pause, 1.8 * pause, 1.8 * pause, 5 * pause)
    for number, (field, now) in enumerate(zip("aaaba", times, strict=True)):
        take(session, Event(field, partial(replace, seed=number + 10), field=field), now)
    assert [entry.words for entry in session.history.past] == ["a", "b", "a"]
    assert session.history.past[0].moment.setup == begun().setup
    take(session, UNDO)
    take(session, Event("b", partial(replace, seed=50), field="b"), 5 * pause)
    assert [entry.words for entry in session.history.past] == ["a", "b", "b"]


def test_a_refusal_changes_nothing_and_is_said_at_its_place_until_something_changes() -> None:
    session = begun()
    before = session.setup
    same = partial(rename_column, old="x1", new="x2")
    take(session, Event("", partial(table.changed_columns, change=same), "columns"))
    assert (session.setup, session.history.past) == (before, ())
    assert "already a column" in session.refusals["columns"]
    take(session, Event("seed", partial(replace, seed=3)))
    assert session.refusals == {}
