"""The events of the import step: a table of the learner's own, with a network for it."""

from __future__ import annotations

from dataclasses import replace

from nn_core.advice import advice
from nn_core.experiment.preparation import Preparation
from nn_core.sharing.setup import OWN, Setup
from nn_core.suggestion.start import begun
from nn_core.tables.table import Table
from nn_core.tables.table_changes import shuffled
from nn_core.tables.typical import typical_inputs
from nn_ui.session.events.table import another_table


def opened_table(setup: Setup, table: Table) -> Setup:
    """Another table, with a row of its own kind to ask about, and a network that can learn it."""
    example = typical_inputs(table)
    made = replace(setup, problem=OWN, table=table, new_example=example, held_back=0.0)
    return begun(replace(made, preparation=Preparation()))


def other_columns(setup: Setup, table: Table, *, is_shuffled: bool = False) -> Setup:
    """The same table with other roles for its columns, in the same order where its rows have been
    shuffled; the network stays where there is nothing that it cannot learn of them."""
    made = another_table(setup, shuffled(table, setup.seed) if is_shuffled else table)
    if made == setup:
        return setup
    known = advice(made.dataset(), made.architecture, made.training, made.preparation)
    return begun(replace(made, preparation=Preparation())) if known else made
