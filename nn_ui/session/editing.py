"""The learner's table while it is being edited: what the editor was given, and ways back.

What the editor returns is never written back into its own input: that would lose every second
edit. Its input changes only when a whole new table takes its place, and then `version` counts on,
which tells Streamlit that this is another editor, without any edits yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any, NamedTuple

from nn_core.problems.generated import GENERATED, generated_kind
from nn_core.problems.ready_made import PROBLEMS, problem
from nn_core.sharing.setup import Moment
from nn_core.tables.cells import Cell
from nn_core.tables.table import Table
from nn_ui.session.edits import edited
from nn_ui.session.options import DataOptions, Options

OWN_TABLE = "own"
MOST_UNDO = 50
# Per cent. A generated problem has rows enough to see how the network does with new ones.
GENERATED_TEST_SHARE = 50
GENERATED_KEYS = tuple(kind.key for kind in GENERATED)


class Edition(NamedTuple):
    """One state of the table that can be returned to."""

    table: Table
    example: tuple[Cell, ...]
    problem: str
    change: str
    data: DataOptions
    # The experiment that was left as a whole, where not just the table was changed.
    whole: Moment | None = None


@dataclass
class Editing:
    """`given` went into the editor, `current` is what it shows now, with all edits; both editors
    that are on the page were given `drawn_version`.

    `options.data` says how a generated problem is made and how many rows are held back; it is
    taken back together with the table.
    """

    options: Options = field(default_factory=Options)

    problem: str = PROBLEMS[0].key
    given: Table = field(default_factory=lambda: PROBLEMS[0].table)
    given_example: tuple[Cell, ...] = PROBLEMS[0].new_example
    version: int = 0
    drawn_version: int = -1
    undo: tuple[Edition, ...] = ()
    # What is to be said of the block that was pasted last, and the browser's number for it.
    said: str = ""
    pasted: Any = None
    # The problem as the page last showed it: another one in the field was chosen by the learner.
    problem_shown: str = PROBLEMS[0].key

    def __post_init__(self) -> None:
        # What the generated table was made from, to notice when something else is wanted.
        self._made_from = self.options.data
        self.current = self.given
        self.current_example: tuple[Cell, ...] = self.given_example
        # How many rows cannot be waiting any more, since they have been complete.
        self._given_settled = self._n_settled = len(self.given.rows)

    @property
    def is_generated(self) -> bool:
        """Whether the table is a generated problem's, as it was made."""
        return self.problem in GENERATED_KEYS

    @property
    def n_waiting(self) -> int:
        """How many rows at the end are being typed: begun below the others, with blank cells."""
        begun = self.current.rows[self._n_settled :]
        return sum(1 for _ in takewhile(_is_incomplete, reversed(begun)))

    @property
    def used(self) -> Table:
        """The table without the rows that are being typed."""
        n_used = len(self.current.rows) - self.n_waiting
        return replace(self.current, rows=self.current.rows[:n_used])

    def choose(self, key: str) -> None:
        """Take up a problem; "own" keeps the table, which is the learner's from now.

        Half of a generated problem's rows are held back for testing, and none of a table's.
        """
        if key == OWN_TABLE:
            self.problem = key
            return
        if key in GENERATED_KEYS:
            self._generate(key, f"choosing {generated_kind(key).title}")
        else:
            chosen = problem(key)
            self._replace(chosen.table, chosen.new_example, key, f"choosing {chosen.title}")
        self.options.change_data(test_share=GENERATED_TEST_SHARE if self.is_generated else 0)

    def follow_options(self) -> None:
        """Make a generated problem anew when its points, noise or data seed have been changed."""
        wanted, made = self.options.data, self._made_from
        if self.is_generated and wanted != replace(made, test_share=wanted.test_share):
            self._generate(self.problem, "making other points")

    def edit(self, table_state: Mapping[str, Any], example_state: Mapping[str, Any]) -> bool:
        """Take up what both editors say was changed since `version`; True when that is news.

        A table that was changed is the learner's own. States that no editor can have are ignored,
        and other editors take the place of those that they came from.
        """
        table = edited(self.given, table_state)
        example = edited(Table(self.given.input_names, (), (self.given_example,)), example_state)
        if table is None or example is None or len(example.rows) != 1:
            self._give(self.current, self.current_example, self.problem)
            return False
        if (table, example.rows[0]) == (self.current, self.current_example):
            return False
        self.remember(_what_changed(self.current.rows, table.rows))
        if table != self.current:
            self.problem = OWN_TABLE
        self.current, self.current_example = table, example.rows[0]
        deleted = set(table_state["deleted_rows"]).intersection(range(self._given_settled))
        self._n_settled = self._given_settled - len(deleted)
        return True

    def replace(self, table: Table, change: str) -> None:
        """Take up another table of the learner's own."""
        self._replace(table, self._fitting_example(table), OWN_TABLE, change)

    def replace_used(self, table: Table, change: str) -> None:
        """The same for the rows that are used: those that are being typed stay below them."""
        waiting = self.current.rows[len(self.current.rows) - self.n_waiting :]
        self.replace(replace(table, rows=(*table.rows, *waiting)), change)

    def replace_example(self, example: tuple[Cell, ...], change: str) -> None:
        """Take up another new example."""
        self.remember(change)
        self._give(self.current, example, self.problem)

    def take_back(self) -> None:
        """Return to the table before the last choice, upload or change of columns."""
        *self_undo, last = self.undo
        self.undo, self.said = tuple(self_undo), ""
        data = last.data
        if last.problem == self.problem:  # the share was not changed by what is taken back
            data = replace(data, test_share=self.options.data.test_share)
        self.options.data = self._made_from = data
        self._give(last.table, last.example, last.problem)

    def _generate(self, key: str, change: str) -> None:
        kind, data = generated_kind(key), self.options.data
        # The example stays where it is while only the points change.
        example = kind.new_example if key != self.problem else _without_blanks(self.current_example)
        self._replace(data.generated(key).table(), example, key, change)
        self._made_from = data

    def remember(self, change: str, whole: Moment | None = None) -> None:
        """Keep what is there now for Undo; `whole` is the experiment that it is part of."""
        data = replace(self._made_from, test_share=self.options.data.test_share)
        example = _without_blanks(self.current_example)
        before = Edition(self.current, example, self.problem, change, data, whole)
        self.undo = (*self.undo, before)[-MOST_UNDO:]
        self.said = ""

    def show(
        self, table: Table, example: tuple[Cell, ...], problem_key: str, data: DataOptions
    ) -> None:
        """Show what has been kept; Undo knows of it only by `remember`."""
        self.options.data = self._made_from = data
        self._give(table, example, problem_key)
        self.problem_shown = problem_key

    def _replace(
        self, table: Table, example: tuple[Cell, ...], problem_key: str, change: str
    ) -> None:
        self.remember(change)
        self._give(table, example, problem_key)

    def _give(self, table: Table, example: tuple[Cell, ...], problem_key: str) -> None:
        self.given = self.current = table
        self.given_example = self.current_example = example
        self.problem = problem_key
        self.version += 1
        begun = takewhile(_is_incomplete, reversed(table.rows))
        self._given_settled = self._n_settled = len(table.rows) - sum(1 for _ in begun)

    def _fitting_example(self, table: Table) -> tuple[Cell, ...]:
        """The new example for other columns: values stay with their names, new ones are 0."""
        cells = _without_blanks(self.current_example)
        by_name = dict(zip(self.current.input_names, cells, strict=False))
        return tuple(by_name.get(name, 0.0) for name in table.input_names)


def _is_incomplete(row: tuple[Cell, ...]) -> bool:
    """Whether cells are blank, and there is nothing to complain of in the others."""
    return None in row and not any(isinstance(cell, str) for cell in row)


def _without_blanks(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(0.0 if cell is None else cell for cell in cells)


def _what_changed(before: Sequence[object], after: Sequence[object]) -> str:
    if before == after:
        return "what was typed into the new example"
    if len(before) == len(after):
        return "what was typed into the table"
    return "adding rows" if len(after) > len(before) else "deleting rows"
