"""The table editors of the sidebar: what they were given, and what they show with all edits.

What an editor returns is never written back into its own input: that would lose every second edit.
Its input changes only when the setup has another table than it shows, and then `version` counts on,
which tells Streamlit that this is another editor, without any edits yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import takewhile
from typing import Any

from nn_core.sharing.setup import Setup
from nn_core.tables.cells import Cell
from nn_core.tables.form import PLAIN, Form
from nn_core.tables.table import Table
from nn_ui.session.edits import edited
from nn_ui.session.importing import ImportStep

Row = tuple[Cell, ...]


@dataclass
class Editor:
    """`given` and `given_example` went into the editors, `table` and `example` are what they show
    now; those that are on the page were given `drawn_version`."""

    given: Table = field(default_factory=lambda: Setup().table)
    given_example: Row = field(default_factory=lambda: Setup().new_example)
    version: int = 0
    drawn_version: int = -1
    # The browser's number for the block that was pasted last, and the upload that has been read.
    pasted: Any = None
    upload_read: str = ""
    imports: ImportStep = field(default_factory=ImportStep)

    def __post_init__(self) -> None:
        self.table, self.example = self.given, self.given_example
        # How many rows cannot be waiting any more, since they have been complete.
        self._n_settled = self._given_settled = _n_complete(self.given)

    @property
    def n_waiting(self) -> int:
        """How many rows at the end are being typed: begun below the others, with blank cells."""
        return _n_incomplete(self.table.rows[self._n_settled :], self.table.all_forms)

    @property
    def n_used(self) -> int:
        """How many rows are used: those that are not being typed."""
        return len(self.table.rows) - self.n_waiting

    def used(self, setup: Setup) -> Setup:
        """`setup` without the rows that are being typed."""
        if not self.n_waiting:
            return setup
        table = setup.table
        return replace(setup, table=replace(table, rows=table.rows[: self.n_used]))

    def take(
        self, table_state: Mapping[str, Any], example_state: Mapping[str, Any]
    ) -> tuple[Table, Row] | None:
        """What both editors show by their own account; None when that is no news. A state that no
        editor can have is ignored, and other editors take the place of those that it came from."""
        found = self._edited(table_state, example_state)
        if found is None:
            self._give(self.table, self.example)
        if found is None or found == (self.table, self.example):
            return None
        self.table, self.example = found
        deleted = set(table_state["deleted_rows"]).intersection(range(self._given_settled))
        self._n_settled = self._given_settled - len(deleted)
        return self.table, self.example

    def is_news(self, table_state: Mapping[str, Any], example_state: Mapping[str, Any]) -> bool:
        """Whether `take` would take up anything."""
        found = self._edited(table_state, example_state)
        return found is not None and found != (self.table, self.example)

    def follow(self, setup: Setup) -> None:
        """Show the setup's table and example: in other editors where these show another one."""
        if (setup.table, setup.new_example) != (self.table, self.example):
            self._give(setup.table, setup.new_example)

    def _edited(
        self, table_state: Mapping[str, Any], example_state: Mapping[str, Any]
    ) -> tuple[Table, Row] | None:
        table = edited(self.given, table_state)
        names = self.given.input_names
        forms = self.given.all_forms[: len(names)]
        example = edited(Table(names, (), (self.given_example,), forms), example_state)
        if table is None or example is None or len(example.rows) != 1:
            return None
        return table, example.rows[0]

    def _give(self, table: Table, example: Row) -> None:
        self.given = self.table = table
        self.given_example = self.example = example
        self.version += 1
        self._n_settled = self._given_settled = _n_complete(table)


def _n_complete(table: Table) -> int:
    """The rows without those at the end that are incomplete."""
    return len(table.rows) - _n_incomplete(table.rows, table.all_forms)


def _n_incomplete(rows: Sequence[Row], forms: tuple[Form, ...]) -> int:
    """How many rows at the end have blank cells, and nothing to complain of in the others."""
    return sum(1 for _ in takewhile(partial(_is_incomplete, forms), reversed(rows)))


def _is_incomplete(forms: tuple[Form, ...], row: Row) -> bool:
    pairs = list(zip(row, forms, strict=True))
    is_blank = any(cell is None and not form.fills for cell, form in pairs)
    return is_blank and not any(isinstance(cell, str) and form == PLAIN for cell, form in pairs)
