"""Events of the table: typing, pasting, other rows and columns, another problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nn_core.problems.generated import GeneratedProblem, generated_kind
from nn_core.problems.ready_made import problem
from nn_core.sharing.setup import OWN, Setup, is_generated, usual_example
from nn_core.tables.cells import Cell
from nn_core.tables.table import Table
from nn_core.tables.table_changes import shuffled
from nn_ui.session import suggested_network

Row = tuple[Cell, ...]
# A generated problem has rows enough to see how the network does with new ones.
GENERATED_SHARE = 0.5


def typed(setup: Setup, table: Table, example: Row) -> Setup:
    """What both editors show; a table that was changed is the learner's own."""
    is_own = table != setup.table
    changed = replace(setup, problem=OWN) if is_own else setup
    return replace(changed, table=table, new_example=example)


def what_was_typed(setup: Setup, table: Table) -> str:
    """What Undo calls that."""
    before, after = setup.table.rows, table.rows
    if before == after:
        return "what was typed into the new example"
    if len(before) == len(after):
        return "what was typed into the table"
    return "adding rows" if len(after) > len(before) else "deleting rows"


def another_table(setup: Setup, table: Table) -> Setup:
    """A whole table of the learner's own. Values of the new example stay with their names."""
    if table == setup.table:
        return setup
    usual = usual_example(OWN, table)
    by_name = dict(zip(setup.table.input_names, setup.new_example, strict=False))
    example = tuple(
        otherwise if (cell := by_name.get(name)) is None else cell
        for name, otherwise in zip(table.input_names, usual, strict=True)
    )
    return replace(setup, problem=OWN, table=table, new_example=example)


def another_example(setup: Setup, example: Row) -> Setup:
    """Another new example."""
    return replace(setup, new_example=example)


def changed_columns(setup: Setup, change: Callable[[Table], Table]) -> Setup:
    """A column that has come, gone, or got another name; InputError when it cannot."""
    return another_table(setup, change(setup.table))


def changed_rows(setup: Setup, n_used: int, change: Callable[[Table], Table]) -> Setup:
    """Another table for the first `n_used` rows: those that are being typed stay below them."""
    used, waiting = setup.table.rows[:n_used], setup.table.rows[n_used:]
    table = change(replace(setup.table, rows=used))
    return another_table(setup, replace(table, rows=(*table.rows, *waiting)))


def shuffled_rows(setup: Setup, n_used: int, seed: int) -> Setup:
    """The rows in another order."""
    return changed_rows(setup, n_used, lambda table: shuffled(table, seed))


def chosen_problem(setup: Setup, key: str) -> Setup:
    """Another problem; "own" keeps the table, which is the learner's from now.

    A generated problem brings a network that fits it, and half of its rows are held back for
    testing; for a table none are, and a network that came with points goes with them.
    """
    if key == OWN:
        return replace(setup, problem=OWN)
    if is_generated(key):
        made = replace(setup.generated or GeneratedProblem(key), kind=key)
        example: Row = generated_kind(key).new_example
        setup = replace(setup, problem=key, generated=made, held_back=GENERATED_SHARE)
        return suggested_network.use(replace(setup, table=made.table(), new_example=example))
    chosen = problem(key)
    if suggested_network.is_used(setup):
        stays = {"stop": setup.stop, "iterations": setup.iterations, "kept": setup.kept}
        setup = Setup(seed=setup.seed, **stays)  # type: ignore[arg-type]
    return replace(
        setup, problem=key, table=chosen.table, new_example=chosen.new_example, held_back=0.0
    )


def other_points(setup: Setup, **changes: float) -> Setup:
    """The points of a generated problem made anew; the new example stays where it is."""
    if setup.generated is None:
        return setup
    made = replace(setup.generated, **changes)  # type: ignore[arg-type]
    return replace(setup, generated=made, table=made.table())
