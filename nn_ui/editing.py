"""The learner's table while it is being edited: what the editor was given, and ways back.

What the editor returns is never written back into its own input: that would lose every second
edit. Its input changes only when a whole new table takes its place, and then `version` counts on,
which tells Streamlit that this is another editor, without any edits yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from nn_core.problems import PROBLEMS, problem
from nn_core.table import Cell, Table

OWN_TABLE = "own"
MOST_UNDO = 50


class Edition(NamedTuple):
    """One state of the table that can be returned to."""

    table: Table
    example: tuple[float, ...]
    problem: str
    change: str


@dataclass
class Editing:
    """`given` went into the editor, `current` is what it shows now, with all edits."""

    problem: str = PROBLEMS[0].key
    given: Table = field(default_factory=lambda: PROBLEMS[0].table)
    given_example: tuple[float, ...] = PROBLEMS[0].new_example
    version: int = 0
    undo: tuple[Edition, ...] = ()
    # The problem as the page last showed it: another one in the field was chosen by the learner.
    problem_shown: str = PROBLEMS[0].key

    def __post_init__(self) -> None:
        self.current = self.given
        self.current_example: tuple[Cell, ...] = self.given_example

    def choose(self, key: str) -> None:
        """Take up a ready-made problem; "own" keeps the table, which is the learner's from now."""
        if key == OWN_TABLE:
            self.problem = key
            return
        chosen = problem(key)
        self._replace(chosen.table, chosen.new_example, key, f"choosing {chosen.title}")

    def replace(self, table: Table, change: str) -> None:
        """Take up another table of the learner's own."""
        self._replace(table, self._fitting_example(table), OWN_TABLE, change)

    def take_back(self) -> None:
        """Return to the table before the last choice, upload or change of columns."""
        *self_undo, last = self.undo
        self.undo = tuple(self_undo)
        self._give(last.table, last.example, last.problem)

    def _replace(
        self, table: Table, example: tuple[float, ...], problem_key: str, change: str
    ) -> None:
        before = Edition(self.current, _numbers(self.current_example), self.problem, change)
        self.undo = (*self.undo, before)[-MOST_UNDO:]
        self._give(table, example, problem_key)

    def _give(self, table: Table, example: tuple[float, ...], problem_key: str) -> None:
        self.given = self.current = table
        self.given_example = self.current_example = example
        self.problem = problem_key
        self.version += 1

    def _fitting_example(self, table: Table) -> tuple[float, ...]:
        """The new example for other columns: values stay with their names, new ones are 0."""
        by_name = dict(zip(self.current.input_names, _numbers(self.current_example), strict=False))
        return tuple(by_name.get(name, 0.0) for name in table.input_names)


def _numbers(cells: tuple[Cell, ...]) -> tuple[float, ...]:
    return tuple(cell if isinstance(cell, int | float) else 0.0 for cell in cells)
