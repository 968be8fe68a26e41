"""What each pupil of the class does: a table, a seed and so a network of their own."""

from dataclasses import dataclass

from nn_core import Dataset, Experiment
from nn_core.problems.ready_made import PROBLEMS
from nn_core.tables.table import to_dataset
from tests.benchmarks.classroom.protocol import Edits


@dataclass(frozen=True)
class Task:
    """The work of pupil `number`, counted from 0."""

    number: int

    @property
    def seed(self) -> int:
        return self.number + 1

    @property
    def edits(self) -> Edits:
        """What the pupil types into the article's table; no two pupils type the same."""
        names = PROBLEMS[0].table.names
        return {
            0: {names[0]: round(0.1 + 0.01 * self.number, 2)},
            1: {names[1]: round(0.9 - 0.005 * self.number, 3)},
        }

    @property
    def example(self) -> tuple[float, ...]:
        return PROBLEMS[0].new_example

    def experiment(self) -> Experiment:
        """The experiment that the app must make of it."""
        return Experiment(self._dataset(), seed=self.seed)

    def _dataset(self) -> Dataset:
        dataset = to_dataset(PROBLEMS[0].table)
        X = dataset.X.copy()
        for row, cells in self.edits.items():
            for name, value in cells.items():
                X[row, PROBLEMS[0].table.input_names.index(name)] = value
        return Dataset(X, dataset.y)
