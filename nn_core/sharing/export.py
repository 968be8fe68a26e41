"""Everything that can be taken away from a run, by the ending of the file it goes into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nn_core.errors import InputError
from nn_core.program.notebook import notebook
from nn_core.program.parts import Worded
from nn_core.program.program import program
from nn_core.run.run import Run
from nn_core.sharing.file import to_document
from nn_core.sharing.history import history_csv
from nn_core.sharing.setup import Setup

ENDINGS: Final = (".py", ".ipynb", ".json", ".csv")


def check_ending(suffix: str) -> None:
    """Raise InputError for the ending of a file that cannot be written."""
    if suffix not in ENDINGS:
        *first, last = ENDINGS
        raise InputError(f"Export to a file whose name ends in {', '.join(first)} or {last}.")


def exported(suffix: str, setup: Setup, run: Run, example: Sequence[float], t: int) -> str:
    """The text of a file: ".py" the program, ".ipynb" the notebook, ".json" the experiment with
    its weights after `t` updates, ".csv" the history of `run`.

    Raises InputError for another ending, and for an example that does not fit.
    """
    check_ending(suffix)
    worded = Worded(setup.table, setup.new_example)
    if suffix == ".py":
        return program(run.experiment, example, t, worded)
    if suffix == ".ipynb":
        return notebook(run.experiment, example, t, worded)
    if suffix == ".json":
        return to_document(setup, t, snapshot=run.at(t))
    return history_csv(run, example)
