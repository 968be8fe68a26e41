"""What was asked for with the import step: other roles and answers, and to use the table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from nn_core import InputError
from nn_core.sharing.setup import Setup
from nn_core.tables.roles import TARGET
from nn_core.tables.table import to_dataset
from nn_ui import state
from nn_ui.importing import controls
from nn_ui.session.events.event import FILE, Event
from nn_ui.session.events.opened_table import opened_table, other_columns
from nn_ui.session.import_questions import questions
from nn_ui.session.importing import (
    OTHER_COLUMNS,
    Importing,
    ImportStep,
    reopening,
    with_role,
    with_words,
)

USE, CANCEL, OTHERS = "use_table", "cancel_table", "other_columns"


def asked(step: ImportStep, setup: Setup) -> Iterator[Event]:
    """Take up what was said of the table, and then whether it is used."""
    take_up(step)
    for press in state.presses(USE, CANCEL, OTHERS):
        if press.key == CANCEL:
            step.end()
        elif press.key == OTHERS:
            step.begin(reopening(step.used, setup.table))
        elif step.table is not None:
            yield from _used(step, step.table)


def take_up(step: ImportStep) -> None:
    """Have the table follow what its controls say."""
    for name, value in controls.changed(step):
        if step.table is not None:
            _take(step, step.table, name, value)


def _take(step: ImportStep, table: Importing, name: str, value: Any) -> None:
    kind, _, place = name.partition("_")
    step.said = ""
    if kind == "part":
        step.part = value
    elif kind == "role":
        step.table = with_role(table, int(place), value)
    elif kind == "words":
        step.table = with_words(table, int(place), is_words=value)
    elif kind == "target":
        roles = ((at, "") for at, each in enumerate(table.columns) if each.role == TARGET)
        for at, role in (*roles, (value, TARGET)):
            table = with_role(table, at, role)
        step.table = table
    else:
        for question in questions(table):
            if question.key == kind:
                step.table = question.use(table, value)


def _used(step: ImportStep, source: Importing) -> Iterator[Event]:
    """The event of using the table; where it cannot be, the step says why and stays."""
    if source.plan is None:
        return
    try:
        to_dataset(source.plan.table)
    except InputError as error:
        step.said = str(error)
        return
    table = source.plan.table
    step.remember(source, table)
    step.end()
    if source.words == OTHER_COLUMNS:
        change = partial(other_columns, table=table, is_shuffled=source.is_shuffled)
        yield Event(source.words, change, FILE)
    else:
        yield Event(source.words, partial(opened_table, table=table), FILE, searches=True)
