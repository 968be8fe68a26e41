"""All that a learner has set up, as one value: enough to see the same digits anywhere."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from numbers import Real
from typing import Any, Final, NamedTuple, TypeAlias

from nn_core.checks import checked_seed, instance, keep, listed, text, whole
from nn_core.errors import InputError
from nn_core.experiment.architecture import Architecture
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.held_back import checked_share, hold_back
from nn_core.experiment.intervention import Intervention, in_order
from nn_core.experiment.preparation import Preparation
from nn_core.experiment.settings import TrainingSettings
from nn_core.limits import MAX_INPUTS, MAX_ITERATIONS, MAX_KEPT
from nn_core.problems import generated_kinds
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.generated_kinds import GeneratedKind
from nn_core.problems.ready_made import PROBLEMS, Problem
from nn_core.run.stop_rule import StopRule
from nn_core.tables.cells import Cell
from nn_core.tables.table import Table, to_dataset
from nn_core.tables.table_coding import words_in

OWN: Final = "own"
DEFAULT_ITERATIONS: Final = 10_000
# The choices of the view that go into a link, such as the open tab, and the values each may have;
# the first one is what a new page shows.
Views: TypeAlias = Mapping[str, Sequence[str]]
# (key, value) pairs of what is not as on a new page, by key.
View: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Setup:
    """All that makes an experiment, and how far to train it.

    problem: a key of `PROBLEMS` or `GENERATED`, or "own"; generated: how its points are made, None
    for the other problems; table and new_example (a cell for each input): as typed; held_back: the
    share of the rows held back from training, 0 to 0.9; stop: when training ends by itself;
    iterations: how far to train, 1 to 10,000,000; kept: up to three setups whose runs are kept
    beside this one's. One timeline moves all of them, so they have its iterations and stop rule,
    and where they have the same inputs its new example; they keep no runs themselves.
    The table may be unfinished: `experiment` is where that is said. Raises InputError for shares
    and iterations outside, and for parts of another kind.
    """

    problem: str = PROBLEMS[0].key
    table: Table = PROBLEMS[0].table
    new_example: tuple[Cell, ...] = PROBLEMS[0].new_example
    generated: GeneratedProblem | None = None
    held_back: float = 0.0
    architecture: Architecture = field(default_factory=Architecture)
    training: TrainingSettings = field(default_factory=TrainingSettings)
    seed: int = 1
    interventions: tuple[Intervention, ...] = ()
    preparation: Preparation = field(default_factory=Preparation)
    stop: StopRule = field(default_factory=StopRule)
    iterations: int = DEFAULT_ITERATIONS
    kept: tuple[Setup, ...] = ()

    def __post_init__(self) -> None:
        instance(self.architecture, Architecture)
        instance(self.training, TrainingSettings)
        instance(self.preparation, Preparation)
        instance(self.stop, StopRule)
        sentence = f"The number of iterations must be from 1 to {MAX_ITERATIONS:,}."
        keep(self, iterations=whole(self.iterations, 1, MAX_ITERATIONS, sentence))
        keep(self, seed=checked_seed(self.seed), held_back=checked_share(self.held_back))
        table = instance(self.table, Table)
        keep(self, table=replace(table, rows=tuple(_cells(row) for row in table.rows)))
        keep(self, problem=text(self.problem, "The problem is a name, such as xor."))
        keep(self, generated=_generated(self.problem, self.generated))
        keep(self, new_example=_cells(self.new_example))
        keep(self, interventions=in_order(self.interventions))
        keep(self, kept=_kept(self))

    def dataset(self) -> Dataset:
        """The table as numbers, some rows held back. InputError for an unfinished one."""
        return hold_back(to_dataset(self.table), self.held_back)

    def example(self) -> tuple[float, ...]:
        """The new example as numbers. InputError for cells that cannot be used."""
        return self.table.coding.example(self.new_example, "New example, column")

    def experiment(self, dataset: Dataset | None = None) -> Experiment:
        """What is trained, on the setup's own `dataset`. InputError for an unfinished table, and
        for parts that do not fit."""
        return Experiment(
            dataset=self.dataset() if dataset is None else dataset,
            architecture=self.architecture,
            training=self.training,
            seed=self.seed,
            interventions=self.interventions,
            preparation=self.preparation,
        )


class Moment(NamedTuple):
    """What a link or a file shows: a setup at iteration `t`, with the open view."""

    setup: Setup
    t: int = 0
    view: View = ()


def known_problem(key: str) -> Problem | GeneratedKind | None:
    """The ready-made or generated problem with this key; None for a table of one's own."""
    known: dict[str, Problem | GeneratedKind] = {
        **{one.key: one for one in PROBLEMS},
        **generated_kinds.GENERATED,
    }
    return known.get(key)


def is_generated(problem: str) -> bool:
    """Whether the problem's points are drawn."""
    return isinstance(known_problem(problem), GeneratedKind)


def usual_table(problem: str, generated: GeneratedProblem | None) -> Table:
    """The table that a problem starts with; a table of one's own starts as the article's."""
    if generated is not None:
        return generated.table()
    known = known_problem(problem)
    return (known if isinstance(known, Problem) else PROBLEMS[0]).table


def usual_example(problem: str, table: Table) -> tuple[Cell, ...]:
    """The new example that a problem starts with; where it does not fit the inputs, zeros, and the
    first word of each column of words."""
    known = known_problem(problem)
    if known is not None and len(known.new_example) == len(table.input_names):
        return known.new_example
    forms = table.all_forms[: len(table.input_names)]
    return tuple(
        next(iter(words_in(table.column(at))), None) if form.has_words else 0.0
        for at, form in enumerate(forms)
    )


def as_chosen(setup: Setup) -> Setup:
    """A new page after this setup's problem has been chosen."""
    names, width = setup.table, len(setup.table.rows[0]) if setup.table.rows else 0
    table = usual_table(setup.problem, setup.generated)
    if setup.problem == OWN:
        # Names that follow from the number of columns are not written.
        table = Table(usual_inputs(width - 1), ("Target",), table.rows)
    example = usual_example(setup.problem, names)
    return Setup(problem=setup.problem, table=table, new_example=example)


def usual_inputs(n_inputs: int) -> tuple[str, ...]:
    """The names of inputs that have not been named, for 1 to 30 of them."""
    return tuple(f"Input {number}" for number in range(1, min(max(n_inputs, 1), MAX_INPUTS) + 1))


def _generated(problem: str, given: GeneratedProblem | None) -> GeneratedProblem | None:
    if given is not None:
        instance(given, GeneratedProblem)
    if not is_generated(problem):
        return None
    return GeneratedProblem(problem) if given is None else replace(given, kind=problem)


def _kept(setup: Setup) -> tuple[Setup, ...]:
    sentence = "Kept runs are a list of their setups."
    given = [instance(one, Setup) for one in listed(setup.kept, sentence)]
    if len(given) > MAX_KEPT:
        raise InputError(f"At most {MAX_KEPT} runs are kept: let one go first.")
    return tuple(_beside(setup, one) for one in given)


def _beside(setup: Setup, one: Setup) -> Setup:
    """A kept run as it stands beside the present one."""
    example = setup.new_example if _has_same_inputs(setup.table, one.table) else one.new_example
    shared: dict[str, Any] = {
        "kept": (),
        "iterations": setup.iterations,
        "stop": setup.stop,
        "new_example": example,
    }
    is_so = all(getattr(one, name) == value for name, value in shared.items())
    # Only where it must be: a setup looks through its whole table again.
    return one if is_so else replace(one, **shared)


def _has_same_inputs(table: Table, other: Table) -> bool:
    """Whether what is asked of one table can be asked of the other: of words only the same table
    knows all."""
    if table == other:
        return True
    n_inputs = len(table.input_names)
    forms = table.all_forms[:n_inputs]
    return (
        table.input_names == other.input_names
        and forms == other.all_forms[:n_inputs]
        and not any(form.has_words for form in forms)
    )


def _cells(row: object) -> tuple[Cell, ...]:
    sentence = "A row, or a new example, is a list of its cells."
    return tuple(_cell(cell) for cell in listed(row, sentence))


def _cell(cell: object) -> Cell:
    """A number as a float, a text as it is, but for halves of characters, which no file can hold;
    what is no number at all is blank."""
    if cell is None or isinstance(cell, str):
        return cell if cell is None else cell.encode("utf-8", "replace").decode()
    if not isinstance(cell, Real):
        raise InputError("A cell holds a number, a text or nothing.")
    try:
        found = float(cell)
    except OverflowError:  # a whole number too long for a float
        return None
    return found if math.isfinite(found) else None
